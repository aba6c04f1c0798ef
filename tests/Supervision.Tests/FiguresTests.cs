using CleanHeating.Supervision.Domain;
using FsCheck;
using FsCheck.Fluent;

namespace CleanHeating.Supervision.Tests;

public sealed class FiguresTests
{
    private static readonly FigureSet Some = new() { Ledger = 10, Started = 8, Completed = 6, Passed = 4, Failed = 1, AreaHundredths = 800_00, PaidFen = 4_800_00, OutstandingFen = 10 };

    [Fact]
    public void With_FigureOfARoute_ChangesTheTotalAlike()
    {
        var figures = Of(("a", Some), ("b", Some));

        var changed = figures.With("a", "passed", 5)!;

        Assert.Equal((5, 4, 9), (changed.Of("a").Passed, changed.Of("b").Passed, changed.Total.Passed));
        Assert.Equal(figures.Total.Target, changed.Total.Target);
        Assert.Equal(figures.Total with { Passed = 9 }, changed.Total);
    }

    [Theory]
    [InlineData(null, "passed")]
    [InlineData("a", "target")]
    [InlineData("a", "not_started")]
    [InlineData("a", "nothing")]
    public void With_WhatIsNoFigureOfItsOwn_IsNothing(string? route, string figure) => Assert.Null(Of(("a", Some)).With(route, figure, 1));

    [Theory]
    [InlineData("passed", 6)]
    [InlineData("failed", -1)]
    [InlineData("completed", 9)]
    [InlineData("started", 11)]
    [InlineData("ledger", 7)]
    [InlineData("paid_fen", -1)]
    public void IsCoherent_PartAboveItsWhole_IsNot(string figure, long value)
    {
        Assert.True(Some.IsCoherent);
        Assert.False(Some.With(figure, value)!.IsCoherent);
    }

    [Fact]
    public void Json_ThereAndBack_IsTheSame()
    {
        var figures = Of(("a", Some), ("b", Some with { Target = null }));

        var back = ReportFigures.FromJson(figures.ToJson());

        Assert.Equal(figures.Total, back.Total);
        Assert.Equal(figures.Routes, back.Routes);
    }

    [Fact]
    public void Differences_AnyReports_ExplainTheDifferenceOfTheSumsToTheLast()
    {
        var set = Gen.Choose(0, 9).ArrayOf(6).Select(n => new FigureSet { Ledger = n[0] + n[1] + n[2] + n[3], Started = n[1] + n[2] + n[3], Completed = n[2] + n[3], Passed = n[3], PaidFen = n[3] * n[4], AreaHundredths = n[0] * n[5] });
        var part = set.Zip(set).Select(p => Untargeted(Of(("a", p.Item1), ("b", p.Item2))));
        var parts = part.Zip(part).Zip(Gen.Choose(0, 2)).Select(p => (Counted: p.Item1.Item1, Other: p.Item1.Item2, Kind: p.Item2)).ArrayOf(5);

        Prop.ForAll(parts.ToArbitrary(), cases =>
        {
            var counted = cases.Select((c, i) => new CountedPart(i, c.Counted)).ToList();
            var reported = cases.Select((c, i) => (Region: (long)i, Figures: c.Kind switch { 0 => c.Counted, 1 => c.Other, _ => null })).Where(r => r.Figures is not null).ToDictionary(r => r.Region, r => r.Figures!);

            var differences = ReportComparison.Of(counted, reported);

            foreach (var key in FigureSet.Keys)
            {
                var explained = differences.Sum(d => d.Figure is null ? counted[(int)d.Region].Figures.Total[key] ?? 0 : d.Figure == key && d.Route is null ? d.Counted - d.Reported!.Value : 0);
                Assert.Equal(counted.Sum(c => c.Figures.Total[key] ?? 0) - reported.Values.Sum(r => r.Total[key] ?? 0), explained);
            }
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Differences_MissingPartWithoutAnybody_IsNone()
    {
        var counted = new[] { new CountedPart(1, Of(("a", Some))), new CountedPart(2, ReportFigures.Zero) };

        var difference = Assert.Single(ReportComparison.Of(counted, new Dictionary<long, ReportFigures>()));

        Assert.Equal(new ReportDifference(1, null, null, 10, null), difference);
    }

    private static ReportFigures Untargeted(ReportFigures figures) => figures with { Total = figures.Total with { Target = null } };

    private static ReportFigures Of(params (string Route, FigureSet Figures)[] routes) => new(
        routes.Aggregate(FigureSet.Zero, (sum, r) => sum + r.Figures) with { Target = 30 },
        new SortedDictionary<string, FigureSet>(routes.ToDictionary(r => r.Route, r => r.Figures), StringComparer.Ordinal));
}
