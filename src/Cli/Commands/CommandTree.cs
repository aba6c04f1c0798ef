using System.CommandLine;
using System.Data.Common;
using System.Globalization;
using CleanHeating.Cli.Output;
using CleanHeating.Kernel;
using CleanHeating.Platform;
using CleanHeating.Platform.Storage;
using CleanHeating.Platform.Seals;

namespace CleanHeating.Cli.Commands;

/// <summary>All commands, and what happens when one fails: an exit code that scripts can rely on, and a sentence for people.</summary>
internal static class CommandTree
{
    public static int Run(string[] args)
    {
        var root = new RootCommand("CleanHeating");
        root.Add(GlobalOptions.Data);
        root.Add(GlobalOptions.Database);
        root.Add(GlobalOptions.Json);
        root.Add(GlobalOptions.Lang);
        root.Add(InitCommand.Create());
        root.Add(LedgerCommands.Create());
        root.Add(AcceptanceCommands.Create());
        root.Add(ProgressCommand.Create());
        root.Add(LeadsCommand.Create());
        root.Add(PlanCommands.Create());
        root.Add(SupplyCommands.Create());
        root.Add(ConstructionCommands.Create());
        root.Add(SeasonCommand.Create());
        root.Add(SubsidyCommands.Create());
        root.Add(PaymentsCommand.Create());
        root.Add(VerifyCommand.Create());
        root.Add(AccountsCommands.Create());
        root.Add(BackupCommands.Backup());
        root.Add(BackupCommands.Restore());
        root.Add(BackupCommands.Move());
        root.Add(KeysCommands.Create());
        root.Add(ServeCommand.Create());
        root.Add(DemoCommand.Create());
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
            {
                Console.Error.WriteLine(error.Message);
            }

            return Exit.WrongUse;
        }

        return parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
    }

    /// <summary>Runs a command over the opened product. A fault of database or disk ends with <see cref="Exit.Failed"/> and says so.</summary>
    public static int With(ParseResult parsed, Func<Workplace, Terminal, int> run)
    {
        Workplace? workplace = null;
        try
        {
            return Guard(
                parsed,
                terminal =>
                {
                    workplace = GlobalOptions.Open(parsed);
                    WarnOfClock(workplace, terminal);
                    return run(workplace, terminal);
                },
                () => workplace?.Database);
        }
        finally
        {
            workplace?.Dispose();
        }
    }

    /// <summary>Runs a command that opens what it needs itself.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="run">The command.</param>
    /// <param name="database">The database, once there is one, to tell its faults.</param>
    public static int Guard(ParseResult parsed, Func<Terminal, int> run, Func<IDatabase?> database)
    {
        var terminal = GlobalOptions.Terminal(parsed);
        try
        {
            return run(terminal);
        }
        catch (OperationCanceledException)
        {
            return terminal.Refuse([new Error("command-cancelled")]);
        }
        catch (Exception exception) when (DatabaseFaults.ErrorOf(database(), exception) is { } error)
        {
            return terminal.Refuse([error]);
        }
        catch (Server.Settings.SettingsException exception)
        {
            return terminal.Refuse(exception.Errors);
        }
        catch (BrokenSealException broken)
        {
            return terminal.Refuse([new Error("row-tampered", null, broken.Table, broken.Key)]);
        }
        catch (Exception exception) when (exception is DbException or IOException or UnauthorizedAccessException)
        {
            return terminal.Refuse([new Error("command-failed", null, exception.Message)]);
        }
        catch (Exception exception)
        {
            // A bug: the trace goes to whoever mends it, the exit code to whoever called.
            Console.Error.WriteLine(exception);
            return terminal.Refuse([new Error("command-failed", null, exception.Message)]);
        }
    }

    /// <summary>Runs long work that Ctrl-C ends in good order.</summary>
    public static T Stoppable<T>(Func<CancellationToken, T> run)
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
            return run(stop.Token);
        }
        finally
        {
            Console.CancelKeyPress -= cancel;
        }
    }

    private static void WarnOfClock(Workplace workplace, Terminal terminal)
    {
        if (workplace.Ids.ClockBehind is { } behind)
        {
            terminal.Warn(terminal.Text("clock.behind", behind.ToString(@"d\.hh\:mm", CultureInfo.InvariantCulture)));
        }
    }
}
