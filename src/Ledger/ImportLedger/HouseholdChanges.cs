using System.Text.Json;
using CleanHeating.Kernel;
using CleanHeating.Ledger.Data;
using CleanHeating.Platform.Security;

namespace CleanHeating.Ledger.ImportLedger;

/// <summary>Compares a stored household with what a sheet now says, and merges the two.</summary>
internal static class HouseholdChanges
{
    /// <summary>Takes over, from the stored row, every field that the sheet does not bring.</summary>
    public static void KeepAbsent(HouseholdRecord stored, HouseholdRecord now, BroughtFields brought)
    {
        bool Absent(BroughtFields field) => (brought & field) == 0;
        if (Absent(BroughtFields.Phone))
        {
            (now.PhoneCipher, now.PhoneIndex) = (stored.PhoneCipher, stored.PhoneIndex);
        }

        if (Absent(BroughtFields.Account))
        {
            (now.AccountCipher, now.AccountIndex) = (stored.AccountCipher, stored.AccountIndex);
        }

        if (Absent(BroughtFields.Dates))
        {
            (now.Started, now.Completed, now.Accepted, now.Result, now.Stage) = (stored.Started, stored.Completed, stored.Accepted, stored.Result, stored.Stage);
        }

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
    }

    /// <summary>
    /// Fields that differ, as a JSON array of {field, before, after}; null when nothing differs. Personal values are masked in it.
    /// </summary>
    public static string? Describe(HouseholdRecord stored, HouseholdRecord now, FieldCipher cipher)
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
        return changes.Count == 0 ? null : JsonSerializer.Serialize(changes, ChangeJson.Default.ListChange);

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
