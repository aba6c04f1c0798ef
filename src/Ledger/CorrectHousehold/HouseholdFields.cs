using System.Globalization;
using CleanHeating.Kernel;
using CleanHeating.Ledger.Data;
using CleanHeating.Ledger.Domain;
using CleanHeating.Platform.Security;
using CleanHeating.Platform.Texts;
using CleanHeating.Platform.Workbooks;
using CleanHeating.Programme.Data;

namespace CleanHeating.Ledger.CorrectHousehold;

/// <summary>A stored household as the row of a sheet, so that a correction by hand meets the very checks of an import.</summary>
internal sealed class HouseholdFields(LoadedProgramme programme, FieldCipher cipher)
{
    public static readonly IReadOnlyList<LedgerField> All =
    [
        LedgerField.Head, LedgerField.Identity, LedgerField.Phone, LedgerField.Account, LedgerField.Route, LedgerField.Rooms, LedgerField.Area, LedgerField.Hardship, LedgerField.Enterprise,
        LedgerField.CreditCode, LedgerField.Contract, LedgerField.Brand, LedgerField.Model, LedgerField.Serial, LedgerField.RatedPower, LedgerField.UtilityAccount, LedgerField.Started,
        LedgerField.Completed, LedgerField.Accepted, LedgerField.Result, LedgerField.Paid, LedgerField.Note,
    ];

    public static readonly SheetHead Head = SheetHead.Of(All);

    private static readonly Dictionary<string, LedgerField> ByKey = All.ToDictionary(LedgerWords.KeyOf, StringComparer.Ordinal);

    public static LedgerField? Find(string key) => ByKey.TryGetValue(key, out var field) ? field : null;

    public static bool IsPersonal(LedgerField field) => field is LedgerField.Identity or LedgerField.Phone or LedgerField.Account;

    /// <summary>The household's cells, with what is to be corrected in its place.</summary>
    public Cell[] Cells(HouseholdRecord household, IReadOnlyDictionary<LedgerField, string?> corrections) =>
        [.. All.Select(f => Cell(corrections.TryGetValue(f, out var wanted) ? Written(f, wanted) : Text(household, f)))];

    /// <summary>A stored field as a sheet would say it, personal numbers in clear.</summary>
    public string? Text(HouseholdRecord h, LedgerField field) => field switch
    {
        LedgerField.Head => h.Head,
        LedgerField.Identity => cipher.Decrypt(PersonalField.Identity, h.IdentityCipher),
        LedgerField.Phone => h.PhoneCipher is null ? null : cipher.Decrypt(PersonalField.Phone, h.PhoneCipher),
        LedgerField.Account => h.AccountCipher is null ? null : cipher.Decrypt(PersonalField.Account, h.AccountCipher),
        LedgerField.Route => programme.TechnologyOf(h.Route)?.Name,
        LedgerField.Rooms => h.Rooms.ToString(CultureInfo.InvariantCulture),

        // An area that the sheet left empty is stored as none; one that was given as none carries its warning.
        LedgerField.Area => h.Area == 0 && (h.Warnings & (int)LedgerWarning.AreaOutlier) == 0 ? null : FixedPoint.Format(h.Area, 2),
        LedgerField.Hardship => h.Hardship,
        LedgerField.Enterprise => h.Enterprise,
        LedgerField.CreditCode => h.CreditCode,
        LedgerField.Contract => h.Contract,
        LedgerField.Brand => h.Brand,
        LedgerField.Model => h.Model,
        LedgerField.Serial => h.Serial,
        LedgerField.RatedPower => h.RatedPower is { } power ? FixedPoint.Format(power, 2) : null,
        LedgerField.UtilityAccount => h.UtilityAccount,
        LedgerField.Started => h.Started,
        LedgerField.Completed => h.Completed,
        LedgerField.Accepted => h.Accepted,
        LedgerField.Result => h.Result switch { HouseholdRecord.PassedResult => LedgerWords.Passed, HouseholdRecord.FailedResult => LedgerWords.Failed, _ => null },
        LedgerField.Paid => h.Paid == 0 ? null : FixedPoint.Format(h.Paid, 2),
        LedgerField.Note => h.Note,
        _ => null,
    };

    /// <summary>A field's text as people may see it: personal numbers masked, technology and result by their names.</summary>
    public string? Shown(LedgerField field, string? text, TextCatalog texts, CultureInfo culture)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        return field switch
        {
            _ when IsPersonal(field) => IdentityNumber.Mask(text),
            LedgerField.Route when programme.Plan.Technologies.FirstOrDefault(t => t.Name == text) is { } route => TextCatalog.IsEnglish(culture) ? route.NameEn : route.Name,
            LedgerField.Result when text is LedgerWords.Passed or LedgerWords.Failed => texts.Get(text == LedgerWords.Passed ? "stage.passed" : "stage.failed", culture),
            _ => text,
        };
    }

    /// <summary>What an interface sends, in the words of the format: technologies by code, results as passed or failed.</summary>
    public string? Written(LedgerField field, string? wanted) => field switch
    {
        LedgerField.Route => programme.Plan.Technologies.FirstOrDefault(t => t.Code == wanted)?.Name ?? wanted,
        LedgerField.Result => wanted switch { "passed" => LedgerWords.Passed, "failed" => LedgerWords.Failed, _ => wanted },
        _ => wanted,
    };

    private static Cell Cell(string? text) => string.IsNullOrEmpty(text) ? default : new Cell(CellKind.Text, text, 0);
}
