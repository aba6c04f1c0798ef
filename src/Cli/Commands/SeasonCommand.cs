using System.CommandLine;
using System.Globalization;
using CleanHeating.Cli.Output;
using CleanHeating.Funds.ImportSeason;
using CleanHeating.Platform;
using CleanHeating.Programme.Data;

namespace CleanHeating.Cli.Commands;

internal static class SeasonCommand
{
    public static Command Create() => new("season", "Heating season") { Import() };

    public static Option<string> Season() => new("--season") { Description = "heating season, such as 2021-2022", Required = true };

    private static Command Import()
    {
        var season = Season();
        var register = new Option<string?>("--register") { Description = "register of hardship certificates, CSV" };
        var electricity = new Option<string?>("--electricity") { Description = "power company's bills, CSV" };
        var gas = new Option<string?>("--gas") { Description = "gas company's bills, CSV" };
        var command = new Command("import", "Import bills and the hardship register") { season, register, electricity, gas };
        command.SetAction(parsed => CommandTree.With(parsed, (workplace, terminal) =>
            Run(workplace, terminal, new SeasonRequest(parsed.GetValue(season)!, parsed.GetValue(register), parsed.GetValue(electricity), parsed.GetValue(gas)))));
        return command;
    }

    private static int Run(Workplace workplace, Terminal terminal, SeasonRequest request)
    {
        var result = new ImportSeasonHandler(workplace, new ProgrammeStore(workplace)).Run(request);
        if (!result.IsOk)
        {
            return terminal.Refuse(result.Errors);
        }

        var answer = result.Value;
        terminal.Line(terminal.Text("season.done", answer.Certificates, answer.Readings, answer.Seconds));
        terminal.Table(["column.code", "column.what", "column.count"], answer.Refused.Select(r => new[] { r.Key, workplace.Texts.Get("season." + r.Key, terminal.Culture), r.Value.ToString("N0", CultureInfo.InvariantCulture) }));
        terminal.Answer(answer);
        return answer.Refused.Count > 0 ? Exit.Refused : Exit.Done;
    }
}
