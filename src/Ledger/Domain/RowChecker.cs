using CleanHeating.Kernel;
using CleanHeating.Platform.Workbooks;

namespace CleanHeating.Ledger.Domain;

/// <summary>
/// Checks a row against every rule of the ledger format and takes its values. All codes that apply are reported, each with
/// its cell. One checker serves one sheet.
/// </summary>
internal sealed class RowChecker(SheetHead head, LedgerRules rules, RegionCode? sheetCounty)
{
    // Fine enough to tell 3.001 from a whole number, coarse enough to overlook what binary fractions add to one.
    private const int RoomDigits = 6;
    private const long RoomUnit = 1_000_000;
    private static readonly Cell Blank;
    private readonly int[] _columns = head.ColumnOf;
    private readonly SheetColumn[] _extras = [.. head.Columns.Where(c => c.Field is null)];
    private readonly Dictionary<(RegionCode, string, string), (PlaceFate Fate, RegionCode Code)> _places = [];

    /// <param name="rowNumber">Row as the spreadsheet shows it.</param>
    /// <param name="cells">The row's cells, merged places already filled down.</param>
    public CheckedRow Check(int rowNumber, ReadOnlySpan<Cell> cells)
    {
        var row = new CheckedRow { RowNumber = rowNumber };
        CheckPlace(row, cells);
        return CheckFields(row, cells);
    }

    /// <summary>Checks a row whose place is known and not the row's to say.</summary>
    public CheckedRow CheckAt(RegionCode village, int rowNumber, ReadOnlySpan<Cell> cells) =>
        CheckFields(new CheckedRow { RowNumber = rowNumber, County = village.County, Village = village }, cells);

    private CheckedRow CheckFields(CheckedRow row, ReadOnlySpan<Cell> cells)
    {
        row.Head = Required(row, cells, LedgerField.Head) ?? "";
        CheckIdentity(row, cells);
        CheckRoute(row, cells);
        CheckRooms(row, cells);
        CheckNumbers(row, cells);
        CheckDates(row, cells);
        TakeTexts(row, cells);
        if (rules.Others.Count > 0 && row.Refusals is null)
        {
            AskOthers(row, cells);
        }

        return row;
    }

    // Only of a row that is sound by itself: what is not known cannot be held against a plan.
    private void AskOthers(CheckedRow row, ReadOnlySpan<Cell> cells)
    {
        var seen = new RuledRow(row.Village, rules.RouteCodes.GetValueOrDefault(row.Route, ""), row.CreditCode, row.Brand, row.Model, row.Started);
        foreach (var ask in rules.Others)
        {
            if (ask(seen) is { } objection)
            {
                var field = LedgerWords.FieldOf(objection.Field);
                Refuse(row, objection.Code, field, At(cells, field));
            }
        }
    }

    private ref readonly Cell At(ReadOnlySpan<Cell> cells, LedgerField field)
    {
        var column = _columns[(int)field];
        if (column >= 0 && column < cells.Length)
        {
            return ref cells[column];
        }

        return ref Blank;
    }

    private int Column(LedgerField field) => _columns[(int)field];

    private void Refuse(CheckedRow row, string code, LedgerField field, in Cell cell) => row.Refuse(code, Column(field), CellReading.Text(cell));

    private string? Required(CheckedRow row, ReadOnlySpan<Cell> cells, LedgerField field)
    {
        ref readonly var cell = ref At(cells, field);
        var text = CellReading.IsUnreadable(cell) ? "" : TextNormaliser.Name(CellReading.Text(cell));
        if (text.Length == 0)
        {
            Refuse(row, "required", field, cell);
            return null;
        }

        return text;
    }

    private void CheckPlace(CheckedRow row, ReadOnlySpan<Cell> cells)
    {
        var township = Required(row, cells, LedgerField.Township);
        var village = Required(row, cells, LedgerField.Village);
        row.County = sheetCounty;
        var county = sheetCounty;
        ref readonly var cell = ref At(cells, LedgerField.County);
        if (!CellReading.IsBlank(cell))
        {
            county = rules.Divisions.County(TextNormaliser.Name(CellReading.Text(cell)));
            row.County = county ?? sheetCounty;
            if (county is null)
            {
                Refuse(row, "village-unknown", LedgerField.County, cell);
                return;
            }
        }

        if (township is null || village is null)
        {
            return;
        }

        if (county is null)
        {
            Refuse(row, "village-unknown", LedgerField.Village, At(cells, LedgerField.Village));
            return;
        }

        var (fate, code) = Place(county.Value, township, village);
        row.Village = code;
        if (fate != PlaceFate.Found)
        {
            Refuse(row, fate == PlaceFate.Unknown ? "village-unknown" : "village-ambiguous", LedgerField.Village, At(cells, LedgerField.Village));
        }
        else if (!rules.Scope.Covers(code))
        {
            Refuse(row, "row-outside-scope", LedgerField.Village, At(cells, LedgerField.Village));
        }
    }

    // Rows of a village stand together, so a sheet asks for few different places.
    private (PlaceFate, RegionCode) Place(RegionCode county, string township, string village)
    {
        if (!_places.TryGetValue((county, township, village), out var place))
        {
            place = (rules.Divisions.Find(county, township, village, out var code), code);
            _places.Add((county, township, village), place);
        }

        return place;
    }

    private void CheckIdentity(CheckedRow row, ReadOnlySpan<Cell> cells)
    {
        ref readonly var cell = ref At(cells, LedgerField.Identity);
        if (cell.Kind is CellKind.Number or CellKind.Date && Math.Abs(cell.Number) >= 1e15)
        {
            Refuse(row, "id-precision-lost", LedgerField.Identity, cell);
            return;
        }

        if (Required(row, cells, LedgerField.Identity) is not { } text)
        {
            return;
        }

        if (text[^1] == 'x')
        {
            text = string.Concat(text.AsSpan(0, text.Length - 1), "X");
        }

        var fault = IdentityNumber.TryParse(text, rules.AsOf, out var identity);
        row.Identity = identity;
        if (fault != IdentityFault.None)
        {
            var code = fault switch { IdentityFault.Format => "id-format", IdentityFault.BirthDate => "id-birthdate", _ => "id-checksum" };
            Refuse(row, code, LedgerField.Identity, cell);
        }
    }

    private void CheckRoute(CheckedRow row, ReadOnlySpan<Cell> cells)
    {
        if (Required(row, cells, LedgerField.Route) is not { } text)
        {
            return;
        }

        var match = rules.Routes.GetValueOrDefault(text, RouteMatch.Unknown);
        row.Route = match.Number;
        if (!match.IsKnown)
        {
            Refuse(row, match.Banned ? "route-banned" : "route-unknown", LedgerField.Route, At(cells, LedgerField.Route));
        }
    }

    private void CheckRooms(CheckedRow row, ReadOnlySpan<Cell> cells)
    {
        ref readonly var cell = ref At(cells, LedgerField.Rooms);
        if (CellReading.IsBlank(cell))
        {
            Refuse(row, "required", LedgerField.Rooms, cell);
        }
        else if (!CellReading.TryNumber(cell, RoomDigits, areaUnits: false, out var parts) || parts < 0 || parts % RoomUnit != 0 || parts > int.MaxValue * RoomUnit)
        {
            Refuse(row, "number-format", LedgerField.Rooms, cell);
        }
        else
        {
            row.Rooms = (int)(parts / RoomUnit);
            if (row.Rooms < rules.MinimumRooms)
            {
                Refuse(row, "rooms-minimum", LedgerField.Rooms, cell);
            }
        }
    }

    private void CheckNumbers(CheckedRow row, ReadOnlySpan<Cell> cells)
    {
        if (Number(row, cells, LedgerField.Area, areaUnits: true) is { } area)
        {
            row.Area = new Area(area);
            row.Warnings |= row.Area < rules.AreaLow || row.Area > rules.AreaHigh ? LedgerWarning.AreaOutlier : LedgerWarning.None;
        }

        row.RatedPower = Number(row, cells, LedgerField.RatedPower, areaUnits: false);
        row.Paid = new Money(Number(row, cells, LedgerField.Paid, areaUnits: false) ?? 0);
    }

    private long? Number(CheckedRow row, ReadOnlySpan<Cell> cells, LedgerField field, bool areaUnits)
    {
        ref readonly var cell = ref At(cells, field);
        if (CellReading.IsBlank(cell))
        {
            return null;
        }

        if (CellReading.TryNumber(cell, 2, areaUnits, out var units) && units >= 0)
        {
            return units;
        }

        Refuse(row, "number-format", field, cell);
        return null;
    }

    private void CheckDates(CheckedRow row, ReadOnlySpan<Cell> cells)
    {
        row.Started = Date(row, cells, LedgerField.Started, out var started);
        row.Completed = Date(row, cells, LedgerField.Completed, out var completed);
        row.Accepted = Date(row, cells, LedgerField.Accepted, out var accepted);
        CheckOrder(row, cells, started, completed, accepted);
        ref readonly var cell = ref At(cells, LedgerField.Result);
        var result = CellReading.IsUnreadable(cell) ? CellReading.Text(cell) : TextNormaliser.Trimmed(CellReading.Text(cell));
        row.Passed = result switch { LedgerWords.Passed => true, LedgerWords.Failed => false, _ => null };
        var unreadable = CellReading.IsUnreadable(cell) || (result.Length > 0 && row.Passed is null);
        if (unreadable || accepted != (result.Length > 0))
        {
            Refuse(row, "acceptance-result", LedgerField.Result, cell);
        }

        if (row.Paid > Money.Zero)
        {
            if (row.Passed != true)
            {
                Refuse(row, "paid-before-acceptance", LedgerField.Paid, At(cells, LedgerField.Paid));
            }
            else if (row.Paid < rules.SubsidyFloor)
            {
                row.Warnings |= LedgerWarning.SubsidyBelowFloor;
            }
        }
    }

    // A date that can't be read is reported as such and not compared with others; it still counts as given.
    private DateOnly? Date(CheckedRow row, ReadOnlySpan<Cell> cells, LedgerField field, out bool given)
    {
        ref readonly var cell = ref At(cells, field);
        given = !CellReading.IsBlank(cell);
        if (!given)
        {
            return null;
        }

        if (CellReading.Date(cell) is not { } date)
        {
            Refuse(row, "date-format", field, cell);
            return null;
        }

        if (date > rules.AsOf)
        {
            Refuse(row, "date-future", field, cell);
        }

        return date;
    }

    private void CheckOrder(CheckedRow row, ReadOnlySpan<Cell> cells, bool started, bool completed, bool accepted)
    {
        if ((completed && !started) || row.Completed < row.Started)
        {
            Refuse(row, "date-order", LedgerField.Completed, At(cells, LedgerField.Completed));
        }

        if ((accepted && !completed) || row.Accepted < row.Completed)
        {
            Refuse(row, "date-order", LedgerField.Accepted, At(cells, LedgerField.Accepted));
        }
    }

    private void TakeTexts(CheckedRow row, ReadOnlySpan<Cell> cells)
    {
        row.Phone = Text(cells, LedgerField.Phone);
        row.Account = Name(cells, LedgerField.Account);
        row.Hardship = Text(cells, LedgerField.Hardship) is { } hardship && Array.IndexOf(LedgerWords.NoHardship, hardship) < 0 ? hardship : null;
        row.Enterprise = Text(cells, LedgerField.Enterprise);
        row.CreditCode = Text(cells, LedgerField.CreditCode);
        row.Contract = Text(cells, LedgerField.Contract);
        row.Brand = Text(cells, LedgerField.Brand);
        row.Model = Text(cells, LedgerField.Model);
        row.Serial = Text(cells, LedgerField.Serial);
        row.UtilityAccount = Name(cells, LedgerField.UtilityAccount);
        row.Note = Text(cells, LedgerField.Note);
        foreach (var column in _extras)
        {
            if (column.Index < cells.Length && !CellReading.IsBlank(cells[column.Index]))
            {
                (row.Extra ??= []).Add(new(column.Header, TextNormaliser.Trimmed(CellReading.Text(cells[column.Index]))));
            }
        }

        row.Warnings |= row.Phone is not null && !MobileNumber.IsValid(row.Phone) ? LedgerWarning.PhoneFormat : LedgerWarning.None;
        row.Warnings |= row.Account is not null && !BankCard.IsPlausible(row.Account) ? LedgerWarning.BankCardCheck : LedgerWarning.None;
        row.Warnings |= row.CreditCode is not null && !CreditCode.IsValid(row.CreditCode) ? LedgerWarning.CreditCodeChecksum : LedgerWarning.None;
    }

    private string? Text(ReadOnlySpan<Cell> cells, LedgerField field) => TextNormaliser.Trimmed(CellReading.Text(At(cells, field))) is { Length: > 0 } text ? text : null;

    private string? Name(ReadOnlySpan<Cell> cells, LedgerField field) => TextNormaliser.Name(CellReading.Text(At(cells, field))) is { Length: > 0 } text ? text : null;
}
