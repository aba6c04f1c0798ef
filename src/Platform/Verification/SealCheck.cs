using CleanHeating.Platform.Seals;
using CleanHeating.Platform.Security;
using CleanHeating.Platform.Storage;

namespace CleanHeating.Platform.Verification;

/// <summary>Looks at every row of a sealed table in one county, and adds up what the county's journal head should say of them.</summary>
public static class SealCheck
{
    /// <summary>Feeds the row that a scan stands on to a seal; false where a value is of a kind that its column does not have.</summary>
    public static bool Feed(IRowScan scan, SealedTable table, RowSeal seal)
    {
        seal.Begin(table.Name);
        for (var i = 0; i < table.SealColumn; i++)
        {
            if (!Feed(scan, i, table.Shape.Columns[i].Type, seal))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Checks the row that a scan stands on, its seal being the last column; the hidden half where it is sound, else null.</summary>
    public static UInt128? Check(IRowScan scan, SealedTable table, RowSeal seal)
    {
        if (!Feed(scan, table, seal) || scan.Kind(table.SealColumn) != StoredKind.Bytes)
        {
            return null;
        }

        var value = seal.Value();
        return value.Is(scan.Bytes(table.SealColumn)) ? value.Hidden : null;
    }

    internal static bool Feed(IRowScan scan, int column, ColumnType type, RowSeal seal)
    {
        switch (scan.Kind(column))
        {
            case StoredKind.Null:
                seal.AddNull();
                return true;
            case StoredKind.Integer:
                seal.Add(scan.Long(column));
                return type is ColumnType.Int or ColumnType.Long;
            case StoredKind.Text:
                seal.AddUtf8(scan.Bytes(column));
                return type == ColumnType.Text;
            case StoredKind.Bytes:
                seal.Add(scan.Bytes(column));
                return type == ColumnType.Bytes;
            default:
                return false;
        }
    }
}
