using System.Data.Common;
using System.Globalization;
using CleanHeating.Kernel;
using CleanHeating.Platform;
using CleanHeating.Platform.Accounts;
using CleanHeating.Platform.Journal;
using CleanHeating.Platform.Storage;
using CleanHeating.Programme.Data;

namespace CleanHeating.Programme.Registers;

/// <summary>One transaction over registers: what changes and its journal stand together or not at all.</summary>
public sealed class RoomWork : IDisposable
{
    private RoomWork(Workplace workplace, ProgrammeStore programmes, bool write, string process, string? reason)
    {
        Workplace = workplace;
        Connection = workplace.Database.Open();
        Transaction = write ? workplace.Database.BeginWrite(Connection) : workplace.Database.BeginRead(Connection);
        Process = workplace.Begin(process, workplace.Caller.Actor, reason);
        Journal = new JournalWriter(workplace.Database, Connection, Transaction, workplace.Keys, Process);
        Loaded = programmes.Current(Connection, Transaction);
    }

    public Workplace Workplace { get; }

    public DbConnection Connection { get; }

    public DbTransaction Transaction { get; }

    public ProcessContext Process { get; }

    public JournalWriter Journal { get; }

    /// <summary>The programme in force; null before there is one.</summary>
    public LoadedProgramme? Loaded { get; }

    /// <summary>The programme in force, where <see cref="Run{T}"/> has made sure of it.</summary>
    public LoadedProgramme Programme => Loaded ?? throw new InvalidOperationException("There is no programme.");

    public Scope Scope => Workplace.Caller.Scope;

    /// <summary>Today in China.</summary>
    public DateOnly Today => DateOnly.FromDateTime(Workplace.Time.GetUtcNow().UtcDateTime.AddHours(8));

    /// <summary>Looks at one picture and changes nothing. Refused with programme-missing before there is a programme.</summary>
    public static Result<T> Read<T>(Workplace workplace, ProgrammeStore programmes, Func<RoomWork, Result<T>> look)
    {
        using var on = new RoomWork(workplace, programmes, false, "read", null);
        return on.Loaded is null ? new Error("programme-missing") : look(on);
    }

    /// <summary>Acts in one transaction that lasts when the act succeeds; begins again where somebody else's act came between.</summary>
    /// <param name="workplace">The workplace.</param>
    /// <param name="programmes">Programmes.</param>
    /// <param name="process">What is done, as the journal names it.</param>
    /// <param name="reason">Why, as the person says.</param>
    /// <param name="act">The act.</param>
    public static Result<T> Run<T>(Workplace workplace, ProgrammeStore programmes, string process, string? reason, Func<RoomWork, Result<T>> act) => Repeating.Run(workplace.Database, () =>
    {
        using var on = new RoomWork(workplace, programmes, true, process, string.IsNullOrWhiteSpace(reason) ? null : reason.Trim());
        if (on.Loaded is null)
        {
            return new Error("programme-missing");
        }

        var result = act(on);
        if (result.IsOk)
        {
            on.Journal.Flush();
            on.Transaction.Commit();
        }

        return result;
    });

    /// <summary>A region of the caller's scope; refused with region-unknown where it is none, or not theirs.</summary>
    /// <param name="text">Its code.</param>
    /// <param name="path">Field that holds it.</param>
    /// <param name="level">Level that it must have; null for any below the city.</param>
    public Result<RegionCode> Region(string? text, string path, RegionLevel? level = null) =>
        RegionCode.TryParse(text, out var region) && (level is null ? region.Level >= RegionLevel.County : region.Level == level) && Programme.Plan.Divisions.Has(region) && Scope.Covers(region)
            ? region : new Error("region-unknown", new ErrorPlace(Path: path), text ?? "");

    /// <summary>Counties of which the caller sees all, or a part where that is enough; one of them where it is named.</summary>
    public IReadOnlyList<RegionCode> Counties(string? county = null, bool parts = false) =>
        [.. Programme.Plan.Divisions.Counties.Where(c => (parts ? Scope.Touches(c) : Scope.Covers(c)) && (county is null || c.ToString() == county || c.CountyCode.ToString(CultureInfo.InvariantCulture) == county))];

    public string NameOf(RegionCode region) => Programme.Plan.Divisions.NameOf(region);

    public void Dispose()
    {
        Journal.Dispose();
        Transaction.Dispose();
        Connection.Dispose();
    }
}
