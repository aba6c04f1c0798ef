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

    /// <summary>The same refusal at a place.</summary>
    public Error At(ErrorPlace place) => this with { Place = place };

    public override string ToString() => Args.Count == 0 ? Code : $"{Code}({string.Join(", ", Args)})";
}
