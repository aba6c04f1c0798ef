using System.Data.Common;
using System.Globalization;
using CleanHeating.Platform.Journal;
using CleanHeating.Platform.Seals;
using CleanHeating.Platform.Security;
using CleanHeating.Platform.Storage;

namespace CleanHeating.Platform.Keys;

/// <summary>What was made anew in a county.</summary>
internal readonly record struct RenewedCounty(long Values, long Rows, long Entries);

/// <summary>
/// Turns one county, in one transaction: encrypted values, seals, the sums in the head, the journal's chain. Before or after, never between,
/// so a kill leaves a county as it was, and every reader sees rows, sums and chain of one generation.
/// </summary>
internal sealed class CountyRenewal : IDisposable
{
    private readonly Workplace _workplace;
    private readonly int _county;
    private readonly byte _target;
    private readonly DbConnection _connection;
    private readonly DbTransaction _transaction;
    private readonly FieldCipher _cipher;
    private readonly Dictionary<int, RowSeal> _seals = [];

    public CountyRenewal(Workplace workplace, int county, byte target)
    {
        (_workplace, _county, _target) = (workplace, county, target);
        _cipher = new FieldCipher(workplace.Keys);
        _connection = workplace.Database.Open();
        _transaction = workplace.Database.BeginWrite(_connection);
    }

    public RenewedCounty Run(ProcessContext process)
    {
        if (_workplace.Database.Kind == DatabaseKind.Postgres)
        {
            // Who changes a row and then waits for the head, while this waits for the row, would be stopped as a deadlock after a second.
            // This one gives way before that.
            _connection.Execute(_transaction, "SET LOCAL lock_timeout = '400ms'");
        }

        // Whoever else writes in the county ends at its head: from here on he waits there, and then begins again.
        _connection.Execute(_transaction, "UPDATE journal_head SET number = number WHERE county_code = @p0", _county);
        if (JournalHeads.Read(_connection, _transaction, _county) is not { } head || !Needs(head))
        {
            return default;
        }

        var (old, now) = (SealOf(head.Keys), SealOf(_target));
        if (!JournalHeads.IsSound(head, old))
        {
            throw new BrokenSealException(JournalModel.Heads.Name, _county.ToString(CultureInfo.InvariantCulture));
        }

        var (before, after) = (SealState.Read(head.Seals, old, _county, head.Number), new SealState());
        var (values, rows) = Tables(before, after, old, now);
        var (hash, entries) = new ChainRenewal(_connection, _transaction, SealOf, _target).Run(head);
        var seals = after.Write(now, _county, head.Number);
        var renewed = new JournalHead { CountyCode = _county, Number = head.Number, Hash = hash, Keys = _target, Seals = seals, Seal = JournalHeads.Seal(now, _county, head.Number, hash, _target, seals) };
        if (!JournalHeads.Move(_connection, _transaction, head, renewed))
        {
            throw new JournalMovedException();
        }

        using var journal = new JournalWriter(_workplace.Database, _connection, _transaction, _workplace.Keys, process);
        journal.Append(_county, "renewed", JournalModel.Heads.Name, _county, _county, 0, string.Create(CultureInfo.InvariantCulture, $$"""{"keys":{{_target}},"values":{{values}},"rows":{{rows}},"entries":{{entries}}}"""));
        journal.Flush();
        _transaction.Commit();
        return new RenewedCounty(values, rows, entries);
    }

    public void Dispose()
    {
        _transaction.Dispose();
        _connection.Dispose();
        _cipher.Dispose();
        foreach (var seal in _seals.Values)
        {
            seal.Dispose();
        }
    }

    // Where the keys turned again meanwhile, a county may be ahead already.
    private bool Needs(JournalHead head) => head.Keys < _target || (head.Keys == _target && IsBehind());

    private bool IsBehind() =>
        _connection.ScalarLong(_transaction, "SELECT COUNT(*) FROM journal_entry WHERE county_code = @p0 AND keys < @p1", _county, (int)_target) > 0
        || Own.Any(table => table.Ciphers.Any(c => KeyUse.IsStale(_connection, _transaction, table, c.Column, _county, _target)));

    private IEnumerable<SealedTable> Own => _workplace.Database.SealedTables.Where(t => t.IsOfCounty == (_county != 0));

    private (long Values, long Rows) Tables(SealState before, SealState after, RowSeal old, RowSeal now)
    {
        var (values, rows) = (0L, 0L);
        foreach (var table in Own)
        {
            var renewed = new TableRenewal(_connection, _transaction, table, old, now, _cipher, _target).Run(_county);
            Compare(table.Name, before, renewed.Before);
            after.Add(table.Name, renewed.After.Rows, renewed.After.Sum);
            (values, rows) = (values + renewed.Values, rows + renewed.After.Rows);
        }

        if (_county == 0)
        {
            var counties = JournalHeads.All(_connection, _transaction).Select(h => h.CountyCode).Where(c => c != 0).ToList();
            Compare(JournalModel.Heads.Name, before, Sum(counties, old));
            var sum = Sum(counties, now);
            after.Add(JournalModel.Heads.Name, sum.Rows, sum.Sum);
        }

        foreach (var (table, sum) in before.Tables.Where(t => !after.Tables.ContainsKey(t.Key)))
        {
            Compare(table, new SealState(), sum);
        }

        return (values, rows);
    }

    private static SealSum Sum(IEnumerable<int> counties, RowSeal seal) => counties.Aggregate(default(SealSum), (sum, county) => sum.Plus(1, JournalHeads.HiddenOf(seal, county)));

    // Rows that came, went or were put back behind the software's back would be blessed by new sums.
    private void Compare(string table, SealState expected, SealSum found)
    {
        if (expected.Of(table) != found)
        {
            throw new BrokenSealException(table, _county.ToString(CultureInfo.InvariantCulture));
        }
    }

    private RowSeal SealOf(int generation)
    {
        if (!_seals.TryGetValue(generation, out var seal))
        {
            _seals.Add(generation, seal = new RowSeal(_workplace.Keys, generation));
        }

        return seal;
    }
}
