using System.Globalization;
using CleanHeating.Kernel;
using CleanHeating.Ledger.ExportLedger;
using CleanHeating.Ledger.ListHouseholds;
using CleanHeating.Ledger.Overview;
using CleanHeating.Ledger.ReadHousehold;
using CleanHeating.Ledger.SweepLeads;
using CleanHeating.Platform;
using CleanHeating.Platform.Accounts;
using CleanHeating.Programme.Plan;
using CleanHeating.Programme.ReadProgress;
using CleanHeating.Programme.Targets;
using CleanHeating.TestKit;

namespace CleanHeating.Storage.Tests;

/// <summary>Whatever is asked through whichever store, rows outside the caller's scope are not there.</summary>
public sealed class ScopeTests
{
    private const long East = 980101000000, Bridge = 980101001000, Willow = 980101001202, River = 980101002000, West = 980103000000;
    private const string Firm = "91371700MA3ABCDE1X";
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en");

    [Theory, EveryDatabase]
    public void List_ByScope_ShowsOwnHouseholdsAndNoOthers(string kind)
    {
        using var city = TwoCounties(kind);

        Assert.Equal(6, Listed(city, Scope.All).Total);
        Assert.Equal(4, Listed(city, Of(East)).Total);
        Assert.Equal(3, Listed(city, Of(Bridge)).Total);
        Assert.Equal(1, Listed(city, Of(River)).Total);
        Assert.Equal(3, Listed(city, Of(River, West)).Total);
        Assert.Equal(1, Listed(city, Scope.OfEnterprise(Firm)).Total);
        Assert.Equal(0, Listed(city, Scope.Nothing).Total);
        Assert.Empty(Listed(city, Scope.Nothing).Rows);
    }

    [Theory, EveryDatabase]
    public void List_AnyFilterThatNamesAForeignHousehold_FindsNothing(string kind)
    {
        using var city = TwoCounties(kind);
        var foreign = Listed(city, Of(West)).Rows[^1];
        var search = new[] { foreign.Id, LedgerBook.Identity(5), "13900000005", LedgerBook.Account(5), "张" };

        foreach (var text in search)
        {
            Assert.Contains(Listed(city, Scope.All, new ListRequest { Search = text }).Rows, r => r.Id == foreign.Id);
            Assert.DoesNotContain(Listed(city, Of(East), new ListRequest { Search = text }).Rows, r => r.Id == foreign.Id);
        }

        Assert.Empty(Listed(city, Of(East), new ListRequest { Region = West.ToString(CultureInfo.InvariantCulture) }).Rows);
        Assert.Equal(0, Listed(city, Of(East), new ListRequest { Region = West.ToString(CultureInfo.InvariantCulture) }).Total);
    }

    [Theory, EveryDatabase]
    public void List_TownshipAskingForItsCounty_SeesItsTownshipOnly(string kind)
    {
        using var city = TwoCounties(kind);

        var page = Listed(city, Of(Bridge), new ListRequest { Region = East.ToString(CultureInfo.InvariantCulture) });

        Assert.Equal((3, 3), (page.Total, page.Rows.Count));
    }

    [Theory, EveryDatabase]
    public void Household_OutsideScope_IsUnknown(string kind)
    {
        using var city = TwoCounties(kind);
        var foreign = Listed(city, Of(West)).Rows[0].Id;

        var own = new ReadHouseholdHandler(By(city, Of(West)), city.Programmes).Read(foreign, English);
        var others = new ReadHouseholdHandler(By(city, Of(East)), city.Programmes).Read(foreign, English);

        Assert.True(own.IsOk);
        Assert.Equal("household-unknown", others.Errors[0].Code);
    }

    [Theory, EveryDatabase]
    public void Export_ByScope_WritesOwnRows(string kind)
    {
        using var city = TwoCounties(kind);

        var answer = new ExportHandler(By(city, Of(Bridge)), city.Programmes).Run(city.File("out.xlsx"), new ListRequest(), English, "someone");

        Assert.Equal(3, answer.Value.Rows);
    }

    [Theory, EveryDatabase]
    public void Figures_ByScope_AreThoseOfOwnRegions(string kind)
    {
        using var city = TwoCounties(kind);
        ProgressAnswer Progress(Scope scope, RegionLevel level = RegionLevel.County) => new ProgressHandler(By(city, scope), city.Programmes).Read(level, null).Value;

        Assert.Equal(6, Progress(Scope.All).Total.Ledger);
        Assert.Equal([East], Progress(Of(East)).Rows.Select(r => long.Parse(r.Code, CultureInfo.InvariantCulture)));
        Assert.Equal([Bridge], Progress(Of(Bridge)).Rows.Select(r => long.Parse(r.Code, CultureInfo.InvariantCulture)));
        Assert.Equal(3, Progress(Of(Bridge), RegionLevel.Village).Total.Ledger);
        Assert.Empty(Progress(Scope.Nothing).Rows);
        var overview = new OverviewHandler(By(city, Of(West)), city.Programmes, new ProgressHandler(By(city, Of(West)), city.Programmes)).Read(English).Value;
        Assert.Equal((2, 1), (overview.Total.Ledger, overview.Counties.Count));
    }

    [Theory, EveryDatabase]
    public void Leads_ByScope_NameForeignCountiesOnly(string kind)
    {
        using var city = TwoCounties(kind);
        new LeadsHandler(city.Workplace, city.Programmes).Sweep(English);

        var shared = new LeadsHandler(By(city, Of(West)), city.Programmes).Latest(English).Value.Leads;
        var none = new LeadsHandler(By(city, Of(River)), city.Programmes).Latest(English).Value;

        var lead = Assert.Single(shared);
        Assert.Equal([("", ""), ("张三", "石门村委会")], lead.Households.Select(h => (h.Head, h.Village)).Order());
        Assert.All(lead.Households, h => Assert.NotEmpty(h.County));
        Assert.Empty(none.Leads);
        Assert.All(none.Counts.Values, c => Assert.Equal(0, c));
    }

    [Theory, EveryDatabase]
    public void Import_RowOfAForeignVillage_IsRefused(string kind)
    {
        using var city = InventedCity.Open(kind);
        var file = LedgerBook.Write(city.File("a.xlsx"), [LedgerBook.Row(1), LedgerBook.Row(2, "沙河街道", "北关居委会")]);

        var answer = city.TryImport([file], scope: Of(Bridge)).Value;

        Assert.Equal((1, 1), (answer.Imported, answer.Codes["row-outside-scope"]));
    }

    [Theory, EveryDatabase]
    public void Targets_OfOthers_AreNotDivided(string kind)
    {
        using var city = TwoCounties(kind);
        Result<TargetView> HandDown(Scope scope) => new TargetHandler(By(city, scope), city.Programmes).HandDown(
            TargetMeasure.Households, East, 1, [new TargetShare(Bridge, 600)], 100, "reason", "someone");

        Assert.Equal("outside-scope", HandDown(Of(West)).Errors[0].Code);
        Assert.Equal("outside-scope", HandDown(Of(Bridge)).Errors[0].Code);
        Assert.Equal("outside-scope", HandDown(Scope.Nothing).Errors[0].Code);
        Assert.True(HandDown(Of(East)).IsOk);
    }

    private static LedgerPage Listed(InventedCity city, Scope scope, ListRequest? request = null) =>
        new ListHouseholdsHandler(By(city, scope), city.Programmes).List(request ?? new ListRequest(), English).Value;

    private static Workplace By(InventedCity city, Scope scope) => city.Workplace.As(new Caller("someone", Role.CountyOffice, scope));

    private static Scope Of(params long[] regions) => Scope.OfRegions(regions.Select(RegionCode.From));

    // Four households in one county, of which three in one township, two in another; one equipment number in both counties.
    private static InventedCity TwoCounties(string kind)
    {
        var city = InventedCity.Open(kind);
        var rows = new[]
        {
            LedgerBook.Row(1), LedgerBook.Row(2), LedgerBook.Row(3, village: "后寨村委会村民委员会"), LedgerBook.Row(4, "沙河街道", "北关居委会"),
        };
        rows[1]["统一社会信用代码"] = Firm;
        var west = new[] { LedgerBook.Row(5, "山前乡", "石门村委会"), LedgerBook.Row(6, "山前乡", "山前村委会") };
        west[0]["出厂编号"] = rows[0]["出厂编号"];
        IReadOnlyList<string> headers = [.. LedgerBook.Headers, "统一社会信用代码"];
        city.Import(LedgerBook.Write(city.File("e.xlsx"), rows, headers: headers), LedgerBook.Write(city.File("w.xlsx"), west, "填报单位：西山县", headers: headers));
        return city;
    }
}
