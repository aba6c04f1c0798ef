using CleanHeating.Platform;
using CleanHeating.Platform.Accounts;
using CleanHeating.Platform.Journal;
using CleanHeating.Platform.Storage;

namespace CleanHeating.Ledger.SweepLeads;

/// <summary>Stable codes of the leads in the ledger, in the order in which they are shown.</summary>
internal static class LeadPatterns
{
    public const string Serial = "equipment-serial", Account = "payment-account", Utility = "utility-account", Phone = "phone-shared";

    public static readonly IReadOnlyList<string> All = [Serial, Account, Utility, Phone];

    /// <summary>Groups per pattern, with a zero for patterns that found nothing.</summary>
    public static Dictionary<string, int> Counts(IReadOnlyDictionary<string, int> found) => All.ToDictionary(p => p, found.GetValueOrDefault);
}

/// <summary>
/// Looks over the whole ledger for values that several households share and should not: one pass over the rows, then a sort of
/// value hashes.
/// </summary>
internal sealed class LeadSweep(Workplace workplace)
{
    private const int RowsPerReport = 2000;
    private const string Statement = "SELECT household_id, brand, serial, account_index, utility_account, phone_index, warnings FROM household WHERE programme = @p0";

    /// <param name="programme">Number of the programme.</param>
    /// <param name="save">Keep what was found for those who look later.</param>
    /// <param name="pending">Households as a check would store them; they go before those of the ledger with the same number.</param>
    /// <param name="process">What the sweep belongs to; by itself where it belongs to nothing.</param>
    /// <param name="progress">Told the rows looked at so far, now and then.</param>
    /// <param name="cancellation">Ends it; nothing is kept then.</param>
    public SweepResult Run(
        int programme, bool save, IReadOnlyList<SharedValues>? pending = null, ProcessContext? process = null, Action<long>? progress = null, CancellationToken cancellation = default)
    {
        using var connection = workplace.Database.Open();
        using var picture = workplace.Database.BeginRead(connection);
        var groups = new SweepGroups();
        var replaced = (pending ?? []).Select(p => p.Household).ToHashSet();
        var rows = 0L;
        foreach (var row in connection.Query(picture, Statement, programme))
        {
            if (++rows % RowsPerReport == 0)
            {
                cancellation.ThrowIfCancellationRequested();
                progress?.Invoke(rows);
            }

            var household = row.GetInt64(0);
            if (!replaced.Contains(household))
            {
                groups.Add(new SharedValues(household, row.TextOrNull(1), row.TextOrNull(2), row.BytesOrNull(3), row.TextOrNull(4), row.BytesOrNull(5), row.GetInt32(6)));
            }
        }

        foreach (var household in pending ?? [])
        {
            groups.Add(household);
        }

        picture.Dispose();
        var result = new SweepResult(workplace.Time.GetUtcNow().UtcTicks, groups.Leads());
        if (save)
        {
            Repeating.Run(workplace.Database, () =>
            {
                using var transaction = workplace.Database.BeginWrite(connection);
                using var journal = new JournalWriter(workplace.Database, connection, transaction, workplace.Keys, process ?? workplace.Begin("leads-sweep", workplace.Caller.Actor));
                new SweepStore(Scope.All).Save(journal, workplace.Ids.Next(), programme, result);
                journal.Flush();
                transaction.Commit();
            });
        }

        return result;
    }
}
