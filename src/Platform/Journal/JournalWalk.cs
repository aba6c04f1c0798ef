using CleanHeating.Platform.Security;
using CleanHeating.Platform.Storage;
using CleanHeating.Platform.Verification;

namespace CleanHeating.Platform.Journal;

/// <summary>An entry as a walk passes it; texts are good until the next one.</summary>
public readonly ref struct PassingEntry(IRowScan scan)
{
    /// <summary>Action, as UTF-8.</summary>
    public ReadOnlySpan<byte> Action => scan.Bytes(8);

    /// <summary>Table that the entry speaks of, as UTF-8.</summary>
    public ReadOnlySpan<byte> Target => scan.Bytes(9);

    public long FirstKey => scan.Long(10);

    public long LastKey => scan.Long(11);

    public int Version => (int)scan.Long(12);
}

public delegate void JournalEntryVisitor(PassingEntry entry);

/// <summary>Goes along a county's chain from its first entry to its head.</summary>
/// <param name="check">Takes what is found.</param>
/// <param name="head">The head where it is sound; else the chain is only compared with itself.</param>
/// <param name="sealOf">Seal of a generation; null where the key ring has none.</param>
internal sealed class JournalWalk(CountyCheck check, JournalHead? head, Func<int, RowSeal?> sealOf)
{
    private const int NumberColumn = 1, DetailColumn = 13, KeysColumn = 14, HashColumn = 15, MostNamed = 100;
    private readonly byte[] _previous = new byte[RowSeal.Size];
    private int _previousLength;
    private long _number;
    private int _keys;

    public bool IsWhole { get; private set; } = true;

    /// <summary>Walks; the number of entries seen.</summary>
    public long Run(IRowScan scan, JournalEntryVisitor visit)
    {
        var count = 0L;
        while (scan.Next())
        {
            count++;
            var number = scan.Kind(NumberColumn) == StoredKind.Integer ? scan.Long(NumberColumn) : -1;
            if (number <= _number || number > (head?.Number ?? long.MaxValue))
            {
                Broken(number, "not-in-chain");
                continue;
            }

            // Behind a gap the hash before is unknown, so that the entry there can't be told from another.
            Missing(number - 1);
            if (!IsSound(scan))
            {
                Broken(number, number == _number + 1 ? "changed" : "unprovable");
            }

            Remember(scan, number);
            if (IsReadable(scan))
            {
                visit(new PassingEntry(scan));
            }
        }

        End();
        return count;
    }

    private bool IsSound(IRowScan scan)
    {
        var keys = scan.Kind(KeysColumn) == StoredKind.Integer ? scan.Long(KeysColumn) : 0;
        if (keys < _keys || keys > byte.MaxValue || sealOf((int)keys) is not { } seal || scan.Kind(HashColumn) != StoredKind.Bytes)
        {
            return false;
        }

        _keys = (int)keys;
        seal.Begin(JournalModel.Table.Name).Add(_previous.AsSpan(0, _previousLength));
        for (var i = 0; i <= DetailColumn; i++)
        {
            if (!SealCheck.Feed(scan, i, JournalModel.Table.Columns[i].Type, seal))
            {
                return false;
            }
        }

        return seal.Matches(scan.Bytes(HashColumn));
    }

    private void Remember(IRowScan scan, long number)
    {
        var hash = scan.Kind(HashColumn) == StoredKind.Bytes ? scan.Bytes(HashColumn) : [];
        _previousLength = Math.Min(hash.Length, RowSeal.Size);
        hash[.._previousLength].CopyTo(_previous);
        _number = number;
    }

    private static bool IsReadable(IRowScan scan)
    {
        for (var i = 8; i <= 12; i++)
        {
            if (scan.Kind(i) != (i < 10 ? StoredKind.Text : StoredKind.Integer))
            {
                return false;
            }
        }

        return true;
    }

    private void End()
    {
        if (head is null)
        {
            return;
        }

        Missing(head.Number);
        if (head.Number == _number && !head.Hash.AsSpan().SequenceEqual(_previous.AsSpan(0, _previousLength)))
        {
            Broken(_number, "changed");
        }
    }

    private void Missing(long last)
    {
        for (var missing = _number + 1; missing <= last && missing - _number <= MostNamed; missing++)
        {
            Broken(missing, "missing");
        }
    }

    private void Broken(long number, string what)
    {
        IsWhole = false;
        check.Add(JournalModel.Table.Name, RowKey.Of(check.County, number), what);
    }
}
