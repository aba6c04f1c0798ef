using CleanHeating.Kernel;
using CleanHeating.Platform;
using CleanHeating.Platform.Accounts;
using CleanHeating.Platform.Seals;
using CleanHeating.Platform.Storage;
using CleanHeating.Programme.Data;

namespace CleanHeating.Funds.Data;

/// <summary>Runs a person's act on a county's money: allowed, within scope, one transaction, begun again where somebody else wrote meanwhile.</summary>
internal sealed class FundsAct(Workplace workplace, ProgrammeStore programmes)
{
    /// <param name="region">Code of the county, or of the city for its own books.</param>
    /// <param name="permission">What it takes.</param>
    /// <param name="kind">Name of the process.</param>
    /// <param name="reason">Why, where that is asked.</param>
    /// <param name="act">The act; it commits nothing itself.</param>
    public Result<T> Run<T>(string? region, Permission permission, string kind, string? reason, Func<FundsWork, int, Result<T>> act)
    {
        if (programmes.Current() is not { } programme)
        {
            return new Error("programme-missing");
        }

        if (!RegionCode.TryParse(region, out var code) || code.Level > RegionLevel.County || !programme.Plan.Divisions.Has(code) || !workplace.Caller.Scope.Covers(code))
        {
            return new Error("region-unknown", new ErrorPlace(Path: "county"), region ?? "");
        }

        if (!workplace.Caller.May(permission))
        {
            return new Error("permission-missing", null, kind);
        }

        var county = code.Level == RegionLevel.County ? code.CountyCode : 0;
        try
        {
            return Repeating.Run(workplace.Database, () =>
            {
                using var work = FundsWork.Write(workplace, programme, county, kind, reason);
                var done = act(work, county);
                if (done.IsOk)
                {
                    work.Commit();
                }

                return done;
            });
        }
        catch (BrokenSealException broken)
        {
            return new Error("row-tampered", null, broken.Table, broken.Key);
        }
    }
}
