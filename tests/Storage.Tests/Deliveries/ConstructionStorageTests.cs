using CleanHeating.Delivery.Construction;
using CleanHeating.Kernel;
using CleanHeating.Platform.Accounts;
using CleanHeating.Programme.Data;
using CleanHeating.TestKit;
using static CleanHeating.Storage.Tests.Deliveries.DeliveryCity;

namespace CleanHeating.Storage.Tests.Deliveries;

/// <summary>Schedules, reports, hindrances and what is foreseen, on every database.</summary>
public sealed class ConstructionStorageTests
{
    private const string Town = "980101001000", Bridge = "980101001201";

    [Theory, EveryDatabase]
    public void Schedule_MadeAgain_IsTheOnlyOneInForceAndHoldsEveryHousehold(string kind)
    {
        using var city = Built(kind);
        var desk = new ScheduleDesk(city.Office, new ProgrammeStore(city.Workplace), new ForecastStore());

        var first = desk.Make(new BuildScheduleRequest(County, false, 0)).Value;
        Assert.Equal(("1", 40, 40, 2), (first.Number, first.Households, first.Known, first.Villages));
        Assert.Equal("version-conflict", desk.Make(new BuildScheduleRequest(County, true, 0)).Errors[0].Code);
        Assert.Equal("region-unknown", desk.Make(new BuildScheduleRequest(Other, false, 0)).Errors[0].Code);
        Assert.Equal("schedule-nothing", new ScheduleDesk(city.As(Role.CountyOffice, Other), new ProgrammeStore(city.Workplace), new ForecastStore()).Make(new BuildScheduleRequest(Other, false, 0)).Errors[0].Code);
        var rest = desk.Make(new BuildScheduleRequest(County, true, first.Version)).Value;

        Assert.Equal(("2", 40, new DateOnly(2030, 7, 2), new DateOnly(2030, 8, 31)), (rest.Number, rest.Households, rest.From, rest.Until));
        Assert.Equal("2", desk.List().Value.Counties.Single().Number);
        var last = new WeekHandler(city.Office, new ProgrammeStore(city.Workplace), new ForecastStore()).Read(County, "2030-08-29", English).Value;
        Assert.Equal((40, 30), (last.Due, last.Completed));
        Assert.Equal(10, last.Tasks.Sum(t => t.ToDo));
        city.AssertSound();
    }

    [Theory, EveryDatabase]
    public void Week_NoSchedule_SaysSoAndAFirmSeesItsOwnTasks(string kind)
    {
        using var city = Built(kind);
        WeekHandler Weeks(Platform.Workplace by) => new(by, new ProgrammeStore(city.Workplace), new ForecastStore());
        Assert.Equal("schedule-none", Weeks(city.Office).Read(County, null, English).Errors[0].Code);

        new ScheduleDesk(city.Office, new ProgrammeStore(city.Workplace), new ForecastStore()).Make(new BuildScheduleRequest(County, false, 0));

        var (office, firm) = (Weeks(city.Office).Read(County, "2030-08-29", English).Value, Weeks(city.Firm).Read(County, "2030-08-29", English).Value);
        Assert.Equal((40, 20), (office.Due, firm.Due));
        Assert.All(firm.Tasks, t => Assert.Equal(Code, t.Firm));
        Assert.Equal("date-format", Weeks(city.Office).Read(County, "29.8.2030", English).Errors[0].Code);
        Assert.Equal("region-unknown", Weeks(city.As(Role.CountyOffice, Other)).Read(County, null, English).Errors[0].Code);
    }

    [Theory, EveryDatabase]
    public void Standing_PlacesAndFirms_CountWhatTheLedgerHas(string kind)
    {
        using var city = Built(kind);
        StandingHandler By(Platform.Workplace by) => new(by, new ProgrammeStore(city.Workplace), new ForecastStore());

        var county = Assert.Single(By(city.Office).Read("county", null, English).Value.Lines);
        Assert.Equal((40, 36, 30, 20, 2), (county.Total, county.Started, county.Completed, county.Passed, county.Failed));
        Assert.InRange(county.Outlooks.Single().Chance!.Value, 0, 1);
        Assert.Equal(40, By(city.Office).Read("village", Town, English).Value.Lines.Sum(l => l.Total));
        Assert.Equal(2, By(city.Office).Read("firm", null, English).Value.Lines.Count);
        var own = Assert.Single(By(city.Firm).Read("firm", null, English).Value.Lines);
        Assert.Equal((Code, 20), (own.Code, own.Total));
        Assert.Empty(By(city.Firm).Read(null, null, English).Value.Lines);
        Assert.DoesNotContain(By(city.As(Role.CountyOffice, Other)).Read("county", null, English).Value.Lines, l => l.Total > 0);
        Assert.Equal("region-unknown", By(city.As(Role.CountyOffice, Other)).Read("village", Town, English).Errors[0].Code);
        Assert.Equal("construction-level", By(city.Office).Read("house", null, English).Errors[0].Code);
    }

    [Theory, EveryDatabase]
    public void Curve_OfARegionOrFirm_EndsWhereTheLedgerStands(string kind)
    {
        using var city = Built(kind);
        CurveHandler By(Platform.Workplace by) => new(by, new ProgrammeStore(city.Workplace), new ForecastStore());

        var curve = By(city.Office).Read(County, null, English).Value;
        var now = curve.Points.Single(p => p.Day == curve.AsOf);
        Assert.Equal((36, 30, 20), (now.Started, now.Completed, now.Passed));
        Assert.All(curve.Points.Where(p => p.Low is not null), p => Assert.True(p.Day > curve.AsOf && p.Low <= p.Likely && p.Likely <= p.High && p.Completed is null));
        Assert.Equal(20, By(city.Firm).Read(null, null, English).Value.Total);
        Assert.Equal("region-unknown", By(city.Firm).Read(County, null, English).Errors[0].Code);
        Assert.Equal("region-unknown", By(city.Office).Read(null, null, English).Errors[0].Code);
        Assert.Equal("region-unknown", By(city.As(Role.CountyOffice, Other)).Read(County, Code, English).Errors[0].Code);
    }

    [Theory, EveryDatabase]
    public void Store_AskedAgain_LearnsAnewOnlyWhenBuildingMoved(string kind)
    {
        using var city = Built(kind);
        var (store, programmes) = (new ForecastStore(), new ProgrammeStore(city.Workplace));
        object Forecaster() => Programme.Registers.RoomWork.Read<object>(city.Office, programmes, on => store.Use(on, c => (object)c.Forecaster)).Value;
        var first = Forecaster();

        new HindranceDesk(city.Office, programmes).Add(Hindrance());
        Assert.Same(first, Forecaster());
        city.Import([.. Rows().Select((r, i) => i == 39 ? new Dictionary<string, object?>(r) { ["开工日期"] = new DateOnly(2030, 6, 30) } : r)]);

        Assert.NotSame(first, Forecaster());
    }

    [Theory, EveryDatabase]
    public void Moves_OfACountyOrFirm_StayWithinWhatTheySee(string kind)
    {
        using var city = Built(kind);
        MovesHandler By(Platform.Workplace by) => new(by, new ProgrammeStore(city.Workplace), new ForecastStore());

        var moves = By(city.Office).Find(English).Value;

        Assert.Equal((new DateOnly(2030, 8, 31), moves.Moves.Sum(m => m.CostYuan)), (moves.Date, moves.CostYuan));
        Assert.Empty(By(city.As(Role.CountyOffice, Other)).Find(English).Value.Missing);
        Assert.Equal(0, By(city.Firm).Find(English).Value.AtRisk);
    }

    internal static HindranceRequest Hindrance(string region = Willow) => new(region, "road", "桥断了", "交通局", new DateOnly(2030, 6, 10));

    internal static DeliveryCity Built(string kind)
    {
        var city = DeliveryCity.Open(kind);
        city.Import(Rows());
        return city;
    }

    // Forty households of two villages and two firms: 36 begun, 30 built, 22 inspected, 2 of them without passing.
    internal static Dictionary<string, object?>[] Rows() => [.. Enumerable.Range(0, 40).Select(i =>
    {
        var row = LedgerBook.Row(i + 1, village: i % 2 == 0 ? "柳林村委会" : "桥头村民委员会");
        var started = new DateOnly(2030, 5, 1).AddDays(i);
        row["统一社会信用代码"] = i % 2 == 0 ? Code : "91370000MA0000002" + CreditCode.CheckCharacter("91370000MA0000002");
        (row["开工日期"], row["竣工日期"], row["验收日期"]) = (i < 36 ? started : null, i < 30 ? started.AddDays(10 + i % 5) : null, i < 22 ? started.AddDays(20 + i % 7) : null);
        (row["验收结论"], row["已拨付金额（元）"]) = (i < 22 ? i < 2 ? "不合格" : "合格" : null, null);
        return row;
    })];
}
