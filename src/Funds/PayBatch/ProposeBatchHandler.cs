using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CleanHeating.Acceptance;
using CleanHeating.Funds.Data;
using CleanHeating.Funds.Domain;
using CleanHeating.Funds.Domain.Payments;
using CleanHeating.Funds.MintRights;
using CleanHeating.Kernel;
using CleanHeating.Ledger;
using CleanHeating.Platform;
using CleanHeating.Platform.Accounts;
using CleanHeating.Platform.Seals;
using CleanHeating.Platform.Storage;
using CleanHeating.Programme.Data;

namespace CleanHeating.Funds.PayBatch;

/// <summary>Proposes payments to all households of a region that have something coming.</summary>
/// <param name="Region">City, county, township or village.</param>
/// <param name="Kind">capital or operating.</param>
/// <param name="Period">Season of an operating subsidy; empty for capital.</param>
public sealed record ProposeRequest(string? Region, string? Kind, string? Period = null);

/// <summary>What was proposed: a batch for each county.</summary>
/// <param name="Batches">Their keys.</param>
/// <param name="Lines">Households.</param>
/// <param name="TotalFen">Money.</param>
/// <param name="WithoutAccount">Households left out because the ledger has no account of theirs.</param>
/// <param name="Unconfirmed">Households left out because nobody confirmed their acceptance.</param>
/// <param name="Seconds">Time it took.</param>
public sealed record ProposedBatches(IReadOnlyList<string> Batches, int Lines, long TotalFen, int WithoutAccount, int Unconfirmed, double Seconds);

/// <summary>
/// Takes up what is payable in a region, a batch for each county in a transaction of its own. Rights are brought up to date first, so a batch
/// rests on what ledger, acceptances and bills say at that moment.
/// </summary>
public sealed class ProposeBatchHandler(Workplace workplace, ProgrammeStore programmes)
{
    public Result<ProposedBatches> Propose(ProposeRequest request)
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        if (programmes.Current() is not { } programme)
        {
            return new Error("programme-missing");
        }

        if (!RegionCode.TryParse(request.Region, out var region) || !programme.Plan.Divisions.Has(region) || !workplace.Caller.Scope.Covers(region))
        {
            return new Error("region-unknown", new ErrorPlace(Path: "region"), request.Region ?? "");
        }

        if (!workplace.Caller.May(Permission.ProposePayments))
        {
            return new Error("permission-missing", null, "propose");
        }

        if (RightKinds.Parse(request.Kind) is not { } kind || (kind == RightKinds.Operating ? Domain.Seasons.Season.Parse(request.Period) is null : !string.IsNullOrEmpty(request.Period)))
        {
            return new Error("payment-kind", new ErrorPlace(Path: "kind"), request.Kind ?? "");
        }

        new RightsKeeper(workplace, programmes).CatchUp();
        var done = new ProposedBatches([], 0, 0, 0, 0, 0);
        foreach (var county in region.Level >= RegionLevel.County ? [region] : programme.Plan.Divisions.Counties.Where(region.Contains))
        {
            try
            {
                done = Repeating.Run(workplace.Database, () => Once(programme, region.Level >= RegionLevel.County ? region : county, kind, request.Period ?? "", done));
            }
            catch (BrokenSealException broken)
            {
                return new Error("row-tampered", null, broken.Table, broken.Key);
            }
        }

        return done.Batches.Count == 0 ? new Error("payment-nothing", null, done.WithoutAccount.ToString(CultureInfo.InvariantCulture), done.Unconfirmed.ToString(CultureInfo.InvariantCulture))
            : done with { Seconds = Math.Round(watch.Elapsed.TotalSeconds, 3) };
    }

    private ProposedBatches Once(LoadedProgramme programme, RegionCode region, int kind, string period, ProposedBatches before)
    {
        using var work = FundsWork.Write(workplace, programme, region.CountyCode, "payment-propose");
        new RightsReconciler(work, region.CountyCode).All();
        var (first, last) = HouseholdId.RangeOf(region);
        var rights = work.Rows.Where(
            FundsSeals.Right, "county_code = @p0 AND kind = @p1 AND period = @p2 AND state = 0 AND household_id >= @p3 AND household_id <= @p4 AND programme = @p5",
            region.CountyCode, kind, period, first, last, programme.Number).Select(r => new ReadRight(RightRows.Read(r), r)).Where(r => r.Right.Payable > 0).ToDictionary(r => r.Right.Key.Household);
        var unconfirmed = work.Policy.Plan.PayUnconfirmed ? 0 : DropUnconfirmed(work, region.CountyCode, rights);
        var key = new BatchKey(region.CountyCode, workplace.Ids.Next());
        var (lines, writer) = (new List<PaymentLine>(rights.Count), new RightWriter(work, region.CountyCode));
        var withoutAccount = 0;
        foreach (var household in rights.Count == 0 ? [] : new LedgerHouseholds(work.Connection, work.Transaction, work.Scope).Of(region, programme.Number))
        {
            if (rights.TryGetValue(household.Id.Value, out var right))
            {
                withoutAccount += household.AccountCipher is null ? 1 : 0;
                if (household.AccountCipher is not null)
                {
                    lines.Add(Line(key, lines.Count + 1, right.Right, household));
                    writer.Change(right, right.Right.Hold(right.Right.Payable));
                }
            }
        }

        if (lines.Count > 0)
        {
            Store(work, key, region, kind, period, lines);
            writer.Write("held");
        }

        work.Commit();
        return before with
        {
            Batches = lines.Count == 0 ? before.Batches : [.. before.Batches, key.ToString()], Lines = before.Lines + lines.Count, TotalFen = before.TotalFen + lines.Sum(l => l.Amount),
            WithoutAccount = before.WithoutAccount + withoutAccount, Unconfirmed = before.Unconfirmed + unconfirmed,
        };
    }

    private static int DropUnconfirmed(FundsWork work, int county, Dictionary<long, ReadRight> rights)
    {
        var dropped = 0;
        foreach (var accepted in AcceptedHouseholds.OfCounty(work.Connection, work.Transaction, work.Programme.Number, county).Where(a => a.State == AcceptanceState.Unconfirmed))
        {
            dropped += rights.Remove(accepted.Household.Value) ? 1 : 0;
        }

        return dropped;
    }

    private static PaymentLine Line(BatchKey batch, int number, PayableRight right, LedgerHousehold household) => new(batch, right.Key, number, right.Payable, right.CityOfNext(right.Payable), LineState.Held)
    {
        Payee = household.Head, AccountCipher = household.AccountCipher, AccountIndex = household.AccountIndex,
    };

    private static void Store(FundsWork work, BatchKey key, RegionCode region, int kind, string period, List<PaymentLine> lines)
    {
        var batch = new PaymentBatch(key, work.Programme.Number, region, kind, period, BatchState.Proposed, lines.Count, lines.Sum(l => l.Amount), lines.Sum(l => l.City), HashOf(lines))
        {
            ProposedBy = work.Process.Actor, CreatedAt = work.Process.At,
        };
        var store = new BatchStore(work);
        store.Insert(batch);
        store.AddLines(key.County, lines);
        store.AddStep(batch, "propose", null);
    }

    /// <summary>What the signatures of a batch stand for: each line's household, amount and the city's part of it, in order.</summary>
    internal static string HashOf(IEnumerable<PaymentLine> lines)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var line in lines.OrderBy(l => l.Number))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{line.Number},{line.Right.Household},{line.Right.Kind},{line.Right.Period},{line.Amount},{line.City}\n")));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
