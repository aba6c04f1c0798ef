using CleanHeating.Acceptance.AdoptAcceptances;
using CleanHeating.Ledger;
using CleanHeating.Platform;
using CleanHeating.Platform.Journal;
using CleanHeating.Platform.Storage;

namespace CleanHeating.Acceptance;

/// <summary>What adopting came to, over all counties.</summary>
/// <param name="Counties">Counties in which something waited.</param>
/// <param name="Adopted">Households that came to be accepted out of a workbook, unconfirmed.</param>
/// <param name="TakenBack">Unconfirmed acceptances that the ledger no longer says.</param>
/// <param name="Redated">Unconfirmed acceptances whose day the ledger now says otherwise.</param>
/// <param name="Failed">Households that a workbook failed: a rectification to do.</param>
/// <param name="Cleared">Rectifications out of a workbook that the ledger no longer says.</param>
/// <param name="LeftOut">Households whose rows were changed behind the software's back: nothing is built on them, and a verification names them.</param>
public sealed record AdoptionAnswer(int Counties, int Adopted, int TakenBack, int Redated, int Failed, int Cleared, int LeftOut = 0)
{
    public static readonly AdoptionAnswer Nothing = new(0, 0, 0, 0, 0, 0);

    public static AdoptionAnswer operator +(AdoptionAnswer a, AdoptionAnswer b) =>
        new(a.Counties + b.Counties, a.Adopted + b.Adopted, a.TakenBack + b.TakenBack, a.Redated + b.Redated, a.Failed + b.Failed, a.Cleared + b.Cleared, a.LeftOut + b.LeftOut);
}

/// <summary>
/// Makes acceptances of what the ledger says. Counties accepted on paper before the system came, and their workbooks go on arriving; so
/// a household that a ledger calls accepted has an acceptance, marked as a workbook's until somebody confirms it. Each county is one
/// transaction that also takes away what it acted on: stopped anywhere, it is simply begun again.
/// </summary>
public sealed class WorkbookAcceptances(Workplace workplace, IEnumerable<IAcceptanceListener> listeners)
{
    public WorkbookAcceptances(Workplace workplace) : this(workplace, [])
    {
    }

    /// <summary>Catches up with the ledger. Costs next to nothing where nothing waits, so every use case that needs acceptances may begin with it.</summary>
    public AdoptionAnswer CatchUp(CancellationToken cancellation = default)
    {
        List<int> counties;
        using (var connection = workplace.Database.Open())
        {
            counties = LedgerEvents.Counties(connection);
        }

        var answer = AdoptionAnswer.Nothing;
        foreach (var county in counties)
        {
            cancellation.ThrowIfCancellationRequested();
            answer += Repeating.Run(workplace.Database, () => Adopt(county));
        }

        return answer;
    }

    private AdoptionAnswer Adopt(int county)
    {
        using var connection = workplace.Database.Open();
        using var transaction = workplace.Database.BeginWrite(connection);
        var process = workplace.Begin("acceptance-adoption", workplace.Caller.Actor);
        using var journal = new JournalWriter(workplace.Database, connection, transaction, workplace.Keys, process);
        var answer = new CountyAdoption(workplace, new AcceptanceWork(connection, transaction, journal), process, [.. listeners], county).Run();
        journal.Flush();
        transaction.Commit();
        return answer;
    }
}
