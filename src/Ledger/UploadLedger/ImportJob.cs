using CleanHeating.Ledger.ImportLedger;
using CleanHeating.Platform.Jobs;

namespace CleanHeating.Ledger.UploadLedger;

/// <summary>Where an import stands. understood → (checking → checked) → running → done; failed from checking and running, also by a cancel; interrupted: begun on a command line and cut off.</summary>
public static class ImportStates
{
    public const string Understood = "understood", Checking = "checking", Checked = "checked", Running = "running", Done = "done", Failed = "failed", Interrupted = "interrupted";

    /// <summary>States from which nothing was stored yet and the import may be begun or dropped.</summary>
    public static bool IsOpen(string state) => state is Understood or Checked or Failed;

    /// <summary>States in which a job is at work.</summary>
    public static bool IsBusy(string state) => state is Checking or Running;
}

/// <summary>A column as it was understood; the field is null where the format does not know it (it is kept as an extra field).</summary>
public sealed record UnderstoodColumn(string Letter, string Header, string? Field, string? FieldName);

/// <summary>A sheet as it was understood.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Skipped">Whether it is passed over: hidden, notes, or empty.</param>
/// <param name="Code">Finding that keeps it out: header-not-found or county-unknown; null for ledgers and skipped sheets.</param>
/// <param name="Message">What that means.</param>
/// <param name="County">County; null where each row names its own, or none is known.</param>
/// <param name="HeaderRow">Last row of the header.</param>
/// <param name="Columns">Columns.</param>
public sealed record UnderstoodSheet(string Name, bool Skipped, string? Code, string? Message, string? County, int HeaderRow, IReadOnlyList<UnderstoodColumn> Columns);

/// <summary>A refusal of a whole file or import.</summary>
public sealed record ImportFault(string Code, string Message);

/// <summary>A file as it was understood; an error means that it can't be read.</summary>
public sealed record UnderstoodFile(string Name, long Size, ImportFault? Error, IReadOnlyList<UnderstoodSheet> Sheets);

/// <summary>An import with all that a page needs; its id is its permanent address.</summary>
public sealed record ImportJob
{
    public required string Id { get; init; }
    public required string State { get; init; }
    public required string AsOf { get; init; }
    public required string Actor { get; init; }
    public required DateTimeOffset At { get; init; }
    public required IReadOnlyList<UnderstoodFile> Files { get; init; }
    public JobProgress? Progress { get; init; }

    /// <summary>Job that checks or imports it, or did last; it can be cancelled there.</summary>
    public string? JobId { get; init; }

    /// <summary>Answer of the check or, once it ran, of the import itself.</summary>
    public ImportAnswer? Result { get; init; }
    public ImportFault? Error { get; init; }
}

/// <summary>An import in the list.</summary>
public sealed record ImportLine(string Id, string State, DateTimeOffset At, string Actor, string AsOf, IReadOnlyList<string> Files, int? Rows, int? Imported, int? Updated, int? Unchanged, int? Quarantined);

/// <summary>Imports, newest first.</summary>
public sealed record ImportList(IReadOnlyList<ImportLine> Imports);

/// <summary>A refusal with its name and what to do.</summary>
public sealed record RefusalLine(string File, string Sheet, int Row, string? Column, string? Cell, string Code, string Name, string Message, string Do, string Value);

/// <summary>A stretch of an import's refusals.</summary>
public sealed record RefusalPage(int Total, IReadOnlyList<RefusalLine> Refusals);
