using System.Globalization;
using CleanHeating.Delivery.AdmitFirms;
using CleanHeating.Delivery.ApproveProjects;
using CleanHeating.Delivery.Data;
using CleanHeating.Delivery.Domain;
using CleanHeating.Kernel;
using CleanHeating.Platform;
using CleanHeating.Platform.Storage;
using CleanHeating.Programme.Data;

namespace CleanHeating.Delivery.FindLeads;

/// <summary>A hint for a check, never a verdict.</summary>
/// <param name="Pattern">firm-not-admitted, firm-blacklisted, qualification-expired-at-start, model-not-in-catalogue, model-disqualified, start-before-approval or retention-overdue.</param>
/// <param name="Name">Its name.</param>
/// <param name="Do">What to do.</param>
/// <param name="County">Code of the county.</param>
/// <param name="CountyName">Its name.</param>
/// <param name="What">Firm, model, project or contract that it is about.</param>
/// <param name="Count">Households of the ledger that it names; for retention, days overdue.</param>
/// <param name="Households">The first of them.</param>
public sealed record DeliveryLead(string Pattern, string Name, string Do, string County, string CountyName, string What, int Count, IReadOnlyList<string> Households);

/// <summary>What stands against the registers today, in the caller's regions.</summary>
public sealed record DeliveryLeadsAnswer(IReadOnlyDictionary<string, int> Counts, IReadOnlyList<DeliveryLead> Leads);

/// <summary>Holds the ledger against the registers as they stand: nothing is stored, so nothing is out of date.</summary>
public sealed class DeliveryLeadsHandler(Workplace workplace, ProgrammeStore programmes)
{
    private const int Shown = 20;
    private const string Off = "off";

    public static readonly IReadOnlyList<string> Patterns =
        ["firm-not-admitted", "firm-blacklisted", "qualification-expired-at-start", "model-not-in-catalogue", "model-disqualified", "start-before-approval", "retention-overdue"];

    public Result<DeliveryLeadsAnswer> Read(string? county, CultureInfo culture)
    {
        using var on = DeliveryTransaction.Read(workplace, programmes);
        if (on.Programme is null)
        {
            return new Error("programme-missing");
        }

        if (county is not null && !on.Counties(county).Any())
        {
            return new Error("region-unknown", null, county);
        }

        var found = new List<DeliveryLead>();
        foreach (var region in on.Scope.CreditCode is null ? on.Counties(county).ToList() : [])
        {
            var households = Households(on, region);
            DeliveryLead Lead(string pattern, string what, IReadOnlyList<LedgerFact> facts) => new(
                pattern, workplace.Texts.Get(pattern + ".name", culture), workplace.Texts.Get(pattern + ".do", culture), region.ToString(), on.Divisions.NameOf(region), what, facts.Count,
                [.. facts.Take(Shown).Select(f => f.Household.ToString("D17", CultureInfo.InvariantCulture))]);
            var checks = on.Programme.Plan.Delivery;
            found.AddRange(checks?.FirmCheck == Off ? [] : OfFirms(on, region.CountyCode, households, Lead));
            found.AddRange(checks?.ModelCheck == Off ? [] : OfModels(on, households, Lead));
            found.AddRange(checks?.StartCheck == Off ? [] : OfProjects(on, region.CountyCode, households, Lead));
            found.AddRange(OfRetention(on, region.CountyCode).Select(c => Lead("retention-overdue", c.Number, []) with { Count = FirmReader.Overdue(on, c) }));
        }

        var counts = found.GroupBy(l => l.Pattern).ToDictionary(g => g.Key, g => g.Count());
        return new DeliveryLeadsAnswer(Patterns.ToDictionary(p => p, counts.GetValueOrDefault), found);
    }

    private static IEnumerable<DeliveryLead> OfFirms(DeliveryTransaction on, int county, List<LedgerFact> households, Func<string, string, IReadOnlyList<LedgerFact>, DeliveryLead> lead)
    {
        var register = on.Firms.Where("county_code = @p0", county).ToDictionary(f => f.CreditCode, StringComparer.Ordinal);
        var papers = on.Qualifications.Where("county_code = @p0", county).ToLookup(p => p.FirmId);
        foreach (var works in households.Where(h => h.CreditCode is not null).GroupBy(h => h.CreditCode!, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            var firm = register.GetValueOrDefault(works.Key);
            var what = firm is null ? $"{works.Key} {works.First().Enterprise}".TrimEnd() : $"{works.Key} {firm.Name}";
            if (firm is { State: FirmState.Blacklisted } && (firm.ListedUntil is null || string.CompareOrdinal(firm.ListedUntil, WorkDays.Text(on.Today)) >= 0))
            {
                yield return lead("firm-blacklisted", what, [.. works]);
            }
            else if (firm is not { State: FirmState.Admitted })
            {
                yield return lead("firm-not-admitted", what, [.. works]);
            }

            var held = firm is null ? [] : papers[firm.FirmId].ToList();
            if (held.Count > 0 && works.Where(h => h.Started is { } day && !held.Exists(p => string.CompareOrdinal(p.ValidFrom, day) <= 0 && string.CompareOrdinal(day, p.ValidTo) <= 0)).ToList() is { Count: > 0 } late)
            {
                yield return lead("qualification-expired-at-start", what, late);
            }
        }
    }

    private static IEnumerable<DeliveryLead> OfModels(DeliveryTransaction on, List<LedgerFact> households, Func<string, string, IReadOnlyList<LedgerFact>, DeliveryLead> lead)
    {
        var catalogue = on.Devices.Where("1 = 1").ToDictionary(d => (d.Maker, d.Model));
        foreach (var same in households.Where(h => h is { Brand: not null, Model: not null }).GroupBy(h => (h.Brand!, h.Model!)).OrderBy(g => g.Key.Item1, StringComparer.Ordinal).ThenBy(g => g.Key.Item2, StringComparer.Ordinal))
        {
            var device = catalogue.GetValueOrDefault(same.Key);
            if (device is null or { State: DeviceState.Disqualified })
            {
                yield return lead(device is null ? "model-not-in-catalogue" : "model-disqualified", $"{same.Key.Item1} {same.Key.Item2}", [.. same]);
            }
        }
    }

    // A household is a project's where the project covers its village and the firm, where one is named, is the same.
    private static IEnumerable<DeliveryLead> OfProjects(DeliveryTransaction on, int county, List<LedgerFact> households, Func<string, string, IReadOnlyList<LedgerFact>, DeliveryLead> lead)
    {
        var villages = households.Where(h => h.Started is not null).ToLookup(h => h.Household / 100_000);
        foreach (var project in on.Projects.Where("county_code = @p0 AND programme = @p1 AND state <> @p2", county, on.Programme!.Number, (int)ProjectState.Withdrawn))
        {
            var early = ProjectReader.Villages(project).SelectMany(v => villages[v.Value])
                .Where(h => (project.CreditCode is null || h.CreditCode == project.CreditCode) && (project.Approved is null || string.CompareOrdinal(h.Started, project.Approved) < 0)).ToList();
            if (early.Count > 0)
            {
                yield return lead("start-before-approval", project.Name, early);
            }
        }
    }

    private static List<FirmContractRow> OfRetention(DeliveryTransaction on, int county) => on.Scope.CoversCounty(county)
        ? on.Contracts.Where("county_code = @p0 AND released IS NULL AND retained > 0 AND retention_due < @p1", county, WorkDays.Text(on.Today)) : [];

    private static List<LedgerFact> Households(DeliveryTransaction on, RegionCode county) => [.. on.Connection.Query(
        on.Transaction, "SELECT household_id, enterprise, credit_code, brand, model, started FROM household WHERE county_code = @p0 AND programme = @p1 ORDER BY household_id", county.CountyCode, on.Programme!.Number)
        .Select(r => new LedgerFact(r.GetInt64(0), r.TextOrNull(1), r.TextOrNull(2), r.TextOrNull(3), r.TextOrNull(4), r.TextOrNull(5)))
        .Where(f => HouseholdId.TryFrom(f.Household, out var id) && on.Scope.Covers(id))];

    private readonly record struct LedgerFact(long Household, string? Enterprise, string? CreditCode, string? Brand, string? Model, string? Started);
}
