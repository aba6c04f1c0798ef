using CleanHeating.Kernel;

namespace CleanHeating.Platform.Accounts;

/// <summary>Adds and changes accounts. Each act names who did it and why, and goes to the journal without any secret.</summary>
public sealed class AccountHandler(Workplace workplace, AccountBook book, Sessions sessions, Links links, SecondFactor secondFactor)
{
    /// <param name="name">Name to sign in with; it never changes.</param>
    /// <param name="request">All else.</param>
    /// <param name="password">First password, to be changed at the first sign-in; null: a one-time link is made.</param>
    /// <param name="reason">Why.</param>
    public async Task<Result<AccountWithLink>> Add(string name, AccountRequest request, string? password, string? reason)
    {
        var account = new Account
        {
            Id = workplace.Ids.Next(), Name = name.Trim(), DisplayName = request.DisplayName.Trim(), Role = request.Role, Regions = request.Regions, CreditCode = Empty(request.CreditCode),
            StaffNumber = Empty(request.StaffNumber), IsDisabled = request.IsDisabled, MustChangePassword = password is not null, CreatedAt = workplace.Time.GetUtcNow().UtcTicks,
        };
        string? link = null;
        var users = book.Open("account-add", Actor, reason).With(null, (writing, added) =>
        {
            link = password is null ? links.Add(writing, LinkKind.Password, added.Id, book.Policy.Link) : null;
            return null;
        });
        account.PasswordAt = password is null ? null : users.Now;
        var created = password is null ? await users.CreateAsync(account) : await users.CreateAsync(account, password);
        return AccountUsers.ResultOf(created, new AccountWithLink(account, link));
    }

    /// <param name="id">Account.</param>
    /// <param name="version">Version that the administrator saw.</param>
    /// <param name="request">What it is to be.</param>
    /// <param name="reason">Why.</param>
    public async Task<Result<Account>> Change(long id, int version, AccountRequest request, string? reason)
    {
        if (book.Find(id) is not { } account)
        {
            return Unknown(id);
        }

        if (account.Version != version)
        {
            return new Error("version-conflict");
        }

        if (account.Name == Actor && (request.Role != account.Role || request.IsDisabled))
        {
            return new Error("own-account", new ErrorPlace(Path: "role"));
        }

        (account.DisplayName, account.Role, account.Regions) = (request.DisplayName.Trim(), request.Role, request.Regions);
        (account.CreditCode, account.StaffNumber, account.IsDisabled) = (Empty(request.CreditCode), Empty(request.StaffNumber), request.IsDisabled);
        if (AccountChanges.Administered(account.Stored, account).Count == 0)
        {
            return account;
        }

        var users = book.Open("account-change", Actor, reason).With(null, (writing, changed) =>
        {
            if (changed.IsDisabled)
            {
                Sessions.EndAll(writing, changed.Id);
            }

            return null;
        });
        return AccountUsers.ResultOf(await users.UpdateAsync(account), account);
    }

    /// <summary>A new first password, or a one-time link; whatever was open under the old one ends, tokens too.</summary>
    public async Task<Result<AccountWithLink>> ResetPassword(long id, string? password, string? reason)
    {
        if (book.Find(id) is not { } account)
        {
            return Unknown(id);
        }

        string? link = null;
        var users = book.Open("password-reset", Actor, reason).With("password-reset", (writing, changed) =>
        {
            Sessions.EndAll(writing, changed.Id);
            Tokens.RevokeAll(writing, changed.Id);
            Links.Remove(writing, LinkKind.SecondStep, changed.Id);
            link = password is null ? links.Add(writing, LinkKind.Password, changed.Id, book.Policy.Link) : null;
            return null;
        });
        (account.FailedCount, account.LockedUntil) = (0, null);
        if (password is not null)
        {
            return AccountUsers.ResultOf(await users.SetPassword(account, password, mustChange: true), new AccountWithLink(account, null));
        }

        // The old password no longer lets anybody in; it stays among the earlier ones.
        account.EarlierPasswords = account.PasswordHash is { } old ? [.. account.EarlierPasswords.Prepend(old).Take(AccountPolicy.EarlierPasswordsKept)] : account.EarlierPasswords;
        (account.PasswordHash, account.PasswordAt) = (null, null);
        var reset = await users.UpdateAsync(account);
        return AccountUsers.ResultOf(reset, new AccountWithLink(account, link));
    }

    public Task<Result<Account>> Unlock(long id, string? reason) => With(id, async account =>
    {
        (account.FailedCount, account.LockedUntil) = (0, null);
        return AccountUsers.ResultOf(await book.Open("account-unlock", Actor, reason).With("unlocked").UpdateAsync(account), account);
    });

    /// <summary>Takes the second factor off, when the person's device is lost.</summary>
    public Task<Result<Account>> RemoveSecondFactor(long id, string? reason) => With(id, account => secondFactor.Remove(account, Actor, reason));

    public Task<Result<Account>> EndSessions(long id, long? session, string? reason) => With(id, account =>
    {
        var ended = session is { } one ? sessions.End(account, one, "session-ended", Actor, reason) : sessions.EndAll(account, null, Actor, reason);
        return Task.FromResult(ended.IsOk ? account : Result<Account>.Fail(ended.Errors));
    });

    private string Actor => workplace.Caller is { IsKnown: true } caller ? caller.Actor : SetUp.Actor;

    private async Task<Result<Account>> With(long id, Func<Account, Task<Result<Account>>> work) => book.Find(id) is { } account ? await work(account) : Unknown(id);

    private static Error Unknown(long id) => new("account-unknown", null, id.ToString(System.Globalization.CultureInfo.InvariantCulture));

    private static string? Empty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
