using System.Diagnostics;
using System.Globalization;
using CleanHeating.Kernel;
using CleanHeating.Ledger.Data;
using CleanHeating.Ledger.ListHouseholds;
using CleanHeating.Platform;
using CleanHeating.Platform.Exports;
using CleanHeating.Platform.Storage;
using CleanHeating.Platform.Workbooks;
using CleanHeating.Programme.Data;

namespace CleanHeating.Ledger.ExportLedger;

/// <summary>What was written.</summary>
public sealed record ExportAnswer(long Rows, double Seconds);

/// <summary>
/// Writes households to a workbook under the headers of the ledger format, so that it can be imported again. Personal numbers
/// are masked unless a reason for showing them is given. What was taken, by whom and why is journalled with the file's hash before
/// anybody gets the file, which appears whole or not at all.
/// </summary>
public sealed class ExportHandler(Workplace workplace, ProgrammeStore programmes)
{
    private const int RowsPerReport = 500;

    // Field keys in the order of the columns, with their widths.
    private static readonly (string Field, double Width)[] Columns =
    [
        ("seq", 7), ("county", 12), ("township", 14), ("village", 20), ("head", 10), ("identity", 21), ("phone", 14), ("account", 22), ("route", 18), ("rooms", 9), ("area", 11),
        ("hardship", 14), ("enterprise", 28), ("credit_code", 21), ("contract", 18), ("brand", 10), ("model", 16), ("serial", 18), ("rated_power", 10), ("utility_account", 15),
        ("started", 12), ("completed", 12), ("accepted", 12), ("result", 9), ("paid", 12), ("note", 20),
    ];

    /// <param name="path">File to write; it appears whole or not at all.</param>
    /// <param name="request">Which households.</param>
    /// <param name="culture">Language of headers.</param>
    /// <param name="actor">Who takes them out.</param>
    /// <param name="revealReason">Why personal numbers are shown; null: they are masked.</param>
    /// <param name="progress">Told the rows written so far, now and then.</param>
    /// <param name="cancellation">Ends it; no file is left.</param>
    public Result<ExportAnswer> Run(
        string path, ListRequest request, CultureInfo culture, string actor, string? revealReason = null, Action<long>? progress = null, CancellationToken cancellation = default)
    {
        var watch = Stopwatch.StartNew();
        var process = workplace.Begin("ledger-export", actor, revealReason);
        if (programmes.Current() is not { } programme)
        {
            return new Error("programme-missing");
        }

        var filter = new ListHouseholdsHandler(workplace, programmes).FilterOf(request, programme);
        if (!filter.IsOk)
        {
            return Result<ExportAnswer>.Fail(filter.Errors);
        }

        using var connection = workplace.Database.Open();
        using var transaction = workplace.Database.BeginRead(connection);
        var beside = path + ".part";
        var watermark = request.Watermark ? workplace.Texts.Get("export.watermark", culture, actor, new DateTimeOffset(process.At, TimeSpan.Zero).ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture), process.Id) : null;
        long rows;
        using (var names = new LedgerRows(workplace, programme, culture))
        using (var writer = new XlsxWriter(new FileStream(beside, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16)))
        {
            var query = new HouseholdQuery(programme.Number, filter.Value, SortColumn.Village, descending: false, workplace.Caller.Scope);
            using var households = new ReadHouseholds(query.Stream(connection, transaction), names);
            rows = Write(writer, Followed(households.All(), progress, cancellation), names, culture, revealReason is not null, watermark);
        }

        // It leaves the system from here on, so what left is written down first.
        ExportRecord.Write(workplace, process, HouseholdRecord.Table, revealReason is not null, request, rows, [.. Columns.Select(c => c.Field)], beside, watermark);
        File.Move(beside, path, overwrite: true);
        return new ExportAnswer(rows, Math.Round(watch.Elapsed.TotalSeconds, 3));
    }

    private static IEnumerable<ReadHousehold> Followed(IEnumerable<ReadHousehold> households, Action<long>? progress, CancellationToken cancellation)
    {
        var rows = 0L;
        foreach (var household in households)
        {
            if (++rows % RowsPerReport == 0)
            {
                cancellation.ThrowIfCancellationRequested();
                progress?.Invoke(rows);
            }

            yield return household;
        }
    }

    private long Write(XlsxWriter writer, IEnumerable<ReadHousehold> households, LedgerRows names, CultureInfo culture, bool reveal, string? watermark)
    {
        var sheet = writer.AddSheet(workplace.Texts.Get("export.sheet", culture), new SheetLayout([.. Columns.Select(c => c.Width)], 1, watermark));
        sheet.BeginRow();
        foreach (var (field, _) in Columns)
        {
            sheet.Text(workplace.Texts.Get("header." + field, culture), CellStyle.Header);
        }

        var rows = 0L;
        foreach (var h in households)
        {
            rows++;
            Row(sheet, rows, h, names, reveal);
        }

        return rows;
    }

    private static void Row(XlsxSheetWriter sheet, long number, in ReadHousehold household, LedgerRows names, bool reveal)
    {
        var h = household.Record;
        var village = h.VillageCode;
        string? Shown(string? value) => value is null || reveal ? value : MobileNumber.Mask(value);
        sheet.BeginRow();
        sheet.Number(number);
        sheet.Text(names.PlaceName(village / 1_000_000 * 1_000_000));
        sheet.Text(names.PlaceName(village / 1000 * 1000));
        sheet.Text(names.PlaceName(village));
        sheet.Text(h.Head);
        sheet.Text(reveal ? household.Identity : IdentityNumber.Mask(household.Identity));
        sheet.Text(Shown(household.Phone));
        sheet.Text(Shown(household.Account));
        sheet.Text(names.RouteName(h));
        sheet.Number((long)h.Rooms);
        sheet.Hundredths(h.Area);
        sheet.Text(h.Hardship);
        sheet.Text(h.Enterprise);
        sheet.Text(h.CreditCode);
        sheet.Text(h.Contract);
        sheet.Text(h.Brand);
        sheet.Text(h.Model);
        sheet.Text(h.Serial);
        Hundredths(sheet, h.RatedPower);
        sheet.Text(h.UtilityAccount);
        Date(sheet, h.Started);
        Date(sheet, h.Completed);
        Date(sheet, h.Accepted);
        sheet.Text(h.Result switch { 1 => Domain.LedgerWords.Passed, 2 => Domain.LedgerWords.Failed, _ => null });
        Hundredths(sheet, h.Paid == 0 ? null : h.Paid);
        sheet.Text(h.Note);
    }

    private static void Hundredths(XlsxSheetWriter sheet, long? value)
    {
        if (value is { } some)
        {
            sheet.Hundredths(some);
        }
        else
        {
            sheet.Blank();
        }
    }

    private static void Date(XlsxSheetWriter sheet, string? date)
    {
        if (date is null)
        {
            sheet.Blank();
        }
        else
        {
            sheet.Date(DateOnly.ParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture));
        }
    }
}
