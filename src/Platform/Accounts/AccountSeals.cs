using System.Data.Common;
using System.Globalization;
using CleanHeating.Platform.Seals;
using CleanHeating.Platform.Security;
using CleanHeating.Platform.Storage;

namespace CleanHeating.Platform.Accounts;

/// <summary>
/// Seals of what lets somebody in: tables of the city's journal, so that a verification finds rows changed, added, removed or put back, as an
/// ended session might be. Free of the seals is when a session was last seen, which would make the journal move with every request.
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

    public static readonly SealedTable Session = new(
        "account_session", 1,
        ("id", ColumnType.Long), ("account_id", ColumnType.Long), ("token_hash", ColumnType.Bytes), ("way", ColumnType.Text), ("created_at", ColumnType.Long), ("ends_at", ColumnType.Long),
        ("address", ColumnType.Text), ("device", ColumnType.Text));

    public static readonly SealedTable Link = new(
        "account_link", 1,
        ("id", ColumnType.Long), ("account_id", ColumnType.Long), ("kind", ColumnType.Text), ("token_hash", ColumnType.Bytes), ("created_at", ColumnType.Long), ("expires_at", ColumnType.Long));

    public static readonly IReadOnlyList<SealedTable> All = [Account, Token, Session, Link];

    /// <summary>All columns of a table, each with an alias before it.</summary>
    public static string Columns(SealedTable table, string alias) => string.Join(", ", table.Shape.Columns.Select(c => $"{alias}.{c.Name}"));

    /// <summary>Values of a row that was read outside a journal's transaction, its seal found sound under one of the keys that are held.</summary>
    public static object?[] Read(DbDataReader row, SealedTable table, KeyRing keys, int first = 0)
    {
        var (values, stored) = (SealedRows.Values(row, table, first), row.GetFieldValue<byte[]>(first + table.SealColumn));

        // The newest key first; while keys turn, rows of the one before are still there.
        foreach (var generation in keys.SealGenerations)
        {
            using var seal = new RowSeal(keys, generation);
            if (SealedRows.ValueOf(seal, table, values).Is(stored))
            {
                return values;
            }
        }

        throw new BrokenSealException(table.Name, ((long)values[0]!).ToString(CultureInfo.InvariantCulture));
    }
}
