using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
using CleanHeating.Kernel;
using CleanHeating.Platform;
using CleanHeating.Platform.Journal;
using CleanHeating.Platform.Seals;
using CleanHeating.Platform.Storage;
using CleanHeating.Programme.Plan;
using CleanHeating.Programme.Targets;

namespace CleanHeating.Programme.Data;

/// <summary>A programme version as it stands in the database.</summary>
/// <param name="Number">The programme's number in other tables.</param>
/// <param name="Version">Version, from 1.</param>
/// <param name="Plan">The plan.</param>
/// <param name="Routes">Number in stored rows by technology code.</param>
public sealed record LoadedProgramme(int Number, int Version, ProgrammePlan Plan, IReadOnlyDictionary<string, int> Routes)
{
    private Dictionary<int, Technology>? _byNumber;

    public Technology? TechnologyOf(int route) =>
        (_byNumber ??= Plan.Technologies.ToDictionary(t => Routes[t.Code])).GetValueOrDefault(route);
}

/// <summary>One line of a programme's history.</summary>
public sealed record ProgrammeVersion(int Version, DateOnly EffectiveFrom, DateTimeOffset LoadedAt, string Actor, string? Note, bool InForce);

/// <summary>Keeps programmes and all their versions. A version is never changed; the plan in force is the newest whose day has come.</summary>
public sealed class ProgrammeStore(Workplace workplace)
{
    // Versions never change, so what was parsed once stays right.
    private static readonly ConcurrentDictionary<string, LoadedProgramme> Parsed = new(StringComparer.Ordinal);

    /// <summary>The programme in force; null where none was ever loaded.</summary>
    public LoadedProgramme? Current()
    {
        using var connection = workplace.Database.Open();
        return Current(connection, null);
    }

    public IReadOnlyList<ProgrammeVersion> Versions()
    {
        using var connection = workplace.Database.Open();
        if (Current(connection, null) is not { } current)
        {
            return [];
        }

        return [.. connection.Query(null, "SELECT version, effective_from, loaded_at, actor, note FROM programme_version WHERE programme = @p0 ORDER BY version DESC", current.Number)
            .Select(r => new ProgrammeVersion(
                r.GetInt32(0), DateOnly.ParseExact(r.GetString(1), "yyyy-MM-dd", CultureInfo.InvariantCulture), new DateTimeOffset(r.GetInt64(2), TimeSpan.Zero), r.GetString(3), r.TextOrNull(4), r.GetInt32(0) == current.Version))];
    }

    /// <summary>
    /// Stores a plan: a new version where anything changed, nothing where nothing did. Targets follow the plan in the same transaction.
    /// </summary>
    public Result<LoadedProgramme> Save(ProgrammePlan plan, string actor, string? note = null) => Repeating.Run(workplace.Database, () => SaveOnce(plan, actor, note));

    private Result<LoadedProgramme> SaveOnce(ProgrammePlan plan, string actor, string? note)
    {
        using var connection = workplace.Database.Open();
        using var transaction = workplace.Database.BeginWrite(connection);
        var number = NumberOf(connection, transaction, plan.Id);
        var before = number == 0 ? null : Newest(connection, transaction, number);
        if (before is not null && before.Plan.ContentHash == plan.ContentHash)
        {
            return before;
        }

        if (before is not null && plan.EffectiveFrom < before.Plan.EffectiveFrom)
        {
            return new Error("programme-older", null, Text(plan.EffectiveFrom), Text(before.Plan.EffectiveFrom));
        }

        var process = workplace.Begin("programme-load", actor, note);
        using var journal = new JournalWriter(workplace.Database, connection, transaction, workplace.Keys, process);
        var version = (before?.Version ?? 0) + 1;
        number = Insert(connection, transaction, journal.Rows, plan, number, version, process.At, actor, note);
        var errors = new TargetStore(workplace, connection, transaction, number).ApplyProgramme(plan, before?.Plan, process, journal);
        if (errors.Count > 0)
        {
            return Result<LoadedProgramme>.Fail(errors);
        }

        journal.Append(0, "loaded", "programme_version", number, number, version);
        journal.Flush();
        transaction.Commit();
        return new LoadedProgramme(number, version, plan, Routes(connection, null));
    }

    /// <summary>The programme in force, as a transaction sees it.</summary>
    public LoadedProgramme? Current(DbConnection connection, DbTransaction? transaction)
    {
        var today = Text(DateOnly.FromDateTime(workplace.Time.GetUtcNow().UtcDateTime));
        foreach (var number in connection.Query(transaction, "SELECT number FROM programme ORDER BY loaded_at DESC, number DESC LIMIT 1").Select(r => r.GetInt32(0)).ToList())
        {
            var version = connection.ScalarLong(transaction, "SELECT MAX(version) FROM programme_version WHERE programme = @p0 AND effective_from <= @p1", number, today)
                ?? connection.ScalarLong(transaction, "SELECT MIN(version) FROM programme_version WHERE programme = @p0", number);
            return Read(connection, transaction, number, (int)version!.Value);
        }

        return null;
    }

    private static LoadedProgramme? Newest(DbConnection connection, DbTransaction transaction, int number) =>
        connection.ScalarLong(transaction, "SELECT MAX(version) FROM programme_version WHERE programme = @p0", number) is { } version ? Read(connection, transaction, number, (int)version) : null;

    private static LoadedProgramme Read(DbConnection connection, DbTransaction? transaction, int number, int version)
    {
        var hash = connection.Query(transaction, "SELECT content_hash FROM programme_version WHERE programme = @p0 AND version = @p1", number, version).Select(r => r.GetString(0)).First();
        var key = string.Create(CultureInfo.InvariantCulture, $"{number}/{version}/{hash}");
        var routes = Routes(connection, transaction);
        if (!Parsed.TryGetValue(key, out var loaded))
        {
            var document = connection.Query(transaction, "SELECT document FROM programme_version WHERE programme = @p0 AND version = @p1", number, version).Select(r => r.GetString(0)).First();
            loaded = Parsed[key] = new LoadedProgramme(number, version, ProgrammeDocument.FromJson(document), routes);
        }

        return loaded.Routes.Count == routes.Count && loaded.Routes.All(r => routes.GetValueOrDefault(r.Key, -1) == r.Value) ? loaded : loaded with { Routes = routes };
    }

    private static int NumberOf(DbConnection connection, DbTransaction transaction, string id) =>
        (int)(connection.ScalarLong(transaction, "SELECT number FROM programme WHERE id = @p0", id) ?? 0);

    private static int Insert(DbConnection connection, DbTransaction transaction, SealedRows rows, ProgrammePlan plan, int number, int version, long at, string actor, string? note)
    {
        if (number == 0)
        {
            number = (int)((connection.ScalarLong(transaction, "SELECT MAX(number) FROM programme") ?? 0) + 1);
            rows.Insert(ProgrammeSeals.Programme, number, plan.Id, version, at);
        }
        else
        {
            rows.Update(rows.Find(ProgrammeSeals.Programme, number)!, ("current", version), ("loaded_at", at));
        }

        rows.Insert(ProgrammeSeals.Version, number, version, Text(plan.EffectiveFrom), at, plan.ContentHash, ProgrammeDocument.ToJson(plan), actor, note);
        var routes = Routes(connection, transaction);
        var next = routes.Count == 0 ? 0 : routes.Values.Max() + 1;
        foreach (var code in plan.Technologies.Select(t => t.Code).Where(c => !routes.ContainsKey(c)))
        {
            rows.Insert(ProgrammeSeals.Route, next++, code);
        }

        return number;
    }

    private static Dictionary<string, int> Routes(DbConnection connection, DbTransaction? transaction) =>
        connection.Query(transaction, "SELECT code, number FROM route").ToDictionary(r => r.GetString(0), r => r.GetInt32(1), StringComparer.Ordinal);

    private static string Text(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
