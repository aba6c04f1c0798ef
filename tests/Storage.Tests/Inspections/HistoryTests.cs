using CleanHeating.Acceptance;
using CleanHeating.Acceptance.DecideAcceptance;
using CleanHeating.Acceptance.InspectHousehold;
using CleanHeating.Acceptance.MendHousehold;
using CleanHeating.Acceptance.ReadAcceptance;
using CleanHeating.TestKit;

namespace CleanHeating.Storage.Tests.Inspections;

/// <summary>Random lives of a few households: workbooks, inspections, decisions and mending in any order, and what must hold whatever happened.</summary>
public sealed class HistoryTests
{
    private const int Households = 3, Acts = 30;
    private static readonly string?[] Results = [null, "合格", "不合格"];

    [Theory, InlineData(TestDatabases.Sqlite, 4, 11), InlineData(TestDatabases.Postgres, 2, 12)]
    public void Lives_AnyOrderOfActs_KeepTheRules(string kind, int lives, int seed)
    {
        var random = new Random(seed);
        var seen = new HashSet<(AcceptanceState?, AcceptanceState, WithdrawnBy)>();
        for (var life = 0; life < LongRun.Rounds(lives, lives * 10); life++)
        {
            using var city = InspectedCity.Open(kind, Households);
            for (var act = 0; act < Acts; act++)
            {
                city.Clock.Now = city.Clock.Now.AddMinutes(random.Next(1, 600));
                Act(city, random);
                AssertRules(city);
            }

            city.AssertSound();
            seen.UnionWith(city.Listener.Changes.Select(c => (c.Before?.State, c.After.State, c.After.WithdrawnBy)));
        }

        Assert.True(seen.Count >= 5, $"The lives are too dull: {string.Join(' ', seen)}");
    }

    [Theory, EveryDatabase]
    public void Drop_WhatAWorkbookFails_StaysGivenUp(string kind)
    {
        using var city = InspectedCity.Open(kind, 2);
        city.Import(InspectedCity.Row(1, "不合格"), InspectedCity.Row(2));
        city.Acceptances().CatchUp();
        var key = city.Reading().Household(city.Households()[0].Id, InspectedCity.English).Value.Rectifications.Single().Id;
        Assert.True(city.Mending().Drop(key, new RectificationActRequest(1, "torn down"), InspectedCity.English).IsOk);

        city.Import(InspectedCity.Row(1, "不合格"), InspectedCity.Row(2, "合格"));
        city.Acceptances().CatchUp();

        Assert.Equal((1, 0), (city.Count("rectification"), city.Count("rectification", "state < 2")));
    }

    private static void Act(InspectedCity city, Random random)
    {
        var row = city.Households()[random.Next(Households)];
        var chain = city.Reading().Household(row.Id, InspectedCity.English).Value;
        var version = chain.Acceptance?.Version ?? 1;
        var mending = chain.Rectifications.FirstOrDefault(r => r.State is "open" or "reported");
        switch (random.Next(9))
        {
            case 0 or 1:
                var standing = city.Households().Select(h => city.Accepted(h.Id)).Where(a => a is { State: AcceptanceState.Standing }).ToList();
                city.Import([.. Enumerable.Range(1, Households).Select(i => InspectedCity.Row(i, Results[random.Next(3)]))]);
                city.Acceptances().CatchUp();
                Assert.Equal(AdoptionAnswer.Nothing, city.Acceptances().CatchUp());
                Assert.All(standing, a => Assert.Equal(a, city.Accepted(a!.Household.ToString())));
                break;
            case 2 or 3:
                city.Submit(city.Good(row));
                break;
            case 4:
                city.Submit(city.Bad(row) with { Rectification = new RectificationOrder("x", "y", "2035-01-01") });
                break;
            case 5:
                city.Deciding().Withdraw(row.Id, new AcceptanceActRequest(version, "why not"), InspectedCity.English);
                break;
            case 6:
                city.Deciding().Confirm(row.Id, new AcceptanceActRequest(version), InspectedCity.English);
                break;
            case 7 when mending is not null:
                city.Mending().Report(mending.Id, new RectificationActRequest(mending.Version, "done"), InspectedCity.English);
                break;
            case 8 when mending is not null:
                city.Mending().Drop(mending.Id, new RectificationActRequest(mending.Version, "given up"), InspectedCity.English);
                break;
            default:
                break;
        }
    }

    private static void AssertRules(InspectedCity city)
    {
        foreach (var id in city.Households().Select(h => h.Id))
        {
            var (accepted, chain) = (city.Accepted(id), city.Reading().Household(id, InspectedCity.English).Value);
            Assert.Equal(Enumerable.Range(1, chain.Inspections.Count), chain.Inspections.Select(i => i.Number));
            Assert.InRange(chain.Rectifications.Count(r => r.State is "open" or "reported"), 0, 1);
            AssertAcceptance(accepted, chain);

            // Who listens has heard every step, each beginning where the one before ended.
            var heard = city.Listener.Changes.Where(c => c.After.Household.ToString() == id).ToList();
            Assert.Equal(heard.Take(heard.Count - 1).Select(c => (AcceptedHousehold?)c.After).Prepend(null).Take(heard.Count), heard.Select(c => c.Before));
            Assert.Equal(accepted, heard.Count == 0 ? null : heard[^1].After);
        }
    }

    private static void AssertAcceptance(AcceptedHousehold? accepted, HouseholdAcceptance chain)
    {
        var last = chain.Inspections.Count > 0 ? chain.Inspections[^1] : null;
        if (accepted is { State: AcceptanceState.Standing, Source: AcceptanceSource.Field })
        {
            Assert.Equal((chain.Acceptance!.Inspection, "passed"), (last!.Id, last.Outcome));
            Assert.DoesNotContain(chain.Rectifications, r => r is { Source: "field", State: "open" or "reported" });
        }

        if (accepted is { State: AcceptanceState.Standing, Source: AcceptanceSource.Workbook })
        {
            Assert.NotNull(accepted.DecidedBy);
        }

        if (accepted is { WithdrawnBy: WithdrawnBy.Inspection })
        {
            Assert.Equal("failed", last!.Outcome);
        }

        Assert.Equal(accepted is { State: AcceptanceState.Withdrawn }, accepted is not null && accepted.WithdrawnBy != WithdrawnBy.Nobody);
    }
}
