using System.Text.Json;
using CleanHeating.Kernel;
using CleanHeating.Platform.Accounts;
using CleanHeating.Platform.Api;
using CleanHeating.Platform.Exports;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace CleanHeating.Platform.Journal.ReadJournal;

/// <summary>A file that left the system: who took it, when, why, and how to know it again.</summary>
public sealed record ExportLine(string Id, DateTimeOffset At, string Actor, string? Reason, int County, string Target, bool Revealed, ExportRecord? Record);

/// <summary>Files taken, newest first; the cursor of the next page, null on the last.</summary>
public sealed record ExportPage(IReadOnlyList<ExportLine> Exports, string? Next);

internal static class JournalEndpoints
{
    private const string Workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/journal", Read).WithName("journal").WithTags("journal").Need(Permission.ReadJournal);
        api.MapGet("/journal/export", Export).WithName("journal-export").WithTags("journal").Need(Permission.ReadJournal).Produces<Stream>(200, Workbook);
        api.MapGet("/exports", Exports).WithName("exports").WithTags("journal").Need(Permission.ReadExports);
    }

    private static Results<Ok<JournalPage>, ProblemHttpResult> Read(HttpContext http, Workplace workplace, JournalBook book, [AsParameters] JournalQuery query) =>
        query.Request() is var request && request.IsOk && book.Read(request.Value) is var page && page.IsOk ? TypedResults.Ok(page.Value) : http.Problem(workplace.Texts, request.Errors);

    private static Results<FileStreamHttpResult, ProblemHttpResult> Export(HttpContext http, Workplace workplace, JournalExport export, [AsParameters] JournalQuery query)
    {
        var request = query.Request();
        if (!request.IsOk)
        {
            return http.Problem(workplace.Texts, request.Errors);
        }

        var path = Path.Combine(Directory.CreateDirectory(Path.Combine(workplace.Folder, "exports")).FullName, $"{workplace.Ids.Next()}.xlsx");
        export.Run(path, request.Value, http.Culture());
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.None, 1 << 16, FileOptions.DeleteOnClose | FileOptions.SequentialScan);
        return TypedResults.File(file, Workbook, workplace.Texts.Get("journal.sheet", http.Culture()) + ".xlsx");
    }

    private static Results<Ok<ExportPage>, ProblemHttpResult> Exports(HttpContext http, Workplace workplace, JournalBook book, bool? revealed, string? cursor, int? limit)
    {
        var page = book.Read(new JournalRequest { Action = revealed ?? false ? ExportRecord.Revealed : ExportRecord.Exported, Cursor = cursor, Limit = limit ?? 50 }, record: true).Value;
        return TypedResults.Ok(new ExportPage([.. page.Entries.Select(e => new ExportLine(
            e.ProcessId, e.At, e.Actor, e.Reason, e.County, e.Target, e.Action == ExportRecord.Revealed, Record(e.Detail)))], page.Next));
    }

    private static ExportRecord? Record(string? detail) =>
        detail is ['{', ..] && detail.Contains("\"sha256\"", StringComparison.Ordinal) ? JsonSerializer.Deserialize<ExportRecord>(detail, JournalJson.Options) : null;
}

/// <summary>The query of the journal. Days are days of the place where the programme runs, UTC+8.</summary>
internal sealed record JournalQuery(int? County, string? Actor, string? Process, string? Action, string? From, string? To, string? Cursor, int? Limit)
{
    private static readonly TimeSpan Offset = TimeSpan.FromHours(8);

    public Result<JournalRequest> Request()
    {
        var (from, to) = (Day(From), Day(To));
        if ((from is null && !string.IsNullOrEmpty(From)) || (to is null && !string.IsNullOrEmpty(To)))
        {
            return new Error("request-invalid", new ErrorPlace(Path: from is null && !string.IsNullOrEmpty(From) ? "from" : "to"), from is null ? From! : To!);
        }

        return new JournalRequest { County = County, Actor = Actor, Process = Process, Action = Action, From = from, To = to?.AddDays(1), Cursor = Cursor, Limit = Limit ?? 50 };
    }

    private static DateTimeOffset? Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out var day) ? new DateTimeOffset(day, TimeOnly.MinValue, Offset) : null;
}
