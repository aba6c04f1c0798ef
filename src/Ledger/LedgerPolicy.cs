using CleanHeating.Kernel;
using CleanHeating.Ledger.Domain;
using CleanHeating.Platform;
using CleanHeating.Platform.Accounts;
using CleanHeating.Programme.Data;
using CleanHeating.Programme.Plan;

namespace CleanHeating.Ledger;

/// <summary>What a programme means for the ledger: the rules its rows are checked by.</summary>
internal static class LedgerPolicy
{
    public static Money SubsidyFloor(ProgrammePlan plan) => plan.Parameters.CapitalSubsidyFloor;

    public static LedgerRules Rules(Workplace workplace, LoadedProgramme programme, DateOnly asOf, Scope scope)
    {
        var plan = programme.Plan;
        return new LedgerRules(
            asOf, Divisions(plan), Routes(programme), plan.Parameters.MinimumRooms, plan.Parameters.AreaOutlierLow, plan.Parameters.AreaOutlierHigh, SubsidyFloor(plan), scope)
        {
            Others = [.. workplace.Extensions.OfType<ILedgerRule>().Select(r => r.Prepare(workplace, programme)).OfType<Func<RuledRow, LedgerObjection?>>()],
            RouteCodes = programme.Routes.ToDictionary(r => r.Value, r => r.Key),
        };
    }

    public static DivisionIndex Divisions(ProgrammePlan plan) => new(
        plan.Divisions.All.Where(d => d.Code.Level >= RegionLevel.County),
        plan.Aliases.Where(a => a.InLedgers && a.Division.Level == RegionLevel.County).Select(a => (a.Name, a.Division)),
        plan.City.ShortName);

    /// <summary>Codes of the warnings that a row's bits stand for.</summary>
    public static IReadOnlyList<string> WarningCodes(int bits) => [.. Domain.WarningCodes.All.Where(w => (bits & (int)w.Bit) != 0).Select(w => w.Code)];

    /// <summary>Bit of a warning code; 0 for a code that is none.</summary>
    public static int WarningBit(string code) => (int)Domain.WarningCodes.All.FirstOrDefault(w => w.Code == code).Bit;

    private static Dictionary<string, RouteMatch> Routes(LoadedProgramme programme)
    {
        var routes = new Dictionary<string, RouteMatch>(StringComparer.Ordinal);
        foreach (var technology in programme.Plan.Technologies)
        {
            foreach (var name in technology.Synonyms.Append(technology.Name))
            {
                routes[TextNormaliser.Name(name)] = new RouteMatch(programme.Routes[technology.Code], false);
            }
        }

        foreach (var name in programme.Plan.Banned.SelectMany(b => b.Synonyms.Append(b.Name)))
        {
            routes[TextNormaliser.Name(name)] = new RouteMatch(0, true);
        }

        return routes;
    }
}
