using System.CommandLine;
using CleanHeating.Cli.Output;
using CleanHeating.Funds.PayBatch;
using CleanHeating.Kernel;
using CleanHeating.Programme.Data;

namespace CleanHeating.Cli.Commands;

internal static class PaymentsCommand
{
    public static Command Create() => new("payments", "Batches of payments") { Propose() };

    private static Command Propose()
    {
        var region = new Option<string>("--region") { Description = "code of the city, a county, township or village", Required = true };
        var kind = new Option<string>("--kind") { Description = "capital or operating", DefaultValueFactory = _ => "capital" };
        var season = new Option<string?>("--season") { Description = "season of an operating subsidy" };
        var command = new Command("propose", "Propose payments to everybody who has something coming: a batch for each county") { region, kind, season };
        command.SetAction(parsed => CommandTree.With(parsed, (workplace, terminal) =>
        {
            var result = new ProposeBatchHandler(workplace, new ProgrammeStore(workplace)).Propose(new ProposeRequest(parsed.GetValue(region), parsed.GetValue(kind), parsed.GetValue(season)));
            if (!result.IsOk)
            {
                return terminal.Refuse(result.Errors);
            }

            var answer = result.Value;
            terminal.Line(terminal.Text("payments.proposed", answer.Batches.Count, answer.Lines, new Money(answer.TotalFen), answer.WithoutAccount, answer.Seconds));
            terminal.Answer(answer);
            return Exit.Done;
        }));
        return command;
    }
}
