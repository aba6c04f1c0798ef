using System.Globalization;
using CleanHeating.Delivery.ApproveProjects;
using CleanHeating.Delivery.Data;
using CleanHeating.Delivery.Domain;
using CleanHeating.Kernel;
using CleanHeating.Platform.Accounts;

namespace CleanHeating.Delivery.AdmitFirms;

/// <summary>Firms as answers, within the caller's scope: a county's register, and of a firm's account only itself.</summary>
internal static class FirmReader
{
    public static bool Sees(DeliveryTransaction on, FirmRow f) => on.Scope.CreditCode is { } own ? f.CreditCode == own : on.Scope.Touches(RegionCode.OfCounty(f.County));

    public static FirmRow? Find(DeliveryTransaction on, string key) =>
        on.Programme is not null && DeliveryKey.Parse(key) is { } name && on.Firms.Find(name.County, name.Id) is { } row && Sees(on, row) ? row : null;

    /// <summary>Whether the caller may change it: the county is wholly the caller's.</summary>
    public static bool MayChange(DeliveryTransaction on, FirmRow f) => on.Caller.May(Permission.ChangeEnterprises) && on.Scope.CoversCounty(f.County);

    public static FirmsAnswer List(DeliveryTransaction on, string? county, CultureInfo culture) => new(
        [.. on.Counties(county).SelectMany(c => on.Firms.Where("county_code = @p0 ORDER BY firm_id", c.CountyCode)).Where(f => Sees(on, f)).Select(f => Line(on, f, Papers(on, f, culture), Contracts(on, f)))],
        [.. (on.Programme!.Plan.Delivery?.Qualifications ?? []).Select(q => new FirmPaperKind(q.Code, ProjectReader.Named(q.Name, q.NameEn, culture)))]);

    public static FirmAnswer Answer(DeliveryTransaction on, FirmRow f, CultureInfo culture)
    {
        var (papers, contracts) = (Papers(on, f, culture), Contracts(on, f));
        return new FirmAnswer(Line(on, f, papers, contracts), papers, contracts, MayChange(on, f) ? [.. FirmLifeCycle.Table.Where(t => t.From == f.State).Select(t => DeliveryWords.Of(t.Trigger))] : []);
    }

    private static List<FirmPaperLine> Papers(DeliveryTransaction on, FirmRow f, CultureInfo culture)
    {
        var soon = WorkDays.Text(on.Today.AddDays(on.Programme!.Plan.Delivery?.ExpiringDays ?? 60));
        var today = WorkDays.Text(on.Today);
        string Name(string code) => on.Programme.Plan.Delivery?.Qualifications.FirstOrDefault(q => q.Code == code) is { } kind ? ProjectReader.Named(kind.Name, kind.NameEn, culture) : code;
        return on.Qualifications.Where("county_code = @p0 AND firm_id = @p1 ORDER BY paper_id", f.County, f.FirmId).ConvertAll(p => new FirmPaperLine(
            p.Kind, Name(p.Kind), p.Number, p.Issuer, p.ValidFrom, p.ValidTo,
            string.CompareOrdinal(p.ValidTo, today) < 0 ? "expired" : string.CompareOrdinal(p.ValidTo, soon) <= 0 ? "expiring" : "current"));
    }

    private static List<FirmContractLine> Contracts(DeliveryTransaction on, FirmRow f) =>
        on.Contracts.Where("county_code = @p0 AND firm_id = @p1 ORDER BY contract_id", f.County, f.FirmId).ConvertAll(c => new FirmContractLine(
            new DeliveryKey(c.County, c.ContractId).ToString(), c.Number, c.Signed, c.Amount, c.Households,
            [.. c.Villages.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(v => on.Divisions.NameOf(long.Parse(v, CultureInfo.InvariantCulture)))], c.Retained, c.RetentionDue, c.Released, Overdue(on, c), c.Version));

    public static int Overdue(DeliveryTransaction on, FirmContractRow c) => c.Released is not null || c.Retained == 0 ? 0 : Math.Max(0, on.Today.DayNumber - WorkDays.Parse(c.RetentionDue).DayNumber);

    private static FirmLine Line(DeliveryTransaction on, FirmRow f, List<FirmPaperLine> papers, List<FirmContractLine> contracts)
    {
        var county = RegionCode.OfCounty(f.County);
        return new FirmLine(
            new DeliveryKey(f.County, f.FirmId).ToString(), county.ToString(), on.Divisions.NameOf(county), f.CreditCode, f.Name, f.Capital, f.WorkDone, DeliveryWords.Of(f.State), f.Reason, f.DecidedOn, f.ListedUntil,
            papers.Count(p => p.Standing == "expired"), papers.Count(p => p.Standing == "expiring"), contracts.Count(c => c.Overdue > 0), f.Version);
    }
}
