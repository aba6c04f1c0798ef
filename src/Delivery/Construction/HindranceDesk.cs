using System.Globalization;
using CleanHeating.Delivery.Data;
using CleanHeating.Delivery.Domain;
using CleanHeating.Kernel;
using CleanHeating.Ledger;
using CleanHeating.Platform;
using CleanHeating.Platform.Accounts;
using CleanHeating.Programme.Data;
using CleanHeating.Programme.Registers;

namespace CleanHeating.Delivery.Construction;

/// <summary>A hindrance, as it is entered or changed.</summary>
/// <param name="Region">County, township or village.</param>
/// <param name="Kind">land, power, gas, road, material, labour, money, weather, residents or other.</param>
/// <param name="Text">What holds construction up.</param>
/// <param name="Owner">Who has to remove it: office and person.</param>
/// <param name="Due">Until when.</param>
/// <param name="Version">Version that the person saw; 0 for a new one.</param>
public sealed record HindranceRequest(string Region, string Kind, string Text, string Owner, DateOnly Due, int Version = 0);

/// <summary>Resolves or reopens a hindrance: what came of it, or why it is open again.</summary>
public sealed record HindranceActRequest(int Version, string? Reason = null);

/// <summary>A hindrance.</summary>
/// <param name="Id">Address.</param>
/// <param name="Number">Running number in the county.</param>
/// <param name="County">County's code.</param>
/// <param name="Region">Region's code.</param>
/// <param name="RegionName">County, township and village.</param>
/// <param name="Kind">Kind.</param>
/// <param name="Text">What it is.</param>
/// <param name="Owner">Who has to remove it.</param>
/// <param name="Due">Until when.</param>
/// <param name="State">open or resolved.</param>
/// <param name="DaysLate">Days past the date while it is open; 0 where it is not.</param>
/// <param name="OpenedBy">Who entered it.</param>
/// <param name="OpenedAt">When.</param>
/// <param name="Outcome">What came of it.</param>
/// <param name="ResolvedAt">When it was resolved.</param>
/// <param name="Acts">What the caller may do.</param>
/// <param name="Version">Version.</param>
public sealed record HindranceLine(
    string Id, string Number, string County, string Region, string RegionName, string Kind, string Text, string Owner, DateOnly Due, string State, int DaysLate, string OpenedBy, DateTimeOffset OpenedAt, string? Outcome,
    DateTimeOffset? ResolvedAt, IReadOnlyList<string> Acts, int Version);

/// <summary>Hindrances of the caller's regions: open ones first, the latest date last.</summary>
public sealed record HindranceList(IReadOnlyList<HindranceLine> Hindrances, bool MayAdd);

/// <summary>What holds construction up: entered by whoever builds or oversees, with an owner and a date (C10).</summary>
public sealed class HindranceDesk(Workplace workplace, ProgrammeStore programmes)
{
    private const int LongestText = 500, LongestOwner = 100;

    /// <summary>Kinds of hindrance.</summary>
    public static readonly IReadOnlyList<string> Kinds = ["land", "power", "gas", "road", "material", "labour", "money", "weather", "residents", "other"];

    public Result<HindranceList> List(string? county) => RoomWork.Read<HindranceList>(workplace, programmes, on => new HindranceList(
        [.. Counties(on, county).SelectMany(c => ConstructionModel.Hindrances.Of(on, c.CountyCode)).Where(h => Sees(on, h)).Select(h => Line(on, h))
            .OrderBy(h => h.State == "open" ? 0 : 1).ThenBy(h => h.Due).ThenBy(h => h.Id, StringComparer.Ordinal)], workplace.Caller.May(Permission.ReportConstruction)));

    public Result<HindranceLine> Add(HindranceRequest request) => RoomWork.Run<HindranceLine>(workplace, programmes, "hindrance-add", null, on =>
    {
        var (region, errors) = (Place(on, request.Region), Objections(request));
        if (!region.IsOk || errors.Count > 0)
        {
            return Result<HindranceLine>.Fail([.. region.IsOk ? [] : region.Errors, .. errors]);
        }

        on.Journal.Watch(region.Value.CountyCode);
        var number = ConstructionModel.Hindrances.Of(on, region.Value.CountyCode).Select(h => int.Parse(h.Code, CultureInfo.InvariantCulture)).DefaultIfEmpty(0).Max() + 1;
        var document = new HindranceDocument(region.Value.Value, request.Kind, request.Text.Trim(), request.Owner.Trim(), request.Due, on.Process.Actor, on.Process.At, null, null, on.Scope.CreditCode);
        var added = ConstructionModel.Hindrances.Add(on, region.Value.CountyCode, number.ToString(CultureInfo.InvariantCulture), (int)HindranceState.Open, document, "opened");
        return added.IsOk ? Line(on, added.Value) : Result<HindranceLine>.Fail(added.Errors);
    });

    public Result<HindranceLine> Change(string id, HindranceRequest request) => Act(id, request.Version, HindranceTrigger.Change, null, (on, document) =>
    {
        var (region, errors) = (Place(on, request.Region), Objections(request));
        if (!region.IsOk || errors.Count > 0)
        {
            return Result<HindranceDocument>.Fail([.. region.IsOk ? [] : region.Errors, .. errors]);
        }

        return document with { Region = region.Value.Value, Kind = request.Kind, Text = request.Text.Trim(), Owner = request.Owner.Trim(), Due = request.Due };
    });

    /// <summary>resolve or reopen.</summary>
    public Result<HindranceLine> Act(string id, string act, HindranceActRequest request) => Words.Find<HindranceTrigger>(act) is not { } trigger || trigger == HindranceTrigger.Change
        ? new Error("hindrance-state", null, "", act)
        : Act(id, request.Version, trigger, request.Reason, (on, document) => trigger == HindranceTrigger.Resolve ? document with { Outcome = request.Reason!.Trim(), ResolvedAt = on.Process.At } : document with { Outcome = null, ResolvedAt = null });

    private Result<HindranceLine> Act(string id, int version, HindranceTrigger trigger, string? reason, Func<RoomWork, HindranceDocument, Result<HindranceDocument>> next) =>
        RoomWork.Run<HindranceLine>(workplace, programmes, "hindrance-" + Words.Of(trigger), reason, on =>
        {
            if (ConstructionModel.Hindrances.Find(on, id) is not { } row || !Sees(on, row))
            {
                return new Error("hindrance-unknown", null, id);
            }

            var state = HindranceLifeCycle.Table.Next((HindranceState)row.State, trigger, reason);
            if (!state.IsOk)
            {
                return Result<HindranceLine>.Fail(state.Errors);
            }

            var document = next(on, row.Document);
            if (!document.IsOk)
            {
                return Result<HindranceLine>.Fail(document.Errors);
            }

            // A hindrance stays in its county: its number is the county's.
            if (RegionCode.From(document.Value.Region).CountyCode != row.County)
            {
                return new Error("region-unknown", new ErrorPlace(Path: "region"), RegionCode.From(document.Value.Region).ToString());
            }

            var changed = ConstructionModel.Hindrances.Change(on, row, version, (int)state.Value, document.Value, Words.Of(trigger));
            return changed.IsOk ? Line(on, changed.Value) : Result<HindranceLine>.Fail(changed.Errors);
        });

    private static List<Error> Objections(HindranceRequest request)
    {
        var errors = new List<Error>();
        void Require(bool good, string path)
        {
            if (!good)
            {
                errors.Add(new Error("delivery-field", new ErrorPlace(Path: path)));
            }
        }

        Require(Kinds.Contains(request.Kind), "kind");
        Require(!string.IsNullOrWhiteSpace(request.Text) && request.Text.Length <= LongestText, "text");
        Require(!string.IsNullOrWhiteSpace(request.Owner) && request.Owner.Length <= LongestOwner, "owner");
        return errors;
    }

    // A firm sees and enters what holds its own work up.
    private static bool Sees(RoomWork on, RegisterRow<HindranceDocument> row) => on.Scope.CreditCode is { } own ? row.Document.Firm == own : on.Scope.Covers(RegionCode.From(row.Document.Region));

    private static IEnumerable<RegionCode> Counties(RoomWork on, string? county) =>
        on.Scope.CreditCode is null ? on.Counties(county, parts: true) : on.Programme.Plan.Divisions.Counties.Where(c => county is null || c.ToString() == county);

    private static Result<RegionCode> Place(RoomWork on, string? text)
    {
        if (on.Scope.CreditCode is not { } own)
        {
            return on.Region(text, "region");
        }

        return RegionCode.TryParse(text, out var region) && region.Level >= RegionLevel.Township && on.Programme.Plan.Divisions.Has(region)
            && HouseholdDays.Builds(on.Connection, on.Transaction, on.Programme.Number, region, own) ? region : new Error("region-unknown", new ErrorPlace(Path: "region"), text ?? "");
    }

    private static HindranceLine Line(RoomWork on, RegisterRow<HindranceDocument> row)
    {
        var (d, region, open) = (row.Document, RegionCode.From(row.Document.Region), row.State == (int)HindranceState.Open);
        var names = new[] { region.County, region.Township, region }.Where(r => r.Level >= RegionLevel.County && r.Level <= region.Level).Distinct().Select(on.NameOf);
        return new HindranceLine(
            row.Key, row.Code, RegionCode.OfCounty(row.County).ToString(), region.ToString(), string.Join(' ', names), d.Kind, d.Text, d.Owner, d.Due, Words.Of((HindranceState)row.State), open ? Math.Max(0, on.Today.DayNumber - d.Due.DayNumber) : 0,
            d.OpenedBy, new DateTimeOffset(d.OpenedAt, TimeSpan.Zero), d.Outcome, d.ResolvedAt is { } at ? new DateTimeOffset(at, TimeSpan.Zero) : null,
            on.Workplace.Caller.May(Permission.ReportConstruction) ? HindranceLifeCycle.Table.Allowed((HindranceState)row.State) : [], row.Version);
    }
}
