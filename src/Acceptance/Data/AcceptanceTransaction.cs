using System.Data.Common;
using CleanHeating.Kernel;
using CleanHeating.Platform;
using CleanHeating.Platform.Accounts;
using CleanHeating.Platform.Journal;
using CleanHeating.Programme.Data;

namespace CleanHeating.Acceptance.Data;

/// <summary>One transaction of the room: what changes, its journal and what listeners add stand together or not at all.</summary>
internal sealed class AcceptanceTransaction : IDisposable
{
    private readonly Workplace _workplace;

    private AcceptanceTransaction(Workplace workplace, ProgrammeStore programmes, bool write, string process, string? reason)
    {
        _workplace = workplace;
        var connection = workplace.Database.Open();
        var transaction = write ? workplace.Database.BeginWrite(connection) : workplace.Database.BeginRead(connection);
        Process = workplace.Begin(process, workplace.Caller.Actor, reason);
        Work = new AcceptanceWork(connection, transaction, new JournalWriter(workplace.Database, connection, transaction, workplace.Keys, Process));
        Programme = programmes.Current(connection, transaction);
        Rectifications = new RectificationStore(Work);
        Inspections = new InspectionStore(Work);
        Inspectors = new InspectorStore(Work);
        Attachments = new AttachmentStore(Work);
        Batches = new BatchStore(Work);
    }

    public AcceptanceWork Work { get; }

    public DbConnection Connection => Work.Connection;

    public DbTransaction Transaction => Work.Transaction;

    public JournalWriter Journal => Work.Journal;

    public ProcessContext Process { get; }

    public LoadedProgramme? Programme { get; }

    public Scope Scope => _workplace.Caller.Scope;

    public RectificationStore Rectifications { get; }

    public InspectionStore Inspections { get; }

    public InspectorStore Inspectors { get; }

    public AttachmentStore Attachments { get; }

    public BatchStore Batches { get; }

    public static AcceptanceTransaction Read(Workplace workplace, ProgrammeStore programmes) => new(workplace, programmes, false, "acceptance-read", null);

    public static AcceptanceTransaction Write(Workplace workplace, ProgrammeStore programmes, string process, string? reason = null) => new(workplace, programmes, true, process, reason);

    /// <summary>Whether a row of a county may be seen for its household's sake.</summary>
    public bool Sees(long household) => HouseholdId.TryFrom(household, out var id) && Scope.Covers(id);

    /// <summary>Makes it lasting.</summary>
    public void Commit()
    {
        Journal.Flush();
        Transaction.Commit();
    }

    public void Dispose()
    {
        Journal.Dispose();
        Transaction.Dispose();
        Connection.Dispose();
    }
}
