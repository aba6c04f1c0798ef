using System.Globalization;
using CleanHeating.Ledger.ImportLedger;
using CleanHeating.Platform;
using CleanHeating.Platform.Storage;
using CleanHeating.Programme.Data;
using CleanHeating.Programme.Loading;
using CleanHeating.Server.Composition;
using CleanHeating.Storage.Tests.Backups;
using CleanHeating.TestKit;

namespace CleanHeating.Storage.Tests.Faults;

/// <summary>The machine's clock is set back, while the product runs and between two starts.</summary>
public sealed class ClockTests
{
    private static readonly DateTimeOffset Start = new(2030, 7, 1, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Next_ClockJumpingBothWays_RisesAndNeverRepeats()
    {
        var clock = new SetClock(Start);
        var ids = new TimeOrderedId(clock);
        var random = new Random(5);
        var last = 0L;
        for (var i = 0; i < 20_000; i++)
        {
            clock.Now += TimeSpan.FromMilliseconds(random.Next(-3_600_000, 3_600_000));

            var id = ids.Next();

            Assert.True(id > last);
            last = id;
        }
    }

    [Theory, EveryDatabase]
    public void Import_ClockSetBackBetweenStarts_KeepsOrderAndASoundJournal(string kind)
    {
        using var place = new Place(kind);
        var clock = new SetClock(Start);
        var runs = new List<long> { Import(place, clock, 1, init: true) };
        clock.Now -= TimeSpan.FromDays(400);

        runs.Add(Import(place, clock, 2, init: false));
        clock.Now -= TimeSpan.FromDays(1);
        runs.Add(Import(place, clock, 3, init: false));

        using var workplace = place.Open(clock);
        using var connection = workplace.Database.Open();
        Assert.Equal(runs.Order(), runs);
        Assert.Equal(runs, connection.Query(null, "SELECT id FROM import_run ORDER BY id").Select(r => r.GetInt64(0)));
        Assert.InRange(workplace.Ids.ClockBehind!.Value, TimeSpan.FromDays(400), TimeSpan.FromDays(402));
        Assert.Empty(Product.Verify(workplace.Database, workplace.Keys).Broken);
    }

    [Theory, EveryDatabase]
    public void Import_ClockSetBackMeanwhile_KeepsASoundJournal(string kind)
    {
        using var place = new Place(kind);
        Import(place, new SetClock(Start) { Step = TimeSpan.FromHours(-1) }, 1, init: true);

        using var workplace = place.Open(new SetClock(Start - TimeSpan.FromDays(30)));
        Assert.Empty(Product.Verify(workplace.Database, workplace.Keys).Broken);
    }

    private static long Import(Place place, SetClock clock, int number, bool init)
    {
        using var workplace = place.Open(clock);
        var programmes = new ProgrammeStore(workplace);
        if (init)
        {
            programmes.Save(ProgrammeLoader.Load(InventedCity.ProgrammeFolder).Value, "test");
        }

        var file = LedgerBook.Write(place.File($"{number}.xlsx"), Enumerable.Range(number * 100, 30).Select(i => LedgerBook.Row(i)));
        var answer = new ImportHandler(workplace, programmes).Run(new ImportRequest([file], InventedCity.AsOf, false, "test", CultureInfo.GetCultureInfo("en")), null).Value;
        Assert.Equal(30, answer.Imported);
        return long.Parse(answer.ImportId, CultureInfo.InvariantCulture);
    }

    private sealed class SetClock(DateTimeOffset now) : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = now;

        /// <summary>How far each look at the clock moves it.</summary>
        public TimeSpan Step { get; init; }

        public override DateTimeOffset GetUtcNow() => Now += Step;
    }
}
