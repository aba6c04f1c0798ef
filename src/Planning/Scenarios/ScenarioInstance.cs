using System.Text.Json;
using CleanHeating.Kernel;
using CleanHeating.Planning.Data;
using CleanHeating.Planning.Domain;
using CleanHeating.Planning.Domain.Heat;
using CleanHeating.Planning.Supply;
using CleanHeating.Programme.Registers;

namespace CleanHeating.Planning.Scenarios;

/// <summary>A scenario made ready for the optimiser.</summary>
internal sealed record PreparedScenario(RegisterRow<ScenarioDocument> Scenario, SupplyFacts Facts, BuiltInstance Built, HeatModel Model);

/// <summary>Builds a scenario's instance of what is stored.</summary>
internal static class ScenarioInstance
{
    public static Result<PreparedScenario> Prepare(RoomWork on, string key)
    {
        if (ScenarioModel.Scenarios.Find(on, key) is not { } scenario || !Sees(on, scenario))
        {
            return new Error("scenario-unknown", null, key);
        }

        if (on.Programme.Plan.Planning is not { } planning)
        {
            return new Error("planning-missing");
        }

        var facts = SupplyStore.Read(on, [.. scenario.Document.Counties]);
        if (facts.Villages.Count == 0)
        {
            return new Error("scenario-no-supply");
        }

        var model = new HeatModel(planning);
        var built = new InstanceBuilder(facts, scenario.Document.Settings, model, CountiesOf(on, scenario.Document), SeasonOf(on)).Build();
        return new PreparedScenario(scenario, facts, built, model);
    }

    /// <summary>Whether the caller may see a scenario: all of its counties are theirs.</summary>
    public static bool Sees(RoomWork on, RegisterRow<ScenarioDocument> scenario) => scenario.Document.Counties.All(on.Scope.CoversCounty);

    /// <summary>Whether a scenario asks for just this: then a plan that was found for it holds.</summary>
    public static bool AsksTheSame(ScenarioDocument scenario, IReadOnlyList<int> counties, ScenarioSettings settings) =>
        JsonSerializer.Serialize(scenario.Settings) == JsonSerializer.Serialize(settings) && scenario.Counties.SequenceEqual(counties);

    /// <summary>Counties of a scenario with the programme's targets.</summary>
    public static Dictionary<int, (string Name, long Target)> CountiesOf(RoomWork on, ScenarioDocument scenario)
    {
        var plan = on.Programme.Plan;
        return scenario.Counties.ToDictionary(c => c, c => (on.NameOf(RegionCode.OfCounty(c)), plan.Rural.Rows.Where(r => r.Code == RegionCode.OfCounty(c).Value).Sum(r => r.Amount)));
    }

    /// <summary>First day of the season for which agreements must hold: the 15 November after the programme began.</summary>
    public static DateOnly SeasonOf(RoomWork on)
    {
        var start = new DateOnly(on.Programme.Plan.EffectiveFrom.Year, 11, 15);
        return start >= on.Programme.Plan.EffectiveFrom ? start : start.AddYears(1);
    }
}
