using System.Data.Common;
using CleanHeating.Platform.Security;
using CleanHeating.Platform.Storage;

namespace CleanHeating.Platform.Journal;

/// <summary>
/// Appends to the journal inside the caller's transaction. Entries gather in memory and go to the database with
/// <see cref="Flush"/>, which the caller calls before committing; a chain that moved on meanwhile is a conflict.
/// </summary>
public sealed class JournalWriter(IDatabase database, DbConnection connection, DbTransaction transaction, KeyRing keys, ProcessContext process) : IDisposable
{
    private readonly RowSeal _seal = new(keys);
    private readonly Dictionary<int, Chain> _chains = [];
    private readonly List<JournalEntry> _pending = [];

    public int Pending => _pending.Count;

    public void Append(int county, string action, string target, long firstKey, long lastKey, int version, string? detail = null)
    {
        var chain = ChainOf(county);
        var number = chain.Number + 1;
        var hash = JournalHash.Of(_seal, chain.Hash, county, number, process, action, target, firstKey, lastKey, version, detail);
        _pending.Add(new JournalEntry
        {
            CountyCode = county, Number = number, ProcessId = process.Id, Process = process.Kind, Actor = process.Actor,
            OnBehalfOf = process.OnBehalfOf, Reason = process.Reason, At = process.At, Action = action, Target = target,
            FirstKey = firstKey, LastKey = lastKey, Version = version, Detail = detail, Hash = hash,
        });
        (chain.Number, chain.Hash) = (number, hash);
    }

    /// <summary>Writes what was appended, and the heads. Throws <see cref="JournalMovedException"/> when somebody else appended meanwhile.</summary>
    public void Flush()
    {
        WriteEntries();
        foreach (var (county, chain) in _chains.Where(c => c.Value.Number > c.Value.Stored))
        {
            var seal = JournalHash.HeadSeal(_seal, county, chain.Number, chain.Hash);
            var written = chain.Stored == 0
                ? connection.Execute(transaction, "INSERT INTO journal_head (county_code, number, hash, seal) VALUES (@p0, @p1, @p2, @p3) ON CONFLICT (county_code) DO NOTHING", county, chain.Number, chain.Hash, seal)
                : connection.Execute(transaction, "UPDATE journal_head SET number = @p0, hash = @p1, seal = @p2 WHERE county_code = @p3 AND number = @p4", chain.Number, chain.Hash, seal, county, chain.Stored);
            if (written != 1)
            {
                throw new JournalMovedException();
            }

            chain.Stored = chain.Number;
        }
    }

    /// <summary>Writes pending entries to free memory; the heads follow with <see cref="Flush"/>.</summary>
    public void WriteEntries()
    {
        if (_pending.Count == 0)
        {
            return;
        }

        using var insert = database.BulkInsert(connection, JournalModel.Table);
        foreach (var e in _pending)
        {
            insert.Int(e.CountyCode);
            insert.Long(e.Number);
            insert.Long(e.ProcessId);
            insert.Text(e.Process);
            insert.Text(e.Actor);
            insert.Text(e.OnBehalfOf);
            insert.Text(e.Reason);
            insert.Long(e.At);
            insert.Text(e.Action);
            insert.Text(e.Target);
            insert.Long(e.FirstKey);
            insert.Long(e.LastKey);
            insert.Int(e.Version);
            insert.Text(e.Detail);
            insert.Bytes(e.Hash);
            insert.EndRow();
        }

        insert.Complete();
        _pending.Clear();
    }

    public void Dispose() => _seal.Dispose();

    private Chain ChainOf(int county)
    {
        if (!_chains.TryGetValue(county, out var chain))
        {
            chain = new Chain();
            foreach (var row in connection.Query(transaction, "SELECT number, hash FROM journal_head WHERE county_code = @p0", county))
            {
                (chain.Number, chain.Hash) = (row.GetInt64(0), row.GetFieldValue<byte[]>(1));
            }

            chain.Stored = chain.Number;
            _chains.Add(county, chain);
        }

        return chain;
    }

    private sealed class Chain
    {
        public long Stored, Number;
        public byte[] Hash = [];
    }
}

/// <summary>Another process appended to the same county's journal first; the transaction is to be repeated.</summary>
public sealed class JournalMovedException : Exception
{
    public JournalMovedException() : base("The county's journal moved on while this transaction ran.") { }
}

internal static class JournalHash
{
    public static byte[] Of(RowSeal seal, byte[] previous, int county, long number, ProcessContext process, string action, string target, long firstKey, long lastKey, int version, string? detail) =>
        seal.Begin("journal_entry").Add(previous.AsSpan()).Add(county).Add(number).Add(process.Id).Add(process.Kind).Add(process.Actor)
            .Add(process.OnBehalfOf).Add(process.Reason).Add(process.At).Add(action).Add(target).Add(firstKey).Add(lastKey).Add(version).Add(detail).End();

    public static byte[] HeadSeal(RowSeal seal, int county, long number, byte[] hash) =>
        seal.Begin("journal_head").Add(county).Add(number).Add(hash.AsSpan()).End();
}
