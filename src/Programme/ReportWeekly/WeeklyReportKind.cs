using System.Globalization;
using CleanHeating.Kernel;
using CleanHeating.Platform.Accounts;
using CleanHeating.Platform.Jobs;
using CleanHeating.Platform.Texts;
using CleanHeating.Platform.Workbooks;
using CleanHeating.Programme.Data;
using CleanHeating.Programme.ReadProgress;

namespace CleanHeating.Programme.ReportWeekly;

/// <summary>What the table says of the whole.</summary>
public sealed record WeeklyReportResult(string Day, int Counties, long? Target, long Ledger, long Completed, long Passed, long PaidFen);

/// <summary>Keeps the counties' progress of the day as a workbook, so that weeks can be compared and nothing later changes them.</summary>
internal sealed class WeeklyReportKind : IJobKind
{
    private const string Stored = "progress.xlsx";
    private static readonly TimeSpan Offices = TimeSpan.FromHours(8);

    // Text keys and widths of the columns.
    private static readonly (string Key, double Width)[] Columns =
    [
        ("region", 18), ("target", 12), ("ledger", 12), ("not-started", 12), ("started", 12), ("completed", 12), ("passed", 12), ("failed", 12), ("passed-share", 14), ("paid", 16), ("outstanding", 16),
    ];

    public string Name => "weekly-report";

    public Permission Needs => Permission.ReadReports;

    public bool IsRepeatable => true;

    public string? Lane => Name;

    public string? RegularCron => "0 0 7 ? * MON";

    public Task<Result<JobOutcome>> Run(JobRun run, CancellationToken cancellation)
    {
        var progress = new ProgressHandler(run.Workplace, new ProgrammeStore(run.Workplace)).Read(RegionLevel.County, null);
        if (!progress.IsOk)
        {
            return Task.FromResult(Result<JobOutcome>.Fail(progress.Errors));
        }

        var day = run.Workplace.Time.GetUtcNow().ToOffset(Offices).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        Write(Path.Combine(run.MakeFolder(), Stored), progress.Value, day, run.Workplace.Texts, run.Culture);
        var total = progress.Value.Total;
        var file = new JobFile(Stored, run.Workplace.Texts.Get("weekly.file", run.Culture, day) + ".xlsx", JobFile.Workbook, null);
        Result<JobOutcome> outcome = new JobOutcome(new WeeklyReportResult(day, progress.Value.Rows.Count, total.Target, total.Ledger, total.Completed, total.Passed, total.PaidFen), file);
        return Task.FromResult(outcome);
    }

    private static void Write(string path, ProgressAnswer progress, string day, TextCatalog texts, CultureInfo culture)
    {
        using var writer = new XlsxWriter(File.Create(path));
        var sheet = writer.AddSheet(texts.Get("weekly.sheet", culture), new SheetLayout([.. Columns.Select(c => c.Width)], 2));
        sheet.BeginRow();
        sheet.Text(texts.Get("weekly.title", culture, progress.Total.Name, day), CellStyle.Header);
        sheet.BeginRow();
        foreach (var (key, _) in Columns)
        {
            sheet.Text(texts.Get("weekly." + key, culture), CellStyle.Header);
        }

        foreach (var row in progress.Rows.Append(progress.Total))
        {
            Row(sheet, row);
        }
    }

    private static void Row(XlsxSheetWriter sheet, ProgressRow row)
    {
        sheet.BeginRow();
        sheet.Text(row.Name);
        if (row.Target is { } target)
        {
            sheet.Number(target);
        }
        else
        {
            sheet.Blank();
        }

        foreach (var figure in (long[])[row.Ledger, row.NotStarted, row.Started, row.Completed, row.Passed, row.Failed])
        {
            sheet.Number(figure);
        }

        sheet.Text(row.Target is > 0 and { } whole ? Share(row.Passed, whole) : null);
        sheet.Hundredths(row.PaidFen);
        sheet.Hundredths(row.OutstandingFen);
    }

    // Tenths of a percent, rounded half up.
    private static string Share(long part, long whole)
    {
        var tenths = (part * 2000 + whole) / (2 * whole);
        return string.Create(CultureInfo.InvariantCulture, $"{tenths / 10}.{tenths % 10}%");
    }
}
