using CleanHeating.Platform.Journal;

namespace CleanHeating.Platform.Verification;

/// <summary>What a verification found.</summary>
/// <param name="Rows">Rows that were looked at: households and journal entries.</param>
/// <param name="CountersOk">Whether every progress counter equals a fresh count.</param>
/// <param name="JournalOk">Whether every chain is whole and unchanged.</param>
/// <param name="Broken">Each thing that does not agree, with its table and key.</param>
public sealed record VerificationAnswer(long Rows, bool CountersOk, bool JournalOk, IReadOnlyList<Broken> Broken)
{
    public bool Ok => Broken.Count == 0;
}
