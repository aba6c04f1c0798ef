using System.Data.Common;
using CleanHeating.Platform;
using CleanHeating.Platform.Accounts;
using CleanHeating.Platform.Journal;
using CleanHeating.Platform.Seals;
using CleanHeating.Programme.Data;

namespace CleanHeating.Funds.Data;

/// <summary>
/// One transaction over the money of a county. Nobody else can write in the county meanwhile (its journal is watched), so what is read here
/// still stands when it is written; whoever comes second begins again over what then stands.
/// </summary>
internal sealed class FundsWork : IDisposable
{
    private readonly bool _own;

    private FundsWork(Workplace workplace, DbConnection connection, DbTransaction transaction, LoadedProgramme programme, JournalWriter? journal, ProcessContext process, bool own)
    {
        (Workplace, Connection, Transaction, Programme, Process, _own) = (workplace, connection, transaction, programme, process, own);
        Journal = journal!;
        Policy = FundsPolicy.Of(connection, transaction, programme);
    }

    public Workplace Workplace { get; }

    public DbConnection Connection { get; }

    public DbTransaction Transaction { get; }

    public LoadedProgramme Programme { get; }

    public FundsPolicy Policy { get; }

    public JournalWriter Journal { get; }

    public ProcessContext Process { get; }

    public SealedRows Rows => Journal.Rows;

    public Caller Caller => Workplace.Caller;

    public Scope Scope => Workplace.Caller.Scope;

    public DateOnly Today => DateOnly.FromDateTime(Workplace.Time.GetUtcNow().UtcDateTime);

    /// <summary>A transaction that writes in a county (0: the city's own books).</summary>
    public static FundsWork Write(Workplace workplace, LoadedProgramme programme, int county, string kind, string? reason = null)
    {
        var connection = workplace.Database.Open();
        var transaction = workplace.Database.BeginWrite(connection);
        var process = workplace.Begin(kind, workplace.Caller.Actor, reason);
        var journal = new JournalWriter(workplace.Database, connection, transaction, workplace.Keys, process);
        journal.Watch(county);
        return new FundsWork(workplace, connection, transaction, programme, journal, process, own: true);
    }

    /// <summary>Looks at one picture and changes nothing.</summary>
    public static FundsWork Read(Workplace workplace, LoadedProgramme programme)
    {
        var connection = workplace.Database.Open();
        return new FundsWork(workplace, connection, workplace.Database.BeginRead(connection), programme, null, workplace.Begin("funds-read", workplace.Caller.Actor), own: true);
    }

    /// <summary>Works within another room's transaction, which that room commits.</summary>
    public static FundsWork Within(Workplace workplace, LoadedProgramme programme, DbConnection connection, DbTransaction transaction, JournalWriter journal) =>
        new(workplace, connection, transaction, programme, journal, workplace.Begin("funds", workplace.Caller.Actor), own: false);

    public void Commit()
    {
        Journal.Flush();
        Transaction.Commit();
    }

    public void Dispose()
    {
        if (_own)
        {
            Journal?.Dispose();
            Transaction.Dispose();
            Connection.Dispose();
        }
    }
}
