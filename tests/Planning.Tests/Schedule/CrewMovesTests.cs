using CleanHeating.Planning.Schedule;
using FsCheck;
using FsCheck.Fluent;

namespace CleanHeating.Planning.Tests.Schedule;

/// <summary>Moves against every way of moving, on few places.</summary>
public sealed class CrewMovesTests
{
    private const int Weeks = 3, Near = 2, Far = 5;

    [Fact]
    public void Find_FewPlaces_ServesAsManyAsCanBeAtLeastCost() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(300),
        Prop.ForAll(Gen.ArrayOf(Gen.Choose(-3, 3).Zip(Gen.Choose(1, 2))).Where(p => p.Length is > 0 and <= 5).ToArbitrary(), drawn =>
        {
            var places = drawn.Select((d, i) => new CrewBalance(i + 1, d.Item2, "firm", d.Item1)).ToList();

            var plan = CrewMoves.Find(places, Weeks, Near, Far);

            foreach (var place in places)
            {
                var (gives, takes) = (plan.Moves.Where(m => m.From == place.Place).Sum(m => m.Crews), plan.Moves.Where(m => m.To == place.Place).Sum(m => m.Crews));
                Assert.True(gives <= Math.Max(0, place.Spare));
                Assert.Equal(Math.Max(0, -place.Spare), takes - plan.Missing.Where(m => m.Place == place.Place).Sum(m => m.Spare));
            }

            var served = places.Count(p => p.Spare < 0 && plan.Missing.All(m => m.Place != p.Place));
            Assert.Equal(MostServed(places), served);
            Assert.Equal(plan.Moves.Sum(m => m.CostYuan), plan.CostYuan);
            Assert.Equal(LeastCost(places, plan), plan.CostYuan);
            return true;
        }));

    [Fact]
    public void Find_TwoFirms_MovesNothingBetweenThem()
    {
        var plan = CrewMoves.Find([new(1, 1, "a", 4), new(2, 1, "b", -2)], Weeks, Near, Far);

        Assert.Empty(plan.Moves);
        Assert.Equal(-2, plan.Missing.Single().Spare);
    }

    private static int MostServed(List<CrewBalance> places)
    {
        var (left, served) = (places.Where(p => p.Spare > 0).Sum(p => p.Spare), 0);
        var needs = places.Where(p => p.Spare < 0).Select(p => -p.Spare).ToList();
        for (var subset = 0; subset < 1 << needs.Count; subset++)
        {
            var chosen = needs.Where((_, i) => (subset >> i & 1) == 1).ToList();
            served = chosen.Sum() <= left ? Math.Max(served, chosen.Count) : served;
        }

        return served;
    }

    // Every way to bring each place what the plan brings it, crew by crew.
    private static long LeastCost(List<CrewBalance> places, CrewMovePlan plan)
    {
        var needs = plan.Moves.SelectMany(m => Enumerable.Repeat(places.Single(p => p.Place == m.To).County, m.Crews)).ToList();
        var spare = places.Where(p => p.Spare > 0).SelectMany(p => Enumerable.Repeat(p.County, p.Spare)).ToList();
        return Cheapest(needs, 0, spare);
    }

    private static long Cheapest(List<int> needs, int at, List<int> spare)
    {
        if (at == needs.Count)
        {
            return 0;
        }

        var best = long.MaxValue;
        foreach (var county in spare.Distinct().ToList())
        {
            var rest = new List<int>(spare);
            rest.Remove(county);
            var after = Cheapest(needs, at + 1, rest);
            best = after == long.MaxValue ? best : Math.Min(best, after + Weeks * (county == needs[at] ? Near : Far));
        }

        return best;
    }
}
