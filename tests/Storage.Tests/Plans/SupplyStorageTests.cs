using System.Globalization;
using CleanHeating.Planning.Data;
using CleanHeating.Planning.Supply;
using CleanHeating.Platform;
using CleanHeating.Platform.Accounts;
using CleanHeating.Kernel;
using CleanHeating.Ledger.VerifyLedger;
using CleanHeating.TestKit;

namespace CleanHeating.Storage.Tests.Plans;

/// <summary>Supply and demand on every database: looked at, brought in, again, refused, corrected.</summary>
public sealed class SupplyStorageTests
{
    private const string East = "980101000000", Willow = "980101001202", Foreign = "980103000000";
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en"), Chinese = CultureInfo.GetCultureInfo("zh");

    [Theory, EveryDatabase]
    public void Import_LookedAtBroughtInAndAgain_IsStoredOnce(string kind)
    {
        using var city = InventedCity.Open(kind);
        var (import, file) = (Import(city), Sample(city));

        var seen = import.Check(file, "supply.xlsx", English).Value;
        Assert.Equal((false, 6), (seen.IsImported, seen.Sheets.Count));
        Assert.All(Desk(city).Overview().Value.Counties, c => Assert.Equal(0, c.Villages));
        var first = import.Import(seen.Upload!, English).Value;
        var again = import.Run(file, "supply.xlsx", false, English).Value;

        Assert.Empty(first.Codes);
        Assert.All(first.Counts, c => Assert.Equal((c.Rows, 0, 0), (c.Imported, c.Updated, c.Unchanged)));
        Assert.All(again.Counts, c => Assert.Equal((0, 0, c.Rows), (c.Imported, c.Updated, c.Unchanged)));
        Assert.Equal(first.Counts.Single(c => c.Kind == "village").Rows, Desk(city).Overview().Value.Counties.Sum(c => c.Villages));
        Assert.Equal("supply-upload-unknown", Import(city, By(city, Foreign)).Import(seen.Upload!, English).Errors[0].Code);
        Assert.Empty(new LedgerVerifier(city.Workplace.Database, city.Workplace.Keys).Run().Broken);
    }

    [Theory, EveryDatabase]
    public void Import_BadRows_AreRefusedWithTheirPlaceAndTheGoodOnesStored(string kind)
    {
        using var city = InventedCity.Open(kind);
        var file = Book(city, SupplyKind.Substation, ["S1", "One", "980101", 1000, 600, null, null], ["S2", "Two", "980101", "many", 1, null, null], ["S3", "Three", "nowhere", 1, 1, null, null], ["S4", "Four", "980101", 1, 1, 5, null], ["", "Five", "980101", 1, 1, null, null]);

        var seen = Import(city).Check(file, "supply.xlsx", English).Value;
        var answer = Import(city).Import(seen.Upload!, English).Value;

        Assert.Equal((5, 4, 1), (answer.Counts[0].Rows, answer.Counts[0].Refused, answer.Counts[0].Imported));
        Assert.Equal([("supply-number", 3), ("supply-place", 4), ("supply-upgrade", 5), ("supply-required", 6)], answer.Refusals.Select(r => (r.Code, r.Row)));
        Assert.All(answer.Refusals, r => Assert.False(string.IsNullOrWhiteSpace(r.Message)));
        Assert.True(Import(city).ErrorWorkbook(seen.Upload!, English).Value.Length > 1000);
    }

    [Theory, EveryDatabase]
    public void Import_OfAnotherCounty_IsNotForThisCaller(string kind)
    {
        using var city = InventedCity.Open(kind);

        var answer = Import(city, By(city, East)).Run(Sample(city), "supply.xlsx", false, English).Value;

        Assert.Equal(["outside-scope"], answer.Codes.Keys.Except(["supply-reference"]));
        var counties = Desk(city).Overview().Value.Counties.ToDictionary(c => c.County, c => c.Villages);
        Assert.True(counties[East] > 0);
        Assert.Equal(0, counties[Foreign]);
        Assert.Equal("region-unknown", Desk(city, By(city, East)).List(Foreign, "village", null, 10, English).Errors[0].Code);
    }

    [Theory, EveryDatabase]
    public void Correct_StaleForeignOrWrong_IsRefused(string kind)
    {
        using var city = InventedCity.Open(kind);
        Import(city).Run(Sample(city), "supply.xlsx", false, English);
        var own = Desk(city, By(city, East));
        var line = own.Village(Willow, English).Value.Line;
        CorrectSupplyRequest To(int version, string field, string value, string? reason = "measured") => new(version, new Dictionary<string, string?> { [field] = value }, reason);

        var done = own.Correct(line.Key, To(1, "households", "77"), English).Value;

        Assert.Equal((2, "77"), (done.Version, done.Values.Single(v => v.Field == "households").Text));
        Assert.Equal("version-conflict", own.Correct(line.Key, To(1, "households", "78"), English).Errors[0].Code);
        Assert.Equal("reason-missing", own.Correct(line.Key, To(2, "households", "78", null), English).Errors[0].Code);
        Assert.Equal("supply-number", own.Correct(line.Key, To(2, "insulated", "120"), English).Errors[0].Code);
        Assert.Equal("supply-unknown", Desk(city, By(city, Foreign)).Correct(line.Key, To(2, "households", "78"), English).Errors[0].Code);
        Assert.Empty(new LedgerVerifier(city.Workplace.Database, city.Workplace.Keys).Run().Broken);
    }

    [Theory, EveryDatabase]
    public void Village_OfTheModel_TracesEveryRouteThatIsPlanned(string kind)
    {
        using var city = InventedCity.Open(kind);
        Import(city).Run(Sample(city), "supply.xlsx", false, English);

        var village = Desk(city).Village(Willow, English).Value;

        Assert.NotEmpty(village.Routes);
        Assert.All(village.Routes, r => Assert.Contains(r.Steps, s => s.Code == "heat" && s.Value > 0));
        Assert.True(village.CoalTonnes > 0);
    }

    internal static SupplyImport Import(InventedCity city, Workplace? by = null) => new(by ?? city.Workplace, city.Programmes);

    internal static string Sample(InventedCity city)
    {
        var path = city.File($"{Guid.NewGuid():N}.xlsx");
        File.WriteAllBytes(path, new SupplySample(city.Workplace, city.Programmes).Make(7).Value);
        return path;
    }

    internal static Workplace By(InventedCity city, string region, string name = "clerk", Role role = Role.CountyOffice) =>
        city.Workplace.As(new Caller(name, role, Scope.OfRegions([RegionCode.From(long.Parse(region, CultureInfo.InvariantCulture))])));

    private static SupplyDesk Desk(InventedCity city, Workplace? by = null) => new(by ?? city.Workplace, city.Programmes);

    private static string Book(InventedCity city, SupplyKind kind, params object?[][] rows)
    {
        var path = city.File("book.xlsx");
        File.WriteAllBytes(path, SupplyBooks.Write(city.Workplace.Texts, Chinese, k => k == kind ? rows : []));
        return path;
    }
}
