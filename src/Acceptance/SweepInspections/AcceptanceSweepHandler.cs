using System.Data.Common;
using System.Globalization;
using CleanHeating.Acceptance.Data;
using CleanHeating.Acceptance.Domain;
using CleanHeating.Acceptance.KeepAttachments;
using CleanHeating.Kernel;
using CleanHeating.Ledger;
using CleanHeating.Platform;
using CleanHeating.Platform.Journal;
using CleanHeating.Platform.Security;
using CleanHeating.Platform.Storage;
using CleanHeating.Programme.Data;

namespace CleanHeating.Acceptance.SweepInspections;

/// <summary>A household of a lead. Of one outside the caller's scope only the county is told.</summary>
public sealed record AcceptanceLeadHousehold(string Id, string Head, string County, string Village);

/// <summary>A hint for a check, never a verdict.</summary>
/// <param name="Pattern">photo-same, photo-alike, position-far, inspection-pace or acceptance-against-ledger.</param>
/// <param name="Name">Its name.</param>
/// <param name="Do">What to do.</param>
/// <param name="Figure">How strong it is: bits, metres or minutes; null where there is no figure.</param>
/// <param name="Unit">Unit of the figure: bits, m, minutes.</param>
/// <param name="Actor">Account that inspected, where that is the point.</param>
/// <param name="Households">Households that it names.</param>
/// <param name="Inspections">Inspections that it names, of the caller's scope.</param>
public sealed record AcceptanceLead(
    string Pattern, string Name, string Do, long? Figure, string? Unit, string? Actor, IReadOnlyList<AcceptanceLeadHousehold> Households, IReadOnlyList<string> Inspections);

/// <summary>What the last sweep found; <see cref="SweptAt"/> is null where there was none.</summary>
public sealed record AcceptanceLeadsAnswer(DateTimeOffset? SweptAt, IReadOnlyDictionary<string, int> Counts, IReadOnlyList<AcceptanceLead> Leads);

/// <summary>What a sweep came to.</summary>
public sealed record AcceptanceSweepCounts(DateTimeOffset SweptAt, IReadOnlyDictionary<string, int> Counts);

/// <summary>Looks over all inspections and acceptances for what should not be, and tells what was found.</summary>
public sealed class AcceptanceSweepHandler(Workplace workplace, ProgrammeStore programmes, WorkbookAcceptances acceptances)
{
    public Result<AcceptanceSweepCounts> Sweep(CancellationToken cancellation = default)
    {
        acceptances.CatchUp(cancellation);
        new AttachmentFiles(workplace).ForgetOld(workplace.Time.GetUtcNow());

        // Looking takes a while; only what was found is written, so that nobody waits for it.
        FoundLeads found;
        int programme;
        using (var picture = AcceptanceTransaction.Read(workplace, programmes))
        {
            if (picture.Programme is not { } loaded)
            {
                return new Error("programme-missing");
            }

            (programme, found) = (loaded.Number, new FoundLeads(picture.Process.At, Leads(picture, loaded, cancellation)));
        }

        return Repeating.Run<Result<AcceptanceSweepCounts>>(workplace.Database, () =>
        {
            using var on = AcceptanceTransaction.Write(workplace, programmes, "acceptance-sweep");
            Save(on.Journal, programme, found);
            on.Commit();
            return new AcceptanceSweepCounts(new DateTimeOffset(found.At, TimeSpan.Zero), Counts(found.Leads.Where(l => Sees(on, l))));
        });
    }

    public Result<AcceptanceLeadsAnswer> Latest(CultureInfo culture)
    {
        using var on = AcceptanceTransaction.Read(workplace, programmes);
        if (on.Programme is not { } programme)
        {
            return new Error("programme-missing");
        }

        var found = on.Connection.Query(on.Transaction, "SELECT document FROM acceptance_sweep WHERE programme = @p0 ORDER BY id DESC LIMIT 1", programme.Number)
            .Select(r => AcceptanceSweepJson.Read(r.GetString(0))).FirstOrDefault();
        if (found is null)
        {
            return new AcceptanceLeadsAnswer(null, Counts([]), []);
        }

        var seen = found.Leads.Where(l => Sees(on, l)).ToList();
        return new AcceptanceLeadsAnswer(new DateTimeOffset(found.At, TimeSpan.Zero), Counts(seen), [.. seen.Select(l => Line(on, programme, l, culture))]);
    }

    private List<StoredAcceptanceLead> Leads(AcceptanceTransaction on, LoadedProgramme programme, CancellationToken cancellation)
    {
        var (photos, inspections, against) = (new List<SweptPhoto>(), new List<SweptInspection>(), new List<StoredAcceptanceLead>());
        using var cipher = new FieldCipher(workplace.Keys);
        foreach (var county in programme.Plan.Divisions.Counties.Select(c => c.CountyCode))
        {
            cancellation.ThrowIfCancellationRequested();
            photos.AddRange(Photos(on, county));
            inspections.AddRange(Inspections(on, programme.Number, county, cipher));
            against.AddRange(AgainstLedger(on, programme.Number, county));
        }

        // A programme that names no bound looks for none.
        var parameters = programme.Plan.Parameters;
        return
        [
            .. PhotoLeads.Same(photos),
            .. parameters.WholeOrNull("acceptance-photo-distance") is { } bits ? PhotoLeads.Alike(photos, bits) : [],
            .. parameters.HundredthsOrNull("acceptance-distance") is { } kilometres ? VisitLeads.Far(inspections, kilometres * 10) : [],
            .. parameters.WholeOrNull("acceptance-pace-count") is { } count && parameters.WholeOrNull("acceptance-pace-minutes") is { } minutes ? VisitLeads.Pace(inspections, count, minutes) : [],
            .. against,
        ];
    }

    private static IEnumerable<SweptPhoto> Photos(AcceptanceTransaction on, int county) => on.Connection.Query(
        on.Transaction, "SELECT household_id, inspection_id, sha256, picture_hash FROM attachment WHERE county_code = @p0 AND inspection_id IS NOT NULL AND kind <= 3", county)
        .Select(r => new SweptPhoto(r.GetInt64(0), r.GetInt64(1), r.GetString(2), r.LongOrNull(3)));

    private static IEnumerable<SweptInspection> Inspections(AcceptanceTransaction on, int programme, int county, FieldCipher cipher) => on.Connection.Query(
        on.Transaction, "SELECT household_id, inspection_id, actor, at, position_cipher FROM inspection WHERE county_code = @p0 AND programme = @p1", county, programme)
        .Select(r => new SweptInspection(r.GetInt64(0), r.GetInt64(1), r.GetString(2), r.GetInt64(3), r.BytesOrNull(4) is { } position ? Positions.Read(cipher.Decrypt(PersonalField.Position, position)) : null));

    // Standing here, but the ledger no longer says so; or withdrawn here by a person or an inspection, and a workbook says it again.
    private static IEnumerable<StoredAcceptanceLead> AgainstLedger(AcceptanceTransaction on, int programme, int county) => on.Connection.Query(
        on.Transaction,
        "SELECT a.household_id FROM acceptance a JOIN household h ON h.county_code = a.county_code AND h.household_id = a.household_id "
        + "WHERE a.county_code = @p0 AND a.programme = @p1 AND ((a.state = 1 AND h.result <> 1) OR (a.state = 2 AND a.withdrawn_by <> 2 AND h.result = 1)) ORDER BY a.household_id",
        county, programme).Select(r => new StoredAcceptanceLead(AcceptancePatterns.Ledger, [r.GetInt64(0)], [], null, null));

    private void Save(JournalWriter journal, int programme, FoundLeads found)
    {
        foreach (var before in journal.Rows.Where(AcceptanceSeals.Sweep, "programme = @p0", programme))
        {
            journal.Rows.Delete(before);
        }

        var id = workplace.Ids.Next();
        journal.Rows.Insert(AcceptanceSeals.Sweep, id, programme, found.At, AcceptanceSweepJson.Write(found));
        journal.Append(0, "swept", AcceptanceSeals.Sweep.Name, id, id, 0);
    }

    private static bool Sees(AcceptanceTransaction on, StoredAcceptanceLead lead) => on.Scope.IsAll || lead.Households.Any(on.Sees);

    private AcceptanceLead Line(AcceptanceTransaction on, LoadedProgramme programme, StoredAcceptanceLead lead, CultureInfo culture)
    {
        var divisions = programme.Plan.Divisions;
        var households = lead.Households.Select(h =>
        {
            var county = divisions.NameOf(RegionCode.OfCounty((int)(h / 100_000_000_000)));
            return HouseholdId.TryFrom(h, out var id) && HouseholdReader.Find(on.Connection, on.Transaction, on.Scope, id) is { } facts
                ? new AcceptanceLeadHousehold(id.ToString(), facts.Head, county, divisions.NameOf(id.Village)) : new AcceptanceLeadHousehold("", "", county, "");
        }).ToList();
        return new AcceptanceLead(
            lead.Pattern, workplace.Texts.Get(lead.Pattern + ".name", culture), workplace.Texts.Get(lead.Pattern + ".do", culture), lead.Figure, UnitOf(lead.Pattern), lead.Actor, households, Inspections(on, lead));
    }

    private static List<string> Inspections(AcceptanceTransaction on, StoredAcceptanceLead lead)
    {
        var seen = new List<string>();
        foreach (var county in lead.Households.Where(on.Sees).Select(h => (int)(h / 100_000_000_000)).Distinct())
        {
            seen.AddRange(lead.Inspections.Select(i => on.Inspections.Find(county, i)).OfType<Inspection>().Where(i => on.Sees(i.Household)).Select(i => new CountyKey(county, i.Id).ToString()));
        }

        return seen;
    }

    private static string? UnitOf(string pattern) => pattern switch
    {
        AcceptancePatterns.SamePhoto or AcceptancePatterns.AlikePhoto => "bits", AcceptancePatterns.FarPosition => "m", AcceptancePatterns.Pace => "minutes", _ => null,
    };

    private static Dictionary<string, int> Counts(IEnumerable<StoredAcceptanceLead> leads)
    {
        var found = leads.GroupBy(l => l.Pattern).ToDictionary(g => g.Key, g => g.Count());
        return AcceptancePatterns.All.ToDictionary(p => p, found.GetValueOrDefault);
    }
}
