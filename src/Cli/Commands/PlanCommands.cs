using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using CleanHeating.Cli.Output;
using CleanHeating.Planning.Optimiser.Domain;
using CleanHeating.Planning.Optimiser.ExportLp;
using CleanHeating.Planning.Optimiser.ReadInstance;
using CleanHeating.Planning.Optimiser.SolvePlan;
using CleanHeating.Platform.Jobs;

namespace CleanHeating.Cli.Commands;

/// <summary>A planning instance from a file to a plan; no database is opened.</summary>
internal static class PlanCommands
{
    private const double UsualSeconds = 60, MostSeconds = 1e6;

    public static Command Create() => new("plan", "Which village gets which route, at least cost") { Solve(), Export() };

    private static Command Solve()
    {
        var instance = new Argument<string>("INSTANCE.json") { Description = "planning instance" };
        var limit = new Option<double?>("--time-limit") { Description = "seconds; 60 where no work limit is given" };
        limit.Validators.Add(result =>
        {
            // What is no number at all is refused by the option's type.
            if (result.Tokens is [var token] && double.TryParse(token.Value, CultureInfo.InvariantCulture, out var seconds) && seconds is not (> 0 and <= MostSeconds))
            {
                result.AddError("--time-limit must be a number of seconds above 0");
            }
        });
        var work = new Option<long?>("--work-limit") { Description = "search nodes: the same plan on any machine" };
        var seed = new Option<int>("--seed") { Description = "seed of what is drawn at random", DefaultValueFactory = _ => 1 };
        var output = new Option<string?>("--out") { Description = "file for the solution" };
        var command = new Command("solve", "Solve an instance") { instance, limit, work, seed, output };
        command.SetAction(parsed => CommandTree.Guard(
            parsed,
            terminal => Run(terminal, parsed.GetValue(instance)!, Options(parsed.GetValue(limit), parsed.GetValue(work), parsed.GetValue(seed)), parsed.GetValue(output)),
            () => null));
        return command;
    }

    private static SolveOptions Options(double? seconds, long? work, int seed) =>
        new(TimeSpan.FromSeconds(seconds ?? (work is null ? UsualSeconds : MostSeconds)), work, seed);

    private static Command Export()
    {
        var instance = new Argument<string>("INSTANCE.json") { Description = "planning instance" };
        var output = new Argument<string>("OUT.lp") { Description = "file to write" };
        var command = new Command("export-lp", "Write an instance as a model for any solver") { instance, output };
        command.SetAction(parsed => CommandTree.Guard(parsed, terminal => Export(terminal, parsed.GetValue(instance)!, parsed.GetValue(output)!), () => null));
        return command;
    }

    private static int Run(Terminal terminal, string path, SolveOptions options, string? output)
    {
        var instance = InstanceReader.Read(path);
        if (!instance.IsOk)
        {
            return terminal.Refuse(instance.Errors);
        }

        // Ctrl+C ends the search, not the command: the best plan so far is the answer.
        using var stop = new CancellationTokenSource();
        ConsoleCancelEventHandler cancel = (_, e) =>
        {
            e.Cancel = true;
            stop.Cancel();
        };
        Console.CancelKeyPress += cancel;
        try
        {
            var solution = terminal.WithBar("plan.working", bar => PlanSolver.Solve(instance.Value, options, TimeProvider.System, bar is null ? null : new Bar(bar), stop.Token));
            return solution.IsOk ? Show(terminal, instance.Value, solution.Value, output) : terminal.Refuse(solution.Errors, Exit.Refused);
        }
        finally
        {
            Console.CancelKeyPress -= cancel;
        }
    }

    private static int Show(Terminal terminal, PlanInstance instance, PlanSolution solution, string? output)
    {
        if (output is not null)
        {
            File.WriteAllText(output, JsonSerializer.Serialize(solution, Terminal.JsonOptions) + "\n");
        }

        var chosen = instance.Villages.Where(v => solution.Choices.ContainsKey(v.Code)).ToLookup(v => v.County);
        terminal.Table(["plan.county", "column.target", "plan.households", "plan.villages", "plan.cost"], instance.Counties.Select(c => new[]
        {
            c.Name, N(c.Target), N(chosen[c.Code].Sum(v => v.Households)), N(chosen[c.Code].Count()),
            N((long)chosen[c.Code].Sum(v => v.Options.First(o => o.Route == solution.Choices[v.Code]).Cost)),
        }));
        terminal.Line(terminal.Text(
            "plan.done", N(solution.Choices.Count), N(solution.Expansions.Count), N((long)Math.Round(solution.Objective)), N((long)Math.Floor(solution.Bound)),
            (100 * solution.Gap).ToString("0.000", CultureInfo.InvariantCulture), solution.Seconds.ToString("0.0", CultureInfo.InvariantCulture)));
        if (solution.Gap <= 0)
        {
            terminal.Line(terminal.Text("plan.optimal"));
        }

        terminal.Answer(solution);
        return Exit.Done;
    }

    private static int Export(Terminal terminal, string path, string output)
    {
        var instance = InstanceReader.Read(path);
        if (!instance.IsOk)
        {
            return terminal.Refuse(instance.Errors);
        }

        using var writer = new StreamWriter(output);
        var size = LpWriter.Write(instance.Value, writer);
        terminal.Line(terminal.Text("plan.exported", N(size.Rows), N(size.Columns), output));
        terminal.Answer(size);
        return Exit.Done;
    }

    private static string N(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private sealed class Bar(Action<JobProgress> show) : IProgress<SolveProgress>
    {
        public void Report(SolveProgress value) => show(new JobProgress("solving", 0, 0, (long)(1000 * value.Share), 1000));
    }
}
