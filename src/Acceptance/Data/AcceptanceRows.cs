using System.Data.Common;
using System.Globalization;
using CleanHeating.Kernel;
using CleanHeating.Platform.Journal;
using CleanHeating.Platform.Seals;
using CleanHeating.Platform.Security;
using CleanHeating.Platform.Storage;

namespace CleanHeating.Acceptance.Data;

/// <summary>Writes and reads rows of the acceptance table. Order of columns, seal and reader is one and the same, kept together here.</summary>
internal static class AcceptanceRows
{
    public const string Columns = "county_code, household_id, programme, inspection_id, day, source, state, withdrawn_by, reason, decided_by, decided_at, version";

    /// <summary>Where the seal stands when it is read after <see cref="Columns"/>.</summary>
    public const int SealColumn = 12;

    public static AcceptedHousehold Read(DbDataReader r) => new(
        HouseholdId.TryFrom(r.GetInt64(1), out var id) ? id : throw new InvalidOperationException("A stored household number is none."), r.GetInt32(2), Days.Parse(r.GetString(4)),
        (AcceptanceSource)r.GetInt32(5), (AcceptanceState)r.GetInt32(6), (WithdrawnBy)r.GetInt32(7), r.LongOrNull(3), r.TextOrNull(8), r.TextOrNull(9), r.LongOrNull(10), r.GetInt32(11));

    public static SealValue Seal(RowSeal seal, AcceptedHousehold a) => seal.Begin(AcceptanceSeals.Acceptance.Name)
        .Add(a.Household.CountyCode).Add(a.Household.Value).Add(a.Programme).Add(a.Inspection).Add(Days.Text(a.Day)).Add((int)a.Source).Add((int)a.State).Add((int)a.WithdrawnBy)
        .Add(a.Reason).Add(a.DecidedBy).Add(a.DecidedAt).Add(a.Version).Value();

    /// <summary>Writes many new rows of one county.</summary>
    public static void InsertAll(IDatabase database, DbConnection connection, JournalWriter journal, int county, IReadOnlyList<AcceptedHousehold> all)
    {
        if (all.Count == 0)
        {
            return;
        }

        var seal = journal.SealOf(county);
        using var rows = database.BulkInsert(connection, AcceptanceSeals.Acceptance.Shape);
        foreach (var a in all)
        {
            var value = Seal(seal, a);
            rows.Int(county);
            rows.Long(a.Household.Value);
            rows.Int(a.Programme);
            rows.Long(a.Inspection);
            rows.Text(Days.Text(a.Day));
            rows.Int((int)a.Source);
            rows.Int((int)a.State);
            rows.Int((int)a.WithdrawnBy);
            rows.Text(a.Reason);
            rows.Text(a.DecidedBy);
            rows.Long(a.DecidedAt);
            rows.Int(a.Version);
            rows.Bytes(value.ToArray());
            rows.EndRow();
            journal.Rows.Added(AcceptanceSeals.Acceptance, county, value);
        }

        rows.Complete();
    }

    /// <summary>Writes a new row, or one over the version before its own; throws where somebody else was faster.</summary>
    public static void Save(JournalWriter journal, AcceptedHousehold a)
    {
        var done = a.Version == 1
            ? journal.Rows.Insert(
                AcceptanceSeals.Acceptance, a.Household.CountyCode, a.Household.Value, a.Programme, a.Inspection, Days.Text(a.Day), (int)a.Source, (int)a.State, (int)a.WithdrawnBy, a.Reason, a.DecidedBy, a.DecidedAt, a.Version)
            : Find(journal, a.Household) is { } before && before.Long("version") == a.Version - 1 && journal.Rows.Update(
                before, ("inspection_id", a.Inspection), ("day", Days.Text(a.Day)), ("source", (int)a.Source), ("state", (int)a.State), ("withdrawn_by", (int)a.WithdrawnBy), ("reason", a.Reason),
                ("decided_by", a.DecidedBy), ("decided_at", a.DecidedAt), ("version", a.Version));
        if (!done)
        {
            throw new StaleRowException(AcceptanceSeals.Acceptance.Name, a.Household.Value);
        }
    }

    public static SealedRow? Find(JournalWriter journal, HouseholdId household) => journal.Rows.Find(AcceptanceSeals.Acceptance, household.CountyCode, household.Value);
}

/// <summary>Days as ISO texts, which sort.</summary>
internal static class Days
{
    private const string Form = "yyyy-MM-dd";

    // A city's acceptances name a few hundred days, a hundred thousand times.
    private static readonly System.Collections.Concurrent.ConcurrentDictionary<DateOnly, string> Texts = new();

    public static string Text(DateOnly date) => Texts.GetOrAdd(date, d => d.ToString(Form, CultureInfo.InvariantCulture));

    public static string? Text(DateOnly? date) => date is { } day ? Text(day) : null;

    public static DateOnly Parse(string text) => DateOnly.ParseExact(text, Form, CultureInfo.InvariantCulture);

    public static DateOnly? TryParse(string? text) => DateOnly.TryParseExact(text, Form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;
}
