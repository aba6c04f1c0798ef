using System.CommandLine;
using CleanHeating.Cli.Output;
using CleanHeating.Kernel;
using CleanHeating.Planning.Supply;
using CleanHeating.Platform;
using CleanHeating.Programme.Data;

namespace CleanHeating.Cli.Commands;

/// <summary>Supply and demand: bring a workbook in, or invent one.</summary>
internal static class SupplyCommands
{
    private const int UsualSeed = 2021;

    public static Command Create() => new("supply", "Supply and demand data of planning") { Import(), Sample() };

    /// <summary>Invents a workbook for the programme and brings it in, where nothing is known yet.</summary>
    public static int Prepare(Workplace workplace, Terminal terminal, int seed)
    {
        var programmes = new ProgrammeStore(workplace);
        var known = new SupplyDesk(workplace, programmes).Overview();
        var made = new SupplySample(workplace, programmes).Make(seed);
        if (!known.IsOk || !made.IsOk || known.Value.Counties.Any(c => c.Villages > 0))
        {
            return Exit.Done;
        }

        var path = Path.Combine(workplace.Folder, "sample", "supply", "supply.xlsx");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, made.Value);
        return Run(workplace, terminal, [path], false);
    }

    private static Command Import()
    {
        var files = new Argument<string[]>("FILE") { Description = "workbooks", Arity = ArgumentArity.OneOrMore };
        var dryRun = new Option<bool>("--dry-run") { Description = "check only, store nothing" };
        var command = new Command("import", "Import workbooks of substations, gas, heat and villages") { files, dryRun };
        command.SetAction(parsed => CommandTree.With(parsed, (workplace, terminal) => Run(workplace, terminal, parsed.GetValue(files)!, parsed.GetValue(dryRun))));
        return command;
    }

    private static Command Sample()
    {
        var output = new Argument<string>("OUT.xlsx") { Description = "file to write" };
        var seed = new Option<int>("--seed") { Description = "another seed is another city", DefaultValueFactory = _ => UsualSeed };
        var command = new Command("sample", "Invent supply and demand for every village of the programme") { output, seed };
        command.SetAction(parsed => CommandTree.With(parsed, (workplace, terminal) =>
        {
            var made = new SupplySample(workplace, new ProgrammeStore(workplace)).Make(parsed.GetValue(seed));
            if (!made.IsOk)
            {
                return terminal.Refuse(made.Errors);
            }

            File.WriteAllBytes(parsed.GetValue(output)!, made.Value);
            terminal.Answer(new { file = parsed.GetValue(output), bytes = made.Value.Length });
            return Exit.Done;
        }));
        return command;
    }

    private static int Run(Workplace workplace, Terminal terminal, string[] files, bool dryRun)
    {
        var (import, answers) = (new SupplyImport(workplace, new ProgrammeStore(workplace)), new List<SupplyImportAnswer>());
        foreach (var file in files)
        {
            if (!File.Exists(file))
            {
                return terminal.Refuse([new Error("supply-unreadable", new ErrorPlace(File: Path.GetFileName(file)), file, "")]);
            }

            var answer = import.Run(file, Path.GetFileName(file), dryRun, terminal.Culture);
            if (!answer.IsOk)
            {
                return terminal.Refuse(answer.Errors);
            }

            answers.Add(answer.Value);
            var counts = answer.Value.Counts;
            terminal.Line(Server.Composition.Product.Texts.Get("supply.done", terminal.Culture, counts.Sum(c => c.Rows), counts.Sum(c => c.Imported), counts.Sum(c => c.Updated), counts.Sum(c => c.Unchanged), counts.Sum(c => c.Refused)));
            foreach (var refusal in answer.Value.Refusals)
            {
                terminal.Line($"{refusal.Sheet} {refusal.Column}{refusal.Row}: {refusal.Message}");
            }
        }

        terminal.Answer(new { files = answers });
        return answers.TrueForAll(a => a.Codes.Count == 0) ? Exit.Done : Exit.Refused;
    }
}
