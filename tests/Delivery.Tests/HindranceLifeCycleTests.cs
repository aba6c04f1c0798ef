using CleanHeating.Delivery.Domain;
using CleanHeating.TestKit;

namespace CleanHeating.Delivery.Tests;

public sealed class HindranceLifeCycleTests
{
    private static readonly Dictionary<(HindranceState, HindranceTrigger), HindranceState> Allowed = new()
    {
        [(HindranceState.Open, HindranceTrigger.Change)] = HindranceState.Open,
        [(HindranceState.Open, HindranceTrigger.Resolve)] = HindranceState.Resolved,
        [(HindranceState.Resolved, HindranceTrigger.Reopen)] = HindranceState.Open,
    };

    public static TheoryData<HindranceState, HindranceTrigger> Pairs => new(
        Enum.GetValues<HindranceState>().SelectMany(s => Enum.GetValues<HindranceTrigger>().Select(t => (s, t))));

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Next_EveryPair_IsAllowedOrRefused(HindranceState state, HindranceTrigger trigger)
    {
        var next = HindranceLifeCycle.Table.Next(state, trigger, "a reason");

        if (Allowed.TryGetValue((state, trigger), out var expected))
        {
            Assert.Equal(expected, next.Value);
        }
        else
        {
            Assert.Equal("hindrance-state", next.Errors[0].Code);
        }
    }

    [Fact]
    public void Diagram_OfTheTable_StandsInTheArchitecture() =>
        Assert.Contains(HindranceLifeCycle.Diagram(), File.ReadAllText(Repository.Locate("docs/architecture.md")).ReplaceLineEndings("\n"), StringComparison.Ordinal);
}
