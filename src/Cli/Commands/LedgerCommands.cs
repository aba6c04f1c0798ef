using System.CommandLine;
using System.Globalization;
using CleanHeating.Cli.Output;
using CleanHeating.Kernel;
using CleanHeating.Ledger.ExportLedger;
using CleanHeating.Ledger.ImportLedger;
using CleanHeating.Ledger.ListHouseholds;
using CleanHeating.Platform;
using CleanHeating.Programme.Data;

namespace CleanHeating.Cli.Commands;

internal static class LedgerCommands
{
    public static Command Create() => new("ledger", "Household ledgers") { Import(), Export() };

    private static Command Import()
    {
        var files = new Argument<string[]>("files") { Arity = ArgumentArity.OneOrMore, Description = "ledger workbooks, .xlsx or .xls" };
        var asOf = new Option<string>("--as-of") { Description = "date of the ledgers, yyyy-MM-dd", Required = true };
        asOf.Validators.Add(result =>
        {
            if (!DateOnly.TryParseExact(result.Tokens is [var token, ..] ? token.Value : "", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
            {
                result.AddError("--as-of: yyyy-MM-dd");
            }
        });
        var dry = new Option<bool>("--dry-run") { Description = "check everything, store nothing" };
        var command = new Command("import", "Import ledgers") { files, asOf, dry };
        command.SetAction(parsed => CommandTree.With(parsed, (workplace, terminal) => RunImport(
            workplace, terminal, new ImportRequest(
                parsed.GetValue(files)!, DateOnly.ParseExact(parsed.GetValue(asOf)!, "yyyy-MM-dd", CultureInfo.InvariantCulture), parsed.GetValue(dry), GlobalOptions.Actor, terminal.Culture))));
        return command;
    }

    public static int RunImport(Workplace workplace, Terminal terminal, ImportRequest request)
    {
        using var stop = new CancellationTokenSource();
        ConsoleCancelEventHandler cancel = (_, key) =>
        {
            key.Cancel = true;
            stop.Cancel();
        };
        Console.CancelKeyPress += cancel;
        try
        {
            var result = terminal.WithBar("import.reading", report => new ImportHandler(workplace, new ProgrammeStore(workplace)).Run(request, report, stop.Token));
            if (!result.IsOk)
            {
                return terminal.Refuse(result.Errors);
            }

            Show(workplace, terminal, result.Value);
            terminal.Answer(result.Value);
            return result.Value.Quarantined > 0 || result.Value.FileRefusals.Count > 0 || result.Value.SheetFindings.Count > 0 ? Exit.Refused : Exit.Done;
        }
        catch (OperationCanceledException)
        {
            return terminal.Refuse([new Error("import-cancelled")]);
        }
        finally
        {
            Console.CancelKeyPress -= cancel;
        }
    }

    private static void Show(Workplace workplace, Terminal terminal, ImportAnswer answer)
    {
        if (terminal.Json)
        {
            return;
        }

        terminal.Line(terminal.Text("import.done", answer.Rows, answer.Imported, answer.Updated, answer.Unchanged, answer.Quarantined, answer.Seconds));
        var programme = new ProgrammeStore(workplace).Current()!;
        terminal.Table(
            ["column.county", "column.rows", "column.imported", "column.quarantined"],
            answer.ByCounty.Select(c => new[] { programme.Plan.Divisions.NameOf(long.Parse(c.Key, CultureInfo.InvariantCulture)), N(c.Value.Rows), N(c.Value.Imported), N(c.Value.Quarantined) }));
        terminal.Table(
            ["column.code", "column.what", "column.count"],
            answer.Codes.Concat(answer.Warnings).Concat(answer.Leads.Where(l => l.Value > 0)).Select(c => new[] { c.Key, workplace.Texts.Get(c.Key + ".name", terminal.Culture), N(c.Value) }));
        terminal.Table(["column.where", "column.code", "column.what"], answer.SheetFindings.Select(f => new[] { f.File + " / " + f.Sheet, f.Code, f.Message }).Concat(answer.FileRefusals.Select(f => new[] { f.File, f.Code, f.Message })));
        foreach (var workbook in answer.ErrorWorkbooks)
        {
            terminal.Line(terminal.Text("import.errorbook", workbook));
        }

        if (answer.DryRun)
        {
            terminal.Line(terminal.Text("import.dry"));
        }
    }

    private static Command Export()
    {
        var path = new Argument<string>("out") { Description = "workbook to write" };
        var county = new Option<string?>("--county") { Description = "county code" };
        var reveal = new Option<string?>("--reveal") { Description = "show personal numbers; the reason is recorded" };
        var command = new Command("export", "Export the ledger") { path, county, reveal };
        command.SetAction(parsed => CommandTree.With(parsed, (workplace, terminal) =>
        {
            var result = new ExportHandler(workplace, new ProgrammeStore(workplace)).Run(
                parsed.GetValue(path)!, new ListRequest { Region = parsed.GetValue(county) }, terminal.Culture, GlobalOptions.Actor, parsed.GetValue(reveal));
            if (!result.IsOk)
            {
                return terminal.Refuse(result.Errors);
            }

            terminal.Line(terminal.Text("export.done", result.Value.Rows, result.Value.Seconds));
            terminal.Answer(result.Value);
            return Exit.Done;
        }));
        return command;
    }

    private static string N(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
