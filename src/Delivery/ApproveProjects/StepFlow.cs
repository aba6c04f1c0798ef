using CleanHeating.Delivery.Data;
using CleanHeating.Delivery.Domain;
using CleanHeating.Programme.Plan;

namespace CleanHeating.Delivery.ApproveProjects;

/// <summary>Begins steps, and those after them once all that they wait for are granted.</summary>
internal static class StepFlow
{
    /// <summary>Puts every step under a project that was submitted; those that wait for nothing begin today.</summary>
    public static void Begin(DeliveryTransaction on, ProjectRow project)
    {
        var position = 0;
        foreach (var step in ProjectReader.Steps(on))
        {
            var row = new ProjectStepRow(project.County, project.ProjectId, step.Code, ++position, StepState.Waiting, null, null, null, null, null, null, 1);
            on.Steps.Insert(step.After.Count == 0 ? Opened(on, project, row, step, 1) : row);
        }
    }

    /// <summary>Goes on after a grant; true where every step is granted.</summary>
    public static bool GoOn(DeliveryTransaction on, ProjectRow project)
    {
        var rows = Of(on, project);
        var granted = rows.Where(r => r.State == StepState.Granted).Select(r => r.Step).ToHashSet(StringComparer.Ordinal);
        foreach (var row in rows.Where(r => r.State == StepState.Waiting))
        {
            if (ProjectReader.Steps(on).FirstOrDefault(s => s.Code == row.Step) is { } step && step.After.All(granted.Contains))
            {
                on.Steps.Update(Opened(on, project, row, step, row.Version + 1));
            }
        }

        return rows.TrueForAll(r => r.State == StepState.Granted);
    }

    public static ProjectStepRow Opened(DeliveryTransaction on, ProjectRow project, ProjectStepRow row, ApprovalStep step, int version) => row with
    {
        State = StepState.Open, Since = WorkDays.Text(on.Today),
        Due = WorkDays.Text(WorkDays.After(on.Today, project.IsGreen ? step.GreenDays : step.Days, on.Programme!.Plan.Delivery!.WorkingDays)), Version = version,
    };

    public static List<ProjectStepRow> Of(DeliveryTransaction on, ProjectRow project) => on.Steps.Where("county_code = @p0 AND project_id = @p1 ORDER BY position", project.County, project.ProjectId);
}
