using CleanHeating.Kernel;
using CleanHeating.Platform.Journal;

namespace CleanHeating.Platform.Accounts;

/// <summary>All accounts: opens them for an act, and tells what of them is remembered elsewhere to forget it.</summary>
public sealed class AccountBook(Workplace workplace, AccountPolicy policy)
{
    private long _generation;

    public AccountPolicy Policy => policy;

    /// <summary>Rises when any account or session changes in this process.</summary>
    internal long Generation => Interlocked.Read(ref _generation);

    /// <summary>Accounts for one act, which the journal names.</summary>
    public AccountUsers Open(string act, string actor, string? reason = null) => new(workplace, this, workplace.Begin(act, actor, reason));

    /// <summary>Whether nobody administers accounts yet: the product is then to be set up.</summary>
    public bool IsEmpty()
    {
        using var connection = workplace.Database.Open();
        return Storage.Sql.ScalarLong(connection, null, "SELECT COUNT(*) FROM account WHERE is_demo = 0") == 0;
    }

    public Account? Find(long id)
    {
        using var connection = workplace.Database.Open();
        return AccountRows.Query(connection, null, workplace.Keys, "WHERE a.id = @p0", id).FirstOrDefault();
    }

    public Account? Find(string name)
    {
        using var connection = workplace.Database.Open();
        return AccountRows.Query(connection, null, workplace.Keys, "WHERE a.normalized_name = @p0", Account.Normalize(name)).FirstOrDefault();
    }

    /// <summary>A page of accounts in the order of their names.</summary>
    /// <param name="after">Name after which the page begins; null for the first.</param>
    /// <param name="role">Only this role.</param>
    /// <param name="search">Part of name or display name.</param>
    /// <param name="limit">Rows.</param>
    public IReadOnlyList<Account> List(string? after, Role? role, string? search, int limit)
    {
        using var connection = workplace.Database.Open();
        var like = string.IsNullOrWhiteSpace(search) ? null : "%" + Account.Normalize(search).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal) + "%";
        var where = "WHERE a.normalized_name > @p0" + (role is null ? "" : " AND a.role = @p1") + (like is null ? "" : " AND (a.normalized_name LIKE @p2 ESCAPE '\\' OR upper(a.display_name) LIKE @p2 ESCAPE '\\')");
        return [.. AccountRows.Query(connection, null, workplace.Keys, where + " ORDER BY a.normalized_name LIMIT @p3", after is null ? "" : Account.Normalize(after), role?.Code() ?? "", like ?? "", limit)];
    }

    internal void Forget() => Interlocked.Increment(ref _generation);

    internal Result<T> Write<T>(string act, string actor, string? reason, Func<Writing, Result<T>> work)
    {
        var result = JournaledWrite.Run(workplace, workplace.Begin(act, actor, reason), work);
        Forget();
        return result;
    }
}
