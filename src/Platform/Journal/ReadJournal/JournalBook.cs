using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using CleanHeating.Kernel;
using CleanHeating.Platform.Accounts;
using CleanHeating.Platform.Storage;

namespace CleanHeating.Platform.Journal.ReadJournal;

/// <summary>
/// Reads the journal across counties, newest first: a person's day, a county's week. Callers see the journals of counties that they
/// answer for whole; the security officer sees all of them, but who did what to which row only, not the values.
/// </summary>
public sealed class JournalBook(Workplace workplace)
{
    /// <param name="request">Which entries.</param>
    /// <param name="record">Whether details are shown to those too who see no business data: records of exports hold none.</param>
    public Result<JournalPage> Read(JournalRequest request, bool record = false)
    {
        var limit = Math.Clamp(request.Limit, 1, 200);
        using var connection = workplace.Database.Open();
        var entries = Select(connection, null, request, limit + 1).ToList();
        var more = entries.Count > limit;
        entries = more ? entries[..limit] : entries;
        return new JournalPage([.. entries.Select(e => Line(e, record))], more ? new JournalCursor(entries[^1].At, entries[^1].CountyCode, entries[^1].Number).ToString() : null);
    }

    /// <summary>All entries of a request, streamed, for an export.</summary>
    public IEnumerable<JournalLine> Stream(DbConnection connection, DbTransaction transaction, JournalRequest request) => Select(connection, transaction, request with { Cursor = null }, null).Select(e => Line(e, record: false));

    private IEnumerable<JournalEntry> Select(DbConnection connection, DbTransaction? transaction, JournalRequest request, int? limit)
    {
        var values = new List<object?>();
        string Value(object? value)
        {
            values.Add(value);
            return string.Create(CultureInfo.InvariantCulture, $"@p{values.Count - 1}");
        }

        var parts = new List<string> { Seen(request.County, Value) };
        void Add(string column, object? value)
        {
            if (value is not null and not "")
            {
                parts.Add($"{column} {Value(value)}");
            }
        }

        Add("actor =", request.Actor);
        Add("process =", request.Process);
        Add("action =", request.Action);
        Add("at >=", request.From?.UtcTicks);
        Add("at <", request.To?.UtcTicks);
        if (JournalCursor.Parse(request.Cursor) is { } cursor)
        {
            parts.Add($"(at, county_code, number) < ({Value(cursor.At)}, {Value(cursor.County)}, {Value(cursor.Number)})");
        }

        var end = limit is { } some ? $" LIMIT {Value(some)}" : "";
        return connection.Query(transaction, $"SELECT {JournalReader.Columns} FROM journal_entry WHERE {string.Join(" AND ", parts)} ORDER BY at DESC, county_code DESC, number DESC{end}", [.. values]).Select(JournalReader.Read);
    }

    private string Seen(int? county, Func<object?, string> value)
    {
        var caller = workplace.Caller;
        var all = caller.Scope.IsAll || caller.Role is Role.SecurityOfficer;
        if (county is { } asked)
        {
            return all || (asked != 0 && caller.Scope.CoversCounty(asked)) ? $"county_code = {value(asked)}" : "1 = 0";
        }

        var counties = caller.Scope.Regions.Where(r => r.Level == RegionLevel.County).Select(r => value(r.CountyCode)).ToList();
        return all ? "1 = 1" : counties.Count == 0 ? "1 = 0" : $"county_code IN ({string.Join(", ", counties)})";
    }

    private JournalLine Line(JournalEntry e, bool record)
    {
        var hidden = !record && workplace.Caller.Role is Role.SecurityOfficer;
        var changes = Changes(e.Detail);
        return new JournalLine(
            e.CountyCode, Text(e.Number), new DateTimeOffset(e.At, TimeSpan.Zero), Text(e.ProcessId), e.Process, e.Actor, e.OnBehalfOf, e.Reason, e.Action, e.Target, Text(e.FirstKey), Text(e.LastKey),
            hidden ? [.. changes.Select(c => c with { Before = null, After = null })] : changes, changes.Count > 0 || hidden ? null : e.Detail, Convert.ToHexStringLower(e.Hash));
    }

    private static List<JournalChange> Changes(string? detail) =>
        detail is ['[', ..] ? JsonSerializer.Deserialize<List<JournalChange>>(detail, JournalJson.Options) ?? [] : [];

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);
}

/// <summary>Where a page of the journal ends.</summary>
internal sealed record JournalCursor(long At, int County, long Number)
{
    public static JournalCursor? Parse(string? text) =>
        text?.Split('.') is [var at, var county, var number]
        && long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var a) && int.TryParse(county, NumberStyles.None, CultureInfo.InvariantCulture, out var c)
        && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? new JournalCursor(a, c, n) : null;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{At}.{County}.{Number}");
}
