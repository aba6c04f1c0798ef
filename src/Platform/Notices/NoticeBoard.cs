using System.Globalization;
using System.Text.Json;
using CleanHeating.Kernel;
using CleanHeating.Platform.Accounts;
using CleanHeating.Platform.Jobs;
using CleanHeating.Platform.Storage;
using CleanHeating.Platform.Texts;

namespace CleanHeating.Platform.Notices;

/// <summary>What is filled into a notice's text, in either language.</summary>
public sealed record NoticeArguments(IReadOnlyList<string> Chinese, IReadOnlyList<string> English)
{
    public static NoticeArguments Same(params IReadOnlyList<string> both) => new(both, both);
}

/// <summary>A notice for its reader.</summary>
public sealed record NoticeAnswer(string Id, string Kind, string Text, string? Page, DateTimeOffset At, bool Read);

/// <summary>Notices, newest first; <see cref="Next"/> is the cursor of those before, null at the end.</summary>
public sealed record NoticePage(IReadOnlyList<NoticeAnswer> Notices, int Unread, string? Next);

/// <summary>
/// What the system has to tell people, by role. A notice is told once per subject, however often it is put up. Its text is
/// <c>notice.KIND</c>, made when it is read.
/// </summary>
public sealed class NoticeBoard(Workplace workplace)
{
    private const string Insert = "INSERT INTO notice (id, subject, kind, roles, arguments, page, at) VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6) ON CONFLICT (subject) DO NOTHING";
    private const string Mark = "INSERT INTO notice_read (actor, notice_id, at) VALUES (@p0, @p1, @p2) ON CONFLICT (actor, notice_id) DO NOTHING";
    private const string Unread = "NOT EXISTS (SELECT 1 FROM notice_read r WHERE r.actor = @p0 AND r.notice_id = n.id)";

    /// <returns>Whether it is new.</returns>
    public bool PutUp(string subject, string kind, IEnumerable<Role> roles, NoticeArguments arguments, string? page)
    {
        using var connection = workplace.Database.Open();
        using var transaction = workplace.Database.BeginWrite(connection);
        var isNew = connection.Execute(
            transaction, Insert, workplace.Ids.Next(), subject, kind, $",{string.Join(',', roles)},", JsonSerializer.Serialize(arguments, JobJson.Options), page, workplace.Time.GetUtcNow().UtcTicks) == 1;
        transaction.Commit();
        return isNew;
    }

    public NoticePage Read(string? cursor, int limit, CultureInfo culture)
    {
        var before = long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var last) ? last : long.MaxValue;
        var most = Math.Clamp(limit, 1, 100);
        using var connection = workplace.Database.Open();
        var notices = connection.Query(
            null, $"SELECT n.id, n.kind, n.arguments, n.page, n.at, CASE WHEN {Unread} THEN 0 ELSE 1 END FROM notice n WHERE n.roles LIKE @p1 AND n.id < @p2 ORDER BY n.id DESC LIMIT @p3",
            workplace.Caller.Actor, Audience, before, most + 1)
            .Select(r => new NoticeAnswer(
                r.GetInt64(0).ToString(CultureInfo.InvariantCulture), r.GetString(1), Text(r.GetString(1), r.GetString(2), culture), r.TextOrNull(3), new DateTimeOffset(r.GetInt64(4), TimeSpan.Zero), r.GetInt32(5) == 1)).ToList();
        var unread = connection.ScalarLong(null, $"SELECT COUNT(*) FROM notice n WHERE n.roles LIKE @p1 AND {Unread}", workplace.Caller.Actor, Audience) ?? 0;
        return new NoticePage([.. notices.Take(most)], (int)unread, notices.Count > most ? notices[most - 1].Id : null);
    }

    /// <summary>Marks one as read.</summary>
    public Result<bool> MarkRead(string id)
    {
        using var connection = workplace.Database.Open();
        using var transaction = workplace.Database.BeginWrite(connection);
        if (!long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || connection.ScalarLong(transaction, "SELECT 1 FROM notice n WHERE n.id = @p0 AND n.roles LIKE @p1", number, Audience) is null)
        {
            return new Error("notice-unknown", null, id);
        }

        connection.Execute(transaction, Mark, workplace.Caller.Actor, number, workplace.Time.GetUtcNow().UtcTicks);
        transaction.Commit();
        return true;
    }

    /// <summary>Marks all as read that are there now.</summary>
    public void MarkAllRead()
    {
        using var connection = workplace.Database.Open();
        using var transaction = workplace.Database.BeginWrite(connection);
        var now = workplace.Time.GetUtcNow().UtcTicks;
        foreach (var id in connection.Query(transaction, $"SELECT n.id FROM notice n WHERE n.roles LIKE @p1 AND {Unread}", workplace.Caller.Actor, Audience).Select(r => r.GetInt64(0)).ToList())
        {
            connection.Execute(transaction, Mark, workplace.Caller.Actor, id, now);
        }

        transaction.Commit();
    }

    // A person at the machine itself has no role and sees every notice.
    private string Audience => workplace.Caller.Role is { } role ? $"%,{role},%" : "%";

    private string Text(string kind, string arguments, CultureInfo culture)
    {
        var both = JsonSerializer.Deserialize<NoticeArguments>(arguments, JobJson.Options)!;
        return workplace.Texts.Get("notice." + kind, culture, [.. (TextCatalog.IsEnglish(culture) ? both.English : both.Chinese)]);
    }
}
