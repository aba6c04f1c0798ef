using CleanHeating.Acceptance;
using CleanHeating.Funds.Data;
using CleanHeating.Platform;
using CleanHeating.Platform.Storage;
using CleanHeating.Programme.Data;

namespace CleanHeating.Funds.MintRights;

/// <summary>Keeps rights in step with everything that they rest on.</summary>
public sealed class RightsKeeper(Workplace workplace, ProgrammeStore programmes)
{
    /// <summary>Lets acceptances catch up with the ledger, and rights with them. Costs next to nothing where nothing waits.</summary>
    public void CatchUp() => new WorkbookAcceptances(workplace, [new RightsListener(workplace, programmes)]).CatchUp();

    /// <summary>Compares every right of every county with what it rests on.</summary>
    /// <returns>How many rights came into being or changed.</returns>
    public int Refresh(CancellationToken cancellation = default)
    {
        if (programmes.Current() is not { } programme)
        {
            return 0;
        }

        CatchUp();
        CertificateAdoption.Run(workplace, programme);
        var changed = 0;
        foreach (var county in programme.Plan.Divisions.Counties)
        {
            cancellation.ThrowIfCancellationRequested();
            changed += Repeating.Run(workplace.Database, () => Refresh(programme, county.CountyCode));
        }

        return changed;
    }

    private int Refresh(LoadedProgramme programme, int county)
    {
        using var work = FundsWork.Write(workplace, programme, county, "rights-refresh");
        var changed = new RightsReconciler(work, county).All();
        if (changed > 0)
        {
            work.Commit();
        }

        return changed;
    }
}
