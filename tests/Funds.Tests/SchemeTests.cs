using CleanHeating.Funds.Domain.Subsidies;
using CleanHeating.Programme.Loading;
using CleanHeating.Programme.Plan;
using CleanHeating.TestKit;
using FsCheck;
using FsCheck.Fluent;

namespace CleanHeating.Funds.Tests;

/// <summary>Amounts put together from blocks: exact until the end, rounded once, parts that add up.</summary>
public sealed class SchemeTests
{
    private static readonly DateOnly Day = new(2030, 6, 1);
    private static readonly PlanParameters Parameters = new(
    [
        Parameter("flat", "900", "yuan/household"), Parameter("floor", "1000", "yuan/household"), Parameter("cap", "1200.55", "yuan/household"), Parameter("power", "0.1", "yuan/kWh"), Parameter("gas", "0.0333", "yuan/m3"),
        Parameter("area", "20.1234", "yuan/m2"), Parameter("room", "150.5", "yuan/room"), Parameter("share", "33.33", "percent"), Parameter("city", "450", "yuan/household"), Parameter("cityshare", "60", "percent"),
    ]);

    [Theory]
    [InlineData("flat", 90000)]
    [InlineData("unit area", 161993)]
    [InlineData("unit rooms", 45150)]
    [InlineData("unit power", 1235)]
    [InlineData("unit gas", 3)]
    [InlineData("share", 3333000)]
    [InlineData("cap area", 120055)]
    [InlineData("floor flat", 100000)]
    [InlineData("sum", 1238)]
    [InlineData("by hit", 90000)]
    [InlineData("by otherwise", 45150)]
    [InlineData("by nothing", 0)]
    public void Of_EachBlock_ComesToWhatItSays(string what, long fen)
    {
        var facts = new SubsidyFacts("gas-wall-boiler", "低保户", 8050, 3, 10_000_000, 12345, 100);
        var block = what switch
        {
            "flat" => SchemeBlock.OfFlat("flat"),
            "unit area" => SchemeBlock.OfUse("area", "area"),
            "unit rooms" => SchemeBlock.OfUse("rooms", "room"),
            "unit power" => SchemeBlock.OfUse("power", "power"),
            "unit gas" => SchemeBlock.OfUse("gas", "gas"),
            "share" => new SchemeBlock("share") { Of = "cost", Parameter = "share" },
            "cap area" => new SchemeBlock("cap") { Parameter = "cap", Parts = [SchemeBlock.OfUse("area", "area")] },
            "floor flat" => new SchemeBlock("floor") { Parameter = "floor", Parts = [SchemeBlock.OfFlat("flat")] },
            "sum" => new SchemeBlock("sum") { Parts = [SchemeBlock.OfUse("power", "power"), SchemeBlock.OfUse("gas", "gas")] },
            "by hit" => Tier("hardship", (["特困", "低保户"], SchemeBlock.OfFlat("flat"))),
            "by otherwise" => Tier("route", (["x"], SchemeBlock.OfFlat("flat")), ([], SchemeBlock.OfUse("rooms", "room"))),
            _ => Tier("route", (["x"], SchemeBlock.OfFlat("flat"))),
        };

        var scheme = Build(block, [new PayerPlan("county", null, true)]);

        Assert.Equal(fen, scheme.Of(facts).Fen);
        var trace = new List<TraceStep>();
        Assert.Equal(fen, scheme.Of(facts, trace).Fen);
        Assert.Equal(fen, trace[^1].Result.RoundedFen);
    }

    [Theory]
    [InlineData(5, 0)]
    [InlineData(50, 1)]
    [InlineData(49, 0)]
    [InlineData(149, 1)]
    [InlineData(150, 2)]
    public void RoundedFen_HalfAFen_GoesUp(long hundredthsOfFen, long fen) => Assert.Equal(fen, new ExactAmount(hundredthsOfFen * ExactAmount.PerFen / 100).RoundedFen);

    [Fact]
    public void Of_TwoParts_RoundsTheirSumAndNotEachOfThem()
    {
        var scheme = Build(new SchemeBlock("sum") { Parts = [SchemeBlock.OfUse("gas", "gas"), SchemeBlock.OfUse("gas", "gas")] }, [new PayerPlan("city", null, true)]);

        // 0.45 m³ × 0.0333 is 1.4985 fen: twice that is 3, where rounded parts would give 2.
        Assert.Equal(3, scheme.Of(new SubsidyFacts("", null, 0, 0, null, 0, 45)).Fen);
    }

    [Fact]
    public void Payers_AnyAmount_AddUpToIt() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(3000),
        Prop.ForAll(Arb.From(Gen.Choose(0, 2_000_000).Zip(Gen.Choose(0, 3))), drawn =>
        {
            var (area, which) = drawn;
            IReadOnlyList<PayerPlan> payers = which switch
            {
                0 => [new("city", "city", false), new("county", null, true)],
                1 => [new("city", "cityshare", false), new("county", null, true)],
                2 => [new("county", "share", false), new("city", null, true)],
                _ => [new("city", null, true)],
            };

            var amount = Build(SchemeBlock.OfUse("area", "area"), payers).Of(new SubsidyFacts("", null, area, 0, null, 0, 0));

            Assert.Equal((area * 201234L + 5_000) / 10_000, amount.Fen);
            Assert.True(amount is { City: >= 0, County: >= 0 });
            Assert.Equal(amount.Fen, amount.City + amount.County);
        }));

    [Fact]
    public void On_DecidedValues_HoldFromTheirDay()
    {
        var flat = Parameters.Find("flat")!;
        var settings = new Settings(Parameters, [Setting.With(flat, "950", new DateOnly(2030, 7, 1), "office", "why")!, Setting.With(flat, "910.5", new DateOnly(2030, 6, 15), "office", "why")!]);

        Assert.Equal(["900", "910.5", "910.5", "950"], new[] { 14, 15, 30, 31 }.Select(d => settings.On("flat", new DateOnly(2030, 5, 31).AddDays(d)).Text));
        Assert.Null(Setting.With(flat, "9.005", Day, null, null));
        Assert.Null(Setting.With(flat, "-1", Day, null, null));
        Assert.Null(Setting.With(flat, "x", Day, null, null));
        Assert.NotNull(Setting.With(Parameters.Find("gas")!, "0.0334", Day, null, null));
    }

    [Theory]
    [InlineData("block: floor, parameter: capital-subsidy-floor, on: {block: flat", "block: floor, parameter: capital-subsidy-floor, on: {block: gift", "programme-value")]
    [InlineData("- {payer: city, parameter: capital-subsidy-city}\n", "", null)]
    [InlineData("- {payer: county, rest: true}", "- {payer: county, parameter: capital-subsidy-city}", "programme-payers")]
    [InlineData("parameter: operating-subsidy-gas}", "parameter: capital-subsidy-floor}", "programme-unit")]
    [InlineData("parameter: operating-subsidy-gas}", "parameter: nothing}", "programme-parameter-missing")]
    [InlineData("notice_days: 7", "notice_days: 7\ncolour: red", "programme-unknown-key")]
    [InlineData("encoding: gb18030", "encoding: latin", "programme-value")]
    [InlineData("kind: operating", "kind: capital", "programme-value")]
    public void Load_FundsOfHeze_RefusesWhatCouldNotBeReckoned(string from, string to, string? code)
    {
        using var folder = new TempFolder();
        foreach (var file in Directory.GetFiles(InventedCity.HezeFolder))
        {
            File.Copy(file, folder.File(Path.GetFileName(file)));
        }

        var funds = File.ReadAllText(folder.File("funds.yaml"));
        Assert.Contains(from, funds, StringComparison.Ordinal);
        File.WriteAllText(folder.File("funds.yaml"), funds.Replace(from, to, StringComparison.Ordinal));

        var loaded = ProgrammeLoader.Load(folder.Path);

        Assert.Equal(code, loaded.IsOk ? null : loaded.Errors[0].Code);
        Assert.All(loaded.Errors, e => Assert.True(e.Place is { File: "funds.yaml", Line: > 0 }));
    }

    private static SchemeBlock Tier(string by, params (string[] When, SchemeBlock Amount)[] cases) => new("by") { Of = by, Parts = [.. cases.Select(c => c.Amount)], Cases = [.. cases.Select(c => c.When)] };

    private static SubsidyScheme Build(SchemeBlock block, IReadOnlyList<PayerPlan> payers) =>
        SchemeBuilder.Build(FundsPlan.Usual with { Schemes = [new SchemePlan("capital", SchemePlan.Capital, block, payers)] }, SchemePlan.Capital, new Settings(Parameters, []), Day);

    private static PlanParameter Parameter(string code, string value, string unit) => new(code, code, code, value, unit, new DateOnly(2020, 1, 1), null, "test");
}
