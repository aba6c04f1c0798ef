using CleanHeating.Platform.Accounts;
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
    /// <summary>Tells who acts; at a command line the operating system's user.</summary>
    public ICallerSource Callers { get; init; } = new FixedCaller(Caller.Machine(Environment.UserName));

    /// <summary>What rooms add to use cases of rooms above them; each use case takes those of its own kind.</summary>
    public IReadOnlyList<object> Extensions { get; init; } = [];

    /// <summary>Who acts now.</summary>
    public Caller Caller => Callers.Current;

    /// <summary>This workplace for one caller: work that outlives a request keeps whose it is.</summary>
    public Workplace As(Caller caller) => this with { Callers = new FixedCaller(caller) };

    /// <summary>A new process context, beginning now.</summary>
    public Journal.ProcessContext Begin(string kind, string actor, string? reason = null) =>
        new(Ids.Next(), kind, actor, Time.GetUtcNow().UtcTicks, Caller.OnBehalfOf, reason);

    public void Dispose() => Database.Dispose();
}
