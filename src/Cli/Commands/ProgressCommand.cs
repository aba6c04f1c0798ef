using System.CommandLine;
using System.Globalization;
using CleanHeating.Cli.Output;
using CleanHeating.Kernel;
using CleanHeating.Platform;
using CleanHeating.Programme.Data;
using CleanHeating.Programme.ReadProgress;

namespace CleanHeating.Cli.Commands;

internal static class ProgressCommand
{
    public static Command Create()
    {
        var by = new Option<string>("--by") { Description = "county, township or village", DefaultValueFactory = _ => "county" };
        by.AcceptOnlyFromAmong("county", "township", "village");
        var command = new Command("progress", "Progress against targets") { by };
        command.SetAction(parsed => CommandTree.With(parsed, (workplace, terminal) => Run(workplace, terminal, parsed.GetValue(by)!)));
        return command;
    }

    public static int Run(Workplace workplace, Terminal terminal, string by)
    {
        var level = by switch { "township" => RegionLevel.Township, "village" => RegionLevel.Village, _ => RegionLevel.County };
        var result = new ProgressHandler(workplace, new ProgrammeStore(workplace)).Read(level, null);
        if (!result.IsOk)
        {
            return terminal.Refuse(result.Errors);
        }

        var answer = result.Value;
        terminal.Table(
            ["column.region", "column.target", "column.ledger", "column.started", "column.completed", "column.rate", "column.passed", "column.failed", "column.paid", "column.outstanding"],
            answer.Rows.Where(r => level == RegionLevel.County || r.Ledger > 0).Append(answer.Total).Select(r => new[]
            {
                r.Name, r.Target is { } target ? N(target) : "–", N(r.Ledger), N(r.Started), N(r.Completed),
                r.Target is > 0 and { } t ? (r.Completed * 100m / t).ToString("F1", CultureInfo.InvariantCulture) : "–",
                N(r.Passed), N(r.Failed), new Money(r.PaidFen).ToString(), new Money(r.OutstandingFen).ToString(),
            }));
        terminal.Answer(answer);
        return Exit.Done;
    }

    private static string N(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
