using CleanHeating.Kernel;
using CleanHeating.Platform.Journal;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Logging.Abstractions;

namespace CleanHeating.Platform.Accounts;

/// <summary>
/// Identity's user manager for one act. Its lockout goes by the product's clock, and answers are our own refusals.
/// </summary>
public sealed class AccountUsers : UserManager<Account>
{
    /// <summary>Longest password that is looked at: hashing a megabyte would be an attack's work done for it.</summary>
    public const int LongestPassword = 128;

    // As slow as is bearable at a sign-in; a stolen table is then slow to try as well.
    private const int Iterations = 210_000;
    private static readonly PasswordHasher<Account> Hasher = new PasswordHasher<Account>(Microsoft.Extensions.Options.Options.Create(new PasswordHasherOptions { IterationCount = Iterations }));
    private static readonly Lazy<string> DummyHash = new(() => Hasher.HashPassword(null!, Secret.New()));
    private readonly AccountStore _store;
    private readonly Workplace _workplace;
    private readonly AccountPolicy _policy;

    internal AccountUsers(Workplace workplace, AccountBook book, ProcessContext process) : this(workplace, book, new AccountStore(workplace, book, process), process) { }

    private AccountUsers(Workplace workplace, AccountBook book, AccountStore store, ProcessContext process)
        : base(
            store, Microsoft.Extensions.Options.Options.Create(OptionsOf(book.Policy)), Hasher, [new AccountRulesValidator()], [new PasswordRules(book.Policy, Hasher)],
            new UpperInvariantLookupNormalizer(), new IdentityErrorDescriber(), null!, NullLogger<UserManager<Account>>.Instance)
    {
        (_store, _workplace, _policy, Process) = (store, workplace, book.Policy, process);
    }

    public ProcessContext Process { get; }

    public override Task<bool> IsLockedOutAsync(Account user) => Task.FromResult(user.LockedUntil is { } until && until > Now);

    public override async Task<IdentityResult> AccessFailedAsync(Account user)
    {
        ArgumentNullException.ThrowIfNull(user);
        user.FailedCount++;
        _store.Act = "sign-in-refused";
        if (user.FailedCount >= _policy.LockoutTries)
        {
            (user.FailedCount, user.LockedUntil) = (0, Now + _policy.Lockout.Ticks);
            _store.Act = "locked";
        }

        return await UpdateUserAsync(user);
    }

    /// <summary>Takes as long as looking at a real password, for a name that there is not.</summary>
    internal static void CheckNobody(string password) => Hasher.VerifyHashedPassword(null!, DummyHash.Value, password);

    internal long Now => _workplace.Time.GetUtcNow().UtcTicks;

    /// <summary>The next write's act in the journal, and what else belongs to its transaction.</summary>
    internal AccountUsers With(string? act, Func<Writing, Account, Error?>? also = null)
    {
        (_store.Act, _store.Also) = (act, also);
        return this;
    }

    /// <summary>
    /// Asks for the password of somebody who is signed in already: a browser left open is not enough for what matters. A wrong one
    /// counts as at a sign-in.
    /// </summary>
    internal async Task<Result<Account>> Ask(Account account, string password)
    {
        if (!account.HasPassword)
        {
            return account;
        }

        if (password.Length > LongestPassword || await IsLockedOutAsync(account))
        {
            return new Error("password-wrong", new ErrorPlace(Path: "current"));
        }

        if (await CheckPasswordAsync(account, password))
        {
            return account;
        }

        await AccessFailedAsync(account);
        return new Error("password-wrong", new ErrorPlace(Path: "current"));
    }

    /// <summary>Sets a password without asking for the old one; rules are checked.</summary>
    internal async Task<IdentityResult> SetPassword(Account account, string password, bool mustChange)
    {
        (account.MustChangePassword, account.PasswordAt) = (mustChange, Now);
        return await UpdatePasswordHash(account, password, validatePassword: true) is { Succeeded: false } refused ? refused : await UpdateUserAsync(account);
    }

    internal static Result<T> ResultOf<T>(IdentityResult result, T value) =>
        result.Succeeded ? value : result.Errors.Select(e => e is AccountError ours ? ours.Error : new Error(CodeOf(e.Code))).ToList();

    private static string CodeOf(string code) => code switch
    {
        "PasswordMismatch" => "password-wrong",
        "ConcurrencyFailure" => "version-conflict",
        "RecoveryCodeRedemptionFailed" => "code-wrong",
        _ => "request-invalid",
    };

    private static IdentityOptions OptionsOf(AccountPolicy policy)
    {
        var options = new IdentityOptions();
        options.Lockout.MaxFailedAccessAttempts = policy.LockoutTries;
        options.Lockout.DefaultLockoutTimeSpan = policy.Lockout;
        return options;
    }

    private sealed class AccountRulesValidator : IUserValidator<Account>
    {
        public Task<IdentityResult> ValidateAsync(UserManager<Account> manager, Account user) =>
            Task.FromResult(AccountRules.Check(user) is { Count: > 0 } errors ? IdentityResult.Failed([.. errors.Select(e => new AccountError(e))]) : IdentityResult.Success);
    }
}
