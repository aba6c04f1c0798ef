using CleanHeating.Kernel;
using CleanHeating.Platform.Jobs;
using CleanHeating.Platform.Storage;

namespace CleanHeating.Platform.Backup;

/// <summary>Fills an empty database from a checked backup, in the schema that the backup was taken from.</summary>
internal static class TableLoader
{
    /// <summary>Why this product can't take the backup: it is of a later version. Null where it can.</summary>
    public static Error? Objection(BackupFile backup, IDatabase database)
    {
        var place = new ErrorPlace(File: backup.Name);
        var manifest = backup.Manifest;
        return manifest.Format > BackupManifest.CurrentFormat || manifest.Migrations.Count == 0 || !database.Migrations.Take(manifest.Migrations.Count).SequenceEqual(manifest.Migrations)
            ? new Error("backup-newer", place, manifest.Product)
            : manifest.Tables.Select(t => t.Name).Concat(manifest.Tables.SelectMany(t => t.Columns.Select(c => c.Name).Concat(t.Key))).FirstOrDefault(n => !IsName(n)) is { } odd
                ? new Error("backup-changed", place, odd)
                : null;
    }

    public static void Load(BackupFile backup, IDatabase database, Action<JobProgress> show, CancellationToken cancellation)
    {
        var manifest = backup.Manifest;
        database.MigrateTo(manifest.Migrations[^1]);
        var (rows, total, done) = (0L, manifest.Rows(), 0);
        using var connection = database.Open();
        using var transaction = database.BeginLoad(connection);
        StoredTables.Empty(connection, transaction, manifest.Tables);
        foreach (var table in manifest.Tables)
        {
            using var from = backup.OpenTable(table);
            using var insert = database.BulkInsert(connection, StoredTables.Shape(table));
            var loaded = TableLines.Read(from, table, insert, count => show(new JobProgress("loading", done, manifest.Tables.Count, rows + count, total)), cancellation);
            if (loaded != table.Rows)
            {
                throw new InvalidDataException($"{table.Name} has {loaded} rows, not {table.Rows}.");
            }

            rows += loaded;
            done++;
        }

        transaction.Commit();
    }

    private static bool IsName(string name) => name.Length is > 0 and < 64 && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_');
}
