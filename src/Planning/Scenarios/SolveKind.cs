using CleanHeating.Kernel;
using CleanHeating.Planning.Domain;
using CleanHeating.Planning.Optimiser.SolvePlan;
using CleanHeating.Platform.Accounts;
using CleanHeating.Platform.Jobs;
using CleanHeating.Programme.Data;

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
        var solver = new ScenarioSolver(run.Workplace, new ProgrammeStore(run.Workplace));
        var prepared = solver.Prepare(arguments.Scenario);
        if (!prepared.IsOk)
        {
            return Result<JobOutcome>.Fail(prepared.Errors);
        }

        var scenario = prepared.Value.Scenario;
        try
        {
            var progress = new Telling(s =>
            {
                run.Report(new JobProgress("solving", 0, 0, (long)(Parts * s.Share), Parts));
                SolveBoard.Tell(scenario.Id, new SolveStanding(Math.Round(s.Seconds, 1), s.Objective, s.Bound));
            });
            var solution = await Task.Run(() => solver.Search(prepared.Value, TimeSpan.FromSeconds(arguments.Seconds), progress, cancellation), CancellationToken.None);
            if (cancellation.IsCancellationRequested && !run.IsCancelled)
            {
                // The server stops: another takes the search up from the beginning.
                throw new OperationCanceledException(cancellation);
            }

            var kept = solution.IsOk ? solver.Keep(prepared.Value, solution.Value) : Result<PlanReport>.Fail(solution.Errors);
            return kept.IsOk
                ? new JobOutcome(new SolvedAnswer(arguments.Scenario, kept.Value.Objective, kept.Value.Bound, kept.Value.Gap, kept.Value.Seconds)) : Result<JobOutcome>.Fail(kept.Errors);
        }
        finally
        {
            SolveBoard.Forget(scenario.Id);
        }
    }

    private sealed class Telling(Action<SolveProgress> tell) : IProgress<SolveProgress>
    {
        public void Report(SolveProgress value) => tell(value);
    }
}
