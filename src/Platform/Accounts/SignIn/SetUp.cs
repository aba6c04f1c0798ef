using CleanHeating.Kernel;

namespace CleanHeating.Platform.Accounts;

/// <summary>One of the first accounts.</summary>
public sealed record FirstAccount(string Name, string DisplayName, string? StaffNumber);

/// <summary>What the set-up made: who is signed in, and the links with which the others set their passwords.</summary>
public sealed record SetUpAnswer(SignInAnswer Administrator, IReadOnlyList<AccountWithLink> Others);

/// <summary>Makes the first accounts by the one-time link that the server prints: the system administrator, and at best the security officer and the city office.</summary>
public sealed class SetUp(Workplace workplace, AccountBook book, Links links, SignInHandler signIn, AccountHandler accounts)
{
    internal const string Actor = "set-up";

    public bool IsGood(string secret) => book.IsEmpty() && links.Find(LinkKind.SetUp, secret) is not null;

    /// <param name="secret">Secret of the link.</param>
    /// <param name="administrator">The system administrator, who is then signed in.</param>
    /// <param name="password">The administrator's password.</param>
    /// <param name="others">Other first accounts; nobody who can be told apart from the administrator only by name.</param>
    /// <param name="origin">Where from.</param>
    public async Task<Result<SetUpAnswer>> Run(string secret, FirstAccount administrator, string password, IReadOnlyList<(Role Role, FirstAccount Account)> others, Origin origin)
    {
        if (!book.IsEmpty() || links.Find(LinkKind.SetUp, secret) is not { } link)
        {
            return new Error("link-expired");
        }

        var account = new Account
        {
            Id = workplace.Ids.Next(), Name = administrator.Name.Trim(), DisplayName = administrator.DisplayName.Trim(), Role = Role.SystemAdministrator,
            StaffNumber = string.IsNullOrWhiteSpace(administrator.StaffNumber) ? null : administrator.StaffNumber.Trim(), CreatedAt = workplace.Time.GetUtcNow().UtcTicks,
        };
        // All are looked at before any is made: the link is good only once.
        var planned = others.Select(o => new Account { Id = 0, Name = o.Account.Name.Trim(), DisplayName = o.Account.DisplayName.Trim(), Role = o.Role, StaffNumber = o.Account.StaffNumber }).Prepend(account).ToList();
        var errors = planned.SelectMany(AccountRules.Check).ToList();
        errors.AddRange(planned.Select(p => AccountRules.CheckAdministrators(p, [.. planned.Where(o => o != p && AccountRules.IsAdministrator(o.Role))])).OfType<Error>().Take(1));
        errors.AddRange(planned.GroupBy(p => Account.Normalize(p.Name)).Where(g => g.Count() > 1).Select(g => new Error("account-name-taken", new ErrorPlace(Path: "name"), g.First().Name)));
        if (errors.Count > 0)
        {
            return errors;
        }

        var users = book.Open("set-up", Actor).With(null, (writing, _) => Links.Use(writing, link) ? null : new Error("link-expired"));
        account.PasswordAt = users.Now;
        if (AccountUsers.ResultOf(await users.CreateAsync(account, password), account) is { IsOk: false } refused)
        {
            return Result<SetUpAnswer>.Fail(refused.Errors);
        }

        var added = new List<AccountWithLink>();
        foreach (var (role, other) in others)
        {
            var made = await accounts.Add(other.Name, new AccountRequest(other.DisplayName, role, [], null, other.StaffNumber), null, null);
            if (!made.IsOk)
            {
                return Result<SetUpAnswer>.Fail(made.Errors);
            }

            added.Add(made.Value);
        }

        var signedIn = await signIn.Password(account.Name, password, origin);
        return signedIn.IsOk ? new SetUpAnswer(signedIn.Value, added) : Result<SetUpAnswer>.Fail(signedIn.Errors);
    }
}
