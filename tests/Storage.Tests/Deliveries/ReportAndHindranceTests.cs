using CleanHeating.Delivery.Construction;
using CleanHeating.Delivery.Domain;
using CleanHeating.Platform.Accounts;
using CleanHeating.Platform.Storage;
using CleanHeating.Programme.Data;
using CleanHeating.TestKit;
using static CleanHeating.Storage.Tests.Deliveries.DeliveryCity;

namespace CleanHeating.Storage.Tests.Deliveries;

/// <summary>What villages type and what holds them up, on every database.</summary>
public sealed class ReportAndHindranceTests
{
    private const string Town = "980101001000", Bridge = "980101001201";
    private static readonly DateOnly Monday = new(2030, 6, 17);

    [Theory, EveryDatabase]
    public void Report_CumulativeFigures_NeverFallWithoutAReason(string kind)
    {
        using var city = ConstructionStorageTests.Built(kind);
        var desk = Reports(city, city.As(Role.Township, Town));

        var standing = desk.Report(Town, Of(Monday, 12, 9)).Value.Villages.Single(v => v.Village == Bridge);
        Assert.Equal((Monday, 12, 9, 2, 1), (standing.Day, standing.Started, standing.Completed, standing.Crews, standing.Version));
        Assert.Equal("report-falls", desk.Report(Town, Of(Monday.AddDays(1), 12, 8, 1)).Errors[0].Code);
        Assert.Equal("report-falls", desk.Report(Town, Of(Monday.AddDays(-1), 12, 9, 1)).Errors[0].Code);
        Assert.Equal(8, desk.Report(Town, Of(Monday.AddDays(1), 12, 8, 1) with { Reason = "数错了一户" }).Value.Villages.Single(v => v.Village == Bridge).Completed);
        Assert.Equal("version-conflict", desk.Report(Town, Of(Monday.AddDays(2), 13, 10, 1)).Errors[0].Code);
        Assert.Equal(3, desk.Report(Town, Of(Monday.AddDays(2), 13, 10, 2)).Value.Villages.Single(v => v.Village == Bridge).Version);
        city.AssertSound();
    }

    [Theory, EveryDatabase]
    public void Report_OneWrongVillage_KeepsNone(string kind)
    {
        using var city = ConstructionStorageTests.Built(kind);
        var desk = Reports(city, city.Office);

        var refused = desk.Report(Town, new VillageReportsRequest(Monday, [new(Bridge, 5, 3, 1, null, 0), new(Willow, 3, 5, 1, null, 0), new("980101002001", 1, 1, 1, null, 0)]));

        Assert.Equal(["report-order", "region-unknown"], refused.Errors.Select(e => e.Code));
        Assert.All(desk.Read(Town).Value.Villages, v => Assert.Equal(0, v.Version));
        Assert.Equal("report-future", desk.Report(Town, Of(new DateOnly(2030, 6, 21), 1, 1)).Errors[0].Code);
        Assert.Equal("report-twice", desk.Report(Town, new VillageReportsRequest(Monday, [new(Bridge, 5, 3, 1, null, 0), new(Bridge, 5, 3, 1, null, 0)])).Errors[0].Code);
        Assert.Equal("region-unknown", Reports(city, city.As(Role.CountyOffice, Other)).Report(Town, Of(Monday, 1, 1)).Errors[0].Code);
        Assert.Equal("region-unknown", Reports(city, city.Firm).Read(Town).Errors[0].Code);
    }

    [Theory, EveryDatabase]
    public void Report_TheSameAgain_WritesNothing(string kind)
    {
        using var city = ConstructionStorageTests.Built(kind);
        var desk = Reports(city, city.Office);
        desk.Report(Town, Of(Monday, 12, 9));
        var before = Entries(city);

        var again = desk.Report(Town, Of(Monday, 12, 9, 1));

        Assert.Equal((1, before), (again.Value.Villages.Single(v => v.Village == Bridge).Version, Entries(city)));
    }

    [Theory, EveryDatabase]
    public void Hindrance_EnteredResolvedReopened_GoesByItsLifeCycle(string kind)
    {
        using var city = ConstructionStorageTests.Built(kind);
        HindranceDesk By(Platform.Workplace by) => new(by, new ProgrammeStore(city.Workplace));
        var office = By(city.Office);

        var one = office.Add(ConstructionStorageTests.Hindrance()).Value;
        Assert.Equal(("open", 10, "1"), (one.State, one.DaysLate, one.Number));
        Assert.Equal(2, office.Add(ConstructionStorageTests.Hindrance() with { Kind = "ghosts", Owner = "" }).Errors.Count);
        Assert.Equal("reason-missing", office.Act(one.Id, "resolve", new HindranceActRequest(1)).Errors[0].Code);
        Assert.Equal("version-conflict", office.Change(one.Id, ConstructionStorageTests.Hindrance() with { Version = 9 }).Errors[0].Code);
        Assert.Equal("region-unknown", office.Change(one.Id, ConstructionStorageTests.Hindrance(Other) with { Version = 1 }).Errors[0].Code);
        var resolved = office.Act(one.Id, "resolve", new HindranceActRequest(1, "桥已修好")).Value;
        Assert.Equal(("resolved", 0, "桥已修好"), (resolved.State, resolved.DaysLate, resolved.Outcome));
        Assert.Equal("hindrance-state", office.Act(one.Id, "resolve", new HindranceActRequest(2, "x")).Errors[0].Code);
        Assert.Equal("open", office.Act(one.Id, "reopen", new HindranceActRequest(2, "又断了")).Value.State);
        Assert.Equal("hindrance-unknown", By(city.As(Role.CountyOffice, Other)).Act(one.Id, "resolve", new HindranceActRequest(3, "x")).Errors[0].Code);
        Assert.Empty(By(city.As(Role.CountyOffice, Other)).List(null).Value.Hindrances);
        city.AssertSound();
    }

    [Theory, EveryDatabase]
    public void Hindrance_OfAFirm_IsSeenByItAndByTheOffices(string kind)
    {
        using var city = ConstructionStorageTests.Built(kind);
        HindranceDesk By(Platform.Workplace by) => new(by, new ProgrammeStore(city.Workplace));
        By(city.Office).Add(ConstructionStorageTests.Hindrance());

        var own = By(city.Firm).Add(ConstructionStorageTests.Hindrance());

        Assert.True(own.IsOk);
        Assert.Equal("region-unknown", By(city.Firm).Add(ConstructionStorageTests.Hindrance(Bridge)).Errors[0].Code);
        Assert.Equal(own.Value.Id, Assert.Single(By(city.Firm).List(null).Value.Hindrances).Id);
        Assert.Equal(2, By(city.Office).List(null).Value.Hindrances.Count);
        Assert.Contains(HindranceDesk.Kinds, k => k == own.Value.Kind);
        Assert.Equal(Programme.Registers.Words.Of(HindranceState.Open), own.Value.State);
    }

    private static VillageReportsRequest Of(DateOnly day, int started, int completed, int version = 0) => new(day, [new(Bridge, started, completed, 2, null, version)]);

    private static ReportDesk Reports(DeliveryCity city, Platform.Workplace by) => new(by, new ProgrammeStore(city.Workplace), new ForecastStore());

    private static long Entries(DeliveryCity city)
    {
        using var connection = city.Workplace.Database.Open();
        return connection.ScalarLong(null, "SELECT COUNT(*) FROM journal_entry") ?? 0;
    }
}
