using System.Data.Common;
using CleanHeating.Kernel;
using CleanHeating.Platform;
using CleanHeating.Platform.Accounts;
using CleanHeating.Platform.Journal;
using CleanHeating.Platform.Seals;
using CleanHeating.Platform.Storage;
using CleanHeating.Programme.Data;
using CleanHeating.Supervision.Domain;

namespace CleanHeating.Supervision.Data;

/// <summary>One transaction over reports: the change, its step and its journal entry stand together or not at all.</summary>
internal sealed class ReportWork : IDisposable
{
    private readonly Workplace _workplace;
    private ProcessContext? _process;
    private JournalWriter? _journal;

    public ReportWork(Workplace workplace, ProgrammeStore programmes, bool write)
    {
        _workplace = workplace;
        Connection = workplace.Database.Open();
        Transaction = write ? workplace.Database.BeginWrite(Connection) : workplace.Database.BeginRead(Connection);
        Programme = programmes.Current(Connection, Transaction);
        Store = new ReportStore(Connection, Transaction, workplace.Ids, workplace.Caller.Scope);
    }

    public DbConnection Connection { get; }

    public DbTransaction Transaction { get; }

    public LoadedProgramme? Programme { get; }

    public ReportStore Store { get; }

    public Scope Scope => _workplace.Caller.Scope;

    /// <summary>Writes sealed rows; there once the work has begun.</summary>
    public SealedRows Rows => _journal!.Rows;

    public ProcessContext Process => _process!;

    public void Begin(ReportTrigger? trigger, string? reason)
    {
        var kind = trigger is { } some ? $"report-{ReportLifeCycle.Word(some)}" : "report-draft";
        _process = _workplace.Begin(kind, _workplace.Caller.Actor, reason);
        _journal = new JournalWriter(_workplace.Database, Connection, Transaction, _workplace.Keys, _process);
    }

    /// <summary>Records what became of a report, and makes it lasting.</summary>
    public void Commit(Report report, string kind, string action, string? detail)
    {
        Store.AddStep(report, kind, Process, Rows);
        _journal!.Append(report.Key.County, action, "report", report.Key.Id, report.Key.Id, report.Version, detail);
        _journal.Flush();
        Transaction.Commit();
    }

    /// <summary>The region of a request, if it is one of the plan's and the person's own.</summary>
    public Result<RegionCode> Region(string? text) =>
        RegionCode.TryParse(text, out var region) && Programme!.Plan.Divisions.Has(region) && Scope.Covers(region) ? region : new Error("region-unknown", null, text ?? "");

    public void Dispose()
    {
        _journal?.Dispose();
        Transaction.Dispose();
        Connection.Dispose();
    }
}
