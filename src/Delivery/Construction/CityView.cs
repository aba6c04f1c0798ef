using CleanHeating.Delivery.Data;
using CleanHeating.Kernel;
using CleanHeating.Ledger;
using CleanHeating.Planning.Forecast;
using CleanHeating.Planning.Schedule;
using CleanHeating.Programme.Plan;
using CleanHeating.Programme.Registers;

namespace CleanHeating.Delivery.Construction;

/// <summary>What an answer on construction reads: the city's days, schedules, reports and hindrances, narrowed by the caller's scope.</summary>
internal sealed class CityView
{
    private readonly Dictionary<int, ScheduleDocument?> _schedules = [];
    private readonly Dictionary<int, Dictionary<long, VillageReports>> _reports = [];

    public CityView(RoomWork on, CityDays city, bool english)
    {
        (On, City) = (on, city);
        Build = on.Programme.Plan.Construction ?? ConstructionPlan.Usual;
        Dates = [.. on.Programme.Plan.Milestones.Where(m => m.Stage is "completed" or "passed").Select(m => (
            m.Stage == "completed" ? Goal.Completed : Goal.Passed, new GoalDate(m.Stage!, english ? m.NameEn : m.Name, m.Date, m.Date.DayNumber - city.AsOf.DayNumber)))];
    }

    public RoomWork On { get; }

    public CityDays City { get; }

    public ConstructionPlan Build { get; }

    public IReadOnlyList<(Goal Goal, GoalDate Date)> Dates { get; }

    /// <summary>The day by which all must be built; null where the programme names none.</summary>
    public DateOnly? Deadline => Dates.Where(d => d.Goal == Goal.Completed).Select(d => (DateOnly?)d.Date.Date).FirstOrDefault();

    public ScheduleDocument? Schedule(int county)
    {
        if (!_schedules.TryGetValue(county, out var found))
        {
            _schedules.Add(county, found = ScheduleDesk.Current(On, county)?.Document);
        }

        return found;
    }

    public Dictionary<long, VillageReports> Reports(int county)
    {
        if (!_reports.TryGetValue(county, out var found))
        {
            _reports.Add(county, found = ConstructionModel.Reports.Of(On, county).ToDictionary(r => RegionCode.TryParse(r.Code, out var v) ? v.Value : 0, r => r.Document));
        }

        return found;
    }

    /// <summary>Households that the schedule asks to be built by a day; null where there is no schedule.</summary>
    public int? Due(int county, DateOnly day, Func<ScheduleLine, bool> which)
    {
        if (Schedule(county) is not { } schedule)
        {
            return null;
        }

        return schedule.Lines.Where(which).Sum(l => DueOf(l, day.DayNumber, schedule.WorkDays));
    }

    /// <summary>Households that the schedule asks to be accepted by a day.</summary>
    public int? DuePassed(int county, DateOnly day, Func<ScheduleLine, bool> which) => Schedule(county) is not { } schedule ? null
        : schedule.AcceptedUntil is { } last && day >= last ? schedule.Lines.Where(which).Sum(l => l.Done + l.Households) : Due(county, day.AddDays(-schedule.AcceptanceDays), which);

    /// <summary>Built by villages' last reports up to a day; null where villages with less than half of the households reported by then, or nobody did since the day before.</summary>
    public int? Reported(int county, DateOnly day, Func<long, bool> which, int total)
    {
        var reporting = Reports(county).Where(r => which(r.Key)).ToList();
        var last = reporting.Select(r => (Village: r.Key, Report: r.Value.Reports.LastOrDefault(e => e.Day <= day))).Where(r => r.Report is not null).ToList();
        if (last.Count == 0 || reporting.Max(r => r.Value.Reports[^1].Day) < day)
        {
            return null;
        }

        var covered = last.Sum(r => City.Forecaster.Standing(ForecastUnit.Of(RegionCode.From(r.Village))).Total);
        return covered * 2 < total ? null : last.Sum(r => r.Report!.Completed);
    }

    public static int DueOf(ScheduleLine line, int day, int workDays) =>
        line.Done + (line.Households == 0 || day < line.From ? 0 : BackSchedule.DueBy(new ScheduledWork(line.Village, line.Firm, line.Households, line.From, line.Until, line.Crew), day, workDays));

    public IEnumerable<HouseholdDay> Households(IEnumerable<int> counties) => counties.SelectMany(c => City.Counties.GetValueOrDefault(c) ?? []);

    public string FirmName(string credit) => _names.GetValueOrDefault(credit) ?? (_names[credit] = City.Counties.Values.SelectMany(c => c).FirstOrDefault(h => h.Firm == credit && h.FirmName is not null).FirmName ?? credit);

    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
}
