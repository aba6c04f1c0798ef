using System.Data.Common;
using System.Text.Json;
using CleanHeating.Ledger.Data;
using CleanHeating.Platform.Journal;
using CleanHeating.Platform.Storage;

namespace CleanHeating.Ledger.SweepLeads;

/// <summary>A group of households that share what they should not share. A hint for a check, never a verdict.</summary>
internal sealed record StoredLead(string Pattern, IReadOnlyList<long> Households);

internal sealed record SweepResult(long At, IReadOnlyList<StoredLead> Leads);

/// <summary>Keeps what the last sweep found, as household numbers only.</summary>
internal sealed class SweepStore
{
    public SweepResult? Latest(DbConnection connection, int programme) =>
        connection.Query(null, "SELECT document FROM lead_sweep WHERE programme = @p0 ORDER BY id DESC LIMIT 1", programme)
            .Select(r => JsonSerializer.Deserialize(r.GetString(0), SweepJson.Default.SweepResult)).FirstOrDefault();

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
