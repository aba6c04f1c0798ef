using System.Globalization;
using CleanHeating.Delivery.Data;
using CleanHeating.Delivery.Domain;
using CleanHeating.Kernel;
using CleanHeating.Platform.Accounts;
using CleanHeating.Programme.Plan;

namespace CleanHeating.Delivery.ApproveProjects;

/// <summary>Projects as answers, within the caller's scope.</summary>
internal static class ProjectReader
{
    public static readonly IReadOnlyList<ApprovalStep> NoSteps = [];

    /// <summary>Whether the caller sees a project: it is of its county or one of its villages, or its own firm's.</summary>
    public static bool Sees(DeliveryTransaction on, ProjectRow p) =>
        on.Scope.CreditCode is { } firm ? p.CreditCode == firm : on.Scope.CoversCounty(p.County) || Villages(p).Any(on.Scope.Covers);

    public static IEnumerable<RegionCode> Villages(ProjectRow p) => p.Villages.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(v => RegionCode.From(long.Parse(v, CultureInfo.InvariantCulture)));

    public static ProjectRow? Find(DeliveryTransaction on, string key) =>
        on.Programme is not null && DeliveryKey.Parse(key) is { } name && on.Projects.Find(name.County, name.Id) is { } row && Sees(on, row) ? row : null;

    public static ProjectsAnswer List(DeliveryTransaction on, string? county, CultureInfo culture)
    {
        var projects = on.Counties(county).SelectMany(c => on.Projects.Where("county_code = @p0 AND programme = @p1 ORDER BY project_id DESC", c.CountyCode, on.Programme!.Number)).Where(p => Sees(on, p));
        return new ProjectsAnswer([.. projects.Select(p => Line(on, p, culture))], [.. Steps(on).Select(s => new ProjectStepName(s.Code, Named(s.Name, s.NameEn, culture), s.Days, s.GreenDays))]);
    }

    public static ProjectAnswer Answer(DeliveryTransaction on, ProjectRow p, CultureInfo culture) => new(
        Line(on, p, culture),
        [.. on.Papers.Where("county_code = @p0 AND project_id = @p1 ORDER BY paper_id", p.County, p.ProjectId).Select(r => new ProjectPaperLine(r.Step, r.Number, r.Issuer, r.Day, r.ChangedBy))],
        [.. Acts(on, p)]);

    /// <summary>Whether the caller decides a step: whoever is at the machine, the office for its own steps, a department for its own.</summary>
    public static bool Decides(DeliveryTransaction on, ApprovalStep? step) => step is not null && on.Caller.May(Permission.DecideSteps)
        && (on.Caller.Role is not { } role || role == (step.By == "department" ? Role.Department : Role.CountyOffice) || role == Role.CityOffice);

    public static IReadOnlyList<ApprovalStep> Steps(DeliveryTransaction on) => on.Programme?.Plan.Delivery?.Steps ?? NoSteps;

    public static string Named(string name, string english, CultureInfo culture) => Platform.Texts.TextCatalog.IsEnglish(culture) ? english : name;

    /// <summary>Whether the caller may change it: every village is the caller's.</summary>
    public static bool MayChange(DeliveryTransaction on, ProjectRow p) => on.Caller.May(Permission.ChangeProjects) && (on.Scope.CoversCounty(p.County) || Villages(p).All(on.Scope.Covers));

    private static IEnumerable<string> Acts(DeliveryTransaction on, ProjectRow p) => MayChange(on, p)
        ? ProjectLifeCycle.Table.Where(t => t.From == p.State && t.Trigger is not (ProjectTrigger.Approve or ProjectTrigger.Refuse)).Select(t => DeliveryWords.Of(t.Trigger)) : [];

    private static ProjectLine Line(DeliveryTransaction on, ProjectRow p, CultureInfo culture)
    {
        var county = RegionCode.OfCounty(p.County);
        var steps = on.Steps.Where("county_code = @p0 AND project_id = @p1 ORDER BY position", p.County, p.ProjectId).ConvertAll(s => Line(on, s, culture));
        var firm = p.CreditCode is null ? null : on.Firms.Where("county_code = @p0 AND credit_code = @p1", p.County, p.CreditCode).FirstOrDefault();
        return new ProjectLine(
            new DeliveryKey(p.County, p.ProjectId).ToString(), county.ToString(), on.Divisions.NameOf(county), p.Name, p.CreditCode, firm?.Name,
            [.. Villages(p).Select(v => new ProjectVillage(v.ToString(), on.Divisions.NameOf(v)))], p.Households, p.Amount, p.IsGreen, DeliveryWords.Of(p.State), p.Note, p.Submitted, p.Approved, p.Started, p.Finished,
            p.Reason, p.State == ProjectState.Submitted ? steps.Select(s => s.Overdue).DefaultIfEmpty(0).Max() : 0, steps, p.Version);
    }

    private static ProjectStepLine Line(DeliveryTransaction on, ProjectStepRow s, CultureInfo culture)
    {
        var step = Steps(on).FirstOrDefault(d => d.Code == s.Step);
        var end = s.Decided is { } decided ? WorkDays.Parse(decided) : on.Today;
        int? days = s.Since is { } since ? end.DayNumber - WorkDays.Parse(since).DayNumber : null;
        var overdue = s is { State: StepState.Open, Due: { } due } ? Math.Max(0, on.Today.DayNumber - WorkDays.Parse(due).DayNumber) : 0;
        return new ProjectStepLine(
            s.Step, step is null ? s.Step : Named(step.Name, step.NameEn, culture), step?.By ?? "office", DeliveryWords.Of(s.State), s.Holder, s.Since, s.Due, days, overdue, s.Decided, s.DecidedBy, s.Reason, step?.Clause,
            s.Version, s.State == StepState.Open && Decides(on, step));
    }
}
