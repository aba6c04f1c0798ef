using System.Globalization;
using CleanHeating.Delivery.Data;
using CleanHeating.Delivery.Domain;
using CleanHeating.Kernel;
using CleanHeating.Platform;
using CleanHeating.Platform.Storage;
using CleanHeating.Programme.Data;

namespace CleanHeating.Delivery.ApproveProjects;

/// <summary>Registers projects and carries them from draft to finish; none starts before its approval (C8).</summary>
public sealed class ProjectHandler(Workplace workplace, ProgrammeStore programmes)
{
    private const int MostVillages = 500;

    public Result<ProjectsAnswer> List(string? county, CultureInfo culture)
    {
        using var on = DeliveryTransaction.Read(workplace, programmes);
        return on.Programme is null ? new Error("programme-missing") : ProjectReader.List(on, county, culture);
    }

    public Result<ProjectAnswer> Read(string key, CultureInfo culture)
    {
        using var on = DeliveryTransaction.Read(workplace, programmes);
        return ProjectReader.Find(on, key) is { } row ? ProjectReader.Answer(on, row, culture) : new Error("project-unknown", null, key);
    }

    public Result<ProjectAnswer> Save(string? key, ProjectRequest request, CultureInfo culture) => Repeating.Run<Result<ProjectAnswer>>(workplace.Database, () =>
    {
        using var on = DeliveryTransaction.Write(workplace, programmes, "project");
        if (on.Programme is null)
        {
            return new Error("programme-missing");
        }

        var county = on.County(request.County, whole: false);
        if (!county.IsOk)
        {
            return Result<ProjectAnswer>.Fail(county.Errors);
        }

        var errors = Objections(on, county.Value, request);
        if (errors.Count > 0)
        {
            return Result<ProjectAnswer>.Fail(errors);
        }

        var row = new ProjectRow(
            county.Value.CountyCode, workplace.Ids.Next(), on.Programme.Number, request.Name.Trim(), Trimmed(request.Firm), string.Join(',', request.Villages.Distinct().Order(StringComparer.Ordinal)), request.Households,
            request.AmountFen, request.IsGreen, ProjectState.Draft, Trimmed(request.Note), null, null, null, null, null, on.Process.At, on.Process.Actor, 1);
        if (key is null)
        {
            on.Projects.Insert(row);
            on.Journal.Append(row.County, "created", ProjectModel.Project.Name, row.ProjectId, row.ProjectId, 1);
        }
        else
        {
            if (ProjectReader.Find(on, key) is not { } before || before.County != row.County || !ProjectReader.MayChange(on, before))
            {
                return new Error("project-unknown", null, key);
            }

            if (before.Version != request.Version)
            {
                return FieldErrors.Stale(before.Version, before.ChangedBy);
            }

            if (ProjectLifeCycle.Find(before.State, ProjectTrigger.Change) is { IsOk: false } refused)
            {
                return Result<ProjectAnswer>.Fail(refused.Errors);
            }

            row = row with { ProjectId = before.ProjectId, Version = before.Version + 1 };
            on.Projects.Update(row);
            on.Journal.Append(row.County, "updated", ProjectModel.Project.Name, row.ProjectId, row.ProjectId, row.Version);
        }

        var answer = ProjectReader.Answer(on, row, culture);
        on.Commit();
        return answer;
    });

    /// <summary>Submits, withdraws, starts or finishes a project.</summary>
    public Result<ProjectAnswer> Act(string key, string act, DeliveryActRequest request, CultureInfo culture) => Repeating.Run<Result<ProjectAnswer>>(workplace.Database, () =>
    {
        using var on = DeliveryTransaction.Write(workplace, programmes, "project-act", Trimmed(request.Reason));
        if (ProjectReader.Find(on, key) is not { } before || !ProjectReader.MayChange(on, before))
        {
            return new Error("project-unknown", null, key);
        }

        if (DeliveryWords.Parse<ProjectTrigger>(act) is not { } trigger || trigger is ProjectTrigger.Approve or ProjectTrigger.Refuse or ProjectTrigger.Change)
        {
            return new Error("delivery-act", null, act);
        }

        if (before.Version != request.Version)
        {
            return FieldErrors.Stale(before.Version, before.ChangedBy);
        }

        if (trigger == ProjectTrigger.Start && before.State is (ProjectState.Draft or ProjectState.Submitted))
        {
            return new Error("project-not-approved", null, before.Name);
        }

        var line = ProjectLifeCycle.Find(before.State, trigger);
        if (!line.IsOk)
        {
            return Result<ProjectAnswer>.Fail(line.Errors);
        }

        if (line.Value.NeedsReason && Trimmed(request.Reason) is null)
        {
            return new Error("reason-missing", new ErrorPlace(Path: "reason"));
        }

        if (trigger == ProjectTrigger.Submit && ProjectReader.Steps(on).Count == 0)
        {
            return new Error("delivery-rules-missing");
        }

        if (trigger == ProjectTrigger.Start && FirmObjection(on, before) is { } objection)
        {
            return objection;
        }

        var row = Moved(before, line.Value.To, on) with { Reason = Trimmed(request.Reason) };
        on.Projects.Update(row);
        if (trigger == ProjectTrigger.Submit)
        {
            StepFlow.Begin(on, row);
        }

        on.Journal.Append(row.County, DeliveryWords.Of(row.State), ProjectModel.Project.Name, row.ProjectId, row.ProjectId, row.Version);
        var answer = ProjectReader.Answer(on, row, culture);
        on.Commit();
        return answer;
    });

    /// <summary>Puts the number of a permit or other paper under a step.</summary>
    public Result<ProjectAnswer> AddPaper(string key, ProjectPaperRequest request, CultureInfo culture) => Repeating.Run<Result<ProjectAnswer>>(workplace.Database, () =>
    {
        using var on = DeliveryTransaction.Write(workplace, programmes, "project-paper");
        if (ProjectReader.Find(on, key) is not { } project || !ProjectReader.MayChange(on, project))
        {
            return new Error("project-unknown", null, key);
        }

        var errors = new FieldErrors();
        errors.Require(ProjectReader.Steps(on).Any(s => s.Code == request.Step), "step-unknown", "step", request.Step ?? "");
        errors.Text(request.Number, "number");
        errors.Text(request.Issuer, "issuer");
        errors.Day(request.Day, "day");
        if (errors.All.Count > 0)
        {
            return Result<ProjectAnswer>.Fail(errors.All);
        }

        var paper = new ProjectPaperRow(project.County, workplace.Ids.Next(), project.ProjectId, request.Step!, request.Number.Trim(), request.Issuer.Trim(), request.Day, on.Process.At, on.Process.Actor);
        on.Papers.Insert(paper);
        on.Journal.Append(project.County, "created", ProjectModel.ProjectPaper.Name, paper.PaperId, paper.PaperId, 0);
        var answer = ProjectReader.Answer(on, project, culture);
        on.Commit();
        return answer;
    });

    internal static ProjectRow Moved(ProjectRow row, ProjectState to, DeliveryTransaction on)
    {
        var today = WorkDays.Text(on.Today);
        return row with
        {
            State = to,
            Submitted = to == ProjectState.Submitted ? today : row.Submitted,
            Approved = to == ProjectState.Approved ? today : row.Approved,
            Started = to == ProjectState.Started ? today : row.Started,
            Finished = to == ProjectState.Finished ? today : row.Finished,
            ChangedAt = on.Process.At,
            ChangedBy = on.Process.Actor,
            Version = row.Version + 1,
        };
    }

    internal static string? Trimmed(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    // Whoever carries a project out must have been admitted (C26).
    private static Error? FirmObjection(DeliveryTransaction on, ProjectRow p) => p.CreditCode is not { } code ? new Error("project-firm-missing", new ErrorPlace(Path: "firm"))
        : on.Firms.Where("county_code = @p0 AND credit_code = @p1", p.County, code).FirstOrDefault() is { State: FirmState.Admitted } ? null
        : new Error("firm-not-admitted-here", new ErrorPlace(Path: "firm"), code);

    private static List<Error> Objections(DeliveryTransaction on, RegionCode county, ProjectRequest request)
    {
        var errors = new FieldErrors();
        errors.Text(request.Name, "name");
        errors.Require(request.Villages is { Count: > 0 and <= MostVillages }, "project-villages", "villages");
        foreach (var village in request.Villages ?? [])
        {
            var known = RegionCode.TryParse(village, out var code) && code.Level == RegionLevel.Village && code.County == county && on.Divisions.Has(code) && on.Scope.Covers(code);
            errors.Require(known, "region-unknown", "villages", village);
        }

        errors.Require(request.Households is > 0 and < 1_000_000, "delivery-number", "households");
        errors.Require(request.AmountFen is >= 0 and < 1_000_000_000_000_000, "delivery-number", "amount_fen");
        errors.Require(Trimmed(request.Firm) is null || CreditCode.IsValid(request.Firm!.Trim()), "firm-credit-code", "firm", request.Firm ?? "");
        return errors.All;
    }
}
