using System.CommandLine;
using CleanHeating.Acceptance;
using CleanHeating.Acceptance.ReadAcceptance;
using CleanHeating.Acceptance.SweepInspections;
using CleanHeating.Cli.Output;
using CleanHeating.Funds.MintRights;
using CleanHeating.Platform;
using CleanHeating.Programme.Data;

namespace CleanHeating.Cli.Commands;

internal static class AcceptanceCommands
{
    public static Command Create() => new("acceptance", "Acceptance of households") { Adopt(), List(), Show(), Leads() };

    // Whoever takes acceptances over tells the rooms below, or their rights would be missing.
    private static WorkbookAcceptances Acceptances(Workplace workplace) => new(workplace, [new RightsListener(workplace, new ProgrammeStore(workplace))]);

    private static Command Adopt()
    {
        var command = new Command("adopt", "Make acceptances of what the ledger says");
        command.SetAction(parsed => CommandTree.With(parsed, (workplace, terminal) =>
        {
            var answer = Acceptances(workplace).CatchUp();
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

    private static Command List()
    {
        var region = new Option<string?>("--region") { Description = "region code" };
        var state = new Option<string?>("--state") { Description = "unconfirmed, standing or withdrawn" };
        var limit = new Option<int>("--limit") { Description = "rows, at most 200", DefaultValueFactory = _ => 50 };
        var cursor = new Option<string?>("--cursor") { Description = "next of the page before" };
        var command = new Command("list", "List acceptances in the order of places") { region, state, limit, cursor };
        command.SetAction(parsed => CommandTree.With(parsed, (workplace, terminal) =>
        {
            var page = new ListAcceptanceHandler(workplace, new ProgrammeStore(workplace), Acceptances(workplace)).Acceptances(
                new ListAcceptanceRequest(parsed.GetValue(region), parsed.GetValue(state), null, parsed.GetValue(cursor), parsed.GetValue(limit)), terminal.Culture);
            if (!page.IsOk)
            {
                return terminal.Refuse(page.Errors);
            }

            terminal.Table(["column.household", "column.head", "column.village", "column.state", "column.day"], page.Value.Rows.Select(r => new[] { r.Household, r.Head, r.Village, r.StateName, r.Day }));
            terminal.Answer(page.Value);
            return Exit.Done;
        }));
        return command;
    }

    private static Command Show()
    {
        var household = new Argument<string>("household") { Description = "household number" };
        var command = new Command("show", "Show a household's chain of inspections") { household };
        command.SetAction(parsed => CommandTree.With(parsed, (workplace, terminal) =>
        {
            var chain = new ReadAcceptanceHandler(workplace, new ProgrammeStore(workplace), Acceptances(workplace)).Household(parsed.GetValue(household)!, terminal.Culture);
            if (!chain.IsOk)
            {
                return terminal.Refuse(chain.Errors);
            }

            var c = chain.Value;
            terminal.Table(["column.household", "column.head", "column.village", "column.state", "column.day"], [[c.Household.Id, c.Household.Head, c.Household.Village, c.Acceptance?.StateName ?? "", c.Acceptance?.Day ?? ""]]);
            terminal.Table(["column.day", "column.state", "column.what"], c.Inspections.Select(i => new[] { i.Day, i.OutcomeName, i.Inspector }).Concat(c.Rectifications.Select(r => new[] { r.Due ?? "", r.StateName, r.What ?? "" })));
            terminal.Answer(c);
            return Exit.Done;
        }));
        return command;
    }

    private static Command Leads()
    {
        var command = new Command("leads", "Look over all inspections for copied photos, far places, too fast a pace");
        command.SetAction(parsed => CommandTree.With(parsed, (workplace, terminal) =>
        {
            var handler = new AcceptanceSweepHandler(workplace, new ProgrammeStore(workplace), Acceptances(workplace));
            var swept = handler.Sweep();
            if (!swept.IsOk)
            {
                return terminal.Refuse(swept.Errors);
            }

            var found = handler.Latest(terminal.Culture).Value;
            terminal.Table(["column.what", "column.count"], found.Leads.GroupBy(l => l.Name).Select(g => new[] { g.Key, g.Count().ToString(System.Globalization.CultureInfo.InvariantCulture) }));
            terminal.Answer(found);
            return Exit.Done;
        }));
        return command;
    }
}
