using System.Collections.Concurrent;
using System.Globalization;
using CleanHeating.Kernel;
using CleanHeating.Platform.Seals;
using CleanHeating.Platform.Storage;

namespace CleanHeating.Platform.Accounts;

/// <summary>A token as its owner sees it; the secret itself is never seen again.</summary>
public sealed record TokenLine(long Id, string Name, IReadOnlyList<Permission> Permissions, IReadOnlyList<RegionCode> Regions, long CreatedAt, long ExpiresAt, long? UsedAt);

/// <summary>
/// Tokens with which programs act for an account: part of what the account may, part of where, for a time. What the account loses,
/// its tokens lose with it.
/// </summary>
public sealed class Tokens(Workplace workplace, AccountBook book)
{
    private const string Kind = "token";
    private const int MostOfAccount = 50, LongestName = 60, MostRemembered = 10_000;
    private static readonly TimeSpan Believed = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan UseNoted = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<string, Remembered> _found = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<long, long> _used = new();

    private long Now => workplace.Time.GetUtcNow().UtcTicks;

    /// <summary>Makes a token and returns its secret, which is told this once.</summary>
    public Result<(TokenLine Token, string Secret)> Add(Account account, string name, IReadOnlyList<Permission> permissions, IReadOnlyList<RegionCode> regions, DateTimeOffset expires)
    {
        var errors = Check(account, name, permissions, regions, expires);
        if (errors.Count > 0)
        {
            return errors;
        }

        var secret = Secret.New();
        var token = new TokenLine(workplace.Ids.Next(), name.Trim(), [.. permissions.Distinct().Order()], regions, Now, expires.UtcTicks, null);
        return book.Write<(TokenLine, string)>("token", account.Name, null, writing =>
        {
            if (writing.Connection.ScalarLong(writing.Transaction, "SELECT COUNT(*) FROM account_token WHERE account_id = @p0 AND expires_at > @p1", account.Id, Now) >= MostOfAccount)
            {
                return new Error("token-too-many", null, MostOfAccount.ToString(CultureInfo.InvariantCulture));
            }

            var hash = Secret.Hash(workplace.Keys, Kind, secret);
            writing.Journal.Rows.Insert(AccountSeals.Token, token.Id, account.Id, token.Name, hash, Text(token.Permissions), AccountRows.Text(token.Regions), token.CreatedAt, token.ExpiresAt);
            writing.Journal.Append(0, "token-added", AccountRows.Table, account.Id, account.Id, account.Version, AccountChanges.Describe(
                [new("token", null, token.Name), new("permissions", null, Text(token.Permissions)), new("regions", null, AccountRows.Text(token.Regions))]));
            return (token, secret);
        });
    }

    /// <summary>Who acts by the token; null when it is not good, or no longer.</summary>
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

        if (Now >= found.SignedIn.EndsAt)
        {
            return null;
        }

        _used[found.SignedIn.Token!.Value] = Now;
        return found.SignedIn;
    }

    public IReadOnlyList<TokenLine> List(long account)
    {
        using var connection = workplace.Database.Open();
        return [.. connection.Query(null, "SELECT id, name, permissions, regions, created_at, expires_at, used_at FROM account_token WHERE account_id = @p0 ORDER BY id DESC", account)
            .Select(Line).Select(t => _used.TryGetValue(t.Id, out var used) ? t with { UsedAt = Math.Max(used, t.UsedAt ?? 0) } : t)];
    }

    public Result<int> Revoke(Account account, long token, string actor, string? reason = null) => book.Write<int>("token", actor, reason, writing =>
    {
        if (writing.Journal.Rows.Find(AccountSeals.Token, token) is not { } row || row.Long("account_id") != account.Id || !writing.Journal.Rows.Delete(row))
        {
            return new Error("not-found", null, token.ToString(CultureInfo.InvariantCulture));
        }

        writing.Journal.Append(0, "token-revoked", AccountRows.Table, account.Id, account.Id, account.Version);
        return 1;
    });

    internal static int RevokeAll(Writing writing, long account) => writing.Journal.Rows.Where(AccountSeals.Token, "account_id = @p0", account).Count(writing.Journal.Rows.Delete);

    /// <summary>Writes when tokens were last used.</summary>
    public void Keep()
    {
        var used = _used.ToArray();
        if (used.Length == 0)
        {
            return;
        }

        using var connection = workplace.Database.Open();
        using var transaction = workplace.Database.BeginWrite(connection);
        foreach (var (id, at) in used)
        {
            connection.Execute(transaction, "UPDATE account_token SET used_at = @p0 WHERE id = @p1 AND (used_at IS NULL OR used_at < @p2)", at, id, at - UseNoted.Ticks);
        }

        transaction.Commit();
        foreach (var one in used)
        {
            _used.TryRemove(one);
        }
    }

    private List<Error> Check(Account account, string name, IReadOnlyList<Permission> permissions, IReadOnlyList<RegionCode> regions, DateTimeOffset expires)
    {
        var errors = new List<Error>();
        if (name.Trim().Length is 0 or > LongestName || name.Any(char.IsControl))
        {
            errors.Add(new Error("token-name-invalid", new ErrorPlace(Path: "name")));
        }

        if (permissions.Count == 0 || permissions.Any(p => !RolePermissions.Has(account.Role, p)))
        {
            errors.Add(new Error("token-permissions", new ErrorPlace(Path: "permissions")));
        }

        if (regions.Any(r => !account.Scope.Covers(r)))
        {
            errors.Add(new Error("token-regions", new ErrorPlace(Path: "regions")));
        }

        if (expires.UtcTicks <= Now || expires.UtcTicks - Now > book.Policy.LongestToken.Ticks)
        {
            errors.Add(new Error("token-expiry", new ErrorPlace(Path: "expires_at"), ((int)book.Policy.LongestToken.TotalDays).ToString(CultureInfo.InvariantCulture)));
        }

        return errors;
    }

    private Remembered? Load(string secret, long generation)
    {
        var hash = Secret.Hash(workplace.Keys, Kind, secret);
        using var connection = workplace.Database.Open();
        foreach (var row in connection.Query(
            null, $"SELECT t.id, t.name, t.permissions, t.regions, t.created_at, t.expires_at, t.used_at, {AccountSeals.Token.Columns("t")} FROM account_token t WHERE t.token_hash = @p0", hash))
        {
            var token = Line(row);
            if (!AccountSeals.Token.IsSound(row, 7, workplace.Keys) || book.Find(row.GetInt64(8)) is not { IsDisabled: false } account || (account.IsDemo && !book.Policy.Demo))
            {
                return null;
            }

            var scope = token.Regions.Count == 0 ? account.Scope : account.Scope.Within(token.Regions);
            var caller = new Caller(account.Name, account.Role, scope) { Granted = token.Permissions.ToHashSet() };
            return new Remembered(new SignedIn(account, caller, null, token.Id, token.ExpiresAt), workplace.Time.GetTimestamp(), generation);
        }

        return null;
    }

    private static TokenLine Line(System.Data.Common.DbDataReader row) => new(
        row.GetInt64(0), row.GetString(1), [.. row.GetString(2).Split(',').Select(c => AccountCodes.TryParse(c, out Permission p) ? p : (Permission?)null).OfType<Permission>()],
        AccountRows.Regions(row.GetString(3)), row.GetInt64(4), row.GetInt64(5), row.LongOrNull(6));

    private static string Text(IEnumerable<Permission> permissions) => string.Join(',', permissions.Select(p => p.Code()));

    private sealed record Remembered(SignedIn SignedIn, long At, long Generation);
}
