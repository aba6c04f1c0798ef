using CleanHeating.Platform.Security;
using CleanHeating.Platform.Storage;
using CleanHeating.Platform.Texts;

namespace CleanHeating.Platform;

/// <summary>What every use case works with; one per process.</summary>
/// <param name="Folder">Data folder: key ring, uploads, error workbooks and, on SQLite, the database.</param>
/// <param name="Database">The database.</param>
/// <param name="Keys">Secrets of the database.</param>
/// <param name="Texts">Users' texts.</param>
/// <param name="Time">Clock.</param>
/// <param name="Ids">Maker of time-ordered ids.</param>
public sealed record Workplace(string Folder, IDatabase Database, KeyRing Keys, TextCatalog Texts, TimeProvider Time, TimeOrderedId Ids) : IDisposable
{
    /// <summary>A new process context, beginning now.</summary>
    public Journal.ProcessContext Begin(string kind, string actor, string? reason = null) =>
        new(Ids.Next(), kind, actor, Time.GetUtcNow().UtcTicks, null, reason);

    public void Dispose() => Database.Dispose();
}
