using System.Data.Common;
using System.Globalization;
using CleanHeating.Platform.Journal;
using CleanHeating.Platform.Seals;
using CleanHeating.Platform.Security;
using CleanHeating.Platform.Storage;

namespace CleanHeating.Platform.Keys;

/// <summary>
/// Makes the hashes of a county's journal anew from its first entry to its head, so that nothing rests on an old key. What the entries
/// say is not touched, and each is checked against its old hash first.
/// </summary>
internal sealed class ChainRenewal(DbConnection connection, DbTransaction transaction, Func<int, RowSeal> sealOf, byte target)
{
    private const int PageSize = 1000;
    private const string Update = "UPDATE journal_entry SET hash = @p0, keys = @p1 WHERE county_code = @p2 AND number = @p3 AND hash = @p4";
    private static readonly string Select = $"SELECT {JournalReader.Columns} FROM journal_entry WHERE county_code = @p0 AND number > @p1 ORDER BY number LIMIT {PageSize.ToString(CultureInfo.InvariantCulture)}";
    private byte[] _before = [], _after = [];
    private long _number;

    /// <summary>Hash of the last entry, as it now is, and how many entries were hashed anew.</summary>
    public (byte[] Hash, long Entries) Run(JournalHead head)
    {
        if (connection.ScalarLong(transaction, "SELECT COUNT(*) FROM journal_entry WHERE county_code = @p0 AND keys < @p1", head.CountyCode, (int)target) == 0)
        {
            return (head.Hash, 0);
        }

        using var updates = new RowUpdates(connection, transaction, JournalModel.Table.Name, Update, new HashSet<int> { 0, 4 });
        while (true)
        {
            var page = connection.Query(transaction, Select, head.CountyCode, _number).Select(JournalReader.Read).ToList();
            page.ForEach(entry => Renew(entry, updates));
            updates.Run();
            if (page.Count < PageSize)
            {
                break;
            }
        }

        return _number == head.Number && _before.AsSpan().SequenceEqual(head.Hash) ? (_after, _number) : throw Broken(head.CountyCode, head.Number);
    }

    private void Renew(JournalEntry entry, RowUpdates updates)
    {
        if (entry.Number != _number + 1 || !JournalHash.Of(sealOf(entry.Keys), _before, entry).AsSpan().SequenceEqual(entry.Hash))
        {
            throw Broken(entry.CountyCode, entry.Number);
        }

        (_before, _after, _number) = (entry.Hash, JournalHash.Of(sealOf(target), _after, entry), entry.Number);
        updates.Add(entry.Number, [_after, (int)target, entry.CountyCode, entry.Number, entry.Hash]);
    }

    private static BrokenSealException Broken(int county, long number) => new(JournalModel.Table.Name, string.Create(CultureInfo.InvariantCulture, $"{county}/{number}"));
}
