using System.Globalization;
using CleanHeating.Kernel;
using CleanHeating.Ledger.Data;
using CleanHeating.Platform;
using CleanHeating.Platform.Texts;
using CleanHeating.Platform.Security;
using CleanHeating.Programme.Data;
using CleanHeating.Programme.Progress;

namespace CleanHeating.Ledger.ListHouseholds;

/// <summary>Turns stored households into rows that people may see. One per thread.</summary>
internal sealed class LedgerRows(Workplace workplace, LoadedProgramme programme, CultureInfo culture) : IDisposable
{
    private readonly FieldCipher _cipher = new(workplace.Keys);
    private readonly long _floor = LedgerPolicy.SubsidyFloor(programme.Plan).Fen;

    public LedgerRow Row(HouseholdRecord h)
    {
        var village = RegionCode.From(h.VillageCode);
        var route = programme.TechnologyOf(h.Route);
        return new LedgerRow
        {
            Id = Text(h.HouseholdId),
            CountyCode = village.County.ToString(),
            County = programme.Plan.Divisions.NameOf(village.County),
            Township = programme.Plan.Divisions.NameOf(village.Township),
            Village = programme.Plan.Divisions.NameOf(village),
            Head = h.Head,
            Identity = IdentityNumber.Mask(Identity(h)),
            Phone = Phone(h) is { } phone ? MobileNumber.Mask(phone) : null,
            Account = Account(h) is { } account ? MobileNumber.Mask(account) : null,
            Route = route?.Code ?? "",
            RouteName = RouteName(h),
            Stage = StageCodes.Of(h.Stage),
            StageName = StageName(h),
            Rooms = h.Rooms,
            AreaHundredths = h.Area,
            Hardship = h.Hardship,
            Enterprise = h.Enterprise,
            CreditCode = h.CreditCode,
            Contract = h.Contract,
            Brand = h.Brand,
            Model = h.Model,
            Serial = h.Serial,
            RatedPowerHundredths = h.RatedPower,
            UtilityAccount = h.UtilityAccount,
            Started = h.Started,
            Completed = h.Completed,
            Accepted = h.Accepted,
            Result = h.Result switch { 1 => "passed", 2 => "failed", _ => null },
            PaidFen = h.Paid,
            OutstandingFen = Outstanding(h),
            Note = h.Note,
            Warnings = LedgerPolicy.WarningCodes(h.Warnings),
            Version = h.Version,
        };
    }

    public string Identity(HouseholdRecord h) => _cipher.Decrypt(PersonalField.Identity, h.IdentityCipher);

    public string? Phone(HouseholdRecord h) => h.PhoneCipher is null ? null : _cipher.Decrypt(PersonalField.Phone, h.PhoneCipher);

    public string? Account(HouseholdRecord h) => h.AccountCipher is null ? null : _cipher.Decrypt(PersonalField.Account, h.AccountCipher);

    public string RouteName(HouseholdRecord h) =>
        programme.TechnologyOf(h.Route) is not { } route ? "" : TextCatalog.IsEnglish(culture) ? route.NameEn : route.Name;

    public string StageName(HouseholdRecord h) => workplace.Texts.Get("stage." + StageCodes.Of(h.Stage), culture);

    public string PlaceName(long code) => programme.Plan.Divisions.NameOf(code);

    /// <summary>Fen that an accepted household still lacks to the floor.</summary>
    public long Outstanding(HouseholdRecord h) => h.Stage == (int)Stage.Passed ? Math.Max(0, _floor - h.Paid) : 0;

    public void Dispose() => _cipher.Dispose();

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);
}
