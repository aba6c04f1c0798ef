using CleanHeating.Planning.Domain;
using CleanHeating.Platform.Seals;
using CleanHeating.Programme.Registers;
using Microsoft.EntityFrameworkCore;

namespace CleanHeating.Planning.Data;

/// <summary>A scenario: which counties, what is asked for.</summary>
/// <param name="Name">Name that people gave it.</param>
/// <param name="Counties">Six digits each.</param>
/// <param name="Settings">What it asks for.</param>
/// <param name="CreatedBy">Who made it.</param>
/// <param name="Job">Job that solves it or solved it last.</param>
internal sealed record ScenarioDocument(string Name, IReadOnlyList<int> Counties, ScenarioSettings Settings, string CreatedBy, string? Job);

/// <summary>A village of a county's plan.</summary>
public sealed record PlanVillageLine(long Code, string Route, int Households);

/// <summary>A county's plan: villages, routes, and what was said when it was proposed and decided.</summary>
internal sealed record CountyPlanDocument(
    string Name, string Scenario, long SupplyVersion, long Target, long Households, long Capital, double Gap, IReadOnlyList<PlanVillageLine> Villages, string ProposedBy, long ProposedAt, string? DecidedBy, long? DecidedAt, string? Reason);

/// <summary>Tables of scenarios, their plans and proposals.</summary>
internal static class ScenarioModel
{
    /// <summary>Scenarios; those of several counties are the city's (county 0). State 1 where there is a plan.</summary>
    public static readonly Register<ScenarioDocument> Scenarios = new("plan_scenario");

    /// <summary>Plans of scenarios, by the scenario's number.</summary>
    public static readonly Register<PlanReport> Results = new("plan_result");

    /// <summary>Proposals and plans of counties; the code is a running number.</summary>
    public static readonly Register<CountyPlanDocument> Plans = new("county_plan");

    public static IReadOnlyList<SealedTable> Sealed { get; } = [Scenarios.Table, Results.Table, Plans.Table];

    public static void Configure(ModelBuilder model)
    {
        Scenarios.Configure(model);
        Results.Configure(model);
        Plans.Configure(model);
    }
}
