using System.Text;
using CleanHeating.Kernel;

namespace CleanHeating.Supervision.Domain;

/// <summary>Where a report stands.</summary>
public enum ReportState
{
    /// <summary>Figures are taken; nobody above has seen them.</summary>
    Draft = 0,

    /// <summary>Signed by its own level, waiting for the level above.</summary>
    Submitted = 1,

    /// <summary>Sent back with a reason; it can be submitted again.</summary>
    Returned = 2,

    /// <summary>The level above builds on it.</summary>
    Accepted = 3,

    /// <summary>Final: figures change by corrections alone.</summary>
    Locked = 4,
}

/// <summary>What can be done with a report.</summary>
public enum ReportTrigger
{
    /// <summary>Take the figures anew, as the counters stand now.</summary>
    Refresh,
    Submit,
    Return,
    Accept,
    Lock,
    Correct,
}

/// <summary>One line of the life cycle.</summary>
/// <param name="From">State before.</param>
/// <param name="Trigger">What is done.</param>
/// <param name="To">State after.</param>
/// <param name="ByLevelAbove">Whether the level above does it, and never the person who submitted; else the report's own level.</param>
/// <param name="NeedsReason">Whether a reason must be stated.</param>
public sealed record ReportTransition(ReportState From, ReportTrigger Trigger, ReportState To, bool ByLevelAbove, bool NeedsReason);

/// <summary>The life cycle of a report: this table is all there is to it.</summary>
public static class ReportLifeCycle
{
    public static readonly IReadOnlyList<ReportTransition> Table =
    [
        new(ReportState.Draft, ReportTrigger.Refresh, ReportState.Draft, ByLevelAbove: false, NeedsReason: false),
        new(ReportState.Draft, ReportTrigger.Submit, ReportState.Submitted, ByLevelAbove: false, NeedsReason: false),
        new(ReportState.Submitted, ReportTrigger.Return, ReportState.Returned, ByLevelAbove: true, NeedsReason: true),
        new(ReportState.Submitted, ReportTrigger.Accept, ReportState.Accepted, ByLevelAbove: true, NeedsReason: false),
        new(ReportState.Returned, ReportTrigger.Refresh, ReportState.Returned, ByLevelAbove: false, NeedsReason: false),
        new(ReportState.Returned, ReportTrigger.Submit, ReportState.Submitted, ByLevelAbove: false, NeedsReason: false),
        new(ReportState.Accepted, ReportTrigger.Lock, ReportState.Locked, ByLevelAbove: true, NeedsReason: false),
        new(ReportState.Locked, ReportTrigger.Correct, ReportState.Locked, ByLevelAbove: true, NeedsReason: true),
    ];

    /// <summary>The line for a state and a trigger, or the refusal that there is none.</summary>
    public static Result<ReportTransition> Find(ReportState state, ReportTrigger trigger) =>
        Table.FirstOrDefault(t => t.From == state && t.Trigger == trigger) is { } found ? found : new Error("report-state", null, Word(state), Word(trigger));

    /// <summary>Whether the level above may build on it.</summary>
    public static bool Counts(ReportState state) => state is ReportState.Accepted or ReportState.Locked;

    /// <summary>Stable word of a state or trigger in interfaces.</summary>
    public static string Word<T>(T value) where T : struct, Enum => value.ToString().ToLowerInvariant();

    public static ReportState? ParseState(string? word) => Enum.GetValues<ReportState>().Cast<ReportState?>().FirstOrDefault(s => Word(s!.Value) == word);

    /// <summary>The table as a Mermaid state diagram; the documentation shows it.</summary>
    public static string Diagram()
    {
        var text = new StringBuilder("stateDiagram-v2\n  [*] --> draft: draft\n");
        foreach (var line in Table)
        {
            var after = line.NeedsReason ? ", with a reason" : "";
            text.Append("  ").Append(Word(line.From)).Append(" --> ").Append(Word(line.To)).Append(": ").Append(Word(line.Trigger))
                .Append(line.ByLevelAbove ? " (level above" : " (own level").Append(after).Append(")\n");
        }

        return text.ToString();
    }
}
