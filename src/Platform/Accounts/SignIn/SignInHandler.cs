using CleanHeating.Kernel;

namespace CleanHeating.Platform.Accounts;

/// <summary>How a sign-in went on: either somebody is in, or a second step is asked for.</summary>
/// <param name="Account">Who it is.</param>
/// <param name="Session">Secret of the new session, for the cookie; null before the second step.</param>
/// <param name="Ticket">Secret for the second step; null when none is asked for.</param>
public sealed record SignInAnswer(Account Account, string? Session, string? Ticket);

/// <summary>
/// Lets people in. A wrong name, a wrong password, a locked and a disabled account are answered alike and after the same work: who
/// tries learns nothing.
/// </summary>
public sealed class SignInHandler(AccountBook book, Sessions sessions, Links links)
{
    private const int Tries = 10;
    private static readonly Error Refused = new("sign-in-refused");

    // Attempts on one name go one after another, so that many at once can't get ahead of the count.
    private readonly SemaphoreSlim[] _turns = [.. Enumerable.Range(0, 64).Select(_ => new SemaphoreSlim(1))];

    public Task<Result<SignInAnswer>> Password(string name, string password, Origin origin) => InTurn(name, async () =>
    {
        var users = book.Open("sign-in", Account.Normalize(name));
        var account = name.Length <= 64 && password.Length <= AccountUsers.LongestPassword ? await users.FindByNameAsync(name.Trim()) : null;
        if (account is not { HasPassword: true })
        {
            AccountUsers.CheckNobody(password.Length <= AccountUsers.LongestPassword ? password : "");
            return Refused;
        }

        var right = await book.Open("sign-in", account.Name).CheckPasswordAsync(account, password);
        if (account.IsDisabled || await users.IsLockedOutAsync(account))
        {
            return Refused;
        }

        return right ? await Next(account, "password", origin) : await Count(account);
    });

    /// <summary>The code of the person's device, or one of the recovery codes.</summary>
    public async Task<Result<SignInAnswer>> SecondStep(string ticket, string code, Origin origin)
    {
        if (links.Find(LinkKind.SecondStep, ticket) is not { } link || book.Find(link.Account) is not { IsDisabled: false, HasSecondFactor: true } found)
        {
            return new Error("sign-in-expired");
        }

        return await InTurn<SignInAnswer>(found.Name, async () =>
        {
            var account = book.Find(found.Id)!;
            var users = book.Open("sign-in", account.Name);
            if (await users.IsLockedOutAsync(account))
            {
                return new Error("code-wrong");
            }

            if (!await SecondFactor.Accept(users, account, code))
            {
                await Count(account);
                return new Error("code-wrong");
            }

            var used = book.Write<bool>("sign-in", account.Name, null, writing => Links.Use(writing, link));
            return used is { IsOk: true, Value: true } ? await In(account, "password", origin) : new Error("sign-in-expired");
        });
    }

    /// <summary>Somebody whose name another service vouches for; the account must be there already.</summary>
    public async Task<Result<SignInAnswer>> External(string name, Origin origin) =>
        book.Find(name) is { IsDisabled: false, IsDemo: false } account ? await Next(account, "oauth", origin) : new Error("sign-in-no-account");

    /// <summary>The demonstration's account of a role, without any password.</summary>
    public async Task<Result<SignInAnswer>> Demo(Role role, Origin origin) =>
        book.Policy.Demo && book.Find(DemoName(role)) is { IsDemo: true, IsDisabled: false } account ? await In(account, "demo", origin) : new Error("not-found", null, "demo");

    /// <summary>Whose password a link would set; null when the link is not good.</summary>
    public Account? AccountOf(string secret) => links.Find(LinkKind.Password, secret) is { } link && book.Find(link.Account) is { IsDisabled: false } account ? account : null;

    /// <summary>Sets the password by a one-time link, ends what was open and signs in.</summary>
    public async Task<Result<SignInAnswer>> ByLink(string secret, string password, Origin origin)
    {
        if (links.Find(LinkKind.Password, secret) is not { } link || book.Find(link.Account) is not { IsDisabled: false } account)
        {
            return new Error("link-expired");
        }

        var users = book.Open("password-change", account.Name).With("password-set", (writing, _) =>
        {
            Sessions.EndAll(writing, account.Id);
            return Links.Use(writing, link) ? null : new Error("link-expired");
        });
        (account.LockedUntil, account.FailedCount) = (null, 0);
        var set = AccountUsers.ResultOf(await users.SetPassword(account, password, mustChange: false), account);
        return set.IsOk ? await Next(account, "link", origin) : Result<SignInAnswer>.Fail(set.Errors);
    }

    public static string DemoName(Role role) => "demo-" + role.Code();

    private async Task<Result<SignInAnswer>> Next(Account account, string way, Origin origin) =>
        account.HasSecondFactor ? new SignInAnswer(account, null, links.SecondStep(account)) : await In(account, way, origin);

    private async Task<Result<SignInAnswer>> In(Account account, string way, Origin origin)
    {
        if (account.FailedCount > 0 || account.LockedUntil is not null)
        {
            (account.FailedCount, account.LockedUntil) = (0, null);
            await book.Open("sign-in", account.Name).UpdateAsync(account);
        }

        var session = sessions.Begin(account, way, origin);
        return session.IsOk ? new SignInAnswer(account, session.Value, null) : Result<SignInAnswer>.Fail(session.Errors);
    }

    // Another server may count at the same time; each wrong one counts.
    private async Task<Result<SignInAnswer>> Count(Account account)
    {
        for (var i = 0; i < Tries && !(await book.Open("sign-in", account.Name).AccessFailedAsync(account)).Succeeded; i++)
        {
            account = book.Find(account.Id)!;
        }

        return Refused;
    }

    private async Task<Result<T>> InTurn<T>(string name, Func<Task<Result<T>>> work)
    {
        var turn = _turns[(Account.Normalize(name).GetHashCode(StringComparison.Ordinal) & int.MaxValue) % _turns.Length];
        await turn.WaitAsync();
        try
        {
            return await work();
        }
        finally
        {
            turn.Release();
        }
    }
}
