using System.Globalization;
using CleanHeating.Delivery.Data;
using CleanHeating.Delivery.Domain;
using CleanHeating.Kernel;
using CleanHeating.Platform;
using CleanHeating.Platform.Storage;
using CleanHeating.Programme.Data;
using CleanHeating.Programme.Plan;

namespace CleanHeating.Delivery.ApproveProjects;

/// <summary>Decides approval steps: the last grant approves the project, a refusal refuses it.</summary>
public sealed class StepHandler(Workplace workplace, ProgrammeStore programmes)
{
    /// <summary>Hold, grant, return or refuse: by whoever the programme lets decide the step.</summary>
    public Result<ProjectAnswer> Decide(string key, string step, string act, DeliveryActRequest request, CultureInfo culture) =>
        DeliveryWords.Parse<StepTrigger>(act) is { } trigger and (StepTrigger.Hold or StepTrigger.Grant or StepTrigger.Return or StepTrigger.Refuse)
            ? Run(key, step, trigger, request, culture) : new Error("delivery-act", null, act);

    /// <summary>Brings a returned step again: by whoever may change the project.</summary>
    public Result<ProjectAnswer> Resubmit(string key, string step, DeliveryActRequest request, CultureInfo culture) => Run(key, step, StepTrigger.Resubmit, request, culture);

    private Result<ProjectAnswer> Run(string key, string code, StepTrigger trigger, DeliveryActRequest request, CultureInfo culture) => Repeating.Run<Result<ProjectAnswer>>(workplace.Database, () =>
    {
        using var on = DeliveryTransaction.Write(workplace, programmes, "project-step", ProjectHandler.Trimmed(request.Reason));
        if (ProjectReader.Find(on, key) is not { } project || on.Steps.Find(project.County, project.ProjectId, code) is not { } row || ProjectReader.Steps(on).FirstOrDefault(s => s.Code == code) is not { } step)
        {
            return new Error("project-unknown", null, key);
        }

        if (Objection(on, project, row, step, trigger, request) is { } objection)
        {
            return objection;
        }

        var line = StepLifeCycle.Find(row.State, trigger).Value;
        if (line.NeedsReason && ProjectHandler.Trimmed(request.Reason) is null)
        {
            return new Error("reason-missing", new ErrorPlace(Path: "reason"));
        }

        on.Steps.Update(Next(on, project, row, step, line, request));
        on.Journal.Append(project.County, DeliveryWords.Of(line.To), ProjectModel.ProjectStep.Name, project.ProjectId, project.ProjectId, row.Version + 1, code);
        project = After(on, project, trigger, request);
        var answer = ProjectReader.Answer(on, project, culture);
        on.Commit();
        return answer;
    });

    private static Error? Objection(DeliveryTransaction on, ProjectRow project, ProjectStepRow row, ApprovalStep step, StepTrigger trigger, DeliveryActRequest request)
    {
        if (!(trigger == StepTrigger.Resubmit ? ProjectReader.MayChange(on, project) : ProjectReader.Decides(on, step)))
        {
            return new Error("step-not-yours", null, step.Code);
        }

        if (row.Version != request.Version)
        {
            return FieldErrors.Stale(row.Version, row.DecidedBy);
        }

        if (project.State != ProjectState.Submitted)
        {
            return new Error("project-state", null, DeliveryWords.Of(project.State), DeliveryWords.Of(trigger));
        }

        return trigger == StepTrigger.Hold && ProjectHandler.Trimmed(request.Holder) is null ? new Error("delivery-field", new ErrorPlace(Path: "holder"))
            : StepLifeCycle.Find(row.State, trigger) is { IsOk: false } refused ? refused.Errors[0] : null;
    }

    private static ProjectStepRow Next(DeliveryTransaction on, ProjectRow project, ProjectStepRow row, ApprovalStep step, StepTransition line, DeliveryActRequest request) => line.Trigger switch
    {
        StepTrigger.Hold => row with { Holder = request.Holder!.Trim(), Version = row.Version + 1 },
        StepTrigger.Resubmit => StepFlow.Opened(on, project, row, step, row.Version + 1) with { Decided = null, DecidedBy = null },
        _ => row with { State = line.To, Decided = WorkDays.Text(on.Today), DecidedBy = on.Process.Actor, Reason = ProjectHandler.Trimmed(request.Reason), Version = row.Version + 1 },
    };

    private static ProjectRow After(DeliveryTransaction on, ProjectRow project, StepTrigger trigger, DeliveryActRequest request)
    {
        var approved = trigger == StepTrigger.Grant && StepFlow.GoOn(on, project);
        if (!approved && trigger != StepTrigger.Refuse)
        {
            return project;
        }

        var line = ProjectLifeCycle.Find(project.State, approved ? ProjectTrigger.Approve : ProjectTrigger.Refuse).Value;
        var moved = ProjectHandler.Moved(project, line.To, on) with { Reason = ProjectHandler.Trimmed(request.Reason) };
        on.Projects.Update(moved);
        on.Journal.Append(moved.County, DeliveryWords.Of(moved.State), ProjectModel.Project.Name, moved.ProjectId, moved.ProjectId, moved.Version);
        return moved;
    }
}
