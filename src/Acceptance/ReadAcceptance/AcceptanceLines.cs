using System.Globalization;
using CleanHeating.Acceptance.Data;
using CleanHeating.Acceptance.Domain;
using CleanHeating.Acceptance.MendHousehold;
using CleanHeating.Kernel;
using CleanHeating.Ledger;
using CleanHeating.Platform;
using CleanHeating.Platform.Texts;
using CleanHeating.Programme.Plan;

namespace CleanHeating.Acceptance.ReadAcceptance;

/// <summary>Puts rows into the shapes of the interface, with names in one language.</summary>
internal sealed class AcceptanceLines(Workplace workplace, AcceptanceTransaction on, CultureInfo culture)
{
    private readonly Dictionary<long, HouseholdFacts?> _households = [];

    private DivisionTree Divisions => on.Programme!.Plan.Divisions;

    public HouseholdFacts? Facts(long household)
    {
        if (!_households.TryGetValue(household, out var facts))
        {
            _households.Add(household, facts = HouseholdId.TryFrom(household, out var id) ? HouseholdReader.Find(on.Connection, on.Transaction, on.Scope, id) : null);
        }

        return facts;
    }

    public HouseholdLine Line(HouseholdFacts h)
    {
        var route = on.Programme!.TechnologyOf(h.Route);
        return new HouseholdLine(
            h.Id.ToString(), h.Head, h.Id.Village.ToString(), Divisions.NameOf(h.Id.Village), Divisions.NameOf(h.Id.Village.Township), route?.Code ?? "", route is null ? "" : TextCatalog.IsEnglish(culture) ? route.NameEn : route.Name,
            h.Rooms, h.Area.ToString(), h.Hardship, h.Enterprise, h.Contract, h.Brand, h.Model, h.Serial, h.RatedPower is { } power ? FixedPoint.Format(power, 2) : null, Days.Text(h.Completed), h.Version);
    }

    public AcceptanceLine Line(AcceptedHousehold a) => new(
        a.Household.ToString(), Facts(a.Household.Value)?.Head ?? "", Divisions.NameOf(a.Household.Village), Days.Text(a.Day), Words.Of(a.Source), Text("acceptance.source." + Words.Of(a.Source)), Words.Of(a.State),
        Text("acceptance.state." + Words.Of(a.State)), a.WithdrawnBy == WithdrawnBy.Nobody ? null : Words.Of(a.WithdrawnBy), a.Inspection is { } i ? Key(a.Household.CountyCode, i) : null, a.Reason, a.DecidedBy, At(a.DecidedAt),
        a.Version);

    public InspectionLine Line(Inspection i)
    {
        var list = ChecklistOf(i.Checklist);
        return new InspectionLine(
            Key(i.County, i.Id), Household(i.Household), i.Number, new DateTimeOffset(i.At, TimeSpan.Zero), new DateTimeOffset(i.ReceivedAt, TimeSpan.Zero), Days.Text(i.Day), Words.Of(i.Outcome), OutcomeName(i.Outcome), i.Reason,
            i.Inspector, i.Actor, i.Certificate, i.Checklist, i.Batch is { } b ? Key(i.County, b) : null, i.PositionAccuracy, [.. i.Answers.Select(a => Line(i.County, a, list?.Items.FirstOrDefault(x => x.Code == a.Item)))],
            [.. on.Attachments.OfInspection(i.County, i.Id).Select(Line)]);
    }

    public AttachmentLine Line(Attachment a) => new(
        Key(a.County, a.Id), Words.Of(a.Kind), Text("attachment.kind." + Words.Of(a.Kind)), a.MediaType, a.Size, a.Sha256, a.TakenAt is { } at ? new DateTimeOffset(at, TimeSpan.FromHours(8)) : null);

    public RectificationLine Line(Rectification r)
    {
        var today = InspectHousehold.SubmissionCheck.DayOf(workplace.Time.GetUtcNow());
        return new RectificationLine(
            Key(r.County, r.Id), Household(r.Household), Facts(r.Household)?.Head ?? "", Divisions.NameOf(RegionCode.From(r.Household / 100_000)), Words.Of(r.Source), Words.Of(r.State), Text("rectification.state." + Words.Of(r.State)),
            r.What, r.Who, Days.Text(r.Due), RectificationLifeCycle.IsLive(r.State) && r.Due < today, new DateTimeOffset(r.OpenedAt, TimeSpan.Zero), r.OpenedBy, At(r.ReportedAt), r.ReportedBy, r.Report, At(r.ClosedAt), r.ClosedBy,
            r.Inspection is { } i ? Key(r.County, i) : null, r.ClosingInspection is { } c ? Key(r.County, c) : null, r.Reason, r.Version, [.. RectificationHandler.Open(workplace.Caller, r).Select(Words.Of)]);
    }

    public ChecklistAnswer Line(Checklist list) => new(
        list.Key, TextCatalog.IsEnglish(culture) ? list.NameEn : list.Name, list.Routes, list.Photos,
        [.. list.Items.Select(i => new ChecklistItemAnswer(
            i.Code, Name(i), Words.Of(i.Kind), i.Fails, i.MayNotApply, Words.Of(i.Photo), i.Unit, Hundredths(i.AtLeast), Hundredths(i.AtMost), i.Clause, i.Standard))]);

    /// <summary>The checklist of a technology; null where there is none.</summary>
    public Checklist? ChecklistFor(int route) => on.Programme!.TechnologyOf(route) is { } technology ? on.Programme.Plan.Checklists.FirstOrDefault(c => c.Routes.Contains(technology.Code)) : null;

    public IReadOnlyList<string> FailedItems(Inspection i)
    {
        var list = ChecklistOf(i.Checklist);
        return [.. i.Answers.Where(a => !a.IsGood).Select(a => list?.Items.FirstOrDefault(x => x.Code == a.Item) is { } item ? Name(item) : a.Item)];
    }

    public string OutcomeName(InspectionOutcome outcome) => Text("inspection.outcome." + Words.Of(outcome));

    public string Text(string key, params ReadOnlySpan<object?> args) => workplace.Texts.Get(key, culture, args);

    public string Region(RegionCode region) => Divisions.NameOf(region);

    public static string Key(int county, long id) => new CountyKey(county, id).ToString();

    public static DateTimeOffset? At(long? ticks) => ticks is { } some ? new DateTimeOffset(some, TimeSpan.Zero) : null;

    // An inspection by an older version of a list shows the words of the present one where the item is still there.
    private Checklist? ChecklistOf(string key) => on.Programme!.Plan.Checklists.FirstOrDefault(c => c.Code == key.Split('/')[0]);

    private AnswerLine Line(int county, JudgedAnswer a, ChecklistItem? item) => new(
        a.Item, item is null ? a.Item : Name(item), a.Answer, Text("answer." + a.Answer), Hundredths(a.Value), item?.Unit, a.IsGood, item?.Fails ?? false, a.Note, [.. a.Photos.Select(p => Key(county, p))]);

    private string Name(ChecklistItem item) => TextCatalog.IsEnglish(culture) ? item.TextEn : item.Text;

    private static string? Hundredths(long? value) => value is { } some ? FixedPoint.Format(some, 2) : null;

    private static string Household(long household) => household.ToString("D17", CultureInfo.InvariantCulture);
}
