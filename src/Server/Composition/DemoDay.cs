using System.Globalization;
using CleanHeating.Acceptance;
using CleanHeating.Acceptance.ManageInspectors;
using CleanHeating.Acceptance.PlanBatches;
using CleanHeating.Funds.KeepBooks;
using CleanHeating.Funds.MintRights;
using CleanHeating.Kernel;
using CleanHeating.Platform;
using CleanHeating.Platform.Accounts;
using CleanHeating.Platform.Texts;
using CleanHeating.Programme.Data;
using CleanHeating.Server.SignIn;

namespace CleanHeating.Server.Composition;

/// <summary>
/// What people of the demonstration find prepared: an inspector with a day laid out, and money in the books of the city and the first
/// county. Made once, by the same use cases that people use.
/// </summary>
public sealed class DemoDay(Workplace workplace)
{
    private const int Visits = 24, Villages = 40;
    private const long Budget = 5_000_000_00, CountyBudget = 2_000_000_00, Allocation = 1_500_000_00;

    public void Prepare()
    {
        var programmes = new ProgrammeStore(workplace);
        if (programmes.Current() is not { } programme)
        {
            return;
        }

        var acceptances = new WorkbookAcceptances(workplace, [new RightsListener(workplace, programmes)]);
        acceptances.CatchUp();
        var county = programme.Plan.Divisions.Counties[0];
        var register = new InspectorHandler(workplace, programmes);
        if (register.List(county.ToString()) is not { IsOk: true, Value.Inspectors.Count: 0 })
        {
            return;
        }

        var today = DateOnly.FromDateTime(workplace.Time.GetUtcNow().UtcDateTime.AddHours(8));
        var inspector = register.Save(null, new InspectorRequest(
            county.ToString(), 0, SignInHandler.DemoName(Role.Inspector), Text("demo.inspector"), "JZ-0001", Day(today.AddYears(-1)), Day(today.AddYears(1)), [.. programme.Plan.Technologies.Select(t => t.Code)]));
        if (inspector.IsOk)
        {
            var divisions = programme.Plan.Divisions;
            var villages = divisions.ChildrenOf(county).SelectMany(divisions.ChildrenOf).Take(Villages).Select(v => v.ToString()).ToList();
            LayOut(new BatchHandler(workplace, programmes, acceptances), inspector.Value.Id, villages, Day(today));
        }

        new DemoDelivery(workplace, programmes).Prepare(programme, county, today);
        new DemoPlanning(workplace, programmes).Prepare(programme);
        new DemoConstruction(workplace, programmes).Prepare(programme, county, today);
        Fund(new KeepBooksHandler(workplace, programmes), programme.Plan.City.Code.ToString(), county, Day(today));
    }

    private static void LayOut(BatchHandler batches, string inspector, IReadOnlyList<string> villages, string day)
    {
        var proposed = batches.Propose(new ProposeBatchRequest(villages, inspector, day, Visits));
        if (proposed is { IsOk: true, Value.Count: > 0 })
        {
            batches.Plan(new PlanBatchRequest(inspector, day, [.. proposed.Value.Select(h => h.ToString())]));
        }
    }

    private void Fund(KeepBooksHandler books, string city, RegionCode county, string day)
    {
        foreach (var (place, kind, source, fen) in new (string, string, string, long)[]
        {
            (city, "appropriate", "city", Budget), (county.ToString(), "appropriate", "county", CountyBudget), (county.ToString(), "allocate", "city", Allocation), (county.ToString(), "arrive", "city", Allocation),
        })
        {
            books.Enter(new EntryRequest(place, kind, source, fen, day, Text("demo.document")));
        }
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private string Text(string key) => workplace.Texts.Get(key, TextCatalog.Chinese);
}
