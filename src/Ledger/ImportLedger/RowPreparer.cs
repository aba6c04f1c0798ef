using System.Globalization;
using CleanHeating.Ledger.Data;
using CleanHeating.Ledger.Domain;
using CleanHeating.Platform.Security;
using CleanHeating.Platform.Workbooks;

namespace CleanHeating.Ledger.ImportLedger;

/// <summary>
/// Turns checked rows into records ready to be stored: personal numbers encrypted and indexed. Runs beside the store, on the
/// thread that reads. One preparer serves one file.
/// </summary>
internal sealed class RowPreparer(KeyRing keys, int programme, long import, int file) : IDisposable
{
    private readonly FieldCipher _cipher = new(keys);
    private readonly BlindIndex _index = new(keys);
    private readonly Dictionary<DateOnly, string> _days = [];

    public PreparedRow Prepare(CheckedRow row, ReadOnlySpan<Cell> cells, int sheet, BroughtColumns brought)
    {
        var person = row.Refusals is null ? _index.Of(PersonalField.Identity, row.Identity.Value) : default;
        return new()
        {
            RowNumber = row.RowNumber,
            CountyCode = row.County?.CountyCode ?? 0,
            Cells = cells.ToArray(),
            Refusals = row.Refusals,
            VillageCode = row.Refusals is null ? row.Village.Value : 0,
            Person = person,
            Brought = brought,
            Record = row.Refusals is null ? Record(row, person, sheet) : null,
        };
    }

    public void Dispose()
    {
        _cipher.Dispose();
        _index.Dispose();
    }

    /// <summary>Which fields a sheet brings.</summary>
    public static BroughtColumns BroughtBy(SheetHead head)
    {
        bool Has(LedgerField field) => head.ColumnOf[(int)field] >= 0;
        var brought = BroughtFields.None;
        foreach (var (field, flag) in Flags)
        {
            brought |= Has(field) ? flag : BroughtFields.None;
        }

        return new BroughtColumns(brought, head.Columns.Where(c => c.Field is null).Select(c => c.Header).ToHashSet(StringComparer.Ordinal));
    }

    private static readonly (LedgerField, BroughtFields)[] Flags =
    [
        (LedgerField.Phone, BroughtFields.Phone), (LedgerField.Account, BroughtFields.Account), (LedgerField.Area, BroughtFields.Area),
        (LedgerField.Hardship, BroughtFields.Hardship), (LedgerField.Enterprise, BroughtFields.Enterprise), (LedgerField.CreditCode, BroughtFields.CreditCode),
        (LedgerField.Contract, BroughtFields.Contract), (LedgerField.Brand, BroughtFields.Brand), (LedgerField.Model, BroughtFields.Model),
        (LedgerField.Serial, BroughtFields.Serial), (LedgerField.RatedPower, BroughtFields.RatedPower), (LedgerField.UtilityAccount, BroughtFields.UtilityAccount),
        (LedgerField.Started, BroughtFields.Started), (LedgerField.Completed, BroughtFields.Completed), (LedgerField.Accepted, BroughtFields.Accepted),
        (LedgerField.Paid, BroughtFields.Paid), (LedgerField.Note, BroughtFields.Note),
    ];

    private HouseholdRecord Record(CheckedRow row, IndexValue person, int sheet) => new()
    {
        CountyCode = row.Village.CountyCode,
        Programme = programme,
        Head = row.Head,
        IdentityCipher = _cipher.Encrypt(PersonalField.Identity, row.Identity.Value),
        IdentityIndex = person.ToArray(),
        PhoneCipher = row.Phone is null ? null : _cipher.Encrypt(PersonalField.Phone, row.Phone),
        PhoneIndex = row.Phone is null ? null : _index.Of(PersonalField.Phone, row.Phone).ToArray(),
        AccountCipher = row.Account is null ? null : _cipher.Encrypt(PersonalField.Account, row.Account),
        AccountIndex = row.Account is null ? null : _index.Of(PersonalField.Account, row.Account).ToArray(),
        Route = row.Route,
        Rooms = row.Rooms,
        Area = row.Area.Hundredths,
        Hardship = row.Hardship,
        Enterprise = row.Enterprise,
        CreditCode = row.CreditCode,
        Contract = row.Contract,
        Brand = row.Brand,
        Model = row.Model,
        Serial = row.Serial,
        RatedPower = row.RatedPower,
        UtilityAccount = row.UtilityAccount,
        Started = Text(row.Started),
        Completed = Text(row.Completed),
        Accepted = Text(row.Accepted),
        Result = row.Passed switch { true => HouseholdRecord.PassedResult, false => HouseholdRecord.FailedResult, null => 0 },
        Paid = row.Paid.Fen,
        Note = row.Note,
        Extra = row.Extra is null ? null : ExtraFields.Write(row.Extra),
        Stage = (int)row.Stage,
        Warnings = (int)row.Warnings,
        ImportId = import,
        SourceFile = file,
        SourceSheet = sheet,
        SourceRow = row.RowNumber,
    };

    // A city's ledgers name a few hundred days, hundreds of thousands of times.
    private string? Text(DateOnly? date)
    {
        if (date is not { } day)
        {
            return null;
        }

        if (!_days.TryGetValue(day, out var text))
        {
            _days.Add(day, text = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        }

        return text;
    }
}
