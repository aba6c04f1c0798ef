using System.Data.Common;
using System.IO.Compression;
using CleanHeating.Platform.Backup;
using CleanHeating.Platform.Security;
using CleanHeating.Platform.Storage;
using CleanHeating.Storage.Sqlite;

namespace CleanHeating.Storage.Tests.Releases;

/// <summary>Backs up an old SQLite file in the schema that it has, as the release that wrote it would have, without keys.</summary>
internal static class OldBackup
{
    public static void Write(string folder, string file)
    {
        using var database = new SqliteDatabase(Path.Combine(folder, "cleanheat.db"));
        using var connection = database.Open();
        using var context = database.CreateContext();
        var today = StoredTables.Of(context);
        var migrations = SchemaVersion.Applied(connection, null);
        using var to = File.Create(file);
        using (var zip = new ZipArchive(to, ZipArchiveMode.Create, leaveOpen: true) { Comment = ContainerHash.Blank })
        {
            var written = new List<BackupTable>();
            foreach (var table in today.Select(t => Describe(connection, t)).OfType<BackupTable>())
            {
                using var entry = zip.CreateEntry(BackupManifest.TablesFolder + table.Name + ".jsonl").Open();
                written.Add(TableLines.Write(connection, null, table, entry, _ => { }, default));
            }

            var bytes = new BackupManifest(BackupManifest.CurrentFormat, "0.1.0", "sqlite", DateTimeOffset.UnixEpoch, null, migrations, written, [], false).ToBytes();
            Put(zip, BackupManifest.Entry, bytes);
            Put(zip, BackupManifest.MarkEntry, BackupManifest.Mark(bytes, KeyRing.OpenOrCreate(folder).Of(1)));
        }

        ContainerHash.Stamp(to);
    }

    // Today's table with the columns that it had then; null where there was none. Types of columns that went since can't be told from SQLite: there are none yet.
    private static BackupTable? Describe(DbConnection connection, BackupTable today)
    {
        var columns = connection.Query(null, $"PRAGMA table_info(\"{today.Name}\")").Select(r => (Name: r.GetString(1), Key: r.GetInt32(5))).ToList();
        return columns.Count == 0 ? null : today with
        {
            Columns = [.. columns.Select(c => today.Columns.Single(t => t.Name == c.Name))],
            Key = [.. columns.Where(c => c.Key > 0).OrderBy(c => c.Key).Select(c => c.Name)],
        };
    }

    private static void Put(ZipArchive zip, string name, byte[] content)
    {
        using var entry = zip.CreateEntry(name).Open();
        entry.Write(content);
    }
}
