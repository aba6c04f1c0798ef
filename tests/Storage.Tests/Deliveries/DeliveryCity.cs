using System.Globalization;
using CleanHeating.Delivery.AdmitFirms;
using CleanHeating.Delivery.ApproveProjects;
using CleanHeating.Delivery.FindLeads;
using CleanHeating.Delivery.KeepCatalogue;
using CleanHeating.Kernel;
using CleanHeating.Ledger.VerifyLedger;
using CleanHeating.Platform;
using CleanHeating.Platform.Accounts;
using CleanHeating.Programme.Data;
using CleanHeating.Storage.Tests.Jobs;
using CleanHeating.TestKit;

namespace CleanHeating.Storage.Tests.Deliveries;

/// <summary>A city with an office, a department and a firm, on a Thursday that stands still until it is moved.</summary>
internal sealed class DeliveryCity : IDisposable
{
    public const string County = "980101000000", Other = "980103000000", Willow = "980101001202";
    public static readonly CultureInfo English = CultureInfo.GetCultureInfo("en");

    private DeliveryCity(InventedCity city)
    {
        City = city;
        Clock = new SetClock(new DateTimeOffset(2030, 6, 20, 2, 0, 0, TimeSpan.Zero));
        Workplace = city.Workplace with { Time = Clock };
    }

    public static string Code { get; } = "91370000MA0000001" + CreditCode.CheckCharacter("91370000MA0000001");

    public InventedCity City { get; }

    public SetClock Clock { get; }

    public Workplace Workplace { get; }

    public Workplace Office => As(Role.CountyOffice);

    public Workplace Department => As(Role.Department);

    public Workplace Firm => Workplace.As(new Caller("firm", Role.Enterprise, Scope.OfEnterprise(Code)));

    public static DeliveryCity Open(string kind) => new(InventedCity.Open(kind));

    public Workplace As(Role role, string region = County) => Workplace.As(new Caller(role.ToString(), role, Scope.OfRegions([RegionCode.From(long.Parse(region, CultureInfo.InvariantCulture))])));

    public ProjectHandler Projects(Workplace? by = null) => new(by ?? Office, new ProgrammeStore(Workplace));

    public StepHandler Steps(Workplace? by = null) => new(by ?? Department, new ProgrammeStore(Workplace));

    public FirmHandler Firms(Workplace? by = null) => new(by ?? Office, new ProgrammeStore(Workplace));

    public ContractHandler Contracts() => new(Office, new ProgrammeStore(Workplace));

    public DeviceHandler Devices() => new(As(Role.CityOffice, "980100000000"), new ProgrammeStore(Workplace));

    public DeliveryLeadsAnswer Leads(Workplace? by = null) => new DeliveryLeadsHandler(by ?? Office, new ProgrammeStore(Workplace)).Read(null, English).Value;

    public ProjectAnswer Project(bool green = false) => Projects().Save(null, new ProjectRequest(County, 0, "柳村改造", Code, [Willow], 3, 100, green), English).Value;

    public ProjectAnswer Submitted(bool green = false)
    {
        var project = Project(green).Project;
        return Projects().Act(project.Id, "submit", new DeliveryActRequest(project.Version), English).Value;
    }

    public FirmAnswer Registered(string until = "2030-12-31")
    {
        var firm = Firms().Save(null, new FirmRequest(County, 0, Code, "临渊安装公司", 500), English).Value.Firm;
        return Firms().AddPaper(firm.Id, new FirmPaperRequest("fitting", "A-1", "住建局", "2030-06-10", until), English).Value;
    }

    public FirmAnswer Admitted() => Firms().Act(Registered().Firm.Id, "admit", new DeliveryActRequest(1), English).Value;

    public void Import(params Dictionary<string, object?>[] rows) =>
        City.Import(LedgerBook.Write(City.File($"{Guid.NewGuid():N}.xlsx"), rows, headers: [.. LedgerBook.Headers, "型号", "统一社会信用代码"]));

    public void AssertSound() => Assert.Empty(new LedgerVerifier(Workplace.Database, Workplace.Keys).Run().Broken);

    public void Dispose() => City.Dispose();
}
