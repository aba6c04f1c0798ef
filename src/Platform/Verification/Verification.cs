namespace CleanHeating.Platform.Verification;

/// <summary>A thing that does not agree with the journal or the seals.</summary>
/// <param name="Table">Table.</param>
/// <param name="Key">Key of the row, its columns divided by strokes; the county's code where only its part of the table is known to be wrong.</param>
/// <param name="What">What is wrong, a stable word.</param>
public sealed record Broken(string Table, string Key, string What);

/// <summary>What a verification found.</summary>
/// <param name="Rows">Rows that were looked at, of all tables.</param>
/// <param name="CountersOk">Whether every progress counter equals a fresh count.</param>
/// <param name="JournalOk">Whether every chain is whole and unchanged.</param>
/// <param name="Broken">Each thing that does not agree, with its table and key.</param>
public sealed record VerificationAnswer(long Rows, bool CountersOk, bool JournalOk, IReadOnlyList<Broken> Broken)
{
    public bool Ok => Broken.Count == 0;
}
