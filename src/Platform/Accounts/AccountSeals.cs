using System.Data.Common;
using System.Globalization;
using CleanHeating.Platform.Seals;
using CleanHeating.Platform.Security;
using CleanHeating.Platform.Storage;

namespace CleanHeating.Platform.Accounts;

/// <summary>
/// Seals of what lets somebody in. Accounts and tokens are tables of the city's journal, so that a verification finds rows changed,
/// added or removed; sessions and one-time secrets pass quickly and carry a seal of their own.
/// </summary>
internal static class AccountSeals
{
    public static readonly SealedTable Account = new(
        "account", 1,
        ("id", ColumnType.Long), ("name", ColumnType.Text), ("normalized_name", ColumnType.Text), ("display_name", ColumnType.Text), ("role", ColumnType.Text), ("regions", ColumnType.Text),
        ("credit_code", ColumnType.Text), ("staff_number", ColumnType.Text), ("is_disabled", ColumnType.Int), ("is_demo", ColumnType.Int), ("must_change_password", ColumnType.Int),
        ("created_at", ColumnType.Long), ("signed_in_at", ColumnType.Long), ("version", ColumnType.Int), ("password_hash", ColumnType.Text), ("password_at", ColumnType.Long),
        ("earlier_passwords", ColumnType.Text), ("failed_count", ColumnType.Int), ("locked_until", ColumnType.Long), ("has_second_factor", ColumnType.Int), ("authenticator_cipher", ColumnType.Bytes),
        ("last_step", ColumnType.Long), ("recovery_hashes", ColumnType.Text), ("turn", ColumnType.Long));

    public static readonly SealedTable Token = new(
        "account_token", 1,
        ("id", ColumnType.Long), ("account_id", ColumnType.Long), ("name", ColumnType.Text), ("token_hash", ColumnType.Bytes), ("permissions", ColumnType.Text), ("regions", ColumnType.Text),
        ("created_at", ColumnType.Long), ("expires_at", ColumnType.Long));

    /// <summary>Values of a row that was read outside a journal's transaction, its seal found sound under one of the keys that are held.</summary>
    public static object?[] Read(DbDataReader row, SealedTable table, KeyRing keys)
    {
        var (values, stored) = (SealedRows.Values(row, table), row.GetFieldValue<byte[]>(table.SealColumn));
        return Any(keys, seal => SealedRows.ValueOf(seal, table, values).Is(stored))
            ? values
            : throw new BrokenSealException(table.Name, ((long)values[0]!).ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Seal of a row that stands by itself, with the newest key.</summary>
    public static byte[] Of(KeyRing keys, Func<RowSeal, RowSeal> feed)
    {
        using var seal = new RowSeal(keys);
        return feed(seal).Value().ToArray();
    }

    public static bool Is(KeyRing keys, byte[] stored, Func<RowSeal, RowSeal> feed) => Any(keys, seal => feed(seal).Value().Is(stored));

    // The newest key first; while keys turn, rows of the one before are still there.
    private static bool Any(KeyRing keys, Func<RowSeal, bool> isSound)
    {
        for (var generation = (int)keys.Current; generation > 0; generation--)
        {
            if (keys.HasSealKey(generation))
            {
                using var seal = new RowSeal(keys, generation);
                if (isSound(seal))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
