using CleanHeating.Kernel;
using CleanHeating.Planning.Domain;
using CleanHeating.Planning.Plans;
using CleanHeating.Planning.Scenarios;
using CleanHeating.Planning.Supply;
using CleanHeating.Platform;
using CleanHeating.Platform.Accounts;
using CleanHeating.Platform.Texts;
using CleanHeating.Programme.Data;
using CleanHeating.Server.SignIn;

namespace CleanHeating.Server.Composition;

/// <summary>What people of the demonstration find of planning: the smallest county's scenario, solved, and its plan waiting for a decision.</summary>
internal sealed class DemoPlanning(Workplace workplace, ProgrammeStore programmes)
{
    private static readonly TimeSpan Time = TimeSpan.FromSeconds(2);

    public void Prepare(LoadedProgramme programme)
    {
        var divisions = programme.Plan.Divisions;
        var known = new SupplyDesk(workplace, programmes).Overview();
        if (!known.IsOk || divisions.Counties.Count == 0)
        {
            return;
        }

        var county = divisions.Counties.MinBy(c => divisions.ChildrenOf(c).SelectMany(divisions.ChildrenOf).Count());
        if (known.Value.Counties.FirstOrDefault(c => c.County == county.ToString()) is not { Villages: > 0 })
        {
            return;
        }

        var clerk = workplace.As(new Caller(SignInHandler.DemoName(Role.CountyOffice), Role.CountyOffice, Scope.OfRegions([county])));
        var name = workplace.Texts.Get("demo.scenario", TextCatalog.Chinese, divisions.NameOf(county));
        var saved = new ScenarioDesk(clerk, programmes).Save(null, new ScenarioRequest(0, name, [county.ToString()], new ScenarioSettings()), TextCatalog.Chinese);
        if (saved.IsOk && new ScenarioSolver(clerk, programmes).Solve(saved.Value.Id, Time).IsOk)
        {
            new PlanDesk(clerk, programmes).Propose(new ProposePlanRequest(saved.Value.Id), TextCatalog.Chinese);
        }
    }
}
