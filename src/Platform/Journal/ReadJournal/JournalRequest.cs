namespace CleanHeating.Platform.Journal.ReadJournal;

/// <summary>Which entries of the journal; every part is optional and narrows.</summary>
public sealed record JournalRequest
{
    /// <summary>County of six digits; 0 for the city's own journal; null for all that the caller sees.</summary>
    public int? County { get; init; }
    public string? Actor { get; init; }

    /// <summary>Kind of process, such as ledger-import.</summary>
    public string? Process { get; init; }
    public string? Action { get; init; }

    /// <summary>First instant, UTC.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>First instant that no longer counts, UTC.</summary>
    public DateTimeOffset? To { get; init; }
    public string? Cursor { get; init; }

    /// <summary>Entries of a page, 1 to 200.</summary>
    public int Limit { get; init; } = 50;
}

/// <summary>An entry for people. Keys and numbers are text where scripts could not count them exactly.</summary>
/// <param name="County">County of six digits, 0 for the city's own journal.</param>
/// <param name="Number">Its place in the county's chain, from 1.</param>
/// <param name="At">When the process began.</param>
/// <param name="ProcessId">Process; entries of one act share it.</param>
/// <param name="Process">Kind of process.</param>
/// <param name="Actor">Who acted.</param>
/// <param name="OnBehalfOf">For whom, where that is somebody else.</param>
/// <param name="Reason">Why, where a reason was asked for.</param>
/// <param name="Action">created, updated, deleted, or a verb of the room.</param>
/// <param name="Target">Table.</param>
/// <param name="FirstKey">First row it speaks of.</param>
/// <param name="LastKey">Last row it speaks of.</param>
/// <param name="Changes">Fields with before and after, where it is a change of fields.</param>
/// <param name="Detail">Anything else that was kept, as JSON.</param>
/// <param name="Hash">Chain value, hexadecimal.</param>
public sealed record JournalLine(
    int County, string Number, DateTimeOffset At, string ProcessId, string Process, string Actor, string? OnBehalfOf, string? Reason, string Action, string Target,
    string FirstKey, string LastKey, IReadOnlyList<JournalChange> Changes, string? Detail, string Hash);

/// <summary>A field before and after; personal values masked, and both empty for callers who see no business data.</summary>
public sealed record JournalChange(string Field, string? Before, string? After);

/// <summary>A page of entries, newest first; the cursor of the next one, null on the last.</summary>
public sealed record JournalPage(IReadOnlyList<JournalLine> Entries, string? Next);
