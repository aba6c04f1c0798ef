using System.CommandLine;
using System.Globalization;
using CleanHeating.Cli.Output;
using CleanHeating.Funds.ExplainAmount;
using CleanHeating.Funds.ReckonOperating;
using CleanHeating.Funds.TryParameter;
using CleanHeating.Kernel;
using CleanHeating.Platform;
using CleanHeating.Programme.Data;

namespace CleanHeating.Cli.Commands;

internal static class SubsidyCommands
{
    public static Command Create() => new("subsidy", "Subsidies") { Operating(), Explain(), Try() };

    private static Command Operating()
    {
        var season = SeasonCommand.Season();
        var command = new Command("operating", "Operating subsidy of a season (C31)") { season };
        command.SetAction(parsed => CommandTree.With(parsed, (workplace, terminal) => RunOperating(workplace, terminal, parsed.GetValue(season)!)));
        return command;
    }

    private static Command Explain()
    {
        var household = new Argument<string>("household") { Description = "household number" };
        var command = new Command("explain", "Why this amount: inputs, parameters, clauses, dates, rounding") { household };
        command.SetAction(parsed => CommandTree.With(parsed, (workplace, terminal) =>
        {
            var result = new ExplainHandler(workplace, new ProgrammeStore(workplace)).Explain(parsed.GetValue(household), terminal.Culture, catchUp: true);
            return result.IsOk ? Show(terminal, result.Value) : terminal.Refuse(result.Errors);
        }));
        return command;
    }

    private static Command Try()
    {
        var code = new Argument<string>("parameter") { Description = "parameter's code" };
        var value = new Argument<string>("value") { Description = "the value that it might have" };
        var from = new Option<string>("--from") { Description = "day from which, yyyy-MM-dd", Required = true };
        var command = new Command("try", "What another value of a parameter would mean, before it is put in force") { code, value, from };
        command.SetAction(parsed => CommandTree.With(parsed, (workplace, terminal) =>
        {
            var result = new TryParameterHandler(workplace, new ProgrammeStore(workplace)).Try(new TryRequest(parsed.GetValue(code), parsed.GetValue(value), parsed.GetValue(from)));
            if (!result.IsOk)
            {
                return terminal.Refuse(result.Errors);
            }

            var answer = result.Value;
            terminal.Line(terminal.Text("try.done", answer.Before, answer.After, answer.Gain, answer.Lose, new Money(answer.BeforeFen), new Money(answer.AfterFen)));
            terminal.Answer(answer);
            return Exit.Done;
        }));
        return command;
    }

    private static int Show(Terminal terminal, ExplainAnswer answer)
    {
        terminal.Line($"{answer.Household} {answer.Head} {answer.Place}");
        foreach (var amount in answer.Amounts)
        {
            terminal.Line($"{amount.Name} {amount.Period}: {new Money(amount.AmountFen)} {amount.Right?.StateName ?? amount.Reason}");
            terminal.Table(["column.what", "column.value", "column.month", "column.counts"], amount.Inputs.Select(i => new[] { i.Name, $"{i.Value} {i.Unit}".Trim(), i.Month ?? "", i.Counts ? "" : i.Why ?? "" }));
            terminal.Table(["column.code", "column.what", "column.value", "column.clause", "column.from"], amount.Parameters.Select(p => new[] { p.Code, p.Name, $"{p.Value} {p.Unit}", p.Clause ?? "–", p.EffectiveFrom + (p.DecidedBy is null ? "" : " " + p.DecidedBy) }));
            foreach (var step in amount.Steps)
            {
                terminal.Line("  " + step.Text);
            }

            terminal.Line($"  {amount.Rounding.ExactYuan} → {new Money(amount.Rounding.Fen)} ({amount.Rounding.Rule})");
        }

        terminal.Answer(answer);
        return Exit.Done;
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
