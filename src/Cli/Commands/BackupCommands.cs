using System.CommandLine;
using System.Globalization;
using CleanHeating.Cli.Output;
using CleanHeating.Kernel;
using CleanHeating.Platform;
using CleanHeating.Platform.Backup;
using CleanHeating.Platform.Security;
using CleanHeating.Platform.Storage;
using CleanHeating.Programme.Data;
using CleanHeating.Server.Composition;
using CleanHeating.Storage.Sqlite;

namespace CleanHeating.Cli.Commands;

internal static class BackupCommands
{
    private static readonly Option<string?> PassphraseFile = new("--passphrase-file") { Description = "file whose first line is the passphrase of the keys in the backup" };

    public static Command Backup()
    {
        var file = new Argument<string>("file") { Description = "backup to write" };
        var command = new Command("backup", "Back up everything into one file, while the system runs") { file, PassphraseFile };
        command.SetAction(parsed => CommandTree.With(parsed, (workplace, terminal) =>
        {
            var passphrase = Passphrase(parsed);
            if (!passphrase.IsOk)
            {
                return terminal.Refuse(passphrase.Errors);
            }

            var programme = new ProgrammeStore(workplace).Current()?.Plan.Id;
            var request = new BackupRequest(parsed.GetValue(file)!, passphrase.Value.Length == 0 ? null : passphrase.Value, Product.Version, programme);
            var answer = CommandTree.Stoppable(stop => terminal.WithBar("backup.working", report => new BackupHandler(workplace).Run(request, report, stop)));
            terminal.Line(terminal.Text("backup.done", answer.Rows, answer.Files, answer.Bytes, answer.Seconds, Path.GetFullPath(request.File)));
            if (!answer.Keys)
            {
                terminal.Warn(terminal.Text("backup.keys", KeyRing.PathIn(workplace.Folder)));
            }

            terminal.Answer(answer);
            return Exit.Done;
        }));
        return command;
    }

    public static Command Restore()
    {
        var file = new Argument<string>("file") { Description = "backup to read" };
        var keys = new Option<string?>("--keys") { Description = "key ring (keyring.json), where the backup holds none" };
        var command = new Command("restore", "Put a backup into an empty data folder and database, and verify it") { file, PassphraseFile, keys };
        command.SetAction(parsed =>
        {
            IDatabase? database = null;
            try
            {
                return CommandTree.Guard(
                    parsed,
                    terminal =>
                    {
                        database = Product.Connect(GlobalOptions.Folder(parsed), GlobalOptions.ConnectionString(parsed));
                        return Restore(parsed, terminal, database, parsed.GetValue(file)!, parsed.GetValue(keys));
                    },
                    () => database);
            }
            finally
            {
                database?.Dispose();
            }
        });
        return command;
    }

    public static Command Move()
    {
        var to = new Option<string>("--to") { Description = "connection string of an empty PostgreSQL database", Required = true };
        var command = new Command("move", "Move everything from the embedded database to PostgreSQL, and verify it") { to };
        command.SetAction(parsed => CommandTree.With(parsed, (workplace, terminal) =>
        {
            if (workplace.Database is not SqliteDatabase source)
            {
                return terminal.Refuse([new Error("move-from")]);
            }

            using var target = Product.Connect(workplace.Folder, parsed.GetValue(to));
            if (target.Kind == DatabaseKind.Sqlite)
            {
                return terminal.Refuse([new Error("move-from")]);
            }

            return CommandTree.Guard(parsed, _ => Move(workplace, terminal, source, target), () => target);
        }));
        return command;
    }

    private static int Restore(ParseResult parsed, Terminal terminal, IDatabase database, string file, string? keys)
    {
        var passphrase = Passphrase(parsed);
        if (!passphrase.IsOk)
        {
            return terminal.Refuse(passphrase.Errors);
        }

        var folder = GlobalOptions.Folder(parsed);
        var request = new RestoreRequest(file, folder, passphrase.Value.Length == 0 ? null : passphrase.Value, keys);
        var handler = new RestoreHandler(database, Product.Verify, () => Product.OpenOver(folder, database, TimeProvider.System));
        var result = CommandTree.Stoppable(stop => terminal.WithBar("restore.working", report => handler.Run(request, report, stop)));
        if (!result.IsOk)
        {
            return terminal.Refuse(result.Errors);
        }

        var answer = result.Value;
        terminal.Line(terminal.Text("restore.done", answer.Rows, answer.Files, answer.TakenAt.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture), answer.Verified, answer.Seconds));
        terminal.Answer(answer);
        return Exit.Done;
    }

    private static int Move(Workplace workplace, Terminal terminal, SqliteDatabase source, IDatabase target)
    {
        var handler = new MoveHandler(workplace, source.OpenAlone, target, Product.Verify);
        var result = CommandTree.Stoppable(stop => terminal.WithBar("move.working", report => handler.Run(report, stop)));
        if (!result.IsOk)
        {
            return terminal.Refuse(result.Errors);
        }

        terminal.Line(terminal.Text("move.done", result.Value.Rows, result.Value.From, result.Value.To, result.Value.Seconds));
        terminal.Answer(result.Value);
        return Exit.Done;
    }

    // Empty where none was asked for.
    private static Result<string> Passphrase(ParseResult parsed)
    {
        if (parsed.GetValue(PassphraseFile) is not { } file)
        {
            return "";
        }

        if (!File.Exists(file))
        {
            return new Error("file-missing", new ErrorPlace(File: Path.GetFileName(file)), file);
        }

        return File.ReadLines(file).FirstOrDefault() is { Length: > 0 } line ? line : new Error("passphrase-empty", null, file);
    }
}
