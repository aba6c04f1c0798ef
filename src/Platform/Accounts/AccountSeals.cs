using CleanHeating.Platform.Seals;
using CleanHeating.Platform.Security;
using CleanHeating.Platform.Storage;

namespace CleanHeating.Platform.Accounts;

/// <summary>
/// The room's sealed tables. Free of the seals, because they let nobody in and would make the journal move with every request: when an account
/// last signed in, when a session was last seen and a token last used.
/// </summary>
internal static class AccountSeals
{
    public static readonly SealedTable Account = new(
        "account", 1,
        ("id", ColumnType.Long), ("name", ColumnType.Text), ("normalized_name", ColumnType.Text), ("display_name", ColumnType.Text), ("role", ColumnType.Text), ("regions", ColumnType.Text),
        ("credit_code", ColumnType.Text), ("staff_number", ColumnType.Text), ("is_disabled", ColumnType.Int), ("is_demo", ColumnType.Int), ("must_change_password", ColumnType.Int),
        ("created_at", ColumnType.Long), ("version", ColumnType.Int), ("password_hash", ColumnType.Text), ("password_at", ColumnType.Long), ("earlier_passwords", ColumnType.Text),
        ("failed_count", ColumnType.Int), ("locked_until", ColumnType.Long), ("has_second_factor", ColumnType.Int), ("authenticator_cipher", ColumnType.Bytes),
        ("last_step", ColumnType.Long), ("recovery_hashes", ColumnType.Text), ("turn", ColumnType.Long))
    {
        Ciphers = [("authenticator_cipher", PersonalField.AuthenticatorKey)],
    };

    public static readonly SealedTable Session = new(
        "account_session", 1,
        ("id", ColumnType.Long), ("account_id", ColumnType.Long), ("token_hash", ColumnType.Bytes), ("way", ColumnType.Text), ("created_at", ColumnType.Long), ("ends_at", ColumnType.Long),
        ("address", ColumnType.Text), ("device", ColumnType.Text));

    public static readonly SealedTable Token = new(
        "account_token", 1,
        ("id", ColumnType.Long), ("account_id", ColumnType.Long), ("name", ColumnType.Text), ("token_hash", ColumnType.Bytes), ("permissions", ColumnType.Text), ("regions", ColumnType.Text),
        ("created_at", ColumnType.Long), ("expires_at", ColumnType.Long));

    public static readonly SealedTable Link = new(
        "account_link", 1,
        ("id", ColumnType.Long), ("account_id", ColumnType.Long), ("kind", ColumnType.Text), ("token_hash", ColumnType.Bytes), ("created_at", ColumnType.Long), ("expires_at", ColumnType.Long));

    public static readonly IReadOnlyList<SealedTable> All = [Account, Session, Token, Link];
}
