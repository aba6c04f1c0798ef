using System.Globalization;
using CleanHeating.Kernel;
using CleanHeating.Planning.Data;
using CleanHeating.Planning.Domain;
using CleanHeating.Planning.Domain.Heat;
using CleanHeating.Planning.Optimiser.SolvePlan;
using CleanHeating.Planning.Supply;
using CleanHeating.Platform.Accounts;
using CleanHeating.Platform.Jobs;
using CleanHeating.Programme.Data;
using CleanHeating.Programme.Registers;

namespace CleanHeating.Planning.Scenarios;

/// <summary>What the job is told.</summary>
public sealed record SolveArguments(string Scenario, int Seconds);

/// <summary>What came of it.</summary>
public sealed record SolvedAnswer(string Scenario, double Objective, double Bound, double Gap, double Seconds);

/// <summary>Solves a scenario: progress as it goes, the best plan so far when it is ended.</summary>
internal sealed class SolveKind : IJobKind
{
    public const string Kind = "plan-solve";
    private const int Parts = 1000;

    public string Name => Kind;

    public Permission Needs => Permission.ReadPlanning;

    public bool IsRepeatable => true;

    public string? Lane => Name;

    public async Task<Result<JobOutcome>> Run(JobRun run, CancellationToken cancellation)
    {
        var arguments = run.Arguments<SolveArguments>();
        var programmes = new ProgrammeStore(run.Workplace);
        var prepared = RoomWork.Read(run.Workplace, programmes, on => ScenarioInstance.Prepare(on, arguments.Scenario));
        if (!prepared.IsOk)
        {
            return Result<JobOutcome>.Fail(prepared.Errors);
        }

        var (scenario, facts, built, model) = prepared.Value;
        try
        {
            var progress = new Telling(s =>
            {
                run.Report(new JobProgress("solving", 0, 0, (long)(Parts * s.Share), Parts));
                SolveBoard.Tell(scenario.Id, new SolveStanding(Math.Round(s.Seconds, 1), s.Objective, s.Bound));
            });
            var solution = await Task.Run(() => PlanSolver.Solve(built.Instance, new SolveOptions(TimeSpan.FromSeconds(arguments.Seconds)), run.Workplace.Time, progress, cancellation), CancellationToken.None);
            if (cancellation.IsCancellationRequested && !run.IsCancelled)
            {
                // The server stops: another takes the search up from the beginning.
                throw new OperationCanceledException(cancellation);
            }

            if (!solution.IsOk)
            {
                return Result<JobOutcome>.Fail(solution.Errors);
            }

            var report = new ReportWriter(built, solution.Value, facts, model).Write(run.Workplace.Time.GetUtcNow().UtcTicks);
            var kept = RoomWork.Run<bool>(run.Workplace, programmes, "plan-solve", null, on => Keep(on, scenario, report));
            return kept.IsOk ? new JobOutcome(new SolvedAnswer(arguments.Scenario, report.Objective, report.Bound, report.Gap, report.Seconds)) : Result<JobOutcome>.Fail(kept.Errors);
        }
        finally
        {
            SolveBoard.Forget(scenario.Id);
        }
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
        return ScenarioInstance.AsksTheSame(now.Document, scenario.Document.Counties, scenario.Document.Settings) ? Done(ScenarioModel.Scenarios.Change(on, now, null, 1, now.Document, "solved")) : true;
    }

    private static Result<bool> Done(Result<RegisterRow<ScenarioDocument>> changed) => changed.IsOk ? true : Result<bool>.Fail(changed.Errors);

    private sealed class Telling(Action<SolveProgress> tell) : IProgress<SolveProgress>
    {
        public void Report(SolveProgress value) => tell(value);
    }
}
