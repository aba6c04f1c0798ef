using System.CommandLine;
using System.Diagnostics;
using CleanHeating.Cli.Output;
using CleanHeating.Ledger.VerifyLedger;
using CleanHeating.Platform.Verification;

namespace CleanHeating.Cli.Commands;

/// <summary>What a verification found, as programs read it.</summary>
internal sealed record VerifyDocument(bool Ok, long Rows, bool CountersOk, bool JournalOk, IReadOnlyList<Broken> Broken, double Seconds);

internal static class VerifyCommand
{
    public static Command Create()
    {
        var command = new Command("verify", "Recount and check everything");
        command.SetAction(parsed => CommandTree.With(parsed, (workplace, terminal) =>
        {
            var watch = Stopwatch.StartNew();
            var answer = new LedgerVerifier(workplace.Database, workplace.Keys).Run();
            terminal.Line(answer.Ok ? terminal.Text("verify.ok", answer.Rows) : terminal.Text("verify.broken", answer.Rows, answer.Broken.Count));
            terminal.Table(["column.where", "column.code", "column.what"], answer.Broken.Select(b => new[] { b.Table, b.Key, b.What }));
            terminal.Answer(new VerifyDocument(answer.Ok, answer.Rows, answer.CountersOk, answer.JournalOk, answer.Broken, Math.Round(watch.Elapsed.TotalSeconds, 3)));
            return answer.Ok ? Exit.Done : Exit.Refused;
        }));
        return command;
    }
}
