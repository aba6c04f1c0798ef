using System.Text.Json;
using CleanHeating.Kernel;
using CleanHeating.Ledger.Data;
using CleanHeating.Ledger.Domain;
using CleanHeating.Platform.Security;
using CleanHeating.Programme.Progress;

namespace CleanHeating.Ledger.ImportLedger;

/// <summary>Compares a stored household with what a sheet now says, and merges the two.</summary>
internal static class HouseholdChanges
{
    private static readonly (BroughtFields Field, LedgerWarning Warning)[] OwnWarnings =
    [
        (BroughtFields.Phone, LedgerWarning.PhoneFormat), (BroughtFields.Account, LedgerWarning.BankCardCheck),
        (BroughtFields.CreditCode, LedgerWarning.CreditCodeChecksum), (BroughtFields.Area, LedgerWarning.AreaOutlier),
    ];

    /// <summary>Takes over, from the stored row, every field that the sheet does not bring, and what follows from it.</summary>
    public static void KeepAbsent(HouseholdRecord stored, HouseholdRecord now, BroughtColumns columns, Money subsidyFloor)
    {
        var brought = columns.Fields;
        bool Absent(BroughtFields field) => (brought & field) == 0;
        now.Extra = ExtraFields.Merge(stored.Extra, now.Extra, columns.Extras);
        if (brought == BroughtFields.All)
        {
            return;
        }

        if (Absent(BroughtFields.Phone))
        {
            (now.PhoneCipher, now.PhoneIndex) = (stored.PhoneCipher, stored.PhoneIndex);
        }

        if (Absent(BroughtFields.Account))
        {
            (now.AccountCipher, now.AccountIndex) = (stored.AccountCipher, stored.AccountIndex);
        }

        if (Absent(BroughtFields.Accepted))
        {
            (now.Accepted, now.Result) = (stored.Accepted, stored.Result);
        }

        now.Started = Absent(BroughtFields.Started) ? stored.Started : now.Started;
        now.Completed = Absent(BroughtFields.Completed) ? stored.Completed : now.Completed;
        now.Area = Absent(BroughtFields.Area) ? stored.Area : now.Area;
        now.Hardship = Absent(BroughtFields.Hardship) ? stored.Hardship : now.Hardship;
        now.Enterprise = Absent(BroughtFields.Enterprise) ? stored.Enterprise : now.Enterprise;
        now.CreditCode = Absent(BroughtFields.CreditCode) ? stored.CreditCode : now.CreditCode;
        now.Contract = Absent(BroughtFields.Contract) ? stored.Contract : now.Contract;
        now.Brand = Absent(BroughtFields.Brand) ? stored.Brand : now.Brand;
        now.Model = Absent(BroughtFields.Model) ? stored.Model : now.Model;
        now.Serial = Absent(BroughtFields.Serial) ? stored.Serial : now.Serial;
        now.RatedPower = Absent(BroughtFields.RatedPower) ? stored.RatedPower : now.RatedPower;
        now.UtilityAccount = Absent(BroughtFields.UtilityAccount) ? stored.UtilityAccount : now.UtilityAccount;
        now.Paid = Absent(BroughtFields.Paid) ? stored.Paid : now.Paid;
        now.Note = Absent(BroughtFields.Note) ? stored.Note : now.Note;
        Follow(stored, now, brought, subsidyFloor);
    }

    /// <summary>
    /// Code of the rule that a row breaks once the stored fields stand beside its own; null when it breaks none. A row that brings
    /// everything was checked before.
    /// </summary>
    public static string? Broken(HouseholdRecord now) =>
        (now.Completed is not null && now.Started is null) || (now.Accepted is not null && now.Completed is null)
        || Before(now.Completed, now.Started) || Before(now.Accepted, now.Completed) ? "date-order"
        : now.Paid > 0 && now.Result != HouseholdRecord.PassedResult ? "paid-before-acceptance"
        : null;

    private static Stage StageOf(HouseholdRecord household) => household.Result switch
    {
        HouseholdRecord.PassedResult => Stage.Passed,
        HouseholdRecord.FailedResult => Stage.Failed,
        _ => household.Completed is not null ? Stage.Completed : household.Started is not null ? Stage.Started : Stage.NotStarted,
    };

    // Dates are ISO texts, which sort.
    private static bool Before(string? date, string? other) => date is not null && other is not null && string.CompareOrdinal(date, other) < 0;

    private static void Follow(HouseholdRecord stored, HouseholdRecord now, BroughtFields brought, Money subsidyFloor)
    {
        now.Stage = (int)StageOf(now);
        foreach (var (field, warning) in OwnWarnings)
        {
            now.Warnings = (brought & field) != 0 ? now.Warnings : (now.Warnings & ~(int)warning) | (stored.Warnings & (int)warning);
        }

        var below = now.Paid > 0 && now.Result == HouseholdRecord.PassedResult && now.Paid < subsidyFloor.Fen;
        now.Warnings = (now.Warnings & ~(int)LedgerWarning.SubsidyBelowFloor) | (below ? (int)LedgerWarning.SubsidyBelowFloor : 0);
    }

    /// <summary>
    /// Fields that differ, as a JSON array of {field, before, after}; null when nothing differs. Personal values are masked in it.
    /// </summary>
    public static string? Describe(HouseholdRecord stored, HouseholdRecord now, FieldCipher cipher) =>
        Between(stored, now, cipher) is { Count: > 0 } changes ? JsonSerializer.Serialize(changes, ChangeJson.Default.ListChange) : null;

    /// <summary>Fields that differ, personal values masked.</summary>
    public static List<Change> Between(HouseholdRecord stored, HouseholdRecord now, FieldCipher cipher)
    {
        var changes = new List<Change>();
        void Compare(string field, string? before, string? after)
        {
            if (!string.Equals(before, after, StringComparison.Ordinal))
            {
                changes.Add(new Change(field, before, after));
            }
        }

        Compare("head", stored.Head, now.Head);
        Personal("identity", stored.IdentityIndex, now.IdentityIndex, stored.IdentityCipher, now.IdentityCipher, PersonalField.Identity);
        Personal("phone", stored.PhoneIndex, now.PhoneIndex, stored.PhoneCipher, now.PhoneCipher, PersonalField.Phone);
        Personal("account", stored.AccountIndex, now.AccountIndex, stored.AccountCipher, now.AccountCipher, PersonalField.Account);
        Compare("route", Text(stored.Route), Text(now.Route));
        Compare("rooms", Text(stored.Rooms), Text(now.Rooms));
        Compare("area", new Area(stored.Area).ToString(), new Area(now.Area).ToString());
        Compare("hardship", stored.Hardship, now.Hardship);
        Compare("enterprise", stored.Enterprise, now.Enterprise);
        Compare("credit_code", stored.CreditCode, now.CreditCode);
        Compare("contract", stored.Contract, now.Contract);
        Compare("brand", stored.Brand, now.Brand);
        Compare("model", stored.Model, now.Model);
        Compare("serial", stored.Serial, now.Serial);
        Compare("rated_power", Hundredths(stored.RatedPower), Hundredths(now.RatedPower));
        Compare("utility_account", stored.UtilityAccount, now.UtilityAccount);
        Compare("started", stored.Started, now.Started);
        Compare("completed", stored.Completed, now.Completed);
        Compare("accepted", stored.Accepted, now.Accepted);
        Compare("result", Text(stored.Result), Text(now.Result));
        Compare("paid", new Money(stored.Paid).ToString(), new Money(now.Paid).ToString());
        Compare("note", stored.Note, now.Note);
        Compare("extra", stored.Extra, now.Extra);
        return changes;

        void Personal(string field, byte[]? beforeIndex, byte[]? afterIndex, byte[]? before, byte[]? after, PersonalField kind)
        {
            if (!beforeIndex.AsSpan().SequenceEqual(afterIndex))
            {
                changes.Add(new Change(field, Masked(before, kind, cipher), Masked(after, kind, cipher)));
            }
        }
    }

    private static string? Masked(byte[]? value, PersonalField kind, FieldCipher cipher) =>
        value is null ? null : MobileNumber.Mask(cipher.Decrypt(kind, value));

    private static string Text(int value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static string? Hundredths(long? value) => value is { } some ? FixedPoint.Format(some, 2) : null;
}

/// <summary>A field's value before and after.</summary>
public sealed record Change(string Field, string? Before, string? After);

[System.Text.Json.Serialization.JsonSourceGenerationOptions(PropertyNamingPolicy = System.Text.Json.Serialization.JsonKnownNamingPolicy.SnakeCaseLower)]
[System.Text.Json.Serialization.JsonSerializable(typeof(List<Change>))]
internal sealed partial class ChangeJson : System.Text.Json.Serialization.JsonSerializerContext;
