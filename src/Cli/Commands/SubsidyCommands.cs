using System.CommandLine;
using System.Globalization;
using CleanHeating.Cli.Output;
using CleanHeating.Funds.ReckonOperating;
using CleanHeating.Kernel;
using CleanHeating.Platform;
using CleanHeating.Programme.Data;

namespace CleanHeating.Cli.Commands;

internal static class SubsidyCommands
{
    public static Command Create() => new("subsidy", "Subsidies") { Operating() };

    private static Command Operating()
    {
        var season = SeasonCommand.Season();
        var command = new Command("operating", "Operating subsidy of a season (C31)") { season };
        command.SetAction(parsed => CommandTree.With(parsed, (workplace, terminal) => RunOperating(workplace, terminal, parsed.GetValue(season)!)));
        return command;
    }

    private static int RunOperating(Workplace workplace, Terminal terminal, string season)
    {
        var programmes = new ProgrammeStore(workplace);
        var result = new OperatingHandler(workplace, programmes).Run(season);
        if (!result.IsOk)
        {
            return terminal.Refuse(result.Errors);
        }

        var answer = result.Value;
        terminal.Line(terminal.Text("operating.done", answer.Households, new Money(answer.Fen), answer.Capped));
        terminal.Table(["column.county", "column.amount"], answer.ByCounty.Select(c => new[] { programmes.Current()!.Plan.Divisions.NameOf(long.Parse(c.Key, CultureInfo.InvariantCulture) * 1_000_000), new Money(c.Value).ToString() }));
        terminal.Answer(answer);
        return Exit.Done;
    }
}
