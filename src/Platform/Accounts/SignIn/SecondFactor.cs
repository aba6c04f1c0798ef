using CleanHeating.Kernel;

namespace CleanHeating.Platform.Accounts;

/// <summary>The second factor of one's own account: a code from a device, and recovery codes for the day it is lost.</summary>
public sealed class SecondFactor(Workplace workplace, AccountBook book)
{
    private const int RecoveryCodes = 10;

    /// <summary>A new shared secret; it counts only once a code made from it was confirmed.</summary>
    public async Task<Result<(string Key, string Address)>> SetUp(Account account, string issuer)
    {
        if (account.HasSecondFactor)
        {
            return new Error("second-factor-on");
        }

        var users = book.Open("second-factor", account.Name);
        var made = await users.ResetAuthenticatorKeyAsync(account);
        return made.Succeeded ? (account.AuthenticatorKey!, Totp.Address(issuer, account.Name, account.AuthenticatorKey!)) : Failed<(string, string)>(made);
    }

    /// <summary>Turns the second factor on by a code from the device, and returns the recovery codes, which are told once.</summary>
    public async Task<Result<IReadOnlyList<string>>> Confirm(Account account, string code)
    {
        if (account.HasSecondFactor)
        {
            return new Error("second-factor-on");
        }

        if (account.AuthenticatorKey is not { } key || Totp.Check(key, code, workplace.Time.GetUtcNow(), account.LastStep) is not { } step)
        {
            return new Error("code-wrong");
        }

        (account.HasSecondFactor, account.LastStep) = (true, step);
        return await Renew(account, "second-factor-on");
    }

    /// <summary>New recovery codes in the place of the old ones.</summary>
    public async Task<Result<IReadOnlyList<string>>> RenewCodes(Account account, string password) =>
        !account.HasSecondFactor ? new Error("second-factor-off")
        : await Ask(account, password) is { IsOk: false } wrong ? Result<IReadOnlyList<string>>.Fail(wrong.Errors)
        : await Renew(account, "recovery-codes-renewed");

    public async Task<Result<Account>> Disable(Account account, string password)
    {
        if (book.Policy.SecondFactorRoles.Contains(account.Role))
        {
            return new Error("second-factor-needed");
        }

        return await Ask(account, password) is { IsOk: false } wrong ? wrong : await Remove(account, account.Name, null);
    }

    /// <summary>Takes the second factor off an account: its owner's wish, or an administrator's help when the device is lost.</summary>
    internal async Task<Result<Account>> Remove(Account account, string actor, string? reason)
    {
        (account.HasSecondFactor, account.AuthenticatorKey, account.RecoveryHashes) = (false, null, []);
        return AccountUsers.ResultOf(await book.Open("second-factor", actor, reason).With("second-factor-off").UpdateAsync(account), account);
    }

    /// <summary>Whether the code of device or list is good; it is then used up.</summary>
    internal static async Task<bool> Accept(AccountUsers users, Account account, string code)
    {
        if (Totp.Check(account.AuthenticatorKey!, code, new DateTimeOffset(users.Now, TimeSpan.Zero), account.LastStep) is { } step)
        {
            account.LastStep = step;
            return (await users.UpdateAsync(account)).Succeeded;
        }

        return (await users.With("recovery-code-used").RedeemTwoFactorRecoveryCodeAsync(account, code)).Succeeded;
    }

    private Task<Result<Account>> Ask(Account account, string password) => book.Open("password-check", account.Name).Ask(account, password);

    private async Task<Result<IReadOnlyList<string>>> Renew(Account account, string act)
    {
        var codes = await book.Open("second-factor", account.Name).With(act).GenerateNewTwoFactorRecoveryCodesAsync(account, RecoveryCodes);
        return codes is null ? new Error("version-conflict") : codes.ToList();
    }

    private static Result<T> Failed<T>(Microsoft.AspNetCore.Identity.IdentityResult result) => Result<T>.Fail(AccountUsers.ResultOf(result, 0).Errors);
}
