using System.CommandLine;
using System.Globalization;
using CleanHeating.Cli.Output;
using CleanHeating.Kernel;
using CleanHeating.Platform;
using CleanHeating.Platform.Jobs;
using CleanHeating.Platform.Keys;
using CleanHeating.Platform.Security;
using CleanHeating.Server.Composition;

namespace CleanHeating.Cli.Commands;

/// <summary>The key ring: make one, look at it, turn it. Nothing here ever prints a key.</summary>
internal static class KeysCommands
{
    private static readonly Option<string?> Suite = new("--suite") { Description = "aes (AES-256-GCM, HMAC-SHA-256) or national (SM4, HMAC-SM3)" };

    public static Command Create() => new("keys", "Keys: make a key ring, list, rotate, renew what stands under old keys, retire them") { Make(), List(), Rotate(), Renew(), Retire() };

    private static Command Make()
    {
        var command = new Command("create", "Make a key ring in a data folder that has none, before anything is stored") { Suite };
        command.SetAction(parsed => CommandTree.Guard(
            parsed,
            terminal =>
            {
                var suite = Chosen(parsed);
                var made = !suite.IsOk ? Result<RotateAnswer>.Fail(suite.Errors)
                    : Product.CreateKeys(GlobalOptions.Folder(parsed), GlobalOptions.ConnectionString(parsed), suite.Value ?? CipherSuite.Aes, TimeProvider.System);
                return Done(terminal, made, a => terminal.Text("keys.created", KeyRing.PathIn(GlobalOptions.Folder(parsed)), a.Suite));
            },
            () => null));
        return command;
    }

    private static Command List()
    {
        var command = new Command("list", "List the generations and how much stands under each");
        command.SetAction(parsed => CommandTree.With(parsed, (workplace, terminal) =>
        {
            var list = new KeysHandler(workplace).List();
            terminal.Line(terminal.Text("keys.index", list.IndexSuite));
            terminal.Table(
                ["column.generation", "column.suite", "column.made", "column.state", "column.values", "column.sealed", "column.entries", "column.jobs"],
                list.Generations.Select(g => new[]
                {
                    Text(g.Number), g.Suite ?? "–", g.MadeAt?.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) ?? "–",
                    terminal.Text(g.Newest ? "keys.newest" : g.Held ? "keys.older" : "keys.lost"), Text(g.Values), Text(g.Rows), Text(g.Entries), Text(g.Jobs),
                }));
            terminal.Answer(list);
            return list.Generations.All(g => g.Held) ? Exit.Done : Exit.Refused;
        }));
        return command;
    }

    private static Command Rotate()
    {
        var command = new Command("rotate", "Add a generation that new values get from now on; running servers take it up by themselves") { Suite };
        command.SetAction(parsed => CommandTree.With(parsed, (workplace, terminal) =>
        {
            var suite = Chosen(parsed);
            return Done(terminal, suite.IsOk ? new KeysHandler(workplace).Rotate(suite.Value) : Result<RotateAnswer>.Fail(suite.Errors), a => terminal.Text("keys.rotated", a.Generation, a.Suite));
        }));
        return command;
    }

    private static Command Renew()
    {
        var command = new Command("renew", "Bring everything that stands under older generations to the newest, while others work");
        command.SetAction(parsed => CommandTree.With(parsed, (workplace, terminal) =>
        {
            var renewed = CommandTree.Stoppable(stop => terminal.WithBar("keys.renewing", report => Run(workplace, report, stop)));
            return !renewed.IsOk ? terminal.Refuse(renewed.Errors, Exit.Refused) : Done(terminal, renewed, a => terminal.Text("keys.renewed", a.Counties, a.Values, a.Rows, a.Entries, a.Jobs, a.Generation, a.Seconds)
                + (a.Left == 0 ? "" : " " + terminal.Text("keys.left", a.Left)));
        }));
        return command;
    }

    private static Command Retire()
    {
        var number = new Argument<int>("generation") { Description = "number of the generation" };
        var command = new Command("retire", "Take a generation away under which nothing stands any more") { number };
        command.SetAction(parsed => CommandTree.With(parsed, (workplace, terminal) =>
            Done(terminal, new KeysHandler(workplace).Retire(parsed.GetValue(number)), a => terminal.Text("keys.retired", a.Generation, a.Left))));
        return command;
    }

    // What is through stays through, so this is no failure without a trace.
    private static Result<RenewAnswer> Run(Workplace workplace, Action<JobProgress>? report, CancellationToken stop)
    {
        try
        {
            return new RenewHandler(workplace).Run(report, stop);
        }
        catch (OperationCanceledException)
        {
            return new Error("keys-stopped");
        }
    }

    private static Result<CipherSuite?> Chosen(ParseResult parsed) => parsed.GetValue(Suite) switch
    {
        null => (CipherSuite?)null,
        var code when CipherSuites.TryParse(code, out var suite) => (CipherSuite?)suite,
        var code => new Error("suite-unknown", null, code),
    };

    private static int Done<T>(Terminal terminal, Result<T> result, Func<T, string> sentence)
    {
        if (!result.IsOk)
        {
            return terminal.Refuse(result.Errors);
        }

        terminal.Line(sentence(result.Value));
        terminal.Answer(result.Value);
        return Exit.Done;
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
