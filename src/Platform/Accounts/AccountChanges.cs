using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CleanHeating.Platform.Accounts;

/// <summary>A field of an account before and after; of a secret only that it changed.</summary>
internal sealed record AccountChange(string Field, string? Before, string? After);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(List<AccountChange>))]
internal sealed partial class AccountChangeJson : JsonSerializerContext;

/// <summary>Tells what a write changes, for the journal: no secret and nothing made from one is in it.</summary>
internal static class AccountChanges
{
    /// <summary>Changes of what an administrator decides; they raise the version.</summary>
    public static List<AccountChange> Administered(Account? before, Account now)
    {
        var changes = new List<AccountChange>();
        Compare(changes, "name", before?.Name, now.Name);
        Compare(changes, "display_name", before?.DisplayName, now.DisplayName);
        Compare(changes, "role", before?.Role.Code(), now.Role.Code());
        Compare(changes, "regions", before is null ? null : AccountRows.Text(before.Regions), AccountRows.Text(now.Regions));
        Compare(changes, "credit_code", before?.CreditCode, now.CreditCode);
        Compare(changes, "staff_number", before?.StaffNumber, now.StaffNumber);
        Compare(changes, "disabled", Text(before?.IsDisabled), Text(now.IsDisabled));
        Compare(changes, "must_change_password", Text(before?.MustChangePassword), Text(now.MustChangePassword));
        return changes;
    }

    /// <summary>Changes of secrets and of what follows from wrong ones.</summary>
    public static List<AccountChange> Secret(Account? before, Account now)
    {
        var changes = new List<AccountChange>();
        if (before?.PasswordAt != now.PasswordAt)
        {
            changes.Add(new AccountChange("password", before?.PasswordAt is null ? null : "***", now.PasswordAt is null ? null : "***"));
        }

        Compare(changes, "second_factor", Text(before?.HasSecondFactor), Text(now.HasSecondFactor));
        Compare(changes, "recovery_codes", Text(before?.RecoveryCodesLeft ?? 0), Text(now.RecoveryCodesLeft));
        Compare(changes, "locked_until", Time(before?.LockedUntil), Time(now.LockedUntil));
        return changes;
    }

    public static string? Describe(List<AccountChange> changes) => changes.Count == 0 ? null : JsonSerializer.Serialize(changes, AccountChangeJson.Default.ListAccountChange);

    private static void Compare(List<AccountChange> changes, string field, string? before, string? after)
    {
        if (!string.Equals(before ?? "", after ?? "", StringComparison.Ordinal))
        {
            changes.Add(new AccountChange(field, before, after));
        }
    }

    private static string Text(bool? value) => value is true ? "true" : "false";

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string? Time(long? ticks) => ticks is { } some ? new DateTimeOffset(some, TimeSpan.Zero).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture) : null;
}
