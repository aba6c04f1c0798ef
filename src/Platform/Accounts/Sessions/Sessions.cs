using System.Collections.Concurrent;
using System.Globalization;
using CleanHeating.Kernel;
using CleanHeating.Platform.Seals;
using CleanHeating.Platform.Storage;

namespace CleanHeating.Platform.Accounts;

/// <summary>
/// Sessions of people at browsers. What was found is believed for two seconds, so that a page's requests ask the database once;
/// a change in this process is seen at once, one by another server within those two seconds. When a session was last
/// used is remembered here and written from time to time, so that reading waits for nobody's write.
/// </summary>
public sealed class Sessions(Workplace workplace, AccountBook book)
{
    private const string Kind = "session";
    private const int MostRemembered = 20_000;
    private static readonly TimeSpan Believed = TimeSpan.FromSeconds(2);
    private readonly ConcurrentDictionary<string, Remembered> _found = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<long, long> _seen = new();

    private long Now => workplace.Time.GetUtcNow().UtcTicks;

    /// <summary>Lets the account in and returns the session's secret, which is told nowhere else.</summary>
    public Result<string> Begin(Account account, string way, Origin origin)
    {
        var secret = Secret.New();
        return book.Write<string>("sign-in", account.Name, null, writing =>
        {
            // Asked again where it counts: whoever was shut out a moment ago stays out.
            if (writing.Connection.Execute(writing.Transaction, "UPDATE account SET signed_in_at = @p0 WHERE id = @p1 AND is_disabled = 0 AND version = @p2", Now, account.Id, account.Version) != 1)
            {
                return new Error("sign-in-refused");
            }

            var row = new SessionLine(workplace.Ids.Next(), way, Now, Now, Now + book.Policy.SessionLongest.Ticks, Cut(origin.Address, 64), Cut(origin.Device, 200));
            var hash = Secret.Hash(workplace.Keys, Kind, secret);
            writing.Journal.Rows.Insert(AccountSeals.Session, [("seen_at", row.SeenAt)], row.Id, account.Id, hash, row.Way, row.CreatedAt, row.EndsAt, row.Address, row.Device);
            writing.Journal.Append(0, "signed-in", AccountRows.Table, account.Id, account.Id, account.Version, AccountChanges.Describe([new("way", null, way), new("address", null, row.Address), new("device", null, row.Device)]));
            return secret;
        });
    }

    /// <summary>Who holds the secret; null when nobody does, or no longer.</summary>
    public SignedIn? Find(string? secret)
    {
        if (!Secret.IsPlausible(secret))
        {
            return null;
        }

        var generation = book.Generation;
        if (!_found.TryGetValue(secret!, out var found) || found.Generation != generation || workplace.Time.GetElapsedTime(found.At) > Believed)
        {
            found = Load(secret!, generation);
            if (found is null)
            {
                _found.TryRemove(secret!, out _);
                return null;
            }

            if (_found.Count >= MostRemembered)
            {
                _found.Clear();
            }

            _found[secret!] = found;
        }

        var (now, id) = (Now, found.SignedIn.Session!.Value);
        if (now >= found.SignedIn.EndsAt || now - Math.Max(found.SeenAt, _seen.GetValueOrDefault(id)) > book.Policy.SessionIdle.Ticks)
        {
            return null;
        }

        _seen[id] = now;
        return found.SignedIn;
    }

    public IReadOnlyList<SessionLine> List(long account)
    {
        using var connection = workplace.Database.Open();
        var idle = Now - book.Policy.SessionIdle.Ticks;
        return [.. connection.Query(null, "SELECT id, way, created_at, seen_at, ends_at, address, device FROM account_session WHERE account_id = @p0 AND ends_at > @p1 ORDER BY id DESC", account, Now)
            .Select(r => new SessionLine(r.GetInt64(0), r.GetString(1), r.GetInt64(2), Math.Max(r.GetInt64(3), _seen.GetValueOrDefault(r.GetInt64(0))), r.GetInt64(4), r.TextOrNull(5), r.TextOrNull(6)))
            .Where(s => s.SeenAt > idle)];
    }

    /// <summary>Ends one session of the account.</summary>
    public Result<int> End(Account account, long session, string act, string actor, string? reason = null) => book.Write<int>(act, actor, reason, writing =>
    {
        var ended = Remove(writing.Journal.Rows, "id = @p0 AND account_id = @p1", session, account.Id);
        if (ended == 0)
        {
            return new Error("not-found", null, session.ToString(CultureInfo.InvariantCulture));
        }

        writing.Journal.Append(0, act, AccountRows.Table, account.Id, account.Id, account.Version);
        return ended;
    });

    /// <summary>Ends all sessions of the account but one.</summary>
    public Result<int> EndAll(Account account, long? except, string actor, string? reason = null) => book.Write<int>("sessions-ended", actor, reason, writing =>
    {
        var ended = EndAll(writing, account.Id, except);
        if (ended > 0)
        {
            writing.Journal.Append(0, "sessions-ended", AccountRows.Table, account.Id, account.Id, account.Version);
        }

        return ended;
    });

    internal static int EndAll(Writing writing, long account, long? except = null) => Remove(writing.Journal.Rows, "account_id = @p0 AND id <> @p1", account, except ?? 0L);

    /// <summary>Writes when sessions were last used, and removes those that ended.</summary>
    public void Keep()
    {
        var seen = _seen.ToArray();
        if (seen.Length == 0 && !HasRunOut())
        {
            return;
        }

        book.Write<int>("sessions-kept", Environment.UserName, null, writing =>
        {
            foreach (var (id, at) in seen)
            {
                writing.Connection.Execute(writing.Transaction, "UPDATE account_session SET seen_at = @p0 WHERE id = @p1 AND seen_at < @p0", at, id);
            }

            var rows = writing.Journal.Rows;
            var ended = Remove(rows, "ends_at <= @p0 OR seen_at <= @p1", Now, Now - book.Policy.SessionIdle.Ticks)
                + rows.Where(AccountSeals.Link, "expires_at <= @p0", Now).Count(rows.Delete);
            if (ended > 0)
            {
                writing.Journal.Append(0, "ran-out", AccountSeals.Session.Name, 0, 0, 0);
            }

            return ended;
        });

        foreach (var one in seen)
        {
            _seen.TryRemove(one);
        }

        book.Forget();
    }

    // Asked without the right to write, so that a quiet server stands in nobody's way.
    private bool HasRunOut()
    {
        using var connection = workplace.Database.Open();
        return connection.ScalarLong(
            null, "SELECT (SELECT COUNT(*) FROM account_session WHERE ends_at <= @p0 OR seen_at <= @p1) + (SELECT COUNT(*) FROM account_link WHERE expires_at <= @p0)",
            Now, Now - book.Policy.SessionIdle.Ticks) > 0;
    }

    private Remembered? Load(string secret, long generation)
    {
        var hash = Secret.Hash(workplace.Keys, Kind, secret);
        using var connection = workplace.Database.Open();
        foreach (var row in connection.Query(null, $"SELECT {AccountRows.Columns}, s.seen_at, {AccountSeals.Session.Columns("s")} FROM account_session s JOIN account a ON a.id = s.account_id WHERE s.token_hash = @p0", hash))
        {
            const int after = AccountRows.ColumnCount;
            var account = AccountRows.Read(row, workplace.Keys);
            var (id, ends) = (row.GetInt64(after + 1), row.GetInt64(after + 6));
            if (account.IsDisabled || (account.IsDemo && !book.Policy.Demo) || !AccountSeals.Session.IsSound(row, after + 1, workplace.Keys))
            {
                return null;
            }

            return new Remembered(new SignedIn(account, new Caller(account.Name, account.Role, account.Scope), id, null, ends), row.GetInt64(after), workplace.Time.GetTimestamp(), generation);
        }

        return null;
    }

    // A tampered session ends like any other: nobody may keep a session by spoiling its row.
    private static int Remove(SealedRows rows, string condition, params object?[] values) => rows.Discard(AccountSeals.Session, condition, values);

    private static string? Cut(string? text, int length) => text is null || text.Length <= length ? text : text[..length];

    private sealed record Remembered(SignedIn SignedIn, long SeenAt, long At, long Generation);
}
