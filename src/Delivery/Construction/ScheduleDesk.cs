using System.Globalization;
using CleanHeating.Delivery.Data;
using CleanHeating.Kernel;
using CleanHeating.Ledger;
using CleanHeating.Planning;
using CleanHeating.Planning.Schedule;
using CleanHeating.Platform;
using CleanHeating.Programme.Data;
using CleanHeating.Programme.Plan;
using CleanHeating.Programme.Registers;

namespace CleanHeating.Delivery.Construction;

/// <summary>Makes a county's schedule back from the day on which all must be done.</summary>
/// <param name="County">Its code.</param>
/// <param name="Rest">Whether only what is not done yet is scheduled, from today on; else the whole work from the programme's first day.</param>
/// <param name="Version">Version of the schedule in force that the person saw; 0 where there was none.</param>
public sealed record BuildScheduleRequest(string County, bool Rest, int Version);

/// <summary>A county's schedule in few words.</summary>
/// <param name="County">Code.</param>
/// <param name="CountyName">Name.</param>
/// <param name="Number">Running number; null where there is no schedule.</param>
/// <param name="From">First day.</param>
/// <param name="Until">Day on which all must be done.</param>
/// <param name="Plan">Whether an approved plan went into it.</param>
/// <param name="Households">Households, done and to be done.</param>
/// <param name="Known">Households of ledger and plan by now.</param>
/// <param name="Villages">Villages.</param>
/// <param name="Crews">Crews that are needed at the least.</param>
/// <param name="MadeBy">Who made it.</param>
/// <param name="MadeAt">When.</param>
/// <param name="Version">Version; 0 where there is none.</param>
public sealed record BuildScheduleLine(
    string County, string CountyName, string? Number, DateOnly? From, DateOnly? Until, bool Plan, int Households, int Known, int Villages, int Crews, string? MadeBy, DateTimeOffset? MadeAt, int Version);

/// <summary>Schedules of the counties that the caller sees.</summary>
public sealed record BuildScheduleList(IReadOnlyList<BuildScheduleLine> Counties, bool MayMake);

/// <summary>Counties' schedules: made from plan and ledger, in force until the next.</summary>
public sealed class ScheduleDesk(Workplace workplace, ProgrammeStore programmes, ForecastStore store)
{
    public Result<BuildScheduleList> List() => RoomWork.Read<BuildScheduleList>(workplace, programmes, on => store.Use(on, city => new BuildScheduleList(
        [.. on.Counties(parts: true).Select(c => Summary(on, city, c, Current(on, c.CountyCode)))], workplace.Caller.May(Platform.Accounts.Permission.ChangeSchedule))));

    /// <summary>Makes a county's schedule; the one before it is kept and no longer in force.</summary>
    public Result<BuildScheduleLine> Make(BuildScheduleRequest request) => RoomWork.Run<BuildScheduleLine>(workplace, programmes, "schedule-make", null, on =>
    {
        var county = on.Region(request.County, "county", RegionLevel.County);
        if (!county.IsOk)
        {
            return Result<BuildScheduleLine>.Fail(county.Errors);
        }

        on.Journal.Watch(county.Value.CountyCode);
        var former = Current(on, county.Value.CountyCode);
        if ((former?.Version ?? 0) != request.Version)
        {
            return new Error("version-conflict") { Current = new Conflict(former?.Version ?? 0, former?.ChangedBy, former?.At, []) };
        }

        var made = store.Use(on, city => Reckon(on, city, county.Value, request.Rest));
        if (!made.IsOk)
        {
            return Result<BuildScheduleLine>.Fail(made.Errors);
        }

        if (former is not null)
        {
            ConstructionModel.Schedules.Change(on, former, null, 1, former.Document, "superseded");
        }

        var number = ConstructionModel.Schedules.Of(on, county.Value.CountyCode).Select(s => int.Parse(s.Code, CultureInfo.InvariantCulture)).DefaultIfEmpty(0).Max() + 1;
        var added = ConstructionModel.Schedules.Add(on, county.Value.CountyCode, number.ToString(CultureInfo.InvariantCulture), 0, made.Value, "scheduled");
        return added.IsOk ? store.Use(on, city => Summary(on, city, county.Value, added.Value)) : Result<BuildScheduleLine>.Fail(added.Errors);
    });

    internal static RegisterRow<ScheduleDocument>? Current(RoomWork on, int county) => ConstructionModel.Schedules.Of(on, county, 0) is [var row, ..] ? row : null;

    private static Result<ScheduleDocument> Reckon(RoomWork on, CityDays city, RegionCode county, bool rest)
    {
        var (plan, build) = (on.Programme.Plan, on.Programme.Plan.Construction ?? ConstructionPlan.Usual);
        if (plan.Milestones.FirstOrDefault(m => m.Stage == "completed") is not { } until)
        {
            return new Error("schedule-no-date");
        }

        var (households, from) = (city.Counties[county.CountyCode], rest ? city.AsOf.AddDays(1) : plan.EffectiveFrom);
        var codes = on.Programme.Routes.ToDictionary(r => r.Value, r => r.Key);
        var held = households.GroupBy(h => (h.Village, Firm: h.Firm ?? "")).Select(g => (
            g.Key.Village, Firm: g.Key.Firm.Length == 0 ? null : g.Key.Firm, Done: rest ? g.Count(h => h.Completed is not null) : 0,
            Open: g.Where(h => !rest || h.Completed is null).Select(h => codes.GetValueOrDefault(h.Route, "")).ToList())).ToList();
        var items = held.Select(h => new ScheduleItem(h.Village, h.Firm, h.Open.Count, h.Open.Sum(r => 1 / build.RateOf(r)))).ToList();

        // What the plan has beyond the ledger has no firm yet.
        var villages = held.GroupBy(h => h.Village).ToDictionary(g => g.Key, g => g.Sum(h => h.Done + h.Open.Count));
        var planned = ApprovedPlans.Of(on, county.CountyCode);
        items.AddRange(planned.Select(v => (v.Code, v.Route, Missing: v.Households - villages.GetValueOrDefault(v.Code))).Where(v => v.Missing > 0)
            .Select(v => new ScheduleItem(v.Code, null, v.Missing, v.Missing / build.RateOf(v.Route))));
        if (items.Count == 0)
        {
            return new Error("schedule-nothing", new ErrorPlace(Path: "county"), on.NameOf(county));
        }

        var done = held.Where(h => h.Done > 0).ToDictionary(h => (h.Village, h.Firm ?? ""), h => h.Done);
        var lines = BackSchedule.Make(items, from, until.Date, build.WorkDaysAWeek).Select(w => new ScheduleLine(w.Village, w.Firm, 0, w.Households, w.From, w.Until, w.Crew))
            .Concat(done.Select(d => new ScheduleLine(d.Key.Village, d.Key.Item2.Length == 0 ? null : d.Key.Item2, d.Value, 0, from.DayNumber, from.DayNumber, 0))).ToList();
        return new ScheduleDocument(
            from, until.Date, plan.Milestones.FirstOrDefault(m => m.Stage == "passed")?.Date, build.AcceptanceDays, build.WorkDaysAWeek, planned.Count > 0,
            households.Where(h => h.Firm is not null && h.FirmName is not null).GroupBy(h => h.Firm!).ToDictionary(g => g.Key, g => g.First().FirmName!), lines);
    }

    private static BuildScheduleLine Summary(RoomWork on, CityDays city, RegionCode county, RegisterRow<ScheduleDocument>? row)
    {
        var known = city.Forecaster.Standing(Planning.Forecast.ForecastUnit.Of(county)).Total;
        return row is null || !on.Scope.Covers(county)
            ? new BuildScheduleLine(county.ToString(), on.NameOf(county), row?.Code, row?.Document.From, row?.Document.Until, false, 0, on.Scope.Covers(county) ? known : 0, 0, 0, null, null, row?.Version ?? 0)
            : new BuildScheduleLine(
                county.ToString(), on.NameOf(county), row.Code, row.Document.From, row.Document.Until, row.Document.Plan, row.Document.Lines.Sum(l => l.Done + l.Households), known,
                row.Document.Lines.Select(l => l.Village).Distinct().Count(), row.Document.Lines.GroupBy(l => l.Firm ?? "").Sum(g => g.Max(l => l.Crew)), row.ChangedBy, row.At, row.Version);
    }
}
