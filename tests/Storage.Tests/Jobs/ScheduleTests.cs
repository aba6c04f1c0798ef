using System.Globalization;
using CleanHeating.Kernel;
using CleanHeating.Platform.Accounts;
using CleanHeating.Platform.Jobs;
using CleanHeating.Platform.Jobs.Schedules;
using CleanHeating.Platform.Storage;
using CleanHeating.TestKit;

namespace CleanHeating.Storage.Tests.Jobs;

public sealed class ScheduleTests
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en");

    // A Monday, eight in the morning at the offices.
    private static readonly DateTimeOffset Monday = new(2030, 7, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory, EveryDatabase]
    public async Task Ensure_KindWithATime_IsScheduledAtTheOfficesTime(string database)
    {
        await using var hall = Hall(database, out _);
        var schedules = hall.Start(run: false).Schedules();

        schedules.Ensure();
        schedules.Ensure();

        var schedule = Assert.Single(schedules.List(English).Schedules);
        Assert.Equal(("nightly", "Asia/Shanghai", true), (schedule.Kind, schedule.TimeZone, schedule.Enabled));
        Assert.Equal(new DateTimeOffset(2030, 7, 1, 18, 30, 0, TimeSpan.Zero), schedule.NextAt);
    }

    [Theory, EveryDatabase]
    public async Task BeginDue_BeforeItsTime_BeginsNothing(string database)
    {
        await using var hall = Hall(database, out var clock);
        var schedules = hall.Start(run: false).Schedules();
        schedules.Ensure();
        clock.Now = Monday.AddHours(18);

        Assert.False(schedules.BeginDue("nightly", clock.Now));
        Assert.Empty(hall.Store.Waiting());
    }

    [Theory, EveryDatabase]
    public async Task BeginDue_ByTenServersAtOnce_BeginsOneJob(string database)
    {
        await using var hall = Hall(database, out var clock);
        var servers = Enumerable.Range(0, 10).Select(_ => hall.Start(run: false).Schedules()).ToList();
        servers[0].Ensure();
        clock.Now = Monday.AddHours(18.5);

        var begun = await Task.WhenAll(servers.Select(s => Task.Run(() => Attempt(s, clock.Now, hall.Workplace.Database))));

        Assert.Equal(1, begun.Count(b => b));
        var job = Assert.Single(hall.Store.Waiting());
        Assert.Equal(("system:schedule", true), (job.Caller.Actor, job.Caller.Scope.IsAll));
        Assert.Equal(Monday.AddHours(18.5 + 24), Assert.Single(servers[0].List(English).Schedules).NextAt);
    }

    [Theory, EveryDatabase]
    public async Task BeginDue_AfterDaysOfDowntime_RunsOnce(string database)
    {
        await using var hall = Hall(database, out var clock);
        var schedules = hall.Start(run: false).Schedules();
        schedules.Ensure();
        clock.Now = Monday.AddDays(5);

        var begun = Enumerable.Range(0, 4).Count(_ => schedules.BeginDue("nightly", clock.Now));

        Assert.Equal((1, 1), (begun, hall.Store.Waiting().Count));
        Assert.Equal(Monday.AddDays(5).AddHours(18.5), Assert.Single(schedules.List(English).Schedules).NextAt);
    }

    [Theory, EveryDatabase]
    public async Task BeginDue_AlarmRungAMomentEarlyByThisClock_Begins(string database)
    {
        await using var hall = Hall(database, out var clock);
        var schedules = hall.Start(run: false).Schedules();
        schedules.Ensure();
        clock.Now = Monday.AddHours(18.5).AddMilliseconds(-3);

        Assert.True(schedules.BeginDue("nightly", Monday.AddHours(18.5)));
        Assert.False(schedules.BeginDue("nightly", Monday.AddHours(18.5)));
    }

    [Theory, EveryDatabase]
    public async Task Change_TimeAndSwitch_MovesTheNextRunAndStandsInTheJournal(string database)
    {
        await using var hall = Hall(database, out _);
        var schedules = hall.Start(run: false).Schedules(new Caller("admin", Role.SystemAdministrator, Scope.Nothing));
        schedules.Ensure();

        var weekly = schedules.Change("nightly", new ScheduleRequest("0 0 9 ? * FRI", "Asia/Shanghai", true, 1));
        var stale = schedules.Change("nightly", new ScheduleRequest("0 0 9 ? * FRI", "Asia/Shanghai", false, 1));
        var same = schedules.Change("nightly", new ScheduleRequest("0 0 9 ? * FRI", "Asia/Shanghai", true, 2));
        var off = schedules.Change("nightly", new ScheduleRequest("0 0 9 ? * FRI", "Asia/Shanghai", false, 2));

        Assert.Equal(new DateTimeOffset(2030, 7, 5, 1, 0, 0, TimeSpan.Zero).UtcTicks, weekly.Value.NextAt);
        Assert.Equal("version-conflict", stale.Errors[0].Code);
        Assert.Equal(2, same.Value.Version);
        Assert.Null(off.Value.NextAt);
        using var connection = hall.Workplace.Database.Open();
        Assert.Equal(2, connection.ScalarLong(null, "SELECT COUNT(*) FROM journal_entry WHERE target = 'schedule' AND actor = 'admin'"));
    }

    [Theory]
    [InlineData("0 0 25 * * ?", "Asia/Shanghai", "cron-invalid")]
    [InlineData("every day", "Asia/Shanghai", "cron-invalid")]
    [InlineData("0 0 0 1 1 ? 2001", "Asia/Shanghai", "cron-invalid")]
    [InlineData("0 0 1 * * ?", "Mars/Olympus", "time-zone-unknown")]
    public async Task Change_WhatNeverComesAbout_IsRefused(string cron, string zone, string code)
    {
        await using var hall = Hall(TestDatabases.Sqlite, out _);
        var schedules = hall.Start(run: false).Schedules();
        schedules.Ensure();

        Assert.Equal(code, schedules.Change("nightly", new ScheduleRequest(cron, zone, true, 1)).Errors[0].Code);
        Assert.Equal("schedule-unknown", schedules.Change("unknown", new ScheduleRequest("0 0 1 * * ?", "Asia/Shanghai", true, 1)).Errors[0].Code);
    }

    [Theory, EveryDatabase]
    public async Task RunNow_OnSomebodysWord_RunsAsTheScheduleOnTheirBehalf(string database)
    {
        await using var hall = Hall(database, out _);
        var server = hall.Start();
        server.Schedules().Ensure();

        var begun = server.Schedules(new Caller("admin", Role.SystemAdministrator, Scope.Nothing)).RunNow("nightly", English);
        var job = await hall.Await(begun.Value.Id, JobState.Done);

        Assert.Equal(("system:schedule", "admin", true), (job.Caller.Actor, job.Caller.OnBehalfOf, job.Caller.Scope.IsAll));
        var schedule = Assert.Single(server.Schedules().List(English).Schedules);
        Assert.Equal(("done", begun.Value.Id), (schedule.Last!.State, schedule.Last.Id));
    }

    private static JobHall Hall(string database, out SetClock clock)
    {
        clock = new SetClock(Monday);
        return new JobHall(database, clock, new TestKind("nightly", (_, _) => Task.FromResult<Result<JobOutcome>>(new JobOutcome(null))) { RegularCron = "0 30 2 * * ?" }, TestKind.Quick());
    }

    private static bool Attempt(ScheduleHandler schedules, DateTimeOffset due, IDatabase database)
    {
        while (true)
        {
            try
            {
                return schedules.BeginDue("nightly", due);
            }
            catch (System.Data.Common.DbException exception) when (database.Classify(exception) == DatabaseFault.Busy)
            {
                // As the alarm does: it rings on.
            }
        }
    }
}
