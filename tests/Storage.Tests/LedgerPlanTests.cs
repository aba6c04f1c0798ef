using System.Text.RegularExpressions;
using CleanHeating.Ledger.ListHouseholds;
using CleanHeating.Platform.Accounts;
using CleanHeating.Ledger.MakeSample;
using CleanHeating.Platform.Storage;
using CleanHeating.TestKit;
using Xunit;

namespace CleanHeating.Storage.Tests;

/// <summary>What the databases do for a page of the ledger table: they read an index, never the whole table, and the listing index alone wherever all that match are looked at.</summary>
public sealed partial class LedgerPlanTests
{
    private static readonly string[] Filters =
    [
        "", "stage=completed", "stage=passed,failed", "route=gas-wall-boiler", "hardship=any", "hardship=none", "hardship=低保户",
        "warning=area-outlier", "search=王", "search=13800138000", "search=6231998800000777773",
    ];

    [Theory, EveryDatabase]
    public void Page_EachFilterAndOrder_ReadsTheListingIndex(string kind)
    {
        using var city = Filled(kind, out var county);
        using var connection = Connection(city, kind);
        foreach (var region in (string?[])[null, county, Township(city), Village(city)])
        {
            foreach (var filter in Filters)
            {
                foreach (var sort in SortColumn.All.Values)
                {
                    var query = Query(city, region, filter, sort);
                    foreach (var (text, values) in (List<(string, object?[])>)[query.PageStatement(null, 50), query.CountedPageStatement(null, 50), query.PageStatement(new PageCursor(false, "0", 1), 50)])
                    {
                        AssertReadsIndex(Plan(connection, kind, text, values), $"{region} {filter} {sort.Key}");
                    }
                }
            }
        }
    }

    [Theory, EveryDatabase]
    public void Page_FurtherIn_StartsAtItsRow(string kind)
    {
        using var city = Filled(kind, out var county);
        using var connection = Connection(city, kind);
        var household = connection.ScalarLong(null, "SELECT MAX(household_id) FROM household")!.Value;
        var (text, values) = Query(city, county, "stage=completed", SortColumn.Village).PageStatement(new PageCursor(false, null, household), 50);

        var plan = Plan(connection, kind, text, values);

        Assert.Matches(kind == TestDatabases.Sqlite ? @"ix_household_list \(county_code=\? AND household_id>\?\)" : @"Index Cond: \(.*county_code = .*household_id > ", plan);
    }

    [Theory, EveryDatabase]
    public void Page_OnePerson_SeeksByKey(string kind)
    {
        using var city = Filled(kind, out _);
        using var connection = Connection(city, kind);
        var household = connection.ScalarLong(null, "SELECT MIN(household_id) FROM household")!.Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
        foreach (var search in (string[])[household, "37178919800101001" + Kernel.IdentityNumber.CheckCharacter("37178919800101001")])
        {
            var (text, values) = Query(city, null, "search=" + search, SortColumn.Village).CountedPageStatement(null, 50);

            var plan = Plan(connection, kind, text, values);

            Assert.DoesNotMatch(kind == TestDatabases.Sqlite ? "SCAN household|SCAN person_claim" : "Seq Scan on (household|person_claim)", plan);
        }
    }

    private static void AssertReadsIndex(string plan, string what)
    {
        Assert.True(ListingIndex().IsMatch(plan) || ByKey().IsMatch(plan), $"{what} does not read the index:\n{plan}");
        Assert.False(WholeTable().IsMatch(plan), $"{what} reads whole rows of the table:\n{plan}");
    }

    private static HouseholdQuery Query(InventedCity city, string? region, string filter, SortColumn sort)
    {
        var (key, value) = filter.Split('=') is [var name, var text] ? (name, text) : ("", "");
        var request = new ListRequest
        {
            Region = region, Stage = key == "stage" ? value : null, Route = key == "route" ? value : null, Hardship = key == "hardship" ? value : null,
            Warning = key == "warning" ? value : null, Search = key == "search" ? value : null,
        };
        var parsed = new ListHouseholdsHandler(city.Workplace, city.Programmes).FilterOf(request, city.Programme);
        return new HouseholdQuery(city.Programme.Number, parsed.Value, sort, descending: false, Scope.All);
    }

    private static System.Data.Common.DbConnection Connection(InventedCity city, string kind)
    {
        var connection = city.Workplace.Database.Open();
        if (kind == TestDatabases.Postgres)
        {
            // A table this small fits in memory at a glance; the question is which way a large one would be read.
            connection.Execute(null, "VACUUM ANALYZE household");
            connection.Execute(null, "VACUUM ANALYZE person_claim");
            connection.Execute(null, "SET enable_seqscan = off; SET enable_bitmapscan = off");
        }

        return connection;
    }

    private static string Plan(System.Data.Common.DbConnection connection, string kind, string text, object?[] values) => kind == TestDatabases.Sqlite
        ? string.Join('\n', connection.Query(null, "EXPLAIN QUERY PLAN " + text, values).Select(r => r.GetString(3)))
        : string.Join('\n', connection.Query(null, "EXPLAIN " + text, values).Select(r => r.GetString(0)));

    private static string Township(InventedCity city) => city.Programme.Plan.Divisions.ChildrenOf(city.Programme.Plan.Divisions.Counties[6])[0].ToString();

    private static string Village(InventedCity city) => city.Programme.Plan.Divisions.All.First(d => d.Code.Level == Kernel.RegionLevel.Village).Code.ToString();

    private static InventedCity Filled(string kind, out string county)
    {
        var city = InventedCity.Open(kind, InventedCity.HezeFolder);
        var sample = new SampleHandler().Make(city.Programme, city.File("sample"), 3000, 3);
        Assert.True(city.TryImport(sample.Files, sample.AsOf).IsOk);
        county = city.Programme.Plan.Divisions.Counties[6].ToString();
        return city;
    }

    [GeneratedRegex("COVERING INDEX ix_household_list|Index Only Scan (Backward )?using ix_household_list")]
    private static partial Regex ListingIndex();

    // PostgreSQL may as well go by the key where that leaves little to look at: in order of place it stops at the page's last row, and in a region it seeks.
    [GeneratedRegex("Limit .*\n *->  Index Scan (Backward )?using \"PK_household\"|using \"PK_household\" on household household_1.*\n *Index Cond: \\(+county_code = [0-9]")]
    private static partial Regex ByKey();

    [GeneratedRegex("SCAN household$|SCAN household USING PRIMARY|Seq Scan on household", RegexOptions.Multiline)]
    private static partial Regex WholeTable();
}
