using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using CleanHeating.Kernel;
using CleanHeating.Platform.Jobs;
using CleanHeating.Platform.Security;
using CleanHeating.Platform.Storage;
using CleanHeating.Platform.Verification;

namespace CleanHeating.Platform.Backup;

public sealed record MoveAnswer(long Rows, long Bytes, double Seconds, int Tables, long Verified, string From, string To);

/// <summary>
/// Moves everything from the embedded database into an empty PostgreSQL database. Nobody else may have the file open meanwhile. Each
/// table is compared by hash afterwards and the whole is verified; the old file stays as it is, but is no longer opened.
/// </summary>
/// <param name="workplace">The product over the old database.</param>
/// <param name="openAlone">The only connection to the old database; null where somebody else has it open.</param>
/// <param name="target">The new database.</param>
/// <param name="verify">Recounts and checks all that is stored.</param>
public sealed class MoveHandler(Workplace workplace, Func<DbConnection?> openAlone, IDatabase target, Func<IDatabase, KeyRing, VerificationAnswer> verify)
{
    private const string UnderWay = "move-under-way", Moved = "moved-to";

    /// <summary>Refuses the old file of a data folder whose data live elsewhere by now: what is written there would be lost.</summary>
    public static void RequireNotMoved(string folder)
    {
        var marker = Path.Combine(folder, Moved);
        if (File.Exists(marker))
        {
            throw new StorageRefusedException(new Error("database-moved", null, File.ReadAllText(marker), marker));
        }
    }

    public Result<MoveAnswer> Run(Action<JobProgress>? progress = null, CancellationToken cancellation = default)
    {
        var watch = Stopwatch.StartNew();
        var marker = Path.Combine(workplace.Folder, UnderWay);
        if (File.Exists(marker) && File.ReadAllText(marker) == target.Place)
        {
            // A move that was killed: what lies there is its own.
            target.Clear();
        }

        if (!target.IsEmpty())
        {
            return new Error("restore-not-empty", null, target.Place);
        }

        using var source = openAlone();
        if (source is null)
        {
            return new Error("database-in-use", null, workplace.Database.Place);
        }

        File.WriteAllText(marker, target.Place);
        var done = false;
        try
        {
            var copied = Copy(source, progress ?? (_ => { }), cancellation);
            if (Differing(copied, cancellation) is { } table)
            {
                return new Error("move-differs", null, table);
            }

            var answer = verify(target, workplace.Keys);
            if (!answer.Ok)
            {
                return new Error("restore-broken", null, answer.Broken.Count.ToString(CultureInfo.InvariantCulture), $"{answer.Broken[0].Table} {answer.Broken[0].Key}", answer.Broken[0].What);
            }

            var rows = copied.Sum(t => t.Rows);
            BackupHandler.Record(workplace with { Database = target }, "moved", "", rows);
            File.WriteAllText(Path.Combine(workplace.Folder, Moved), target.Place);
            done = true;
            return new MoveAnswer(rows, copied.Sum(t => t.Bytes), Math.Round(watch.Elapsed.TotalSeconds, 3), copied.Count, answer.Rows, workplace.Database.Place, target.Place);
        }
        finally
        {
            if (!done)
            {
                target.Clear();
            }

            File.Delete(marker);
        }
    }

    private List<BackupTable> Copy(DbConnection source, Action<JobProgress> show, CancellationToken cancellation)
    {
        target.Migrate();
        using var context = workplace.Database.CreateContext(source);
        var tables = StoredTables.Of(context);
        var total = tables.Sum(t => source.ScalarLong(null, $"SELECT COUNT(*) FROM {StoredTables.Quoted(t.Name)}") ?? 0);
        var (copied, rows) = (new List<BackupTable>(), 0L);
        using var connection = target.Open();
        using var transaction = target.BeginLoad(connection);
        StoredTables.Empty(connection, transaction, tables);
        foreach (var table in tables)
        {
            var path = Path.Combine(workplace.Folder, UnderWay + ".rows");
            using var lines = new FileStream(path, FileMode.Create, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose);
            var written = TableLines.Write(source, null, table, lines, _ => { }, cancellation);
            lines.Position = 0;
            using var insert = target.BulkInsert(connection, StoredTables.Shape(table));
            TableLines.Read(lines, table, insert, count => show(new JobProgress("loading", copied.Count, tables.Count, rows + count, total)), cancellation);
            rows += written.Rows;
            copied.Add(written);
        }

        transaction.Commit();
        target.Settle();
        return copied;
    }

    // The lines of a table are the same on both databases, so their hashes must be.
    private string? Differing(List<BackupTable> copied, CancellationToken cancellation)
    {
        using var connection = target.Open();
        return copied.FirstOrDefault(t => TableLines.Write(connection, null, t, Stream.Null, _ => { }, cancellation).Sha256 != t.Sha256)?.Name;
    }
}
