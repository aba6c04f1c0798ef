namespace CleanHeating.Kernel;

/// <summary>Where a refusal was found. Every part is optional; what is known is given.</summary>
/// <param name="File">File name without folder.</param>
/// <param name="Sheet">Worksheet name.</param>
/// <param name="Row">Row number as the spreadsheet shows it, from 1.</param>
/// <param name="Column">Column letters as the spreadsheet shows them.</param>
/// <param name="Line">Line of a text file, from 1.</param>
/// <param name="Path">Path of a field inside a document or request.</param>
public sealed record ErrorPlace(
    string? File = null,
    string? Sheet = null,
    int? Row = null,
    string? Column = null,
    int? Line = null,
    string? Path = null);

/// <summary>
/// A refusal. <see cref="Code"/> is stable: it never changes meaning, and the user's text for it
/// stands in the resources of the room that raises it, with <see cref="Args"/> filled in by position.
/// </summary>
public sealed record Error(string Code, ErrorPlace? Place, params IReadOnlyList<string> Args)
{
    public Error(string code) : this(code, null, []) { }

    /// <summary>What stands now, where somebody else wrote first; null for every other refusal.</summary>
    public Conflict? Current { get; init; }

    /// <summary>The same refusal at a place.</summary>
    public Error At(ErrorPlace place) => this with { Place = place };

    public override string ToString() => Args.Count == 0 ? Code : $"{Code}({string.Join(", ", Args)})";
}

/// <summary>
/// Both sides of a stale write: what the refused act wanted, and what stands instead. The refused act has changed nothing, so
/// whoever sees both can choose and act again over <see cref="Version"/>.
/// </summary>
/// <param name="Version">Version that stands now.</param>
/// <param name="Actor">Who wrote it; null where that is not recorded for the row.</param>
/// <param name="At">When.</param>
/// <param name="Fields">Fields in which the two sides differ.</param>
public sealed record Conflict(int Version, string? Actor, DateTimeOffset? At, IReadOnlyList<ConflictField> Fields);

/// <summary>One field of a conflict, as text for people; personal values are masked.</summary>
/// <param name="Key">Stable key of the field.</param>
/// <param name="Name">The field's name in the asker's language.</param>
/// <param name="Base">What both began with; null where that is not known.</param>
/// <param name="Yours">What the refused act wanted; null for nothing.</param>
/// <param name="Theirs">What stands now; null for nothing.</param>
public sealed record ConflictField(string Key, string Name, string? Base, string? Yours, string? Theirs);
