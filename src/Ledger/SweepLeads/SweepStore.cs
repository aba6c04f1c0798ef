using System.Data.Common;
using System.Text.Json;
using CleanHeating.Kernel;
using CleanHeating.Ledger.Data;
using CleanHeating.Platform.Accounts;
using CleanHeating.Platform.Journal;
using CleanHeating.Platform.Storage;

namespace CleanHeating.Ledger.SweepLeads;

/// <summary>A group of households that share what they should not share. A hint for a check, never a verdict.</summary>
internal sealed record StoredLead(string Pattern, IReadOnlyList<long> Households);

internal sealed record SweepResult(long At, IReadOnlyList<StoredLead> Leads);

/// <summary>Keeps what the last sweep found, as household numbers only. Of a sweep a caller sees the leads that name a household of their scope.</summary>
internal sealed class SweepStore(Scope scope)
{
    public SweepResult? Latest(DbConnection connection, int programme) =>
        connection.Query(null, "SELECT document FROM lead_sweep WHERE programme = @p0 ORDER BY id DESC LIMIT 1", programme)
            .Select(r => JsonSerializer.Deserialize(r.GetString(0), SweepJson.Default.SweepResult)).FirstOrDefault() is { } found ? Seen(found) : null;

    public SweepResult Seen(SweepResult found) =>
        scope.IsAll ? found : found with { Leads = [.. found.Leads.Where(l => l.Households.Any(h => HouseholdId.TryFrom(h, out var id) && scope.Covers(id)))] };

    public void Save(JournalWriter journal, long id, int programme, SweepResult result)
    {
        foreach (var before in journal.Rows.Where(LedgerSeals.Sweep, "programme = @p0", programme))
        {
            journal.Rows.Delete(before);
        }

        journal.Rows.Insert(LedgerSeals.Sweep, id, programme, result.At, JsonSerializer.Serialize(result, SweepJson.Default.SweepResult));
        journal.Append(0, "swept", LedgerSeals.Sweep.Name, id, id, 0);
    }
}

[System.Text.Json.Serialization.JsonSerializable(typeof(SweepResult))]
internal sealed partial class SweepJson : System.Text.Json.Serialization.JsonSerializerContext;
