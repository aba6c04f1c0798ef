using CleanHeating.Kernel;

namespace CleanHeating.Platform.Accounts;

/// <summary>Changes one's own password; every other session of the account ends.</summary>
public sealed class ChangePassword(AccountBook book)
{
    public async Task<Result<Account>> Run(Account account, long? session, string current, string password)
    {
        if (!account.HasPassword)
        {
            return new Error("password-none");
        }

        if (await book.Open("password-check", account.Name).Ask(account, current) is { IsOk: false } wrong)
        {
            return wrong;
        }

        var users = book.Open("password-change", account.Name).With("password-changed", (writing, _) =>
        {
            Sessions.EndAll(writing, account.Id, session);
            return null;
        });
        return AccountUsers.ResultOf(await users.SetPassword(account, password, mustChange: false), account);
    }

    /// <summary>Whether nothing but a new password is allowed: it is the first sign-in, or the password is too old.</summary>
    public static bool IsDue(Account account, AccountPolicy policy, DateTimeOffset now) =>
        account.MustChangePassword || (policy.PasswordDays is { } days && account.PasswordAt is { } at && now.UtcTicks - at > TimeSpan.FromDays(days).Ticks);
}
