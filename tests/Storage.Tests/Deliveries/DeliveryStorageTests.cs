using CleanHeating.Delivery.AdmitFirms;
using CleanHeating.Delivery.ApproveProjects;
using CleanHeating.Delivery.KeepCatalogue;
using CleanHeating.Platform.Accounts;
using CleanHeating.TestKit;
using static CleanHeating.Storage.Tests.Deliveries.DeliveryCity;

namespace CleanHeating.Storage.Tests.Deliveries;

/// <summary>Projects, firms, contracts and catalogue on every database.</summary>
public sealed class DeliveryStorageTests
{
    private static DeliveryActRequest Version(int version, string? reason = null, string? until = null) => new(version, reason, null, until);

    [Theory, EveryDatabase]
    public void Steps_OneAfterAnother_ApproveTheProjectWhichThenStarts(string kind)
    {
        using var city = DeliveryCity.Open(kind);
        var project = city.Submitted().Project;
        Assert.Equal(["open", "waiting"], project.Steps.Select(s => s.State));
        Assert.Equal("2030-06-28", project.Steps[0].Due);
        Assert.Equal("project-not-approved", city.Projects().Act(project.Id, "start", Version(project.Version), English).Errors[0].Code);
        Assert.Equal("step-not-yours", city.Steps(city.Office).Decide(project.Id, "land", "grant", Version(1), English).Errors[0].Code);

        var land = city.Steps().Decide(project.Id, "land", "grant", Version(1), English).Value.Project;
        Assert.Equal(["granted", "open"], land.Steps.Select(s => s.State));
        var approved = city.Steps(city.Office).Decide(project.Id, "project", "grant", Version(2), English).Value.Project;

        Assert.Equal(("approved", "2030-06-20"), (approved.State, approved.Approved));
        Assert.Equal("firm-not-admitted-here", city.Projects().Act(project.Id, "start", Version(approved.Version), English).Errors[0].Code);
        city.Admitted();
        Assert.Equal("started", city.Projects().Act(project.Id, "start", Version(approved.Version), English).Value.Project.State);
        city.AssertSound();
    }

    [Theory, EveryDatabase]
    public void Steps_LateHeldReturnedAndRefused_SayHowTheyStand(string kind)
    {
        using var city = DeliveryCity.Open(kind);
        var project = city.Submitted(green: true).Project;
        Assert.Equal("2030-06-24", project.Steps[0].Due);
        city.Clock.Now = city.Clock.Now.AddDays(7);

        var held = city.Steps().Decide(project.Id, "land", "hold", new DeliveryActRequest(1, null, "张三"), English).Value.Project;
        Assert.Equal((3, 7, "张三"), (held.Overdue, held.Steps[0].DaysIn, held.Steps[0].Holder));
        Assert.Equal("reason-missing", city.Steps().Decide(project.Id, "land", "return", Version(2), English).Errors[0].Code);
        Assert.Equal("version-conflict", city.Steps().Decide(project.Id, "land", "return", Version(1, "补图"), English).Errors[0].Code);
        city.Steps().Decide(project.Id, "land", "return", Version(2, "补图"), English);
        Assert.Equal("2030-07-01", city.Steps(city.Office).Resubmit(project.Id, "land", Version(3), English).Value.Project.Steps[0].Due);
        Assert.Equal("refused", city.Steps().Decide(project.Id, "land", "refuse", Version(4, "占用耕地"), English).Value.Project.State);
        city.AssertSound();
    }

    [Theory, EveryDatabase]
    public void Scope_OfOthers_SeesAndChangesNothing(string kind)
    {
        using var city = DeliveryCity.Open(kind);
        var project = city.Project().Project;
        var firm = city.Registered().Firm;
        var foreign = city.As(Role.CountyOffice, Other);

        Assert.Empty(city.Projects(foreign).List(null, English).Value.Projects);
        Assert.Equal("project-unknown", city.Projects(foreign).Act(project.Id, "submit", Version(1), English).Errors[0].Code);
        Assert.Equal("firm-unknown", city.Firms(foreign).Act(firm.Id, "admit", Version(1), English).Errors[0].Code);
        Assert.Single(city.Projects(city.Firm).List(null, English).Value.Projects);
        Assert.Equal(Code, Assert.Single(city.Firms(city.Firm).List(null, English).Value.Firms).CreditCode);
        Assert.Empty(city.Projects(city.Firm).Read(project.Id, English).Value.Acts);
        var other = city.Workplace.As(new Caller("x", Role.Enterprise, Scope.OfEnterprise("913700000000000000")));
        Assert.Empty(city.Projects(other).List(null, English).Value.Projects);
        Assert.Equal("firm-unknown", city.Firms(other).Read(firm.Id, English).Errors[0].Code);
    }

    [Theory, EveryDatabase]
    public void Firms_AdmittedBlackListedLifted_AndTheirRetention(string kind)
    {
        using var city = DeliveryCity.Open(kind);
        var bare = city.Firms().Save(null, new FirmRequest(County, 0, Code, "临渊", 1), English).Value.Firm;
        Assert.Equal("firm-unqualified", city.Firms().Act(bare.Id, "admit", Version(1), English).Errors[0].Code);
        Assert.Equal("firm-exists", city.Firms().Save(null, new FirmRequest(County, 0, Code, "临渊", 1), English).Errors[0].Code);
        Assert.Equal("firm-credit-code", city.Firms().Save(null, new FirmRequest(County, 0, "123", "临渊", 1), English).Errors[0].Code);
        Assert.Equal("expiring", city.Firms().AddPaper(bare.Id, new FirmPaperRequest("fitting", "A", "B", "2030-01-01", "2030-07-01"), English).Value.Papers[0].Standing);
        city.Firms().Act(bare.Id, "admit", Version(1), English);

        Assert.Equal("retention-too-long", city.Contracts().Add(bare.Id, Contract("2031-06-02"), English).Errors[0].Code);
        var contract = city.Contracts().Add(bare.Id, Contract("2030-06-10"), English).Value.Contracts[0];
        Assert.Equal(10, contract.Overdue);
        Assert.Equal("retention-overdue", Assert.Single(city.Leads().Leads).Pattern);
        Assert.Equal(0, city.Contracts().Release(contract.Id, new DeliveryVersionRequest(1), English).Value.Contracts[0].Overdue);
        Assert.Equal("reason-missing", city.Firms().Act(bare.Id, "blacklist", Version(2), English).Errors[0].Code);
        var listed = city.Firms().Act(bare.Id, "blacklist", Version(2, "偷工减料", "2031-01-01"), English).Value.Firm;
        Assert.Equal(("blacklisted", "2031-01-01"), (listed.State, listed.ListedUntil));
        Assert.Equal("registered", city.Firms().Act(bare.Id, "lift", Version(3, "已整改"), English).Value.Firm.State);
        city.AssertSound();

        static FirmContractRequest Contract(string due) => new("HT-1", "2030-06-01", 1000, 3, [Willow], 50, due);
    }

    [Theory, EveryDatabase]
    public void Samples_AsManyFailuresAsTheProgrammeNames_DisqualifyTheModel(string kind)
    {
        using var city = DeliveryCity.Open(kind);
        var devices = city.Devices();
        Assert.Equal("device-cop", devices.Save(null, Device("KF-1", 249), English).Errors[0].Code);
        Assert.Equal("device-banned", devices.Save(null, Device("煤炉一号", 250), English).Errors[0].Code);
        Assert.Equal(["device-paper"], devices.Save(null, Device("KF-1", 250) with { Report = null }, English).Errors.Select(e => e.Code));
        var device = devices.Save(null, Device("KF-1", 250), English).Value;

        Assert.Equal("listed", devices.AddSample(device.Id, Sample("S1", true), English).Value.State);
        Assert.Equal("listed", devices.AddSample(device.Id, Sample("S2", false), English).Value.State);
        Assert.Equal("sample-exists", devices.AddSample(device.Id, Sample("S2", false), English).Errors[0].Code);
        var failed = devices.AddSample(device.Id, Sample("S3", false), English).Value;

        Assert.Equal(("disqualified", 0, 3), (failed.State, failed.SamplesNeeded, failed.Samples.Count));
        Assert.Equal("device-state", devices.Act(device.Id, "restore", Version(failed.Version, "x"), English).Errors[0].Code);
        city.AssertSound();

        static DeviceRequest Device(string model, int cop) => new(0, "air-source-heat-pump", "海日", model, cop, 600, "C-1", "2031-01-01", "R-1", "2031-01-01");
        static DeviceSampleRequest Sample(string serial, bool passed) => new(1, serial, "省质检院", "2030-06-19", passed, passed ? null : "COP 不足");
    }

    [Theory, EveryDatabase]
    public void Leads_TheLedgerAgainstTheRegisters_NameWhatDoesNotFit(string kind)
    {
        using var city = DeliveryCity.Open(kind);
        var row = LedgerBook.Row(1);
        (row["统一社会信用代码"], row["型号"]) = (Code, "T-1");
        city.Import(row);
        Assert.Equal(1, city.Leads().Counts["firm-not-admitted"]);
        Assert.Equal(1, city.Leads().Counts["model-not-in-catalogue"]);

        city.Project();
        var firm = city.Admitted().Firm;
        var device = city.Devices().Save(null, new DeviceRequest(0, "solar-thermal", (string)row["品牌"]!, (string)row["型号"]!, null, null, null, null, null, null), English).Value;
        var after = city.Leads();

        Assert.Equal((0, 0), (after.Counts["firm-not-admitted"], after.Counts["model-not-in-catalogue"]));
        Assert.Equal(1, after.Counts["start-before-approval"]);
        Assert.Equal(1, after.Counts["qualification-expired-at-start"]);
        city.Firms().Act(firm.Id, "blacklist", Version(firm.Version, "x"), English);
        foreach (var serial in (string[])["A", "B"])
        {
            city.Devices().AddSample(device.Id, new DeviceSampleRequest(1, serial, "x", "2030-06-19", false, "x"), English);
        }

        Assert.Equal((1, 1), (city.Leads().Counts["firm-blacklisted"], city.Leads().Counts["model-disqualified"]));
        Assert.Empty(city.Leads(city.As(Role.CountyOffice, Other)).Leads);
    }
}
