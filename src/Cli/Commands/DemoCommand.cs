using System.CommandLine;
using CleanHeating.Cli.Output;
using CleanHeating.Kernel;
using CleanHeating.Ledger.ImportLedger;
using CleanHeating.Ledger.MakeSample;
using CleanHeating.Platform;
using CleanHeating.Programme.Data;

namespace CleanHeating.Cli.Commands;

internal static class DemoCommand
{
    public static Command Create()
    {
        var programme = new Option<string?>("--programme") { Description = "folder of a programme; Heze's of 2021 where none is given" };
        var households = new Option<int>("--households") { Description = "households to invent", DefaultValueFactory = _ => 105_000 };
        var seed = new Option<int>("--seed") { Description = "another seed is another city", DefaultValueFactory = _ => 2021 };
        var noServe = new Option<bool>("--no-serve") { Description = "make and import only" };
        households.Validators.Add(r =>
        {
            if (r.GetValueOrDefault<int>() is < 1 or > 20_000_000)
            {
                r.AddError("--households: 1-20000000");
            }
        });
        var command = new Command("demo", "Make a whole invented city, import it, show progress and serve it") { programme, households, seed, noServe, ServeCommand.Urls, ServeCommand.Web };
        command.SetAction(parsed => CommandTree.With(parsed, (workplace, terminal) =>
        {
            var made = Make(workplace, terminal, parsed.GetValue(programme) ?? FindProgramme(), parsed.GetValue(households), parsed.GetValue(seed));
            return made is Exit.Failed || parsed.GetValue(noServe) ? made : ServeCommand.Run(workplace, terminal, parsed.GetValue(ServeCommand.Urls), parsed.GetValue(ServeCommand.Web), demo: true);
        }));
        return command;
    }

    private static int Make(Workplace workplace, Terminal terminal, string? folder, int households, int seed)
    {
        if (folder is null)
        {
            return terminal.Refuse([new Error("programme-folder-missing", null, "programmes/heze-2021")]);
        }

        var quiet = terminal.WithoutAnswers();
        if (InitCommand.Run(workplace, quiet, folder, "demo") is var loaded && loaded != Exit.Done)
        {
            return loaded;
        }

        var store = new ProgrammeStore(workplace);
        using (var connection = workplace.Database.Open())
        {
            if (Platform.Storage.Sql.ScalarLong(connection, null, "SELECT COUNT(*) FROM import_run WHERE state = 'done'") > 0)
            {
                terminal.Line(terminal.Text("demo.keep", workplace.Folder));
                return ProgressCommand.Run(workplace, terminal, "county");
            }
        }

        terminal.Line(terminal.Text("demo.making", households));
        var sample = new SampleHandler().Make(store.Current()!, Path.Combine(workplace.Folder, "sample"), households, seed);
        var imported = LedgerCommands.RunImport(workplace, quiet, new ImportRequest(sample.Files, sample.AsOf, false, GlobalOptions.Actor, terminal.Culture));
        SupplyCommands.Prepare(workplace, quiet, seed);
        return imported == Exit.Failed ? imported : ProgressCommand.Run(workplace, terminal, "county");
    }

    private static string? FindProgramme()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "programmes", "heze-2021");
            if (Directory.Exists(candidate))
            {
                return candidate;
            }
        }

        return null;
    }
}
