using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using CleanHeating.Kernel;
using CleanHeating.Ledger.CorrectHousehold;
using CleanHeating.Ledger.Data;
using CleanHeating.Ledger.Domain;
using CleanHeating.Ledger.ImportLedger;
using CleanHeating.Ledger.ListHouseholds;
using CleanHeating.Ledger.MoveHousehold;
using CleanHeating.Ledger.SweepLeads;
using CleanHeating.Platform;
using CleanHeating.Platform.Accounts;
using CleanHeating.Platform.Journal;
using CleanHeating.Platform.Storage;
using CleanHeating.Programme.Data;

namespace CleanHeating.Ledger.ReadHousehold;

/// <summary>A field of a household's file; the value is text for people, personal numbers masked.</summary>
public sealed record FileField(string Key, string Name, string? Value);

/// <summary>Fields that belong together.</summary>
public sealed record FileGroup(string Key, string Name, IReadOnlyList<FileField> Fields);

/// <summary>A warning with what it means and what to do.</summary>
public sealed record FileWarning(string Code, string Name, string Do);

/// <summary>A field's change, with names for people.</summary>
public sealed record FileChange(string Field, string Name, string? Before, string? After);

/// <summary>Something that happened to a household. <see cref="At"/> is an instant, <see cref="Date"/> a day; one of them is given.</summary>
public sealed record FileEvent(DateTimeOffset? At, string? Date, string Kind, string Title, string? Detail, string? Actor, string? Process, IReadOnlyList<FileChange> Changes);

/// <summary>A household as a lead names it. Of one outside the caller's scope only the county is told: number, head and village are empty.</summary>
public sealed record LeadHousehold(string Id, string Head, string County, string Village);

/// <summary>A lead that names this household.</summary>
public sealed record FileLead(string Pattern, string Name, IReadOnlyList<LeadHousehold> Households);

/// <summary>A household's file (一户一档): all that is known, how it came about, and what looks odd.</summary>
public sealed record HouseholdFile(
    LedgerRow Household, IReadOnlyList<FileGroup> Groups, IReadOnlyList<FileWarning> Warnings, LedgerSource Source, IReadOnlyList<FileEvent> Timeline, IReadOnlyList<FileLead> Leads);

/// <summary>Reads one household's file.</summary>
internal sealed class ReadHouseholdHandler(Workplace workplace, ProgrammeStore programmes)
{
    private static readonly (string Group, string[] Fields)[] Groups =
    [
        ("place", ["county", "township", "village"]),
        ("person", ["head", "identity", "phone", "account", "hardship"]),
        ("retrofit", ["route", "rooms", "area", "enterprise", "credit_code", "contract"]),
        ("equipment", ["brand", "model", "serial", "rated_power", "utility_account"]),
        ("progress", ["stage", "started", "completed", "accepted", "result"]),
        ("money", ["paid", "outstanding"]),
        ("other", ["note"]),
    ];

    public Result<HouseholdFile> Read(string id, CultureInfo culture)
    {
        if (programmes.Current() is not { } programme)
        {
            return new Error("programme-missing");
        }

        using var connection = workplace.Database.Open();
        if (!HouseholdId.TryParse(id, out var household) || new HouseholdStore(workplace.Caller.Scope).Find(connection, household) is not { } record)
        {
            return HouseholdMoves.Missing(connection, null, id, workplace.Caller.Scope);
        }

        using var rows = new LedgerRows(workplace, programme, culture);
        var row = rows.Row(record);
        return new HouseholdFile(
            row, [.. Groups.Select(g => Group(g.Group, g.Fields, row, record, culture)).Where(g => g.Fields.Count > 0)],
            [.. row.Warnings.Select(w => new FileWarning(w, Text(w + ".name", culture), Text(w + ".do", culture)))],
            new ImportSources(connection).Of(record), Timeline(connection, record, programme, culture), Leads(connection, programme, household.Value, rows, culture));
    }

    private FileGroup Group(string key, string[] fields, LedgerRow row, HouseholdRecord record, CultureInfo culture)
    {
        var list = fields.Select(f => new FileField(f, Text("field." + f, culture), Value(f, row, culture))).ToList();
        if (key == "other" && record.Extra is not null)
        {
            list.AddRange(JsonSerializer.Deserialize<Dictionary<string, string>>(record.Extra)!.Select(e => new FileField("extra." + e.Key, e.Key, e.Value)));
        }

        return new FileGroup(key, Text("group." + key, culture), [.. list.Where(f => f.Key != "note" || f.Value is not null)]);
    }

    private string? Value(string field, LedgerRow row, CultureInfo culture) => field switch
    {
        "county" => row.County, "township" => row.Township, "village" => row.Village, "head" => row.Head, "identity" => row.Identity, "phone" => row.Phone, "account" => row.Account,
        "hardship" => row.Hardship, "route" => row.RouteName, "rooms" => row.Rooms.ToString(CultureInfo.InvariantCulture), "area" => Figure(row.AreaHundredths),
        "enterprise" => row.Enterprise, "credit_code" => row.CreditCode, "contract" => row.Contract, "brand" => row.Brand, "model" => row.Model, "serial" => row.Serial,
        "rated_power" => row.RatedPowerHundredths is { } power ? Figure(power) : null, "utility_account" => row.UtilityAccount,
        "stage" => row.StageName, "started" => row.Started, "completed" => row.Completed, "accepted" => row.Accepted,
        "result" => row.Result is null ? null : Text("stage." + row.Result, culture),
        "paid" => Figure(row.PaidFen), "outstanding" => Figure(row.OutstandingFen),
        "note" => row.Note,
        _ => null,
    };

    // The field's name says the unit; figures are written as the table writes them.
    private static string Figure(long hundredths) => (hundredths / 100m).ToString("N2", CultureInfo.InvariantCulture);

    private List<FileEvent> Timeline(DbConnection connection, HouseholdRecord record, LoadedProgramme programme, CultureInfo culture)
    {
        var events = new List<FileEvent>();
        foreach (var (date, kind) in new[] { (record.Started, "started"), (record.Completed, "completed"), (record.Accepted, record.Result == 2 ? "failed" : "passed") })
        {
            if (date is not null)
            {
                events.Add(new FileEvent(null, date, kind, Text("event." + kind, culture), null, null, null, []));
            }
        }

        var texts = new ChangeTexts(programme, workplace.Texts, culture);
        events.AddRange(Entries(connection, record.HouseholdId).Select(e => Event(e, programme, texts, culture)));
        return events;
    }

    // A household that moved here brought its life along, under its former number.
    private static IEnumerable<JournalEntry> Entries(DbConnection connection, long household)
    {
        var village = household / 100_000;
        var entries = JournalReader.About(connection, (int)(village / 1_000_000), HouseholdRecord.Table, household, village * 100_000);
        return entries.Find(e => e.Action == "created") is { } created && HouseholdMoved.Read(created)?.MovedFrom is { } from
            ? Entries(connection, long.Parse(from, CultureInfo.InvariantCulture)).Where(e => e.Action != "deleted").Concat(entries) : entries;
    }

    private FileEvent Event(JournalEntry entry, LoadedProgramme programme, ChangeTexts texts, CultureInfo culture)
    {
        var from = HouseholdMoved.Read(entry)?.MovedFrom;
        var kind = from is null ? entry.Action : "moved";
        var title = from is null || !HouseholdId.TryParse(from, out var old) ? Text(entry.Process == "household-correction" ? "event.corrected" : "event." + kind, culture)
            : Text("event.moved", culture, programme.Plan.Divisions.NameOf(old.Village.County), programme.Plan.Divisions.NameOf(old.Village.Township), programme.Plan.Divisions.NameOf(old.Village));
        return new FileEvent(new DateTimeOffset(entry.At, TimeSpan.Zero), null, kind, title, entry.Reason, entry.Actor, entry.Process, Changes(entry, texts));
    }

    private static List<FileChange> Changes(JournalEntry entry, ChangeTexts texts) =>
        entry.Detail is null || entry.Action != "updated" ? [] : [.. JsonSerializer.Deserialize(entry.Detail, ChangeJson.Default.ListChange)!
            .Select(c => new FileChange(c.Field, texts.Name(c), texts.Of(c.Field, c.Before), texts.Of(c.Field, c.After)))];

    private List<FileLead> Leads(DbConnection connection, LoadedProgramme programme, long household, LedgerRows rows, CultureInfo culture) =>
        [.. (new SweepStore(workplace.Caller.Scope).Latest(connection, programme.Number)?.Leads ?? []).Where(l => l.Households.Contains(household))
            .Select(l => new FileLead(l.Pattern, Text(l.Pattern + ".name", culture), LeadHouseholds.Of(connection, l.Households.Where(h => h != household), rows, workplace.Caller.Scope)))];

    private string Text(string key, CultureInfo culture, params ReadOnlySpan<object?> args) => workplace.Texts.Get(key, culture, args);
}

/// <summary>Names the households of a lead.</summary>
internal static class LeadHouseholds
{
    public static IReadOnlyList<LeadHousehold> Of(DbConnection connection, IEnumerable<long> households, LedgerRows rows, Scope scope) => [.. households.Select(h =>
    {
        if (!HouseholdId.TryFrom(h, out var id) || !scope.Covers(id))
        {
            return new LeadHousehold("", "", rows.PlaceName(h / 100_000 / 1_000_000 * 1_000_000), "");
        }

        var head = connection.Query(null, "SELECT head FROM household WHERE county_code = @p0 AND household_id = @p1", (int)(h / 100_000 / 1_000_000), h).Select(r => r.GetString(0)).FirstOrDefault() ?? "";
        var village = h / 100_000;
        return new LeadHousehold(h.ToString(CultureInfo.InvariantCulture), head, rows.PlaceName(village / 1_000_000 * 1_000_000), rows.PlaceName(village));
    })];
}
