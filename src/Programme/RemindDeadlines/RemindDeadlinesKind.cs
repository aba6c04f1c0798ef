using System.Globalization;
using CleanHeating.Kernel;
using CleanHeating.Platform;
using CleanHeating.Platform.Accounts;
using CleanHeating.Platform.Jobs;
using CleanHeating.Platform.Notices;
using CleanHeating.Programme.Data;
using CleanHeating.Programme.Plan;
using CleanHeating.Programme.ReadProgress;

namespace CleanHeating.Programme.RemindDeadlines;

/// <summary>What a run of the reminders came to.</summary>
public sealed record RemindersResult(string Today, int NewNotices);

/// <summary>
/// Reminds of the plan's deadlines. A deadline that every household has reached is not reminded of; one threshold of one deadline is
/// told once, and anew when the plan moves its date.
/// </summary>
internal sealed class RemindDeadlinesKind : IJobKind
{
    private static readonly TimeSpan Offices = TimeSpan.FromHours(8);
    private static readonly Role[] Concerned = [Role.CityOffice, Role.CityLeader, Role.Department, Role.CountyOffice, Role.Township];

    public string Name => "deadline-reminders";

    public Permission Needs => Permission.ReadProgramme;

    public bool IsRepeatable => true;

    public string? Lane => Name;

    public string? RegularCron => "0 0 7 * * ?";

    public Task<Result<JobOutcome>> Run(JobRun run, CancellationToken cancellation) => Task.FromResult(Remind(run.Workplace));

    public static Result<JobOutcome> Remind(Workplace workplace)
    {
        var programmes = new ProgrammeStore(workplace);
        if (programmes.Current() is not { } programme)
        {
            return new Error("programme-missing");
        }

        var progress = new ProgressHandler(workplace, programmes).Read(RegionLevel.County, null);
        if (!progress.IsOk)
        {
            return Result<JobOutcome>.Fail(progress.Errors);
        }

        var today = DateOnly.FromDateTime(workplace.Time.GetUtcNow().ToOffset(Offices).DateTime);
        var told = programme.Plan.Milestones.Count(m => Remind(new NoticeBoard(workplace), programme, m, progress.Value.Total, today));
        return new JobOutcome(new RemindersResult(Text(today), told));
    }

    private static bool Remind(NoticeBoard board, LoadedProgramme programme, Milestone milestone, ProgressRow reached, DateOnly today)
    {
        var missing = Missing(milestone, programme.Plan.Rural.Total, reached);
        if (missing <= 0 || DeadlineThresholds.Crossed(milestone.Date, today) is not { } threshold)
        {
            return false;
        }

        var left = milestone.Date.DayNumber - today.DayNumber;
        var kind = (left < 0 ? "deadline-overdue" : left == 0 ? "deadline-today" : "deadline-near") + (missing is null ? "-plain" : "");
        IReadOnlyList<string> Arguments(string name) => [name, Text(milestone.Date), Text(Math.Abs(left)), Text(missing ?? 0)];
        var subject = string.Join('/', "deadline", programme.Plan.Id, milestone.Code, Text(milestone.Date), threshold);
        return board.PutUp(subject, kind, Concerned, new NoticeArguments(Arguments(milestone.Name), Arguments(milestone.NameEn)), "/");
    }

    // Households that the deadline asks for and that are not there yet; null where it counts none.
    private static long? Missing(Milestone milestone, long target, ProgressRow reached) => milestone.Stage switch
    {
        "completed" => target - reached.Completed,
        "passed" => target - reached.Passed,
        _ => null,
    };

    private static string Text(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Text(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
