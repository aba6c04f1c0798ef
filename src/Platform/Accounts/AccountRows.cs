using System.Data.Common;
using System.Globalization;
using CleanHeating.Kernel;
using CleanHeating.Platform.Security;
using CleanHeating.Platform.Storage;

namespace CleanHeating.Platform.Accounts;

/// <summary>Reads and writes accounts; a row changed behind the software's back is not believed.</summary>
internal static class AccountRows
{
    public const string Table = "account";

    public const string Columns =
        "a.id, a.name, a.display_name, a.role, a.regions, a.credit_code, a.staff_number, a.is_disabled, a.is_demo, a.must_change_password, a.created_at, a.signed_in_at, a.version, "
        + "a.password_hash, a.password_at, a.earlier_passwords, a.failed_count, a.locked_until, a.has_second_factor, a.authenticator_cipher, a.last_step, a.recovery_hashes, a.turn, a.seal";

    public const int ColumnCount = 24;

    /// <summary>The account in a row whose columns begin with <see cref="Columns"/>.</summary>
    public static Account Read(DbDataReader row, KeyRing keys)
    {
        using var cipher = new FieldCipher(keys);
        var account = new Account
        {
            Id = row.GetInt64(0), Name = row.GetString(1), DisplayName = row.GetString(2),
            Role = AccountCodes.TryParse(row.GetString(3), out Role role) ? role : throw new AccountTamperedException(row.GetInt64(0)),
            Regions = Regions(row.GetString(4)), CreditCode = row.TextOrNull(5), StaffNumber = row.TextOrNull(6),
            IsDisabled = row.GetInt32(7) != 0, IsDemo = row.GetInt32(8) != 0, MustChangePassword = row.GetInt32(9) != 0,
            CreatedAt = row.GetInt64(10), SignedInAt = row.LongOrNull(11), Version = row.GetInt32(12),
            PasswordHash = row.TextOrNull(13), PasswordAt = row.LongOrNull(14), EarlierPasswords = Lines(row.GetString(15)),
            FailedCount = row.GetInt32(16), LockedUntil = row.LongOrNull(17), HasSecondFactor = row.GetInt32(18) != 0,
            AuthenticatorKey = row.BytesOrNull(19) is { } bytes ? cipher.Decrypt(PersonalField.AuthenticatorKey, bytes) : null,
            LastStep = row.GetInt64(20), RecoveryHashes = Lines(row.GetString(21)), Turn = row.GetInt64(22),
        };
        if (!SealOf(account, keys).AsSpan().SequenceEqual(row.GetFieldValue<byte[]>(23)))
        {
            throw new AccountTamperedException(account.Id);
        }

        account.Stored = account.Copy();
        return account;
    }

    public static IEnumerable<Account> Query(DbConnection connection, DbTransaction? transaction, KeyRing keys, string where, params object?[] values) =>
        connection.Query(transaction, $"SELECT {Columns} FROM account a {where}", values).Select(r => Read(r, keys));

    public static void Insert(DbConnection connection, DbTransaction transaction, Account account, KeyRing keys)
    {
        var names = Columns.Replace("a.", "", StringComparison.Ordinal) + ", normalized_name";
        var places = string.Join(", ", Enumerable.Range(0, ColumnCount + 1).Select(i => "@p" + i.ToString(CultureInfo.InvariantCulture)));
        connection.Execute(transaction, $"INSERT INTO account ({names}) VALUES ({places})", [.. Values(account, keys), Account.Normalize(account.Name)]);
    }

    /// <returns>False when somebody else wrote first.</returns>
    public static bool Update(DbConnection connection, DbTransaction transaction, Account account, long turnBefore, KeyRing keys)
    {
        var columns = Columns.Replace("a.", "", StringComparison.Ordinal).Split(", ");
        var sets = string.Join(", ", columns.Select((c, i) => string.Create(CultureInfo.InvariantCulture, $"{c} = @p{i}")));
        return connection.Execute(
            transaction, string.Create(CultureInfo.InvariantCulture, $"UPDATE account SET {sets} WHERE id = @p0 AND turn = @p{ColumnCount}"), [.. Values(account, keys), turnBefore]) == 1;
    }

    public static string Text(IEnumerable<RegionCode> regions) => string.Join(',', regions.Select(r => r.ToString()));

    public static IReadOnlyList<RegionCode> Regions(string text) => [.. text.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(t => RegionCode.From(long.Parse(t, NumberStyles.None, CultureInfo.InvariantCulture)))];

    private static object?[] Values(Account a, KeyRing keys)
    {
        using var cipher = new FieldCipher(keys);
        return
        [
            a.Id, a.Name, a.DisplayName, a.Role.Code(), Text(a.Regions), a.CreditCode, a.StaffNumber, a.IsDisabled ? 1 : 0, a.IsDemo ? 1 : 0, a.MustChangePassword ? 1 : 0,
            a.CreatedAt, a.SignedInAt, a.Version, a.PasswordHash, a.PasswordAt, string.Join('\n', a.EarlierPasswords), a.FailedCount, a.LockedUntil,
            a.HasSecondFactor ? 1 : 0, a.AuthenticatorKey is { } key ? cipher.Encrypt(PersonalField.AuthenticatorKey, key) : DBNull.Value,
            a.LastStep, string.Join('\n', a.RecoveryHashes), a.Turn, SealOf(a, keys),
        ];
    }

    // Everything that decides whether and as what somebody is let in. The cipher's key may turn, so its clear text is what counts.
    private static byte[] SealOf(Account a, KeyRing keys)
    {
        using var seal = new RowSeal(keys);
        return seal.Begin(Table).Add(a.Id).Add(a.Name).Add(a.DisplayName).Add(a.Role.Code()).Add(Text(a.Regions)).Add(a.CreditCode).Add(a.StaffNumber)
            .Add(a.IsDisabled ? 1 : 0).Add(a.IsDemo ? 1 : 0).Add(a.MustChangePassword ? 1 : 0).Add(a.Version).Add(a.PasswordHash).Add(a.PasswordAt)
            .Add(string.Join('\n', a.EarlierPasswords)).Add(a.FailedCount).Add(a.LockedUntil).Add(a.HasSecondFactor ? 1 : 0).Add(a.AuthenticatorKey)
            .Add(a.LastStep).Add(string.Join('\n', a.RecoveryHashes)).Add(a.Turn).End();
    }

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}

/// <summary>An account's row was changed by something other than the software; nobody is let in by it.</summary>
public sealed class AccountTamperedException(long id) : Exception(string.Create(CultureInfo.InvariantCulture, $"The row of account {id} was changed behind the software's back."))
{
    public long Id { get; } = id;
}
