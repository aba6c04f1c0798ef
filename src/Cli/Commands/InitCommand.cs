using System.CommandLine;
using CleanHeating.Cli.Output;
using CleanHeating.Kernel;
using CleanHeating.Platform;
using CleanHeating.Programme.Data;
using CleanHeating.Programme.Loading;

namespace CleanHeating.Cli.Commands;

/// <summary>What a loaded programme holds. The urban target is in 0.01 m².</summary>
internal sealed record InitAnswer(string Programme, int Version, int Counties, int Townships, int Villages, long RuralTarget, string UrbanTarget);

internal static class InitCommand
{
    public static Command Create()
    {
        var path = new Option<string>("--programme") { Description = "folder of a programme", Required = true };
        var note = new Option<string?>("--note") { Description = "why this version is loaded" };
        var command = new Command("init", "Load a programme, or a new version of it") { path, note };
        command.SetAction(parsed => CommandTree.With(parsed, (workplace, terminal) => Run(workplace, terminal, parsed.GetValue(path)!, parsed.GetValue(note))));
        return command;
    }

    public static int Run(Workplace workplace, Terminal terminal, string folder, string? note)
    {
        var plan = ProgrammeLoader.Load(folder);
        if (!plan.IsOk)
        {
            return terminal.Refuse(plan.Errors);
        }

        var store = new ProgrammeStore(workplace);
        var before = store.Versions().Count;
        var saved = store.Save(plan.Value, GlobalOptions.Actor, note);
        if (!saved.IsOk)
        {
            return terminal.Refuse(saved.Errors);
        }

        var (version, p) = (saved.Value.Version, saved.Value.Plan);
        var answer = new InitAnswer(p.Id, version, p.Divisions.Counties.Count, p.Divisions.Townships, p.Divisions.Villages, p.Rural.Total, new Area(p.Urban.Total).ToTenThousandString());
        terminal.Line(before == store.Versions().Count
            ? terminal.Text("init.unchanged", version)
            : terminal.Text("init.done", p.Id, version, answer.Counties, answer.Townships, answer.Villages, answer.RuralTarget, answer.UrbanTarget));
        terminal.Answer(answer);
        return Exit.Done;
    }
}
