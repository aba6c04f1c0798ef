using CleanHeating.Kernel;
using CleanHeating.Planning.Supply;
using CleanHeating.Platform;
using CleanHeating.Platform.Accounts;
using CleanHeating.TestKit;
using static CleanHeating.Storage.Tests.Planning.PlanningCity;

namespace CleanHeating.Storage.Tests.Planning;

/// <summary>Lists and corrections of supply and demand on every database.</summary>
public sealed class SupplyCorrectionTests
{
    [Theory, EveryDatabase]
    public async Task Correct_AsSeen_ChangesTheValueAndAStaleOneIsAConflict(string kind)
    {
        await using var city = PlanningCity.OpenSupplied(kind);
        var village = city.Item("village", First);

        var done = Correct(city, village, 1, "measured", ("households", "120"), ("insulated", "12.5")).Value;
        var stale = Correct(city, village, 1, "measured", ("households", "130"));

        Assert.Equal((2, "120", "12.5"), (done.Version, Value(done, "households"), Value(done, "insulated")));
        Assert.Equal("version-conflict", stale.Errors[0].Code);
        Assert.Equal((2, "planner"), (stale.Errors[0].Current!.Version, stale.Errors[0].Current!.Actor));
        Assert.Equal("120", Value(city.Item("village", First), "households"));
        city.AssertSound();
    }

    [Theory, EveryDatabase]
    public async Task Correct_WhatCanNotBe_IsRefusedWithItsField(string kind)
    {
        await using var city = PlanningCity.OpenSupplied(kind);
        var village = city.Item("village", Second);

        Assert.Equal("reason-missing", Correct(city, village, 1, " ", ("households", "1")).Errors[0].Code);
        Assert.Equal("supply-field", Correct(city, village, 1, "x", ("village", First)).Errors[0].Code);
        Assert.Equal("supply-field", Correct(city, village, 1, "x", ("colour", "red")).Errors[0].Code);
        Assert.Equal(("supply-number", "willingness"), Only(Correct(city, village, 1, "x", ("willingness", "101"))));
        Assert.Equal(("supply-required", "area"), Only(Correct(city, village, 1, "x", ("area", ""))));
        Assert.Equal(("supply-reference", "substation"), Only(Correct(city, village, 1, "x", ("substation", "S7"))));
        Assert.Equal(("supply-reference", "heat-source"), Only(Correct(city, village, 1, "x", ("heat-source", "S1"))));
        Assert.Equal(1, city.Item("village", Second).Version);

        static (string, string?) Only(Result<SupplyLine> result) => Assert.Single(result.Errors) is var e ? (e.Code, e.Place?.Path) : default;
    }

    [Theory, EveryDatabase]
    public async Task Correct_ToWhatItIs_RecordsNothing(string kind)
    {
        await using var city = PlanningCity.OpenSupplied(kind);
        var entries = city.Number("SELECT COUNT(*) FROM journal_entry");

        var line = Correct(city, city.Item("village", First), 1, "looked again", ("households", "100"), ("insulated", "50"), ("heat-source", null)).Value;

        Assert.Equal((1, entries), (line.Version, city.Number("SELECT COUNT(*) FROM journal_entry")));
    }

    [Theory, EveryDatabase]
    public async Task Correct_ByOthers_FindsNothing(string kind)
    {
        await using var city = PlanningCity.OpenSupplied(kind);
        var village = city.Item("village", First);

        Assert.Equal("supply-unknown", Correct(city, village, 1, "x", city.Person("foreign", Role.CountyOffice, Other), ("households", "1")).Errors[0].Code);
        Assert.Equal("supply-unknown", Correct(city, village, 1, "x", city.Person("township", Role.CountyOffice, Township), ("households", "1")).Errors[0].Code);
        Assert.Equal("supply-unknown", city.Supply().Correct("nothing", new CorrectSupplyRequest(1, new Dictionary<string, string?>(), "x"), English).Errors[0].Code);
    }

    [Theory, EveryDatabase]
    public async Task List_PageByPage_GivesEveryRowOnceInTheOrderOfCodes(string kind)
    {
        await using var city = PlanningCity.OpenSupplied(kind);

        var (codes, cursor) = (new List<string>(), (string?)null);
        do
        {
            var page = city.Supply().List(County, "village", cursor, 1, English).Value;
            codes.AddRange(page.Lines.Select(l => l.Code));
            cursor = page.Next;
        }
        while (cursor is not null);

        Assert.Equal([First, Second, Third], codes);
        Assert.Equal([First, Second, Third], city.Supply().List(Township, "village", null, 50, English).Value.Lines.Select(l => l.Code));
        Assert.Equal(["S1"], city.Supply().List(Township, "substation", null, 50, English).Value.Lines.Select(l => l.Code));
        Assert.Equal("supply-kind", city.Supply().List(County, "bridge", null, 50, English).Errors[0].Code);
    }

    [Theory, EveryDatabase]
    public async Task List_ByAVillage_GoesOnPastWhatOthersSee(string kind)
    {
        await using var city = PlanningCity.OpenSupplied(kind);
        var third = city.Supply(city.Person("village", Role.CountyOffice, Third));

        var first = third.List(County, "village", null, 2, English).Value;
        var next = third.List(County, "village", first.Next, 2, English).Value;

        Assert.Empty(first.Lines);
        Assert.Equal([Third], next.Lines.Select(l => l.Code));
        Assert.Equal("region-unknown", third.List(Other, "village", null, 2, English).Errors[0].Code);
    }

    [Theory, EveryDatabase]
    public async Task Village_OfAnyRoute_ShowsItsNeedsStepByStep(string kind)
    {
        await using var city = PlanningCity.OpenSupplied(kind);

        var village = city.Supply().Village(First, English).Value;

        Assert.Equal(7, village.Routes.Count);
        Assert.Equal("Air-source heat pump", village.Routes[0].Name);
        Assert.All(village.Routes.SelectMany(r => r.Steps), s => Assert.NotEqual("supply.step." + s.Code, s.Name));
        Assert.Equal(5.4, village.Routes[0].Steps.Single(s => s.Code == "design-load").Value);
        Assert.True(village.CoalTonnes > 100);
        Assert.Equal("region-unknown", city.Supply(city.Person("foreign", Role.CountyOffice, Other)).Village(First, English).Errors[0].Code);
        Assert.Equal("region-unknown", city.Supply().Village("371702001008", English).Errors[0].Code);
    }

    private static Result<SupplyLine> Correct(PlanningCity city, SupplyLine line, int version, string reason, params (string Field, string? Text)[] values) => Correct(city, line, version, reason, city.Person("planner"), values);

    private static Result<SupplyLine> Correct(PlanningCity city, SupplyLine line, int version, string reason, Workplace by, params (string Field, string? Text)[] values) =>
        city.Supply(by).Correct(line.Key, new CorrectSupplyRequest(version, values.ToDictionary(v => v.Field, v => v.Text), reason), English);

    private static string? Value(SupplyLine line, string field) => line.Values.Single(v => v.Field == field).Text;
}
