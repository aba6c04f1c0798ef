using System.Data.Common;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using CleanHeating.Kernel;
using CleanHeating.Platform.Seals;
using CleanHeating.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace CleanHeating.Programme.Registers;

/// <summary>A row of a register.</summary>
/// <param name="County">Six digits; 0 where it is the city's.</param>
/// <param name="Id">Number, given by the application.</param>
/// <param name="Code">What people know it by; one of a kind in its county.</param>
/// <param name="State">State of its life cycle, or its kind.</param>
/// <param name="Document">What is known.</param>
/// <param name="ChangedAt">UTC ticks.</param>
/// <param name="ChangedBy">Who changed it last.</param>
/// <param name="Version">1 at first.</param>
public sealed record RegisterRow<T>(int County, long Id, string Code, int State, T Document, long ChangedAt, string ChangedBy, int Version)
{
    /// <summary>County and number, as addresses have it.</summary>
    public string Key => string.Create(CultureInfo.InvariantCulture, $"{County}-{Id}");

    public DateTimeOffset At => new(ChangedAt, TimeSpan.Zero);
}

/// <summary>
/// A sealed table of things that are entered one by one and read whole: projects, firms, scenarios. Each row is a document with a code,
/// a state and a version. What is counted or summed by the database has tables of its own; what is read by people stands here.
/// </summary>
/// <param name="name">Name of the table.</param>
public sealed class Register<T>(string name) where T : class
{
    private const string Columns = "county_code, id, code, state, document, changed_at, changed_by, version";

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>The table, for seals and journal.</summary>
    public SealedTable Table { get; } = new(
        name, 2, ("county_code", ColumnType.Int), ("id", ColumnType.Long), ("programme", ColumnType.Int), ("code", ColumnType.Text), ("state", ColumnType.Int), ("document", ColumnType.Text),
        ("changed_at", ColumnType.Long), ("changed_by", ColumnType.Text), ("version", ColumnType.Int));

    public void Configure(ModelBuilder model) => model.SharedTypeEntity<Dictionary<string, object>>(name, e =>
    {
        e.ToTable(name);
        e.IndexerProperty<int>("CountyCode").HasColumnName("county_code");
        e.IndexerProperty<long>("Id").HasColumnName("id");
        e.IndexerProperty<int>("Programme").HasColumnName("programme");
        e.IndexerProperty<string>("Code").HasColumnName("code").IsRequired();
        e.IndexerProperty<int>("State").HasColumnName("state");
        e.IndexerProperty<string>("Document").HasColumnName("document").IsRequired();
        e.IndexerProperty<long>("ChangedAt").HasColumnName("changed_at");
        e.IndexerProperty<string>("ChangedBy").HasColumnName("changed_by").IsRequired();
        e.IndexerProperty<int>("Version").HasColumnName("version");
        e.IndexerProperty<byte[]>("Seal").HasColumnName("seal").IsRequired();
        e.HasKey("CountyCode", "Id");
        e.HasIndex("CountyCode", "Programme", "Code").IsUnique();
    });

    public RegisterRow<T>? Find(RoomWork on, int county, long id) => Query(on, "AND id = @p2", county, id).FirstOrDefault();

    /// <summary>The row with a key such as 371702-123; null where there is none or its county is not within the caller's reach.</summary>
    public RegisterRow<T>? Find(RoomWork on, string? key) =>
        key?.Split('-') is [var county, var id] && int.TryParse(county, NumberStyles.None, CultureInfo.InvariantCulture, out var c) && long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var i)
            && (c == 0 || on.Scope.CreditCode is not null || on.Scope.Touches(RegionCode.OfCounty(c))) ? Find(on, c, i) : null;

    public RegisterRow<T>? FindByCode(RoomWork on, int county, string code) => Query(on, "AND code = @p2", county, code).FirstOrDefault();

    /// <summary>All rows of a county in order of code; of one state where it is named.</summary>
    public List<RegisterRow<T>> Of(RoomWork on, int county, int? state = null) =>
        [.. state is null ? Query(on, "ORDER BY code", county) : Query(on, "AND state = @p2 ORDER BY code", county, state)];

    /// <summary>A page of a county's rows of one state: what comes after a code.</summary>
    public List<RegisterRow<T>> Page(RoomWork on, int county, int state, string after, string prefix, int limit) =>
        [.. Query(on, "AND state = @p2 AND code > @p3 AND code >= @p4 AND code < @p5 ORDER BY code LIMIT @p6", county, state, after, prefix, prefix + '\uffff', limit)];

    /// <summary>How many rows a county has of each state.</summary>
    public Dictionary<int, long> Counts(RoomWork on, int county) => on.Connection.Query(
        on.Transaction, $"SELECT state, COUNT(*) FROM {name} WHERE county_code = @p0 AND programme = @p1 GROUP BY state", county, on.Programme.Number).ToDictionary(r => r.GetInt32(0), r => r.GetInt64(1));

    /// <summary>When the county's rows changed last, UTC ticks; 0 where there are none.</summary>
    public long ChangedAt(RoomWork on, int county) => on.Connection.ScalarLong(on.Transaction, $"SELECT MAX(changed_at) FROM {name} WHERE county_code = @p0 AND programme = @p1", county, on.Programme.Number) ?? 0;

    /// <summary>Adds a row and journals it. Refused with code-taken where the county has the code.</summary>
    public Result<RegisterRow<T>> Add(RoomWork on, int county, string code, int state, T document, string action = "created")
    {
        if (on.Connection.ScalarLong(on.Transaction, $"SELECT id FROM {name} WHERE county_code = @p0 AND programme = @p1 AND code = @p2", county, on.Programme.Number, code) is not null)
        {
            return new Error("code-taken", new ErrorPlace(Path: "code"), code);
        }

        var row = new RegisterRow<T>(county, on.Workplace.Ids.Next(), code, state, document, on.Process.At, on.Process.Actor, 1);
        Insert(on, row);
        on.Journal.Append(county, action, name, row.Id, row.Id, 1);
        return row;
    }

    /// <summary>Adds a row whose code is known to be new; the caller journals.</summary>
    public void Insert(RoomWork on, RegisterRow<T> row)
    {
        if (!on.Journal.Rows.Insert(Table, row.County, row.Id, on.Programme.Number, row.Code, row.State, Text(row.Document), row.ChangedAt, row.ChangedBy, row.Version))
        {
            throw new StaleRowException(name, row.Id);
        }
    }

    /// <summary>Changes a row as the caller saw it. Refused with version-conflict where somebody else changed it since.</summary>
    /// <param name="on">The transaction.</param>
    /// <param name="row">The row as it stands.</param>
    /// <param name="seen">Version that the person saw; null where no person looked.</param>
    /// <param name="state">Its new state.</param>
    /// <param name="document">Its new document.</param>
    /// <param name="action">What was done, as the journal has it.</param>
    /// <param name="journal">Whether to write it into the journal; false where the caller writes one entry for many rows.</param>
    public Result<RegisterRow<T>> Change(RoomWork on, RegisterRow<T> row, int? seen, int state, T document, string action, bool journal = true)
    {
        if (seen is { } version && version != row.Version)
        {
            return new Error("version-conflict") { Current = new Conflict(row.Version, row.ChangedBy, row.At, []) };
        }

        var stored = on.Journal.Rows.Find(Table, row.County, row.Id);
        var next = row with { State = state, Document = document, ChangedAt = on.Process.At, ChangedBy = on.Process.Actor, Version = row.Version + 1 };
        if (stored is null || stored.Long("version") != row.Version
            || !on.Journal.Rows.Update(stored, ("state", state), ("document", Text(document)), ("changed_at", next.ChangedAt), ("changed_by", next.ChangedBy), ("version", next.Version)))
        {
            throw new StaleRowException(name, row.Id);
        }

        if (journal)
        {
            on.Journal.Append(row.County, action, name, row.Id, row.Id, next.Version);
        }

        return next;
    }

    private IEnumerable<RegisterRow<T>> Query(RoomWork on, string rest, int county, params object?[] values) => on.Connection.Query(
        on.Transaction, $"SELECT {Columns} FROM {name} WHERE county_code = @p0 AND programme = @p1 {rest}", [county, on.Programme.Number, .. values]).Select(Read);

    private static RegisterRow<T> Read(DbDataReader r) => new(
        r.GetInt32(0), r.GetInt64(1), r.GetString(2), r.GetInt32(3), JsonSerializer.Deserialize<T>(r.GetString(4), Json)!, r.GetInt64(5), r.GetString(6), r.GetInt32(7));

    private static string Text(T document) => JsonSerializer.Serialize(document, Json);
}
