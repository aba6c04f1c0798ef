using CleanHeating.Planning.Schedule;
using FsCheck;
using FsCheck.Fluent;

namespace CleanHeating.Planning.Tests.Schedule;

public sealed class BackScheduleTests
{
    private const int WorkDays = 6;
    private static readonly DateOnly From = new(2030, 6, 3), Until = new(2030, 9, 30);

    [Fact]
    public void Make_AnyItems_SchedulesEveryHouseholdOnceWithFewestCrewsInTime() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(200),
        Prop.ForAll(Gen.ArrayOf(Gen.Choose(0, 90).Zip(Gen.Choose(1, 40), (households, tenths) => (households, tenths / 10.0))).Where(i => i.Length <= 60).ToArbitrary(), drawn =>
        {
            var items = drawn.Select((d, i) => new ScheduleItem(980_101_001_001 + i, i % 3 == 0 ? null : "firm-" + i % 2, d.households, d.households / d.Item2)).ToList();

            var schedule = BackSchedule.Make(items, From, Until, WorkDays);

            foreach (var item in items)
            {
                Assert.Equal(item.Households, schedule.Where(w => w.Village == item.Village).Sum(w => w.Households));
            }

            Assert.All(schedule, w => Assert.True(w.Households > 0 && w.From >= From.DayNumber && w.From <= w.Until && w.Until <= Until.DayNumber && BackSchedule.IsWorkDay(w.From, WorkDays) && BackSchedule.IsWorkDay(w.Until, WorkDays)));
            var days = Enumerable.Range(From.DayNumber, Until.DayNumber - From.DayNumber + 1).Count(d => BackSchedule.IsWorkDay(d, WorkDays));
            foreach (var firm in schedule.GroupBy(w => w.Firm))
            {
                var work = items.Where(i => i.Firm == firm.Key).Sum(i => i.CrewDays);
                Assert.True(firm.Max(w => w.Crew) <= Math.Max(1, BackSchedule.Crews(work, days)));
                foreach (var crew in firm.GroupBy(w => w.Crew))
                {
                    // One village after the other; two may share a day.
                    var line = crew.ToList();
                    Assert.All(line.Zip(line.Skip(1)), p => Assert.True(p.First.Until <= p.Second.From || p.Second.Until <= p.First.From || p.First.Until == p.Second.From));
                }
            }

            return true;
        }));

    [Fact]
    public void DueBy_DaysOfAWork_RisesEvenlyToAll()
    {
        var work = new ScheduledWork(980_101_001_001, null, 30, new DateOnly(2030, 6, 3).DayNumber, new DateOnly(2030, 6, 15).DayNumber, 1);

        var due = Enumerable.Range(0, 15).Select(i => BackSchedule.DueBy(work, work.From - 1 + i, WorkDays)).ToList();

        Assert.Equal(due.Order(), due);
        Assert.Equal((0, 30), (due[0], due[^1]));
        Assert.Equal(15, BackSchedule.DueBy(work, new DateOnly(2030, 6, 9).DayNumber, WorkDays));
    }

    [Fact]
    public void Make_OneCrewsWork_EndsOnTheLastWorkingDay()
    {
        var schedule = BackSchedule.Make([new(980_101_001_001, "a", 20, 10), new(980_101_001_002, "a", 10, 5)], From, Until, WorkDays);

        Assert.Equal([1, 1], schedule.Select(w => w.Crew));
        Assert.Equal(Until.DayNumber, schedule.Max(w => w.Until));
        Assert.Equal(new DateOnly(2030, 9, 13), DateOnly.FromDayNumber(schedule.Min(w => w.From)));
    }

    [Fact]
    public void Make_TheDateIsPast_EverythingIsDueOnIt()
    {
        var schedule = BackSchedule.Make([new(980_101_001_001, null, 20, 10)], Until.AddDays(1), Until, WorkDays);

        Assert.Equal((Until.DayNumber, 20), (schedule.Single().Until, schedule.Single().Households));
    }
}
