using System.Globalization;
using CleanHeating.Kernel;
using CleanHeating.Planning.Data;
using CleanHeating.Planning.Domain;
using CleanHeating.Planning.Optimiser.Domain;
using CleanHeating.Planning.Optimiser.SolvePlan;
using CleanHeating.Platform;
using CleanHeating.Programme.Data;
using CleanHeating.Programme.Registers;

namespace CleanHeating.Planning.Scenarios;

/// <summary>Solves a scenario and keeps its plan.</summary>
public sealed class ScenarioSolver(Workplace workplace, ProgrammeStore programmes)
{
    /// <summary>Solves a scenario in so much time, and keeps its plan.</summary>
    public Result<double> Solve(string scenario, TimeSpan time)
    {
        var prepared = Prepare(scenario);
        var solution = prepared.IsOk ? Search(prepared.Value, time, null, CancellationToken.None) : Result<PlanSolution>.Fail(prepared.Errors);
        var kept = solution.IsOk ? Keep(prepared.Value, solution.Value) : Result<PlanReport>.Fail(solution.Errors);
        return kept.IsOk ? kept.Value.Gap : Result<double>.Fail(kept.Errors);
    }

    internal Result<PreparedScenario> Prepare(string scenario) => RoomWork.Read(workplace, programmes, on => ScenarioInstance.Prepare(on, scenario));

    internal Result<PlanSolution> Search(PreparedScenario prepared, TimeSpan time, IProgress<SolveProgress>? progress, CancellationToken cancellation) =>
        PlanSolver.Solve(prepared.Built.Instance, new SolveOptions(time), workplace.Time, progress, cancellation);

    internal Result<PlanReport> Keep(PreparedScenario prepared, PlanSolution solution)
    {
        var report = new ReportWriter(prepared.Built, solution, prepared.Facts, prepared.Model).Write(workplace.Time.GetUtcNow().UtcTicks);
        var kept = RoomWork.Run<bool>(workplace, programmes, "plan-solve", null, on => Keep(on, prepared.Scenario, report));
        return kept.IsOk ? report : Result<PlanReport>.Fail(kept.Errors);
    }

    private static Result<bool> Keep(RoomWork on, RegisterRow<ScenarioDocument> scenario, PlanReport report)
    {
        var code = scenario.Id.ToString(CultureInfo.InvariantCulture);
        if (ScenarioModel.Scenarios.Find(on, scenario.County, scenario.Id) is not { } now)
        {
            return new Error("scenario-unknown", null, scenario.Key);
        }

        if (ScenarioModel.Results.FindByCode(on, scenario.County, code) is { } before)
        {
            ScenarioModel.Results.Change(on, before, null, 0, report, "solved");
        }
        else
        {
            ScenarioModel.Results.Add(on, scenario.County, code, 0, report, "solved");
        }

        // Settings that changed meanwhile make the plan an old one.
        if (!ScenarioInstance.AsksTheSame(now.Document, scenario.Document.Counties, scenario.Document.Settings))
        {
            return true;
        }

        var changed = ScenarioModel.Scenarios.Change(on, now, null, 1, now.Document, "solved");
        return changed.IsOk ? true : Result<bool>.Fail(changed.Errors);
    }
}
