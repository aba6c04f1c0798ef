using System.CommandLine;
using CleanHeating.Acceptance;
using CleanHeating.Cli.Output;
using CleanHeating.Funds.MintRights;
using CleanHeating.Programme.Data;

namespace CleanHeating.Cli.Commands;

internal static class AcceptanceCommands
{
    public static Command Create() => new("acceptance", "Acceptance of households") { Adopt() };

    private static Command Adopt()
    {
        var command = new Command("adopt", "Make acceptances of what the ledger says");
        command.SetAction(parsed => CommandTree.With(parsed, (workplace, terminal) =>
        {
            var answer = new WorkbookAcceptances(workplace, [new RightsListener(workplace, new ProgrammeStore(workplace))]).CatchUp();
            terminal.Line(terminal.Text("acceptance.adopted", answer.Adopted, answer.TakenBack, answer.Redated, answer.Failed, answer.Cleared));
            if (answer.LeftOut > 0)
            {
                terminal.Warn(terminal.Text("acceptance.left-out", answer.LeftOut));
            }

            terminal.Answer(answer);
            return answer.LeftOut > 0 ? Exit.Refused : Exit.Done;
        }));
        return command;
    }
}
