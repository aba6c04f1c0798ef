using CleanHeating.Programme.Plan;

namespace CleanHeating.Funds.Domain.Subsidies;

/// <summary>A payer's part of amounts.</summary>
/// <param name="Name">city or county.</param>
/// <param name="Setting">Its share; null for the rest.</param>
internal sealed record Payer(string Name, Setting? Setting);

/// <summary>An amount in whole fen, with the parts of city and county.</summary>
/// <param name="Fen">The amount.</param>
/// <param name="City">The city's part.</param>
/// <param name="IsCapped">Whether a cap took something away.</param>
internal readonly record struct Entitlement(long Fen, long City, bool IsCapped)
{
    public long County => Fen - City;
}

/// <summary>One kind of subsidy as it holds on a day: exact amount, one rounding, and parts that add up to the amount.</summary>
internal sealed record SubsidyScheme(string Code, string Kind, AmountBlock Amount, IReadOnlyList<Payer> Payers)
{
    public Entitlement Of(in SubsidyFacts facts, List<TraceStep>? trace = null)
    {
        var exact = Amount.Of(facts, trace);
        var fen = exact.RoundedFen;
        return new Entitlement(fen, City(fen), Amount is CapBlock cap && cap.On.Of(facts) > ExactAmount.OfFen(cap.Cap.Units));
    }

    // Each payer takes its part of what those before it left, rounded half up; the last has the rest, so nothing is lost.
    private long City(long fen)
    {
        var (rest, city) = (fen, 0L);
        foreach (var payer in Payers)
        {
            var part = payer.Setting switch
            {
                null => rest,
                { Unit: "percent" } percent => Math.Min(rest, ExactAmount.OfShare(fen, percent.Units).RoundedFen),
                { } flat => Math.Min(rest, flat.Units),
            };
            rest -= part;
            city += payer.Name == "city" ? part : 0;
        }

        return city;
    }
}

/// <summary>Turns a programme's blocks into the schemes that hold on a day.</summary>
internal static class SchemeBuilder
{
    public static SubsidyScheme Build(FundsPlan plan, string kind, Settings settings, DateOnly day)
    {
        var scheme = plan.Schemes.First(s => s.Kind == kind);
        return new SubsidyScheme(
            scheme.Code, kind, Block(scheme.Rule, settings, day), [.. scheme.Payers.Select(p => new Payer(p.Payer, p.Parameter is null ? null : settings.On(p.Parameter, day)))]);
    }

    /// <summary>Codes of the parameters that a scheme rests on.</summary>
    public static IEnumerable<string> Parameters(SchemePlan scheme) => Parameters(scheme.Rule).Concat(scheme.Payers.Select(p => p.Parameter).OfType<string>()).Distinct(StringComparer.Ordinal);

    private static IEnumerable<string> Parameters(SchemeBlock block) => block.Parts.SelectMany(Parameters).Concat(block.Parameter is null ? [] : [block.Parameter]);

    private static AmountBlock Block(SchemeBlock block, Settings settings, DateOnly day)
    {
        AmountBlock Part(int i) => Block(block.Parts[i], settings, day);
        Setting Value() => settings.On(block.Parameter!, day);
        return block.Kind switch
        {
            "flat" => new FlatBlock(Value()),
            "unit" => new UnitBlock(block.Of!, Value()),
            "share" => new ShareBlock(Value()),
            "cap" => new CapBlock(Part(0), Value()),
            "floor" => new FloorBlock(Part(0), Value()),
            "sum" => new SumBlock([.. block.Parts.Select((_, i) => Part(i))]),
            "by" => new TierBlock(block.Of!, [.. block.Cases.Select((words, i) => (words, Part(i)))]),
            _ => throw new ArgumentOutOfRangeException(nameof(block), block.Kind, "No such block."),
        };
    }
}
