using CleanHeating.Kernel;
using CleanHeating.Platform.Journal;
using CleanHeating.Platform.Storage;
using Microsoft.AspNetCore.Identity;

namespace CleanHeating.Platform.Accounts;

/// <summary>
/// ASP.NET Core Identity's store over our own table. Every write goes through <see cref="Write"/>: rules over several accounts, the row and its journal
/// entry in one transaction. One store serves one process: one act of one actor.
/// </summary>
internal sealed class AccountStore(Workplace workplace, AccountBook book, ProcessContext process)
    : IUserPasswordStore<Account>, IUserLockoutStore<Account>, IUserTwoFactorStore<Account>, IUserAuthenticatorKeyStore<Account>, IUserTwoFactorRecoveryCodeStore<Account>
{
    /// <summary>What else belongs to the next write's transaction; a refusal undoes it.</summary>
    public Func<Writing, Account, Error?>? Also { get; set; }

    /// <summary>Name of the act in the journal, where it is more than updated.</summary>
    public string? Act { get; set; }

    public Task<IdentityResult> CreateAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(Write(user));

    public Task<IdentityResult> UpdateAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(Write(user));

    // An account is disabled, never deleted: the journal speaks of it.
    public Task<IdentityResult> DeleteAsync(Account user, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<Account?> FindByIdAsync(string userId, CancellationToken cancellationToken) =>
        Task.FromResult(long.TryParse(userId, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var id) ? Find("WHERE a.id = @p0", id) : null);

    public Task<Account?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) => Task.FromResult(Find("WHERE a.normalized_name = @p0", normalizedUserName));

    public Task<string> GetUserIdAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.Id.ToString(System.Globalization.CultureInfo.InvariantCulture));

    public Task<string?> GetUserNameAsync(Account user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Name);

    public Task<string?> GetNormalizedUserNameAsync(Account user, CancellationToken cancellationToken) => Task.FromResult<string?>(Account.Normalize(user.Name));

    // A name never changes, and its normal form follows from it.
    public Task SetUserNameAsync(Account user, string? userName, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task SetNormalizedUserNameAsync(Account user, string? normalizedName, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<string?> GetPasswordHashAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.PasswordHash);

    public Task<bool> HasPasswordAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.PasswordHash is not null);

    public Task SetPasswordHashAsync(Account user, string? passwordHash, CancellationToken cancellationToken)
    {
        if (user.PasswordHash is { } old)
        {
            user.EarlierPasswords = [.. user.EarlierPasswords.Prepend(old).Take(AccountPolicy.EarlierPasswordsKept)];
        }

        user.PasswordHash = passwordHash;
        return Task.CompletedTask;
    }

    public Task<int> GetAccessFailedCountAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.FailedCount);

    public Task<int> IncrementAccessFailedCountAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(++user.FailedCount);

    public Task ResetAccessFailedCountAsync(Account user, CancellationToken cancellationToken)
    {
        user.FailedCount = 0;
        return Task.CompletedTask;
    }

    public Task<bool> GetLockoutEnabledAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(true);

    public Task SetLockoutEnabledAsync(Account user, bool enabled, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<DateTimeOffset?> GetLockoutEndDateAsync(Account user, CancellationToken cancellationToken) =>
        Task.FromResult<DateTimeOffset?>(user.LockedUntil is { } ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null);

    public Task SetLockoutEndDateAsync(Account user, DateTimeOffset? lockoutEnd, CancellationToken cancellationToken)
    {
        user.LockedUntil = lockoutEnd?.UtcTicks;
        return Task.CompletedTask;
    }

    public Task<bool> GetTwoFactorEnabledAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.HasSecondFactor);

    public Task SetTwoFactorEnabledAsync(Account user, bool enabled, CancellationToken cancellationToken)
    {
        user.HasSecondFactor = enabled;
        return Task.CompletedTask;
    }

    public Task<string?> GetAuthenticatorKeyAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.AuthenticatorKey);

    public Task SetAuthenticatorKeyAsync(Account user, string key, CancellationToken cancellationToken)
    {
        (user.AuthenticatorKey, user.LastStep) = (key, 0);
        return Task.CompletedTask;
    }

    public Task ReplaceCodesAsync(Account user, IEnumerable<string> recoveryCodes, CancellationToken cancellationToken)
    {
        user.RecoveryHashes = [.. recoveryCodes.Select(RecoveryHash)];
        return Task.CompletedTask;
    }

    public Task<bool> RedeemCodeAsync(Account user, string code, CancellationToken cancellationToken)
    {
        var hash = RecoveryHash(code);
        var left = user.RecoveryHashes.Where(h => h != hash).ToList();
        var redeemed = left.Count < user.RecoveryHashes.Count;
        user.RecoveryHashes = left;
        return Task.FromResult(redeemed);
    }

    public Task<int> CountCodesAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.RecoveryHashes.Count);

    public void Dispose()
    {
        // Connections are opened and closed by each read and write.
    }

    private string RecoveryHash(string code) =>
        Convert.ToHexString(Secret.Hash(workplace.Keys, "recovery", code.Trim().Replace("-", "", StringComparison.Ordinal).ToUpperInvariant()));

    private Account? Find(string where, object value)
    {
        using var connection = workplace.Database.Open();
        return AccountRows.Query(connection, null, workplace.Keys, where, value).FirstOrDefault();
    }

    private IdentityResult Write(Account account)
    {
        var before = account.Stored;
        var administered = AccountChanges.Administered(before, account);
        var changes = AccountChanges.Describe([.. administered, .. AccountChanges.Secret(before, account)]);
        var (act, also) = (Act, Also);
        (Act, Also) = (null, null);
        var written = JournaledWrite.Run<Account>(workplace, process, writing =>
        {
            (account.Version, account.Turn) = ((before?.Version ?? 0) + (administered.Count > 0 ? 1 : 0), (before?.Turn ?? 0) + 1);
            // What describes nothing is a count of wrong tries, or a code that is used up.
            writing.Journal.Append(0, act ?? (before is null ? "created" : changes is null ? "tried" : "updated"), AccountRows.Table, account.Id, account.Id, account.Version, changes);

            if (administered.Count > 0 && CheckAdministrators(writing, account) is { } refused)
            {
                return refused;
            }

            return (Store(writing, account, before) ?? also?.Invoke(writing, account)) is { } failed ? failed : account;
        });
        if (!written.IsOk)
        {
            return IdentityResult.Failed([.. written.Errors.Select(e => new AccountError(e))]);
        }

        account.Stored = null;
        account.Stored = account.Copy();
        book.Forget();
        return IdentityResult.Success;
    }

    // Under a watched journal: who comes second finds it moved, and asks again.
    private Error? CheckAdministrators(Writing writing, Account account)
    {
        var others = AccountRows.Query(
            writing.Connection, writing.Transaction, workplace.Keys, "WHERE a.is_disabled = 0 AND a.id <> @p0 AND a.role IN (@p1, @p2, @p3)",
            account.Id, Role.SystemAdministrator.Code(), Role.SecurityOfficer.Code(), Role.Audit.Code()).ToList();
        return AccountRules.CheckAdministrators(account, others);
    }

    private Error? Store(Writing writing, Account account, Account? before)
    {
        if (before is not null)
        {
            return AccountRows.Update(writing.Journal.Rows, account, before.Turn, workplace.Keys) ? null : new Error("version-conflict");
        }

        try
        {
            AccountRows.Insert(writing.Journal.Rows, account, workplace.Keys);
            return null;
        }
        catch (System.Data.Common.DbException exception) when (workplace.Database.Classify(exception) == DatabaseFault.Duplicate)
        {
            return new Error("account-name-taken", new ErrorPlace(Path: "name"), account.Name);
        }
    }
}

/// <summary>Our refusal on its way through Identity.</summary>
internal sealed class AccountError : IdentityError
{
    public AccountError(Error error)
    {
        Error = error;
        Code = error.Code;
        Description = error.ToString();
    }

    public Error Error { get; }
}
