using CleanHeating.Platform.Jobs.RunJobs;
using CleanHeating.Platform.Journal;
using CleanHeating.Platform.Seals;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Quartz;

namespace CleanHeating.Platform.Jobs.Schedules;

/// <summary>
/// Wakes when something is due. On PostgreSQL the Quartz scheduler is clustered over its tables, so that one server of many wakes;
/// on SQLite it lives in memory and is set from our rows at each start. Which job begins is decided by our row alone, so a
/// wake-up too many begins nothing.
/// </summary>
internal sealed class ScheduleClock(ISchedulerFactory factory, ScheduleHandler schedules, Workplace workplace, IHostApplicationLifetime life, ILogger<ScheduleClock> log) : BackgroundService
{
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(15);
    private IScheduler? _scheduler;

    /// <summary>Sets the alarm to what a schedule now says.</summary>
    public async Task Set(ScheduleRecord schedule, CancellationToken cancellation)
    {
        if (_scheduler is { } scheduler)
        {
            await Set(scheduler, schedule, cancellation);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Whoever opens the application does not wait for the clock.
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = life.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Wind(stoppingToken);
                return;
            }
            catch (Exception exception) when (exception is System.Data.Common.DbException or SchedulerException or JournalMovedException)
            {
                JobLog.ClockFailed(log, exception);
                await Task.Delay(Retry, stoppingToken);
            }
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (_scheduler is { } scheduler)
        {
            await scheduler.Shutdown(waitForJobsToComplete: true, cancellationToken);
        }
    }

    private async Task Wind(CancellationToken cancellation)
    {
        var all = schedules.Ensure();
        var scheduler = _scheduler ??= await factory.GetScheduler(cancellation);
        foreach (var schedule in all)
        {
            await Set(scheduler, schedule, cancellation);
        }

        await scheduler.Start(cancellation);
        foreach (var schedule in all)
        {
            CatchUp(schedule.Kind);
        }
    }

    // What was missed while no server ran.
    private void CatchUp(string kind)
    {
        try
        {
            schedules.BeginDue(kind, workplace.Time.GetUtcNow());
        }
        catch (BrokenSealException exception)
        {
            JobLog.ScheduleMeddled(log, kind, exception);
        }
    }

    // An alarm that stands as it should is left alone: in a cluster it may be about to ring.
    private static async Task Set(IScheduler scheduler, ScheduleRecord schedule, CancellationToken cancellation)
    {
        var key = new TriggerKey(schedule.Kind, "cleanheating");
        if (!schedule.Enabled)
        {
            await scheduler.UnscheduleJob(key, cancellation);
            return;
        }

        if (await scheduler.GetTrigger(key, cancellation) is ICronTrigger set && set.CronExpressionString == schedule.Cron.Expression && set.TimeZone.Id == schedule.Cron.Parsed.TimeZone.Id)
        {
            return;
        }

        var job = JobBuilder.Create<DueJob>().WithIdentity(schedule.Kind, key.Group).StoreDurably(true).Build();
        var trigger = TriggerBuilder.Create().WithIdentity(key).ForJob(job)
            .WithSchedule(CronScheduleBuilder.Create(schedule.Cron.Parsed).WithMisfireInstruction(CronTriggerMisfireInstruction.FireAndProceed)).Build();
        await scheduler.AddJob(job, AddJobOptions.Replacing, cancellation);
        await scheduler.ScheduleTrigger(trigger, TriggerConflict.Replace, cancellation);
    }
}

/// <summary>The alarm ringing for one kind. It rings on until the database has taken the job.</summary>
internal sealed class DueJob(ScheduleHandler schedules, ILogger<ScheduleClock> log) : IJob
{
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(15);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                schedules.BeginDue(context.JobDetail.Key.Name, context.ScheduledFireTimeUtc ?? context.FireTimeUtc);
                return;
            }
            catch (Exception exception) when (exception is System.Data.Common.DbException or JournalMovedException)
            {
                JobLog.ClockFailed(log, exception);
                await Task.Delay(Retry, cancellationToken);
            }
            catch (BrokenSealException exception)
            {
                JobLog.ScheduleMeddled(log, context.JobDetail.Key.Name, exception);
                return;
            }
        }
    }
}
