using System.Globalization;
using CleanHeating.Kernel;
using CleanHeating.Platform.Accounts;
using CleanHeating.Platform.Jobs;
using CleanHeating.TestKit;

namespace CleanHeating.Storage.Tests.Jobs;

public sealed class JobReadingTests
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en");
    private static readonly Caller Wang = new("wang", Role.CountyOffice, Scope.Nothing), Li = new("li", Role.CityOffice, Scope.All), Admin = new("admin", Role.SystemAdministrator, Scope.Nothing);

    [Theory, EveryDatabase]
    public async Task List_Pages_HaveEveryOwnJobOnceNewestFirst(string database)
    {
        await using var hall = new JobHall(database, null, TestKind.Quick(), TestKind.Quick("other"));
        var server = hall.Start(run: false);
        var mine = Enumerable.Range(0, 7).Select(i => server.Begin(i % 2 == 0 ? "quick" : "other", caller: Wang)).ToList();
        server.Begin("quick", caller: Li);

        var (seen, cursor) = (new List<string>(), (string?)null);
        do
        {
            var page = server.Jobs(Wang).List(null, cursor, 3, English);
            seen.AddRange(page.Jobs.Select(j => j.Id));
            cursor = page.Next;
        }
        while (cursor is not null);

        Assert.Equal(mine.AsEnumerable().Reverse(), seen);
        Assert.Equal(3, server.Jobs(Wang).List("other", null, 50, English).Jobs.Count);
    }

    [Theory, EveryDatabase]
    public async Task Read_AnothersJob_IsNotThere(string database)
    {
        await using var hall = new JobHall(database, null, TestKind.Quick());
        var server = hall.Start(run: false);
        var id = server.Begin("quick", caller: Wang);

        Assert.NotNull(server.Jobs(Wang).Read(id, English));
        Assert.Null(server.Jobs(Li).Read(id, English));
        Assert.Equal("job-unknown", server.Jobs(Li).Cancel(id, English).Errors[0].Code);
        Assert.Equal("job-unknown", server.Jobs(Li).File(id).Errors[0].Code);
    }

    [Theory, EveryDatabase]
    public async Task File_OfAnExport_IsForItsOwnerForSevenDays(string database)
    {
        var kind = new TestKind("made", (run, _) =>
        {
            File.WriteAllText(Path.Combine(run.MakeFolder(), "a.txt"), "content");
            return Task.FromResult<Result<JobOutcome>>(new JobOutcome(null, new JobFile("a.txt", "list.txt", "text/plain", 7)));
        });
        var clock = new SetClock(new DateTimeOffset(2030, 7, 1, 0, 0, 0, TimeSpan.Zero));
        await using var hall = new JobHall(database, clock, kind);
        var server = hall.Start();
        var id = server.Begin("made", caller: Wang);
        await hall.Await(id, JobState.Done);

        var file = server.Jobs(Wang).File(id);
        clock.Now += TimeSpan.FromDays(7) - TimeSpan.FromSeconds(1);
        var lastMoment = server.Jobs(Wang).File(id);
        clock.Now += TimeSpan.FromSeconds(2);
        var after = server.Jobs(Wang).File(id);

        Assert.Equal("content", await File.ReadAllTextAsync(file.Value.Path, TestContext.Current.CancellationToken));
        Assert.True(lastMoment.IsOk);
        Assert.Equal("job-file-gone", after.Errors[0].Code);
        hall.Start();
        Assert.True(SpinWait.SpinUntil(() => !File.Exists(file.Value.Path) && hall.Store.Find(long.Parse(id, null))!.File is null, 5000));
    }

    [Theory, EveryDatabase]
    public async Task Read_RegularJob_ShowsItsResultOnlyToWhoMaySeeSuchThings(string database)
    {
        var kind = new TestKind("nightly", (_, _) => Task.FromResult<Result<JobOutcome>>(new JobOutcome(new { Secret = 1 }))) { RegularCron = "0 0 1 * * ?" };
        await using var hall = new JobHall(database, null, kind);
        var server = hall.Start();
        server.Schedules().Ensure();
        var id = server.Schedules(Li).RunNow("nightly", English).Value.Id;
        await hall.Await(id, JobState.Done);

        Assert.NotNull(server.Jobs(Li).Read(id, English)!.Result);
        Assert.Null(server.Jobs(Admin).Read(id, English)!.Result);
        Assert.Null(server.Jobs(Wang).Read(id, English));
    }
}
