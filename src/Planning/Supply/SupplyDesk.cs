using System.Globalization;
using CleanHeating.Kernel;
using CleanHeating.Planning.Data;
using CleanHeating.Planning.Domain;
using CleanHeating.Planning.Domain.Heat;
using CleanHeating.Platform;
using CleanHeating.Programme.Data;
using CleanHeating.Programme.Plan;
using CleanHeating.Programme.Registers;

namespace CleanHeating.Planning.Supply;

/// <summary>A value of a thing, by the key of its column; in the column's unit.</summary>
public sealed record SupplyValue(string Field, string Name, string? Unit, string? Text);

/// <summary>One substation, zone, agreement, source, transformer or village.</summary>
/// <param name="Key">Its address.</param>
/// <param name="Kind">substation, transformer, gas-zone, gas-agreement, heat-source or village.</param>
/// <param name="Code">Its code.</param>
/// <param name="Name">Its name.</param>
/// <param name="County">County's code.</param>
/// <param name="CountyName">County's name.</param>
/// <param name="Place">For a village or transformer, county, township and village.</param>
/// <param name="Limit">What it can carry: kW for power and heat, m³/h for gas; null where it carries nothing.</param>
/// <param name="Used">Of that, what it carries already.</param>
/// <param name="More">What an upgrade would add.</param>
/// <param name="Values">All values in the order of the sheet.</param>
/// <param name="Version">Version, for corrections.</param>
public sealed record SupplyLine(
    string Key, string Kind, string Code, string Name, string County, string CountyName, string? Place, double? Limit, double? Used, double? More, IReadOnlyList<SupplyValue> Values, int Version);

/// <summary>A page; <see cref="Next"/> is the cursor of what follows.</summary>
public sealed record SupplyPage(IReadOnlyList<SupplyLine> Lines, string? Next);

/// <summary>How many of each kind a county has, and when they changed last.</summary>
public sealed record SupplyCounty(string County, string Name, long Substations, long Transformers, long GasZones, long GasAgreements, long HeatSources, long Villages, long Households, DateTimeOffset? ChangedAt);

/// <summary>Counties with what is known of them.</summary>
public sealed record SupplyOverview(IReadOnlyList<SupplyCounty> Counties, bool HasModel);

/// <summary>A step of a trace.</summary>
public sealed record SupplyTraceStep(string Code, string Name, double Value, string Unit, string? Source);

/// <summary>What a village needs by one route, and how that comes about.</summary>
public sealed record SupplyTrace(string Route, string Name, IReadOnlyList<SupplyTraceStep> Steps);

/// <summary>A village's needs by every route of the model.</summary>
public sealed record SupplyVillage(SupplyLine Line, double CoalTonnes, IReadOnlyList<SupplyTrace> Routes);

/// <summary>Corrects values of one thing, by the keys of its columns.</summary>
public sealed record CorrectSupplyRequest(int Version, IReadOnlyDictionary<string, string?> Values, string? Reason = null);

/// <summary>Lists and corrects supply and demand.</summary>
public sealed class SupplyDesk(Workplace workplace, ProgrammeStore programmes)
{
    private const int MostLines = 200;
    private const double Hundredths = 100;

    public Result<SupplyOverview> Overview() => RoomWork.Read<SupplyOverview>(workplace, programmes, on => new SupplyOverview(
        [.. on.Counties(parts: true).Select(c =>
        {
            var counts = SupplyModel.Items.Counts(on, c.CountyCode);
            long Of(SupplyKind kind) => counts.GetValueOrDefault((int)kind);
            var changed = SupplyModel.Items.ChangedAt(on, c.CountyCode);
            return new SupplyCounty(
                c.ToString(), on.NameOf(c), Of(SupplyKind.Substation), Of(SupplyKind.Transformer), Of(SupplyKind.GasZone), Of(SupplyKind.GasAgreement), Of(SupplyKind.HeatSource), Of(SupplyKind.Village),
                SupplyModel.Items.Of(on, c.CountyCode, (int)SupplyKind.Village).Sum(v => (long)(v.Document.Households ?? 0)), changed == 0 ? null : new DateTimeOffset(changed, TimeSpan.Zero));
        })], on.Programme.Plan.Planning is not null));

    /// <param name="region">County, or a part of it.</param>
    /// <param name="kind">Kind.</param>
    /// <param name="cursor">Where the page before ended.</param>
    /// <param name="limit">Lines.</param>
    /// <param name="culture">Language.</param>
    public Result<SupplyPage> List(string? region, string? kind, string? cursor, int limit, CultureInfo culture) => RoomWork.Read<SupplyPage>(workplace, programmes, on =>
    {
        if (!RegionCode.TryParse(region, out var place) || !on.Programme.Plan.Divisions.Has(place) || place.Level < RegionLevel.County || !on.Scope.Touches(place))
        {
            return new Error("region-unknown", new ErrorPlace(Path: "region"), region ?? "");
        }

        if (Words.Find<SupplyKind>(kind) is not { } its)
        {
            return new Error("supply-kind", new ErrorPlace(Path: "kind"), kind ?? "");
        }

        var prefix = Words.Of(its) + "/" + (its == SupplyKind.Village && place.Level > RegionLevel.County ? place.ToString()[..(place.Level == RegionLevel.Township ? 9 : 12)] : "");
        var take = Math.Clamp(limit, 1, MostLines);
        var rows = SupplyModel.Items.Page(on, place.CountyCode, (int)its, cursor ?? "", prefix, take + 1);

        // A page may be short of what others alone may see; what follows it is looked for all the same.
        var seen = rows.Take(take).Where(r => its != SupplyKind.Village || on.Scope.Touches(RegionCode.From(long.Parse(SupplyModel.OwnCode(r.Code), CultureInfo.InvariantCulture))));
        return new SupplyPage([.. seen.Select(r => Line(on, r, culture))], rows.Count > take ? rows[take - 1].Code : null);
    });

    /// <summary>A village with what it would need by every route, step by step.</summary>
    public Result<SupplyVillage> Village(string code, CultureInfo culture) => RoomWork.Read<SupplyVillage>(workplace, programmes, on =>
    {
        if (!RegionCode.TryParse(code, out var village) || village.Level != RegionLevel.Village || !on.Scope.Touches(village) || SupplyModel.Items.FindByCode(on, village.CountyCode, SupplyModel.CodeOf(SupplyKind.Village, code)) is not { } row)
        {
            return new Error("region-unknown", null, code);
        }

        if (on.Programme.Plan.Planning is not { } planning)
        {
            return new Error("planning-missing");
        }

        var (model, facts) = (new HeatModel(planning), SupplyStore.Village(on, row));
        return new SupplyVillage(Line(on, row, culture), Math.Round(model.Coal(facts), 2), [.. planning.Routes.Select(r => new SupplyTrace(
            r.Route, RouteName(on, r.Route, culture), [.. model.Trace(facts, r).Select(s => new SupplyTraceStep(s.Code, StepName(on, s.Code, culture), Math.Round(s.Value, 4), s.Unit, s.Source))]))]);
    });

    public Result<SupplyLine> Correct(string key, CorrectSupplyRequest request, CultureInfo culture) => RoomWork.Run<SupplyLine>(workplace, programmes, "supply-correct", request.Reason, on =>
    {
        if (SupplyModel.Items.Find(on, key) is not { } row || !on.Scope.Covers(RegionCode.OfCounty(row.County)))
        {
            return new Error("supply-unknown", null, key);
        }

        if (Platform.Journal.Reasons.Objection(request.Reason) is { } objection)
        {
            return objection;
        }

        var fields = SupplyField.Of((SupplyKind)row.State);
        if (request.Values.Keys.FirstOrDefault(k => fields.All(f => f.Key != k) || k is "code" or "village" or "county") is { } unknown)
        {
            return new Error("supply-field", new ErrorPlace(Path: unknown), unknown);
        }

        var texts = fields.Select(f => request.Values.TryGetValue(f.Key, out var given) ? given?.Trim() ?? "" : Text(on, row, f) ?? "").ToArray();
        var read = new SupplyCells(on).Read((SupplyKind)row.State, new ErrorPlace(Sheet: "", Row: 0), [.. fields], texts.Select(t => new Platform.Workbooks.Cell(t.Length == 0 ? default : Platform.Workbooks.CellKind.Text, t, 0)).ToArray(), texts);
        List<Error> errors = [.. read.Errors, .. SupplyReferences.Lost(on, SupplyReferences.Known(on), read)];
        if (errors.Count > 0)
        {
            return Result<SupplyLine>.Fail([.. errors.Select(e => e.At(new ErrorPlace(Path: e.Place?.Path)))]);
        }

        if (request.Version == row.Version && read.Item == row.Document)
        {
            return Line(on, row, culture);
        }

        var changed = SupplyModel.Items.Change(on, row, request.Version, row.State, read.Item, "updated");
        return changed.IsOk ? Line(on, changed.Value, culture) : Result<SupplyLine>.Fail(changed.Errors);
    });

    private static SupplyLine Line(RoomWork on, RegisterRow<SupplyItem> row, CultureInfo culture)
    {
        var (kind, d, county) = ((SupplyKind)row.State, row.Document, RegionCode.OfCounty(row.County));
        var model = on.Programme.Plan.Planning is { } planning ? new HeatModel(planning) : null;
        var own = SupplyModel.OwnCode(row.Code);
        var village = kind == SupplyKind.Village ? RegionCode.From(long.Parse(own, CultureInfo.InvariantCulture)) : d.Village is { } v ? RegionCode.From(v) : (RegionCode?)null;
        (double? limit, double? used, double? more) = kind switch
        {
            SupplyKind.Substation or SupplyKind.Transformer => (model?.Room(d.Capacity ?? 0, 0), d.BaseLoad, d.UpgradeAmount is { } more1 ? model?.Room(more1, 0) : null),
            SupplyKind.GasZone => (d.PeakFlow, (double?)null, null),
            SupplyKind.HeatSource => (d.Capacity, null, null),
            _ => (null, null, null),
        };
        return new SupplyLine(
            row.Key, Words.Of(kind), own, d.Name ?? (village is { } place ? on.NameOf(place) : d.Enterprise ?? own), county.ToString(), on.NameOf(county),
            village is { } where ? $"{on.NameOf(county)} {on.NameOf(where.Township)} {on.NameOf(where)}" : null, Round(limit), Round(used), Round(more),
            [.. SupplyField.Of(kind).Select(f => new SupplyValue(f.Key, on.Workplace.Texts.Get("supply.field." + f.Key, culture), on.Workplace.Texts.Find("supply.unit." + f.Key, culture), Text(on, row, f)))], row.Version);
    }

    private static double? Round(double? value) => value is { } some ? Math.Round(some, 1) : null;

    private static string? Text(RoomWork on, RegisterRow<SupplyItem> row, SupplyField field)
    {
        var d = row.Document;
        static string? N(double? value) => value?.ToString("0.######", CultureInfo.InvariantCulture);
        return field.Key switch
        {
            "code" => SupplyModel.OwnCode(row.Code),
            "name" => d.Name,
            "county" => on.NameOf(RegionCode.OfCounty(row.County)),
            "village" => row.State == (int)SupplyKind.Village ? SupplyModel.OwnCode(row.Code) : d.Village?.ToString(CultureInfo.InvariantCulture),
            "capacity" or "heat-capacity" => N(d.Capacity),
            "base-load" => N(d.BaseLoad),
            "upgrade-amount" => N(d.UpgradeAmount),
            "upgrade-cost" => N(d.UpgradeCost / Hundredths),
            "peak-flow" => N(d.PeakFlow),
            "enterprise" => d.Enterprise,
            "zone" => d.Zone,
            "yearly" => N(d.Yearly),
            "seasonal" => N(d.Seasonal),
            "peak" => N(d.Peak),
            "from" => d.From?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            "until" => d.Until?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            "longitude" => N(d.Longitude),
            "latitude" => N(d.Latitude),
            "households" => N(d.Households),
            "area" => N(d.Area / Hundredths),
            "insulated" => N(d.Insulated * Hundredths),
            "need" => N(d.Need),
            "willingness" => N(d.Willingness * Hundredths),
            "wiring" => N(d.WiringReady * Hundredths),
            "substation" => d.Substation,
            "gas-zone" => d.GasZone,
            "heat-source" => d.HeatSource,
            _ => d.Geothermal is { } flag ? on.Workplace.Texts.Get(flag ? "supply.yes" : "supply.no", Platform.Texts.TextCatalog.Chinese) : null,
        };
    }

    private static string StepName(RoomWork on, string code, CultureInfo culture) =>
        on.Programme.Plan.Planning!.Values.FirstOrDefault(v => v.Code == code) is { } value ? Platform.Texts.TextCatalog.IsEnglish(culture) ? value.NameEn : value.Name : on.Workplace.Texts.Get("supply.step." + code, culture);

    internal static string RouteName(RoomWork on, string route, CultureInfo culture) =>
        on.Programme.Plan.Technologies.FirstOrDefault(t => t.Code == route) is { } t ? Platform.Texts.TextCatalog.IsEnglish(culture) ? t.NameEn : t.Name : route;
}
