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
    public static readonly string Table = AccountSeals.Account.Name;

    /// <summary>Columns of an account whose table is called a; others may follow from <see cref="ColumnCount"/> on.</summary>
    public static readonly string Columns = string.Join(", ", AccountSeals.Account.Shape.Columns.Select(c => "a." + c.Name));

    public static readonly int ColumnCount = AccountSeals.Account.Shape.Columns.Count;

    /// <summary>The account in a row whose columns begin with <see cref="Columns"/>.</summary>
    /// <exception cref="BrokenSealException">The row is not as we left it.</exception>
    public static Account Read(DbDataReader row, KeyRing keys)
    {
        var v = AccountSeals.Read(row, AccountSeals.Account, keys);
        using var cipher = new FieldCipher(keys);
        var account = new Account
        {
            Id = (long)v[0]!, Name = (string)v[1]!, DisplayName = (string)v[3]!,
            Role = AccountCodes.TryParse((string)v[4]!, out Role role) ? role : throw new InvalidDataException("An account has a role that this version does not know."),
            Regions = Regions((string)v[5]!), CreditCode = (string?)v[6], StaffNumber = (string?)v[7],
            IsDisabled = (long)v[8]! != 0, IsDemo = (long)v[9]! != 0, MustChangePassword = (long)v[10]! != 0, CreatedAt = (long)v[11]!, SignedInAt = (long?)v[12], Version = (int)(long)v[13]!,
            PasswordHash = (string?)v[14], PasswordAt = (long?)v[15], EarlierPasswords = Lines((string)v[16]!), FailedCount = (int)(long)v[17]!, LockedUntil = (long?)v[18],
            HasSecondFactor = (long)v[19]! != 0, AuthenticatorKey = v[20] is byte[] bytes ? cipher.Decrypt(PersonalField.AuthenticatorKey, bytes) : null,
            LastStep = (long)v[21]!, RecoveryHashes = Lines((string)v[22]!), Turn = (long)v[23]!,
        };
        account.Stored = account.Copy();
        return account;
    }

    public static IEnumerable<Account> Query(DbConnection connection, DbTransaction? transaction, KeyRing keys, string where, params object?[] values) =>
        connection.Query(transaction, $"SELECT {Columns} FROM account a {where}", values).Select(r => Read(r, keys));

    public static void Insert(SealedRows rows, Account account, KeyRing keys) => rows.Insert(AccountSeals.Account, Values(account, keys));

    /// <returns>False when somebody else wrote first.</returns>
    public static bool Update(SealedRows rows, Account account, long turnBefore, KeyRing keys)
    {
        var columns = AccountSeals.Account.Shape.Columns;
        return rows.Find(AccountSeals.Account, account.Id) is { } row && row.Long("turn") == turnBefore
            && rows.Update(row, [.. Values(account, keys).Select((value, i) => (columns[i].Name, value)).Skip(1)]);
    }

    public static string Text(IEnumerable<RegionCode> regions) => string.Join(',', regions.Select(r => r.ToString()));

    public static IReadOnlyList<RegionCode> Regions(string text) => [.. text.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(t => RegionCode.From(long.Parse(t, NumberStyles.None, CultureInfo.InvariantCulture)))];

    private static object?[] Values(Account a, KeyRing keys)
    {
        using var cipher = new FieldCipher(keys);
        return
        [
            a.Id, a.Name, Account.Normalize(a.Name), a.DisplayName, a.Role.Code(), Text(a.Regions), a.CreditCode, a.StaffNumber, a.IsDisabled ? 1 : 0, a.IsDemo ? 1 : 0, a.MustChangePassword ? 1 : 0,
            a.CreatedAt, a.SignedInAt, a.Version, a.PasswordHash, a.PasswordAt, string.Join('\n', a.EarlierPasswords), a.FailedCount, a.LockedUntil,
            a.HasSecondFactor ? 1 : 0, a.AuthenticatorKey is { } key ? cipher.Encrypt(PersonalField.AuthenticatorKey, key) : null,
            a.LastStep, string.Join('\n', a.RecoveryHashes), a.Turn,
        ];
    }

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
