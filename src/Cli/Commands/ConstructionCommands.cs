using System.CommandLine;
using System.Globalization;
using CleanHeating.Cli.Output;
using CleanHeating.Delivery.Construction;
using CleanHeating.Planning.Forecast;
using CleanHeating.Programme.Data;

namespace CleanHeating.Cli.Commands;

/// <summary>How construction goes on: how far forecasts can be trusted.</summary>
internal static class ConstructionCommands
{
    public static Command Create() => new("construction", "Schedule and forecast of construction") { BackTesting() };

    private static Command BackTesting()
    {
        var command = new Command("backtest", "Hold forecasts that could have been made on earlier days against what came");
        command.SetAction(parsed => CommandTree.With(parsed, (workplace, terminal) =>
        {
            var report = new BackTestHandler(workplace, new ProgrammeStore(workplace)).Run();
            if (!report.IsOk)
            {
                return terminal.Refuse(report.Errors);
            }

            Show(terminal, report.Value);
            terminal.Answer(report.Value);
            return Exit.Done;
        }));
        return command;
    }

    private static void Show(Terminal terminal, BackTestReport report)
    {
        terminal.Table(
            ["backtest.level", "backtest.goal", "backtest.days", "backtest.forecasts", "backtest.within", "backtest.sure", "backtest.width", "backtest.error", "backtest.plain"],
            report.Lines.Select(l => new[]
            {
                terminal.Text("backtest.level." + l.Level), terminal.Text("backtest.goal." + l.Goal), l.Days.ToString(CultureInfo.InvariantCulture), l.Forecasts.ToString(CultureInfo.InvariantCulture), Percent(100 * l.Within), Percent(100 * l.Sure),
                Percent(l.Width), Percent(l.Error), Percent(l.PlainError),
            }));
        terminal.Table(
            ["backtest.chance", "backtest.forecasts", "backtest.mean", "backtest.true"],
            report.Reliability.Select(r => new[] { $"{Percent(100 * r.From)}–{Percent(100 * r.Until)}", r.Forecasts.ToString(CultureInfo.InvariantCulture), Percent(100 * r.MeanChance), Percent(100 * r.CameTrue) }));
    }

    private static string Percent(double value) => value.ToString("0.0", CultureInfo.InvariantCulture);
}
