using System.Data.Common;
using CleanHeating.Platform.Seals;
using CleanHeating.Platform.Security;
using CleanHeating.Platform.Storage;

namespace CleanHeating.Platform.Keys;

/// <summary>What a table's rows added up to before and after they were renewed.</summary>
internal readonly record struct RenewedTable(SealSum Before, SealSum After, long Values);

/// <summary>
/// Makes the encrypted values and the seals of a county's rows in one table anew, a page at a time. A row whose seal is broken ends it:
/// a new seal would make it look sound.
/// </summary>
internal sealed class TableRenewal(DbConnection connection, DbTransaction transaction, SealedTable table, RowSeal before, RowSeal after, FieldCipher cipher, byte target)
{
    private const int PageSize = 1000;
    private readonly (int Column, PersonalField Field)[] _ciphers = [.. table.Ciphers.Select(c => (table.ColumnOf(c.Column), c.Field))];
    private SealSum _before, _after;
    private long _values;

    public RenewedTable Run(int county)
    {
        using var updates = Updates();
        object?[]? last = null;
        while (Page(county, last) is { Count: > 0 } page)
        {
            foreach (var (values, seal) in page)
            {
                Renew(values, seal, updates);
            }

            updates.Run();
            last = page[^1].Values;
            if (page.Count < PageSize)
            {
                break;
            }
        }

        return new(_before, _after, _values);
    }

    private List<(object?[] Values, byte[] Seal)> Page(int county, object?[]? last)
    {
        var skip = table.IsOfCounty ? 1 : 0;
        object?[] parameters = [.. table.IsOfCounty ? [county] : Array.Empty<object?>(), .. last is null ? [] : last.Take(table.KeyColumns).Skip(skip)];
        return [.. connection.Query(transaction, table.SelectPage(last is null, PageSize), parameters).Select(r => (SealedRows.Values(r, table), r.GetFieldValue<byte[]>(table.SealColumn)))];
    }

    private void Renew(object?[] values, byte[] stored, RowUpdates updates)
    {
        var old = SealedRows.ValueOf(before, table, values);
        if (!old.Is(stored))
        {
            throw new BrokenSealException(table.Name, SealedRows.KeyOf(table, values));
        }

        var renewed = 0;
        foreach (var (column, field) in _ciphers)
        {
            if (values[column] is byte[] value && (value.Length == 0 || value[0] < target))
            {
                values[column] = cipher.Renew(field, value, target);
                renewed++;
            }
        }

        var now = renewed == 0 && ReferenceEquals(before, after) ? old : SealedRows.ValueOf(after, table, values);
        _before = _before.Plus(1, old.Hidden);
        _after = _after.Plus(1, now.Hidden);
        _values += renewed;
        if (now != old)
        {
            updates.Add(values[table.KeyColumns - 1] as long? ?? 0, [.. _ciphers.Select(c => values[c.Column]), now.ToArray(), .. values.Take(table.KeyColumns), stored]);
        }
    }

    private RowUpdates Updates()
    {
        var key = _ciphers.Length + 1 + table.KeyColumns;
        return new RowUpdates(
            connection, transaction, table.Name, table.Update(_ciphers.Select(c => c.Column)),
            Enumerable.Range(0, _ciphers.Length + 1).Append(key).Concat(Enumerable.Range(0, table.KeyColumns).Where(i => table.Shape.Columns[i].Type == ColumnType.Bytes).Select(i => _ciphers.Length + 1 + i)).ToHashSet());
    }
}
