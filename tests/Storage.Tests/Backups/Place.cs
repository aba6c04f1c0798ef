using CleanHeating.Platform;
using CleanHeating.Platform.Storage;
using CleanHeating.Server.Composition;
using CleanHeating.TestKit;

namespace CleanHeating.Storage.Tests.Backups;

/// <summary>A data folder and a database of a kind, nothing in either, opened as the product opens them.</summary>
internal sealed class Place(string kind) : IDisposable
{
    private readonly TempFolder _folder = new();

    public string Kind => kind;

    public string Folder => System.IO.Path.Combine(_folder.Path, "data");

    public string? ConnectionString { get; } = kind == TestDatabases.Postgres ? PostgresServer.Instance.CreateDatabase() : null;

    public string File(string name) => _folder.File(name);

    public Workplace Open(TimeProvider? time = null) => Product.Open(Folder, ConnectionString, time ?? TimeProvider.System);

    public IDatabase Connect() => Product.Connect(Folder, ConnectionString);

    public bool IsEmpty()
    {
        using var database = Connect();
        return database.IsEmpty() && (!Directory.Exists(Folder) || Directory.GetFiles(Folder, "*", SearchOption.AllDirectories).Length == 0);
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }
}
