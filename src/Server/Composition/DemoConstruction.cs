using CleanHeating.Delivery.Construction;
using CleanHeating.Kernel;
using CleanHeating.Platform;
using CleanHeating.Platform.Texts;
using CleanHeating.Programme.Data;

namespace CleanHeating.Server.Composition;

/// <summary>What people of the demonstration find of construction: every county's schedule, reports of a township and some hindrances.</summary>
internal sealed class DemoConstruction(Workplace workplace, ProgrammeStore programmes)
{
    private const int Hindrances = 3, Crews = 3, DaysToMend = 10;
    private static readonly string[] Kinds = ["land", "gas", "road"];

    public void Prepare(LoadedProgramme programme, RegionCode county, DateOnly today)
    {
        var store = new ForecastStore();
        var schedules = new ScheduleDesk(workplace, programmes, store);
        foreach (var each in programme.Plan.Divisions.Counties)
        {
            schedules.Make(new BuildScheduleRequest(each.ToString(), false, 0));
        }

        var reports = new ReportDesk(workplace, programmes, store);
        var townships = programme.Plan.Divisions.ChildrenOf(county).Select(t => reports.Read(t.ToString())).Where(r => r is { IsOk: true, Value.Villages.Count: > 0 }).Select(r => r.Value).ToList();
        if (townships.Count == 0)
        {
            return;
        }

        // Villages tell a little more than the ledger has: it comes later.
        var (township, asOf) = (townships[0], townships[0].AsOf);
        reports.Report(township.Township, new VillageReportsRequest(
            asOf, [.. township.Villages.Select(v => new VillageReportLine(v.Village, v.LedgerStarted, Math.Min(v.LedgerStarted, v.LedgerCompleted + 1), Math.Min(Crews, 1 + v.Total / 40), null, 0))]));
        var desk = new HindranceDesk(workplace, programmes);
        foreach (var (village, number) in townships.SelectMany(t => t.Villages.Take(1)).Take(Hindrances).Select((v, i) => (v, i)))
        {
            desk.Add(new HindranceRequest(village.Village, Kinds[number], Text($"demo.hindrance-{number}"), Text($"demo.owner-{number}"), today.AddDays((number - 1) * DaysToMend)));
        }
    }

    private string Text(string key) => workplace.Texts.Get(key, TextCatalog.Chinese);
}
