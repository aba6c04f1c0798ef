using System.Globalization;
using CleanHeating.Platform;
using CleanHeating.Platform.Accounts;
using CleanHeating.Platform.Notices;
using CleanHeating.Programme.RemindDeadlines;
using CleanHeating.TestKit;

namespace CleanHeating.Storage.Tests.Jobs;

public sealed class RemindersAndNoticesTests
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en");

    [Theory]
    [InlineData("2030-07-31", null)]
    [InlineData("2030-08-01", "30")]
    [InlineData("2030-08-11", "30")]
    [InlineData("2030-08-17", "14")]
    [InlineData("2030-08-24", "7")]
    [InlineData("2030-08-28", "3")]
    [InlineData("2030-08-30", "1")]
    [InlineData("2030-08-31", "0")]
    [InlineData("2030-09-01", "overdue")]
    [InlineData("2031-09-01", "overdue")]
    public void Crossed_EachDay_IsTheLastThreshold(string today, string? expected) =>
        Assert.Equal(expected, DeadlineThresholds.Crossed(new DateOnly(2030, 8, 31), DateOnly.ParseExact(today, "yyyy-MM-dd", CultureInfo.InvariantCulture)));

    [Theory, EveryDatabase]
    public void Remind_DayByDay_TellsEachThresholdOnce(string database)
    {
        using var city = InventedCity.Open(database);
        var clock = new SetClock(new DateTimeOffset(2030, 7, 15, 2, 0, 0, TimeSpan.Zero));
        var workplace = city.Workplace with { Time = clock };

        for (var day = 0; day < 60; day++)
        {
            RemindDeadlinesKind.Remind(workplace);
            RemindDeadlinesKind.Remind(workplace);
            clock.Now += TimeSpan.FromDays(1);
        }

        var notices = new NoticeBoard(workplace).Read(null, 50, English).Notices;
        Assert.Equal(7, notices.Count);
        Assert.Equal("“Built” was due on 2030-08-31. Households missing: 1,401.", notices[0].Text);
        Assert.Equal("“Built” is due today, 2030-08-31. Households missing: 1,401.", notices[1].Text);
        Assert.Equal("“Built” is due on 2030-08-31. Days left: 30. Households missing: 1,401.", notices[6].Text);
    }

    [Theory, EveryDatabase]
    public void Remind_AfterDowntime_TellsTheLastThresholdWithTheDaysThatAreLeft(string database)
    {
        using var city = InventedCity.Open(database);
        var workplace = city.Workplace with { Time = new SetClock(new DateTimeOffset(2030, 8, 26, 2, 0, 0, TimeSpan.Zero)) };

        RemindDeadlinesKind.Remind(workplace);

        Assert.Equal("“完工”（2030-08-31）还有 5 天到期，还差 1,401 户。", Assert.Single(new NoticeBoard(workplace).Read(null, 50, Platform.Texts.TextCatalog.Chinese).Notices).Text);
    }

    [Theory, EveryDatabase]
    public void Notices_OfARole_AreReadByEachPersonForThemselves(string database)
    {
        using var city = InventedCity.Open(database);
        var board = new NoticeBoard(city.Workplace);
        NoticeBoard Of(string actor, Role role) => new(city.Workplace.As(new Caller(actor, role, Scope.All)));

        Assert.True(board.PutUp("a", "verify-broken", [Role.Audit, Role.SecurityOfficer], NoticeArguments.Same("3"), "/jobs/1"));
        Assert.False(board.PutUp("a", "verify-broken", [Role.Audit], NoticeArguments.Same("4"), null));
        board.PutUp("b", "verify-broken", [Role.Audit], NoticeArguments.Same("5"), null);
        var first = Of("zhao", Role.Audit).Read(null, 1, English);
        Of("zhao", Role.Audit).MarkRead(first.Notices[0].Id);
        var second = Of("zhao", Role.Audit).Read(first.Next, 1, English);

        Assert.Equal((2, 1), (first.Unread, second.Unread));
        Assert.Equal(("a", "/jobs/1"), (second.Notices[0].Text.Contains('3', StringComparison.Ordinal) ? "a" : "?", second.Notices[0].Page));
        Assert.Equal(2, Of("qian", Role.Audit).Read(null, 20, English).Unread);
        Assert.Empty(Of("sun", Role.Village).Read(null, 20, English).Notices);
        Assert.Equal("notice-unknown", Of("sun", Role.Village).MarkRead(first.Notices[0].Id).Errors[0].Code);
        Of("zhao", Role.Audit).MarkAllRead();
        Assert.Equal(0, Of("zhao", Role.Audit).Read(null, 20, English).Unread);
    }
}
