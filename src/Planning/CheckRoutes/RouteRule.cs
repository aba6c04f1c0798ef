using CleanHeating.Ledger;
using CleanHeating.Planning.Domain;
using CleanHeating.Planning.Scenarios;
using CleanHeating.Planning.Supply;
using CleanHeating.Platform;
using CleanHeating.Platform.Accounts;
using CleanHeating.Programme.Data;
using CleanHeating.Programme.Registers;

namespace CleanHeating.Planning.CheckRoutes;

/// <summary>
/// Refuses rows whose village may not have their route (C20, C22, C25), where the programme's route_check is refuse: no supply agreement in
/// force, outside gas, heat or geothermal area, or not what the county's approved plan says. Of villages and counties of which nothing is
/// known nothing is refused. Capacities that are used up stay leads: they are of many households and of no one row.
/// </summary>
internal sealed class RouteRule : ILedgerRule
{
    private const string NotAllowed = "route-not-allowed", NotPlanned = "route-not-planned";

    public IReadOnlyList<string> Codes { get; } = [NotAllowed, NotPlanned];

    public Func<RuledRow, LedgerObjection?>? Prepare(Workplace workplace, LoadedProgramme programme)
    {
        if (programme.Plan.Planning is not { RouteCheck: "refuse" } planning)
        {
            return null;
        }

        var (barred, planned, counties) = (new HashSet<(long, string)>(), new Dictionary<long, string>(), new HashSet<int>());
        var city = workplace.As(new Caller(workplace.Caller.Actor, Role.CityOffice, Scope.All));
        var read = RoomWork.Read<bool>(city, new ProgrammeStore(workplace), on =>
        {
            var season = ScenarioInstance.SeasonOf(on);
            foreach (var county in programme.Plan.Divisions.Counties.Select(c => c.CountyCode))
            {
                var facts = SupplyStore.Read(on, [county]);
                barred.UnionWith(facts.Villages.SelectMany(v => planning.Routes.Where(r => RouteRules.Objection(facts, v, r, season) is not null).Select(r => (v.Code, r.Route))));
                foreach (var village in ApprovedPlans.Of(on, county))
                {
                    counties.Add(county);
                    planned[village.Code] = village.Route;
                }
            }

            return true;
        });
        return !read.IsOk ? null : row => barred.Contains((row.Village.Value, row.Route)) ? new LedgerObjection(NotAllowed, "route")
            : counties.Contains(row.Village.CountyCode) && planned.GetValueOrDefault(row.Village.Value) != row.Route ? new LedgerObjection(NotPlanned, "route") : null;
    }
}
