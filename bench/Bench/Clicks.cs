using System.Globalization;
using CleanHeating.Kernel;
using CleanHeating.Ledger.ListHouseholds;
using CleanHeating.Platform;
using CleanHeating.Programme.Data;

namespace CleanHeating.Bench;

/// <summary>Everything that a user can click in the ledger table: each region, filter, search and order, on the first page and further in.</summary>
internal static class Clicks
{
    private const int Repeats = 3, Deep = 20;

    /// <summary>Milliseconds of processor time of each click, the best of some tries, slowest first.</summary>
    public static List<(string Click, double Milliseconds)> Measure(Workplace workplace, ProgrammeStore store, LoadedProgramme programme)
    {
        var handler = new ListHouseholdsHandler(workplace, store);
        var times = new List<(string, double)>();
        foreach (var request in Requests(programme))
        {
            times.Add((Name(request), Best(() => _ = handler.List(request, CultureInfo.GetCultureInfo("zh")).Value)));
        }

        return [.. times.OrderByDescending(t => t.Item2)];
    }

    /// <summary>Milliseconds of the first page, of the one after twenty others, and of the last reached backwards, by the default order in a county.</summary>
    public static (double First, double Further) Paging(Workplace workplace, ProgrammeStore store, LoadedProgramme programme)
    {
        var handler = new ListHouseholdsHandler(workplace, store);
        var request = new ListRequest { Region = programme.Plan.Divisions.Counties[6].ToString(), Stage = "completed", Limit = 200 };
        var first = Best(() => _ = handler.List(request, CultureInfo.GetCultureInfo("zh")).Value);
        for (var i = 0; i < Deep; i++)
        {
            request = request with { Cursor = handler.List(request, CultureInfo.GetCultureInfo("zh")).Value.Next };
        }

        return (first, Best(() => _ = handler.List(request, CultureInfo.GetCultureInfo("zh")).Value));
    }

    private static IEnumerable<ListRequest> Requests(LoadedProgramme programme)
    {
        var divisions = programme.Plan.Divisions;
        var county = divisions.Counties[6];
        var township = divisions.ChildrenOf(county)[2];
        var village = divisions.ChildrenOf(township)[3];
        var technologies = programme.Plan.Technologies.Select(t => t.Code).ToList();
        List<Func<ListRequest, ListRequest>> filters =
        [
            r => r, r => r with { Stage = "completed" }, r => r with { Stage = "failed" }, r => r with { Stage = "passed,failed" },
            r => r with { Route = technologies[0] }, r => r with { Route = technologies[^1] }, r => r with { Route = technologies[^1], Stage = "failed" },
            r => r with { Hardship = "any" }, r => r with { Hardship = "none" }, r => r with { Hardship = "五保户" },
            r => r with { Warning = "phone-format" }, r => r with { Warning = "uscc-checksum" }, r => r with { Warning = "uscc-checksum", Stage = "failed" },
            r => r with { Search = "王" }, r => r with { Search = "罗伟芳" }, r => r with { Search = "诸葛" },
            r => r with { Search = LargePopulation.IdentityOf(77_777) }, r => r with { Search = LargePopulation.PhoneOf(77_777) }, r => r with { Search = LargePopulation.AccountOf(77_777) },
            r => r with { Search = (village.Value * 100_000 + 5).ToString(CultureInfo.InvariantCulture) },
        ];
        return from region in new RegionCode?[] { null, county, township, village }
               from filter in filters
               from sort in SortColumn.All.Keys
               from way in new[] { "", "-" }
               select filter(new ListRequest { Region = region?.ToString(), Sort = way + sort });
    }

    private static string Name(ListRequest r) => string.Join(" ", new[]
    {
        r.Region is null ? "city" : r.Region[4..6] == "00" ? "city" : r.Region[6..9] == "000" ? "county" : r.Region[9..] == "000" ? "township" : "village", r.Stage, r.Route, r.Warning, r.Hardship is null ? null : "hardship " + r.Hardship, r.Search is null ? null : "search " + r.Search, "by " + r.Sort,
    }.OfType<string>());

    // Processor time, because the machine may have other work: a page waits for nothing but the processor once its index is in memory.
    private static double Best(Action work)
    {
        var best = double.MaxValue;
        for (var i = 0; i < Repeats; i++)
        {
            var start = Environment.CpuUsage.TotalTime;
            work();
            best = Math.Min(best, (Environment.CpuUsage.TotalTime - start).TotalMilliseconds);
        }

        return best;
    }
}
