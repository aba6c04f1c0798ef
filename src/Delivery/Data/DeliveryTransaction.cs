using System.Data.Common;
using CleanHeating.Kernel;
using CleanHeating.Platform;
using CleanHeating.Platform.Accounts;
using CleanHeating.Platform.Journal;
using CleanHeating.Platform.Seals;
using CleanHeating.Platform.Storage;
using CleanHeating.Programme.Data;
using CleanHeating.Programme.Plan;

namespace CleanHeating.Delivery.Data;

/// <summary>A row of the room as its sealed table has it, in the order of its columns.</summary>
internal interface IDeliveryRow
{
    object?[] Values();
}

/// <summary>One sealed table inside a transaction. What it reads is sound: a row changed behind the software's back stops the act.</summary>
internal sealed class DeliveryTable<T>(JournalWriter journal, SealedTable table, Func<SealedRow, T> read) where T : class, IDeliveryRow
{
    public T? Find(params object?[] key) => journal.Rows.Find(table, key) is { } row ? read(row) : null;

    public List<T> Where(string condition, params object?[] values) => journal.Rows.Where(table, condition, values).ConvertAll(r => read(r));

    public void Insert(T row)
    {
        if (!journal.Rows.Insert(table, row.Values()))
        {
            throw new StaleRowException(table.Name, 0);
        }
    }

    /// <summary>Writes a row over the one before it.</summary>
    public void Update(T row)
    {
        var values = row.Values();
        var columns = table.Shape.Columns;
        var before = journal.Rows.Find(table, values[..table.KeyColumns]);
        if (before is null || before.Long("version") != (int)values[table.SealColumn - 1]! - 1
            || !journal.Rows.Update(before, [.. Enumerable.Range(table.KeyColumns, table.SealColumn - table.KeyColumns).Select(i => (columns[i].Name, values[i]))]))
        {
            throw new StaleRowException(table.Name, 0);
        }
    }
}

/// <summary>One transaction of projects, firms and catalogue: what changes and its journal stand together or not at all.</summary>
internal sealed class DeliveryTransaction : IDisposable
{
    private readonly DbConnection _connection;

    private DeliveryTransaction(Workplace workplace, ProgrammeStore programmes, bool write, string process, string? reason)
    {
        _connection = workplace.Database.Open();
        Transaction = write ? workplace.Database.BeginWrite(_connection) : workplace.Database.BeginRead(_connection);
        Process = workplace.Begin(process, workplace.Caller.Actor, reason);
        Journal = new JournalWriter(workplace.Database, _connection, Transaction, workplace.Keys, Process);
        Programme = programmes.Current(_connection, Transaction);
        Caller = workplace.Caller;
        Today = Domain.WorkDays.Of(workplace.Time.GetUtcNow());
        Projects = new(Journal, ProjectModel.Project, ProjectRow.Read);
        Steps = new(Journal, ProjectModel.ProjectStep, ProjectStepRow.Read);
        Papers = new(Journal, ProjectModel.ProjectPaper, ProjectPaperRow.Read);
        Firms = new(Journal, FirmModel.Firm, FirmRow.Read);
        Qualifications = new(Journal, FirmModel.FirmPaper, FirmPaperRow.Read);
        Contracts = new(Journal, FirmModel.FirmContract, FirmContractRow.Read);
        Devices = new(Journal, FirmModel.DeviceModel, DeviceModelRow.Read);
        Files = new(Journal, FileModel.DeliveryFile, FileRow.Read);
        Samples = new(Journal, FirmModel.DeviceSample, DeviceSampleRow.Read);
    }

    public DbConnection Connection => _connection;

    public DbTransaction Transaction { get; }

    public JournalWriter Journal { get; }

    public ProcessContext Process { get; }

    public LoadedProgramme? Programme { get; }

    public Caller Caller { get; }

    public Scope Scope => Caller.Scope;

    public DateOnly Today { get; }

    public DivisionTree Divisions => Programme!.Plan.Divisions;

    public DeliveryTable<ProjectRow> Projects { get; }

    public DeliveryTable<ProjectStepRow> Steps { get; }

    public DeliveryTable<ProjectPaperRow> Papers { get; }

    public DeliveryTable<FirmRow> Firms { get; }

    public DeliveryTable<FirmPaperRow> Qualifications { get; }

    public DeliveryTable<FirmContractRow> Contracts { get; }

    public DeliveryTable<DeviceModelRow> Devices { get; }

    public DeliveryTable<DeviceSampleRow> Samples { get; }

    public DeliveryTable<FileRow> Files { get; }

    public static DeliveryTransaction Read(Workplace workplace, ProgrammeStore programmes) => new(workplace, programmes, false, "delivery-read", null);

    public static DeliveryTransaction Write(Workplace workplace, ProgrammeStore programmes, string process, string? reason = null) => new(workplace, programmes, true, process, reason);

    /// <summary>Counties of which the caller may see anything; for a firm all of them, narrowed by its credit code.</summary>
    public IEnumerable<RegionCode> Counties(string? county) =>
        Divisions.Counties.Where(c => (Scope.CreditCode is not null || Scope.Touches(c)) && (county is null || c.ToString() == county));

    /// <summary>The county that a request names, where the caller has a part in it.</summary>
    public Result<RegionCode> County(string? text, bool whole) =>
        RegionCode.TryParse(text, out var region) && region.Level == RegionLevel.County && Divisions.Has(region) && (whole ? Scope.Covers(region) : Scope.Touches(region)) ? region
        : new Error("region-unknown", new ErrorPlace(Path: "county"), text ?? "");

    public void Commit()
    {
        Journal.Flush();
        Transaction.Commit();
    }

    public void Dispose()
    {
        Journal.Dispose();
        Transaction.Dispose();
        _connection.Dispose();
    }
}

/// <summary>Gathers what is wrong with a request's fields.</summary>
internal sealed class FieldErrors
{
    private const int Longest = 200;

    public List<Error> All { get; } = [];

    public void Require(bool good, string code, string path, params IReadOnlyList<string> args)
    {
        if (!good)
        {
            All.Add(new Error(code, new ErrorPlace(Path: path), args));
        }
    }

    public void Text(string? value, string path) => Require(!string.IsNullOrWhiteSpace(value) && value.Length <= Longest, "delivery-field", path);

    public void Day(string? value, string path) => Require(Domain.WorkDays.TryParse(value) is not null, "date-format", path, value ?? "");

    public static Error Stale(int version, string? actor = null) => new("version-conflict") { Current = new Conflict(version, actor, null, []) };
}
