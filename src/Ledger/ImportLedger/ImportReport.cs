using System.Globalization;
using CleanHeating.Kernel;
using CleanHeating.Ledger.Domain;
using CleanHeating.Platform.Texts;
using CleanHeating.Platform.Workbooks;

namespace CleanHeating.Ledger.ImportLedger;

/// <summary>Gathers what an import finds, in the order of files, sheets and rows.</summary>
internal sealed class ImportReport(TextCatalog texts, CultureInfo culture, LedgerRules rules)
{
    private readonly SortedDictionary<string, int> _codes = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> _warnings = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int[]> _counties = new(StringComparer.Ordinal);
    private readonly int[] _fates = new int[4];

    public List<SheetFinding> SheetFindings { get; } = [];

    public List<FileRefusal> FileRefusals { get; } = [];

    public List<Refusal> Refusals { get; } = [];

    public List<string> ErrorWorkbooks { get; } = [];

    public int Rows => _fates.Sum();

    public void Take(FilePlan file, int sheet, PreparedRow row, RowFate fate)
    {
        _fates[(int)fate]++;
        if (row.CountyCode != 0)
        {
            var key = RegionCode.OfCounty(row.CountyCode).ToString();
            if (!_counties.TryGetValue(key, out var counts))
            {
                _counties.Add(key, counts = new int[4]);
            }

            counts[(int)fate]++;
        }

        if (fate == RowFate.Quarantined)
        {
            Take(file.Name, file.Sheets[sheet].Sheet.Name, file.Sheets[sheet].Head!, row);
            return;
        }

        foreach (var (bit, code) in WarningCodes.All)
        {
            if ((row.Record!.Warnings & (int)bit) != 0)
            {
                _warnings[code] = _warnings.GetValueOrDefault(code) + 1;
            }
        }
    }

    public void Take(FilePlan file, int sheet, TotalMismatch mismatch)
    {
        string[] args = [mismatch.Row.ToString(CultureInfo.InvariantCulture), ColumnLetters.Of(mismatch.Column), mismatch.Stated, mismatch.Summed];
        Finding(file.Name, file.Sheets[sheet].Sheet.Name, "total-mismatch", args);
    }

    public void Take(FilePlan file, SheetPlan sheet)
    {
        if (sheet.Finding is { } code)
        {
            string[] args = code == "header-not-found" ? [string.Join(texts.Get("list.separator", culture), sheet.Head!.MissingRequired.Select(f => texts.Get("field." + LedgerWords.KeyOf(f), culture)))] : [];
            Finding(file.Name, sheet.Sheet.Name, code, args);
        }
    }

    public void Take(FilePlan file, UnreadableReason reason) =>
        FileRefusals.Add(new FileRefusal(file.Name, "file-unreadable", texts.Get("file-unreadable." + reason.ToString().ToLowerInvariant(), culture), [reason.ToString()]));

    /// <summary>The sentence that explains a refusal to the sender.</summary>
    public string Explain(SheetHead head, RowRefusal refusal)
    {
        var value = Shown(head, refusal);
        return texts.Get(
            refusal.Code, culture, value, rules.MinimumRooms.ToString(CultureInfo.InvariantCulture), rules.AsOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
    }

    /// <summary>Column that a refusal points at, from 0; -1 when it is the row as a whole.</summary>
    public int ColumnOf(SheetHead head, RowRefusal refusal) => refusal.Code == "id-duplicate" ? head.ColumnOf[(int)LedgerField.Identity] : refusal.Column;

    /// <summary>Says which row of the sender's sheet this was.</summary>
    public string RowHint(int row) => texts.Get("errorbook.row", culture, row) + " ";

    public string NameOf(string code) => texts.Get(code + ".name", culture);

    public ImportAnswer Answer(ImportTerms terms, int files, int sheets, IReadOnlyDictionary<string, int> leads, double seconds) => new()
    {
        ImportId = terms.Process.Id.ToString(CultureInfo.InvariantCulture),
        AsOf = terms.AsOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DryRun = terms.DryRun,
        Files = files,
        Sheets = sheets,
        Rows = Rows,
        Imported = _fates[(int)RowFate.Imported],
        Updated = _fates[(int)RowFate.Updated],
        Unchanged = _fates[(int)RowFate.Unchanged],
        Quarantined = _fates[(int)RowFate.Quarantined],
        Codes = _codes,
        Warnings = _warnings,
        Leads = leads,
        SheetFindings = SheetFindings,
        FileRefusals = FileRefusals,
        Refusals = Refusals,
        ErrorWorkbooks = ErrorWorkbooks,
        ByCounty = _counties.ToDictionary(c => c.Key, c => new CountyCount(c.Value.Sum(), c.Value[(int)RowFate.Imported], c.Value[(int)RowFate.Quarantined])),
        Seconds = Math.Round(seconds, 3),
    };

    private void Take(string file, string sheet, SheetHead head, PreparedRow row)
    {
        foreach (var refusal in row.Refusals!)
        {
            var column = ColumnOf(head, refusal);
            Refusals.Add(new Refusal(file, sheet, row.RowNumber, column < 0 ? null : ColumnLetters.Of(column), refusal.Code, Explain(head, refusal), Shown(head, refusal)));
        }

        foreach (var code in row.Refusals.Select(r => r.Code).Distinct())
        {
            _codes[code] = _codes.GetValueOrDefault(code) + 1;
        }
    }

    // Personal numbers are masked wherever a report goes; the sender's own error workbook alone shows them.
    private static string Shown(SheetHead head, RowRefusal refusal)
    {
        var personal = refusal.Column >= 0 && (refusal.Column == head.ColumnOf[(int)LedgerField.Identity]
            || refusal.Column == head.ColumnOf[(int)LedgerField.Phone] || refusal.Column == head.ColumnOf[(int)LedgerField.Account]);
        return personal ? IdentityNumber.Mask(refusal.Value) : refusal.Value;
    }

    private void Finding(string file, string sheet, string code, string[] args) => SheetFindings.Add(new SheetFinding(file, sheet, code, texts.Get(code, culture, args), args));
}

/// <summary>Column letters as spreadsheets show them.</summary>
internal static class ColumnLetters
{
    public static string Of(int column)
    {
        var letters = "";
        for (var c = column + 1; c > 0; c = (c - 1) / 26)
        {
            letters = (char)('A' + (c - 1) % 26) + letters;
        }

        return letters;
    }
}
