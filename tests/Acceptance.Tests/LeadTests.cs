using System.Numerics;
using CleanHeating.Acceptance.Domain;
using CleanHeating.Acceptance.SweepInspections;
using FsCheck;
using FsCheck.Fluent;

namespace CleanHeating.Acceptance.Tests;

/// <summary>Leads against the plain way to reckon them.</summary>
public sealed class LeadTests
{
    private const long Village = 98010100120200000;

    [Fact]
    public void Alike_RandomPictures_FindsThePairsThatAPlainSearchFinds() => Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
    {
        var random = new Random(seed);
        var looks = Enumerable.Range(0, 40).Select(_ => random.NextInt64()).ToList();
        var photos = Enumerable.Range(0, 80).Select(i => new SweptPhoto(Village + i, i, "h" + i, Near(random, looks[random.Next(looks.Count)]))).ToList();

        var together = PhotoLeads.Alike(photos, 6).SelectMany(l => l.Households.SelectMany(_ => l.Households, (a, b) => (a, b))).ToHashSet();

        return photos.All(a => photos.All(b => a.Household == b.Household || BitOperations.PopCount(unchecked((ulong)(a.Looks!.Value ^ b.Looks!.Value))) > 6 || together.Contains((a.Household, b.Household))))
            && PhotoLeads.Alike(photos, 6).All(l => l.Households.Count > 1);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Alike_OneHouseholdsOwnPhotos_AreNoLead() => Assert.Empty(PhotoLeads.Alike([new(Village, 1, "a", 5), new(Village, 1, "b", 5), new(Village + 1, 2, "c", ~5L)], 6));

    [Fact]
    public void Pace_RandomDays_HasALeadWhereAPlainSearchHasOne() => Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
    {
        var random = new Random(seed);
        var visits = Enumerable.Range(0, 60).Select(i => new SweptInspection(Village + i, i, "a" + random.Next(2), random.NextInt64(200 * TimeSpan.TicksPerMinute), null)).ToList();
        var fast = visits.GroupBy(v => v.Actor).SelectMany(g => g.Where(v => g.Count(o => o.At >= v.At && o.At <= v.At + (10 * TimeSpan.TicksPerMinute)) >= 6)
            .SelectMany(v => g.Where(o => o.At >= v.At && o.At <= v.At + (10 * TimeSpan.TicksPerMinute)))).Select(v => v.Inspection).ToHashSet();

        return fast.SetEquals(VisitLeads.Pace(visits, 6, 10).SelectMany(l => l.Inspections));
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(11, 0)]
    [InlineData(12, 1)]
    public void Pace_TwelveInTenMinutes_IsTheBound(int count, int leads)
    {
        var visits = Enumerable.Range(0, count).Select(i => new SweptInspection(Village + i, i, "a", i * 54 * TimeSpan.TicksPerSecond, null));

        Assert.Equal(leads, VisitLeads.Pace(visits, 12, 10).Count());
    }

    [Fact]
    public void Far_OneOfManyOrOfFew_IsALeadOnlyOfMany()
    {
        SweptInspection At(int i, long latitude) => new(Village + i, i, "a", i, new Place(latitude, 115_480_000));
        List<SweptInspection> near = [.. Enumerable.Range(0, 6).Select(i => At(i, 35_241_000 + i))];

        Assert.Empty(VisitLeads.Far([.. near, At(9, 35_241_000 + 26_000)], 3000));
        var lead = Assert.Single(VisitLeads.Far([.. near, At(9, 35_241_000 + 28_000)], 3000));
        Assert.Equal((Village + 9, 3116), (lead.Households.Single(), lead.Figure!.Value / 1));
        Assert.Empty(VisitLeads.Far([.. near.Take(3), At(9, 36_000_000)], 3000));
    }

    private static long Near(Random random, long look)
    {
        for (var n = random.Next(10); n > 0; n--)
        {
            look ^= 1L << random.Next(64);
        }

        return look;
    }
}
