using System.Globalization;
using CleanHeating.Kernel;
using Microsoft.AspNetCore.Identity;

namespace CleanHeating.Platform.Accounts;

/// <summary>What a password must be like. All that is wrong is told at once.</summary>
internal sealed class PasswordRules(AccountPolicy policy, IPasswordHasher<Account> hasher) : IPasswordValidator<Account>
{
    private const int Classes = 3;
    private static readonly Lazy<HashSet<string>> Common = new(ReadCommon);

    public Task<IdentityResult> ValidateAsync(UserManager<Account> manager, Account user, string? password)
    {
        var errors = Check(password ?? "", user.Name, policy);
        if (errors.Count == 0 && IsAmongTheLast(user, password!))
        {
            errors.Add(new Error("password-used-before", null, AccountPolicy.EarlierPasswordsKept.ToString(CultureInfo.InvariantCulture)));
        }

        return Task.FromResult(errors.Count == 0 ? IdentityResult.Success : IdentityResult.Failed([.. errors.Select(e => new AccountError(e.At(new ErrorPlace(Path: "password"))))]));
    }

    public static List<Error> Check(string password, string name, AccountPolicy policy)
    {
        var errors = new List<Error>();
        if (password.Length < policy.MinPasswordLength)
        {
            errors.Add(new Error("password-too-short", null, policy.MinPasswordLength.ToString(CultureInfo.InvariantCulture)));
        }

        if (password.Length > AccountUsers.LongestPassword)
        {
            errors.Add(new Error("password-too-long", null, AccountUsers.LongestPassword.ToString(CultureInfo.InvariantCulture)));
        }

        if (ClassesOf(password) < Classes)
        {
            errors.Add(new Error("password-too-simple"));
        }

        if (name.Length > 0 && password.Contains(name, StringComparison.OrdinalIgnoreCase))
        {
            errors.Add(new Error("password-has-name"));
        }

        if (Common.Value.Contains(Core(password)))
        {
            errors.Add(new Error("password-common"));
        }

        return errors;
    }

    private bool IsAmongTheLast(Account account, string password) =>
        account.EarlierPasswords.Prepend(account.PasswordHash).Take(AccountPolicy.EarlierPasswordsKept)
            .Any(hash => hash is not null && hasher.VerifyHashedPassword(account, hash, password) != PasswordVerificationResult.Failed);

    private static int ClassesOf(string password) =>
        (password.Any(char.IsLower) ? 1 : 0) + (password.Any(char.IsUpper) ? 1 : 0) + (password.Any(char.IsDigit) ? 1 : 0) + (password.Any(c => !char.IsLower(c) && !char.IsUpper(c) && !char.IsDigit(c)) ? 1 : 0);

    // P@ssword2021! is password with what a rule asks for hung on: case, the usual swaps, and what stands before and after don't count.
    private static string Core(string password)
    {
        var (first, last) = (0, password.Length);
        while (first < last && !char.IsLetter(password[first]))
        {
            first++;
        }

        while (last > first && !char.IsLetter(password[last - 1]))
        {
            last--;
        }

        return string.Concat(password[first..last].ToLowerInvariant().Select(c => c switch { '0' => 'o', '1' => 'l', '3' => 'e', '4' or '@' => 'a', '5' or '$' => 's', '7' => 't', _ => c }));
    }

    private static HashSet<string> ReadCommon()
    {
        using var stream = typeof(PasswordRules).Assembly.GetManifestResourceStream("CleanHeating.Platform.Accounts.common-passwords.txt")!;
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Where(l => l[0] != '#').Select(Core)];
    }
}
