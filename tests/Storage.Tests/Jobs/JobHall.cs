using CleanHeating.Kernel;
using CleanHeating.Platform;
using CleanHeating.Platform.Accounts;
using CleanHeating.Platform.Jobs;
using CleanHeating.Platform.Jobs.Data;
using CleanHeating.Platform.Jobs.ReadJobs;
using CleanHeating.Platform.Jobs.RunJobs;
using CleanHeating.Platform.Jobs.Schedules;
using CleanHeating.TestKit;
using Microsoft.Extensions.Logging.Abstractions;

namespace CleanHeating.Storage.Tests.Jobs;

/// <summary>Servers over one database, each with hands of its own, and kinds that do what the test says.</summary>
internal sealed class JobHall : IAsyncDisposable
{
    public static readonly JobTiming Quick = new(TimeSpan.FromMilliseconds(30), TimeSpan.FromMilliseconds(60), TimeSpan.FromMilliseconds(900), 2);

    /// <summary>As quick, where nobody dies: a machine that is busy for a second must not make a server count as dead.</summary>
    public static readonly JobTiming Living = Quick with { Lease = TimeSpan.FromSeconds(60) };

    private readonly TempFolder _folder = new();
    private readonly List<JobRunner> _runners = [];
    private readonly List<IJobKind> _kinds;

    public JobHall(string kind, TimeProvider? time = null, params IJobKind[] kinds)
    {
        City = InventedCity.Open(kind);
        Workplace = City.Workplace with { Time = time ?? TimeProvider.System };
        Store = new JobStore(Workplace.Database, Workplace.Keys);
        _kinds = [.. kinds];
    }

    public InventedCity City { get; }

    public Workplace Workplace { get; }

    public JobStore Store { get; }

    /// <summary>One server: its runner, and what its desk and handlers would be.</summary>
    public Server Start(JobTiming? timing = null, bool run = true)
    {
        var kinds = new JobKinds(_kinds);
        var here = new JobsHere();
        var runner = new JobRunner(Workplace, kinds, Store, here, timing ?? Quick, NullLogger<JobRunner>.Instance);
        if (run)
        {
            _ = runner.StartAsync(CancellationToken.None);
            _runners.Add(runner);
        }

        return new Server(runner, here, kinds, Store, Workplace);
    }

    public async Task<JobRecord> Await(string id, params JobState[] states)
    {
        var until = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var job = Store.Find(long.Parse(id, null))!;
            if (states.Contains(job.State))
            {
                return job;
            }

            Assert.True(TimeProvider.System.GetElapsedTime(until) < TimeSpan.FromSeconds(30), $"The job is {job.State} and not {string.Join(" or ", states)}.");
            await Task.Delay(20);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var runner in _runners)
        {
            await runner.StopAsync(CancellationToken.None);
            runner.Dispose();
        }

        City.Dispose();
        _folder.Dispose();
    }

    internal sealed class Server(JobRunner runner, JobsHere here, JobKinds kinds, JobStore store, Workplace workplace)
    {
        public JobRunner Runner { get; } = runner;

        public JobDesk Desk(Caller? caller = null) => new(At(caller), store, here, new JobNames(At(caller), kinds, here));

        public JobHandler Jobs(Caller? caller = null) => new(At(caller), store, new JobNames(At(caller), kinds, here), here);

        public ScheduleHandler Schedules(Caller? caller = null) => new(At(caller), kinds, store, new JobNames(At(caller), kinds, here), here);

        public string Begin(string kind, object? arguments = null, string? subject = null, Caller? caller = null) => Desk(caller).Begin(kind, arguments ?? new { }, InventedEnglish, subject).Value.Id;

        private Workplace At(Caller? caller) => caller is null ? workplace : workplace.As(caller);
    }

    private static readonly System.Globalization.CultureInfo InventedEnglish = System.Globalization.CultureInfo.GetCultureInfo("en");
}

/// <summary>A kind that does what the test says and counts its runs.</summary>
internal sealed class TestKind(string name, Func<JobRun, CancellationToken, Task<Result<JobOutcome>>> work) : IJobKind
{
    private int _runs;

    public int Runs => _runs;

    public string Name => name;

    public Permission Needs => Permission.ReadReports;

    public bool IsRepeatable { get; init; } = true;

    public string? Lane { get; init; }

    public string? RegularCron { get; init; }

    public Task<Result<JobOutcome>> Run(JobRun run, CancellationToken cancellation)
    {
        Interlocked.Increment(ref _runs);
        return work(run, cancellation);
    }

    public static TestKind Quick(string name = "quick") => new(name, (_, _) => Task.FromResult<Result<JobOutcome>>(new JobOutcome(new { Answer = 42 })));

    public static TestKind Endless(string name = "endless") => new(name, async (run, cancellation) =>
    {
        run.Report(new JobProgress("waiting", 0, 1, 3, 10));
        run.Kept = new { Half = 7 };
        await Task.Delay(Timeout.Infinite, cancellation);
        return new JobOutcome(null);
    });
}
