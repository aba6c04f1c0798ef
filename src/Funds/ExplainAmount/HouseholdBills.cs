using CleanHeating.Funds.Data;
using CleanHeating.Funds.Domain.Seasons;
using CleanHeating.Funds.MintRights;
using CleanHeating.Kernel;
using CleanHeating.Platform.Storage;

namespace CleanHeating.Funds.ExplainAmount;

/// <summary>A bill: month, use in hundredths, and whether the month counts; where not, a word for why.</summary>
internal sealed record BilledMonth(Metered Utility, string Period, long Hundredths, bool Counts, string? Why);

/// <summary>A certificate of the household's head.</summary>
internal sealed record HeldCertificate(string Number, string Category, Issuer Issuer, string From, string To);

/// <summary>A household's bills and certificates of a season.</summary>
internal sealed record SeasonBills(IReadOnlyList<BilledMonth> Months, IReadOnlyList<HeldCertificate> Certificates)
{
    public string? Category => Certificates is [var first, ..] ? first.Category : null;

    public long CountedPower => Months.Where(m => m is { Counts: true, Utility: Metered.Power }).Sum(m => m.Hundredths);

    public long CountedGas => Months.Where(m => m is { Counts: true, Utility: Metered.Gas }).Sum(m => m.Hundredths);
}

/// <summary>Reads one household's bills out of its village's pack.</summary>
internal sealed class HouseholdBills(FundsWork work)
{
    public SeasonBills Of(HouseholdId household, Season season)
    {
        var certificates = Certificates(household);
        var counted = certificates.Aggregate(0, (months, c) => months | season.CountedWithin(RightDay.Parse(c.From), RightDay.Parse(c.To)));
        var bills = new List<BilledMonth>();
        var pack = work.Connection.Query(
            work.Transaction, "SELECT pack FROM meter_pack WHERE county_code = @p0 AND season = @p1 AND village_code = @p2", household.CountyCode, season.Year, household.Village.Value)
            .Select(r => r.GetFieldValue<byte[]>(0)).FirstOrDefault();
        if (pack is not null)
        {
            Read(pack, household.Sequence, season, counted, certificates.Count > 0, bills);
        }

        return new SeasonBills(bills, certificates);
    }

    private List<HeldCertificate> Certificates(HouseholdId household) => [.. work.Connection.Query(
        work.Transaction, "SELECT certificate, category, issuer, valid_from, valid_to FROM hardship_certificate WHERE county_code = @p0 AND household_id = @p1 ORDER BY certificate", household.CountyCode, household.Value)
        .Select(r => new HeldCertificate(r.GetString(0), r.GetString(1), (Issuer)r.GetInt32(2), r.GetString(3), r.GetString(4)))];

    private static void Read(byte[] pack, int sequence, Season season, int counted, bool isCertified, List<BilledMonth> bills)
    {
        Span<uint> values = stackalloc uint[Season.Months];
        var reader = new MeterPack.Reader(pack);
        while (reader.Next(values))
        {
            for (var month = 0; reader.Sequence == sequence && month < Season.Months; month++)
            {
                if ((reader.Months & 1 << month) != 0)
                {
                    var counts = (counted & 1 << month) != 0;
                    var why = counts ? null : month is < Season.FirstCounted or > Season.LastCounted ? "outside-months" : isCertified ? "certificate-invalid" : "no-certificate";
                    bills.Add(new BilledMonth(reader.Utility, season.PeriodOf(month), values[month], counts, why));
                }
            }
        }
    }
}
