using System.CommandLine;
using System.Globalization;
using CleanHeating.Cli.Output;
using CleanHeating.Ledger.SweepLeads;
using CleanHeating.Programme.Data;

namespace CleanHeating.Cli.Commands;

internal static class LeadsCommand
{
    public static Command Create()
    {
        var reason = new Option<string>("--reason") { Description = "why persons are named; recorded", DefaultValueFactory = _ => "leads sweep on the command line" };
        var sweep = new Command("sweep", "Sweep the ledger for leads") { reason };
        sweep.SetAction(parsed => CommandTree.With(parsed, (workplace, terminal) =>
        {
            var handler = new LeadsHandler(workplace, new ProgrammeStore(workplace));
            if (terminal.Json)
            {
                var revealed = handler.SweepRevealed(GlobalOptions.Actor, parsed.GetValue(reason)!);
                if (!revealed.IsOk)
                {
                    return terminal.Refuse(revealed.Errors);
                }

                terminal.Answer(revealed.Value);
                return Exit.Done;
            }

            var result = handler.Sweep(terminal.Culture);
            if (!result.IsOk)
            {
                return terminal.Refuse(result.Errors);
            }

            Show(terminal, result.Value);
            return Exit.Done;
        }));
        return new Command("leads", "Hints that something may be wrong") { sweep };
    }

    private static void Show(Terminal terminal, LeadsAnswer answer)
    {
        if (answer.Leads.Count == 0)
        {
            terminal.Line(terminal.Text("leads.none"));
            return;
        }

        terminal.Table(["column.what", "column.count", "leads.households"], answer.Leads.Select(l => new[]
        {
            l.Name, l.Households.Count.ToString(CultureInfo.InvariantCulture), string.Join("; ", l.Households.Select(h => $"{h.Id} {h.Head} {h.County}{h.Village}")),
        }));
        terminal.Line(terminal.Text("leads.note"));
    }
}
