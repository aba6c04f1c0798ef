using System.Collections.Concurrent;
using CleanHeating.Kernel;
using CleanHeating.Platform.Accounts;
using CleanHeating.Platform.Jobs;
using CleanHeating.Platform.Jobs.Data;
using CleanHeating.Platform.Storage;
using CleanHeating.TestKit;

namespace CleanHeating.Storage.Tests.Jobs;

public sealed class JobRunnerTests
{
    [Theory, EveryDatabase]
    public async Task Run_QuickJob_IsDoneWithItsResult(string database)
    {
        var kind = TestKind.Quick();
        await using var hall = new JobHall(database, null, kind);
        var server = hall.Start();

        var job = await hall.Await(server.Begin("quick"), JobState.Done);

        Assert.Equal(("{\"answer\":42}", 1, 1), (job.Result, job.Attempt, kind.Runs));
        Assert.NotNull(job.FinishedAt);
        Assert.Null(job.Lane);
    }

    [Theory, EveryDatabase]
    public async Task Run_ManyJobsOnThreeServers_EachOnce(string database)
    {
        var ran = new ConcurrentBag<long>();
        var kind = new TestKind("counted", async (run, cancellation) =>
        {
            ran.Add(run.Id);
            await Task.Delay(5, cancellation);
            return new JobOutcome(null);
        });
        await using var hall = new JobHall(database, null, kind);
        JobHall.Server[] servers = [hall.Start(JobHall.Living), hall.Start(JobHall.Living), hall.Start(JobHall.Living)];

        var ids = Enumerable.Range(0, 60).Select(i => servers[i % 3].Begin("counted")).ToList();
        foreach (var id in ids)
        {
            Assert.Equal(1, (await hall.Await(id, JobState.Done)).Attempt);
        }

        Assert.Equal(ids.Order(), ran.Select(r => r.ToString(null, null)).Order());
    }

    [Theory, EveryDatabase]
    public async Task Run_OneLaneOnTwoServers_NeverTwoAtATime(string database)
    {
        var (now, most) = (0, 0);
        var kind = new TestKind("lane", async (_, cancellation) =>
        {
            most = Math.Max(most, Interlocked.Increment(ref now));
            await Task.Delay(15, cancellation);
            Interlocked.Decrement(ref now);
            return new JobOutcome(null);
        })
        { Lane = "one" };
        await using var hall = new JobHall(database, null, kind);
        JobHall.Server[] servers = [hall.Start(JobHall.Living), hall.Start(JobHall.Living)];

        foreach (var id in Enumerable.Range(0, 12).Select(i => servers[i % 2].Begin("lane")).ToList())
        {
            await hall.Await(id, JobState.Done);
        }

        Assert.Equal((12, 1), (kind.Runs, most));
    }

    [Theory, EveryDatabase]
    public async Task Begin_SubjectThatIsBusy_IsRefusedUntilItIsOver(string database)
    {
        await using var hall = new JobHall(database, null, TestKind.Endless(), TestKind.Quick());
        var server = hall.Start();
        var first = server.Begin("endless", subject: "import/7");

        var second = server.Desk().Begin("quick", new { }, System.Globalization.CultureInfo.InvariantCulture, "import/7");
        var busy = server.Desk().Busy("import/");
        server.Jobs().Cancel(first, System.Globalization.CultureInfo.InvariantCulture);
        await hall.Await(first, JobState.Cancelled);

        Assert.Equal("job-busy", second.Errors[0].Code);
        Assert.Equal(first, Assert.Single(busy).Value.Id);
        await hall.Await(server.Begin("quick", subject: "import/7"), JobState.Done);
    }

    [Theory, EveryDatabase]
    public async Task Cancel_RunningJobThroughAnotherServer_StopsAndKeepsWhatIsIn(string database)
    {
        await using var hall = new JobHall(database, null, TestKind.Endless());
        var works = hall.Start();
        var asks = hall.Start(run: false);
        var id = works.Begin("endless");
        await hall.Await(id, JobState.Running);

        var answer = asks.Jobs().Cancel(id, System.Globalization.CultureInfo.InvariantCulture);
        var job = await hall.Await(id, JobState.Cancelled);

        Assert.Equal("cancelling", answer.Value.State);
        Assert.Equal("{\"half\":7}", job.Result);
        Assert.Equal("job-state", asks.Jobs().Cancel(id, System.Globalization.CultureInfo.InvariantCulture).Errors[0].Code);
    }

    [Theory, EveryDatabase]
    public async Task Progress_OfAJobElsewhere_IsSeenInTheTable(string database)
    {
        await using var hall = new JobHall(database, null, TestKind.Endless());
        var works = hall.Start();
        var looks = hall.Start(run: false);
        var id = works.Begin("endless");

        while (looks.Jobs().Event(id)!.Progress is null)
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        Assert.Equal((30, "waiting"), (looks.Jobs().Event(id)!.Progress!.Percent, works.Jobs().Event(id)!.Progress!.Phase));
    }

    [Theory, EveryDatabase]
    public async Task Stop_ServerWithAJob_LetsItGoAndAnotherGoesOn(string database)
    {
        var release = new TaskCompletionSource();
        var kind = new TestKind("long", async (run, cancellation) =>
        {
            await (run.Attempt == 1 ? Task.Delay(Timeout.Infinite, cancellation) : release.Task);
            return new JobOutcome(new { run.Attempt });
        });
        await using var hall = new JobHall(database, null, kind);
        var first = hall.Start();
        var id = first.Begin("long");
        await hall.Await(id, JobState.Running);

        await first.Runner.StopAsync(CancellationToken.None);
        var left = hall.Store.Find(long.Parse(id, null))!;
        hall.Start();
        release.SetResult();
        var job = await hall.Await(id, JobState.Done);

        Assert.Equal((JobState.Interrupted, "job-interrupted"), (left.State, left.Error!.Code));
        Assert.Equal((2, "{\"attempt\":2}"), (job.Attempt, job.Result));
        Assert.Null(job.Error);
    }

    [Theory, EveryDatabase]
    public async Task Lapse_ServerFallenSilent_JobIsTakenOverAndTheSilentOneLosesIt(string database)
    {
        var kind = TestKind.Quick();
        await using var hall = new JobHall(database, null, kind);
        var living = hall.Start(run: false);
        var id = living.Begin("quick");
        var job = hall.Store.Find(long.Parse(id, null))!;
        var dead = job.Start("dead", null, 1).Value;
        Assert.True(hall.Store.TryWrite(job, dead));

        hall.Start();
        var over = await hall.Await(id, JobState.Done);

        Assert.Equal(2, over.Attempt);
        Assert.Null(hall.Store.Beat(dead, null, 2));
    }

    [Theory, EveryDatabase]
    public async Task Lapse_KindThatMayNotBeRepeated_StaysInterrupted(string database)
    {
        var kind = new TestKind("once", (_, _) => Task.FromResult<Result<JobOutcome>>(new JobOutcome(null))) { IsRepeatable = false };
        await using var hall = new JobHall(database, null, kind);
        var id = hall.Start(run: false).Begin("once");
        var job = hall.Store.Find(long.Parse(id, null))!;
        hall.Store.TryWrite(job, job.Start("dead", null, 1).Value);

        var server = hall.Start();
        await hall.Await(id, JobState.Interrupted);
        await Task.Delay(200, TestContext.Current.CancellationToken);

        Assert.Equal((JobState.Interrupted, 0), (hall.Store.Find(job.Id)!.State, kind.Runs));
        Assert.Equal("cancelled", server.Jobs().Cancel(id, System.Globalization.CultureInfo.InvariantCulture).Value.State);
    }

    [Theory, EveryDatabase]
    public async Task TakeUp_JobThatKillsItsServers_IsGivenUp(string database)
    {
        var kind = TestKind.Quick();
        await using var hall = new JobHall(database, null, kind);
        var id = hall.Start(run: false).Begin("quick");
        var job = hall.Store.Find(long.Parse(id, null))!;
        hall.Store.TryWrite(job, job.Start("dead", null, 1).Value with { Attempt = 5 });

        hall.Start();
        var over = await hall.Await(id, JobState.Failed);

        Assert.Equal(("job-gave-up", 0), (over.Error!.Code, kind.Runs));
        Assert.Equal("5", Assert.Single(over.Error.Args));
    }

    [Theory, EveryDatabase]
    public async Task Run_Refusal_FailsWithItsCodeAndABugWithItsNumber(string database)
    {
        var refused = new TestKind("refused", (_, _) => Task.FromResult<Result<JobOutcome>>(new Error("region-unknown", null, "x")));
        var broken = new TestKind("broken", (run, _) =>
        {
            File.WriteAllText(Path.Combine(run.MakeFolder(), "half"), "half");
            throw new InvalidOperationException("bug");
        });
        await using var hall = new JobHall(database, null, refused, broken);
        var server = hall.Start();

        var one = await hall.Await(server.Begin("refused"), JobState.Failed);
        var other = await hall.Await(server.Begin("broken"), JobState.Failed);

        Assert.Equal(("region-unknown", "x"), (one.Error!.Code, one.Error.Args[0]));
        Assert.Equal("job-failed", other.Error!.Code);
        Assert.True(SpinWait.SpinUntil(() => !Directory.Exists(Path.Combine(hall.Workplace.Folder, "jobs", other.Id.ToString(null, null))), 5000));
    }

    [Theory]
    [InlineData("scope = '{\"all\":true}'")]
    [InlineData("actor = 'li'")]
    [InlineData("role = 'CityOffice'")]
    [InlineData("arguments = '{\"region\":1}'")]
    [InlineData("kind = 'other'")]
    public async Task Run_RowChangedBehindTheSoftwaresBack_IsNotDone(string change)
    {
        var (kind, other) = (TestKind.Quick(), TestKind.Quick("other"));
        await using var hall = new JobHall(TestDatabases.Sqlite, null, kind, other);
        var id = hall.Start(run: false).Begin("quick", caller: new Caller("wang", Role.Village, Scope.Nothing));
        using (var connection = hall.Workplace.Database.Open())
        {
            connection.Execute(null, $"UPDATE job SET {change}");
        }

        hall.Start();
        var job = await hall.Await(id, JobState.Failed);

        Assert.Equal(("job-meddled", 0, 0), (job.Error!.Code, kind.Runs, other.Runs));
    }

    [Theory, EveryDatabase]
    public async Task Run_AsCaller_HasTheirScopeAndRoleAsTheyWere(string database)
    {
        Caller? seen = null;
        var kind = new TestKind("who", (run, _) =>
        {
            seen = run.Workplace.Caller;
            return Task.FromResult<Result<JobOutcome>>(new JobOutcome(null));
        });
        await using var hall = new JobHall(database, null, kind);
        var server = hall.Start();
        var township = RegionCode.From(980101001000);
        var caller = new Caller("li", Role.Township, Scope.OfRegions([township]), "wang");

        await hall.Await(server.Begin("who", caller: caller), JobState.Done);

        Assert.Equal(("li", Role.Township, "wang"), (seen!.Actor, seen.Role, seen.OnBehalfOf));
        Assert.Equal(township, Assert.Single(seen.Scope.Regions));
        Assert.False(seen.Scope.IsAll);
    }
}
