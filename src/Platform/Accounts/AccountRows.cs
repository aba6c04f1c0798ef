using System.Data.Common;
using System.Globalization;
using CleanHeating.Kernel;
using CleanHeating.Platform.Seals;
using CleanHeating.Platform.Security;
using CleanHeating.Platform.Storage;

namespace CleanHeating.Platform.Accounts;

/// <summary>Reads and writes accounts; a row changed behind the software's back is not believed.</summary>
internal static class AccountRows
{
    public const string Table = "account";

    /// <summary>Columns in the order of <see cref="AccountSeals.Account"/>, and what its seal does not cover.</summary>
    public static readonly string Columns = AccountSeals.Account.Columns("a") + ", a.signed_in_at";

    public const int ColumnCount = 25;

    /// <summary>The account in a row whose columns begin with <see cref="Columns"/>.</summary>
    public static Account Read(DbDataReader row, KeyRing keys)
    {
        if (!AccountSeals.Account.IsSound(row, 0, keys))
        {
            throw new BrokenSealException(Table, row.GetInt64(0).ToString(CultureInfo.InvariantCulture));
        }

        using var cipher = new FieldCipher(keys);
        var account = new Account
        {
            Id = row.GetInt64(0), Name = row.GetString(1), DisplayName = row.GetString(3),
            Role = AccountCodes.TryParse(row.GetString(4), out Role role) ? role : throw new BrokenSealException(Table, row.GetInt64(0).ToString(CultureInfo.InvariantCulture)),
            Regions = Regions(row.GetString(5)), CreditCode = row.TextOrNull(6), StaffNumber = row.TextOrNull(7),
            IsDisabled = row.GetInt32(8) != 0, IsDemo = row.GetInt32(9) != 0, MustChangePassword = row.GetInt32(10) != 0,
            CreatedAt = row.GetInt64(11), Version = row.GetInt32(12), PasswordHash = row.TextOrNull(13), PasswordAt = row.LongOrNull(14), EarlierPasswords = Lines(row.GetString(15)),
            FailedCount = row.GetInt32(16), LockedUntil = row.LongOrNull(17), HasSecondFactor = row.GetInt32(18) != 0,
            AuthenticatorKey = row.BytesOrNull(19) is { } bytes ? cipher.Decrypt(PersonalField.AuthenticatorKey, bytes) : null,
            LastStep = row.GetInt64(20), RecoveryHashes = Lines(row.GetString(21)), Turn = row.GetInt64(22), SignedInAt = row.LongOrNull(24),
        };
        account.Stored = account.Copy();
        return account;
    }

    public static IEnumerable<Account> Query(DbConnection connection, DbTransaction? transaction, KeyRing keys, string where, params object?[] values) =>
        connection.Query(transaction, $"SELECT {Columns} FROM account a {where}", values).Select(r => Read(r, keys));

    /// <summary>Inserts an account; throws where its name is taken.</summary>
    public static void Insert(SealedRows rows, Account account, KeyRing keys) => rows.Insert(AccountSeals.Account, Values(account, keys));

    /// <returns>False when somebody else wrote first.</returns>
    public static bool Update(SealedRows rows, Account account, long turnBefore, KeyRing keys)
    {
        var values = Values(account, keys);
        return rows.Find(AccountSeals.Account, account.Id) is { } row && row.Long("turn") == turnBefore
            && rows.Update(row, [.. AccountSeals.Account.Shape.Columns.Take(values.Length).Select((c, i) => (c.Name, values[i])).Skip(1)]);
    }

    public static string Text(IEnumerable<RegionCode> regions) => string.Join(',', regions.Select(r => r.ToString()));

    public static IReadOnlyList<RegionCode> Regions(string text) => [.. text.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(t => RegionCode.From(long.Parse(t, NumberStyles.None, CultureInfo.InvariantCulture)))];

    private static object?[] Values(Account a, KeyRing keys)
    {
        using var cipher = new FieldCipher(keys);
        return
        [
            a.Id, a.Name, Account.Normalize(a.Name), a.DisplayName, a.Role.Code(), Text(a.Regions), a.CreditCode, a.StaffNumber, a.IsDisabled ? 1 : 0, a.IsDemo ? 1 : 0, a.MustChangePassword ? 1 : 0,
            a.CreatedAt, a.Version, a.PasswordHash, a.PasswordAt, string.Join('\n', a.EarlierPasswords), a.FailedCount, a.LockedUntil,
            a.HasSecondFactor ? 1 : 0, a.AuthenticatorKey is { } key ? cipher.Encrypt(PersonalField.AuthenticatorKey, key) : null,
            a.LastStep, string.Join('\n', a.RecoveryHashes), a.Turn,
        ];
    }

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
