using System.Globalization;
using CleanHeating.Kernel;
using CleanHeating.Platform.Seals;
using CleanHeating.Platform.Storage;

namespace CleanHeating.Platform.Accounts;

/// <summary>What a one-time secret is for.</summary>
public enum LinkKind
{
    /// <summary>Makes the first accounts.</summary>
    SetUp,

    /// <summary>Sets an account's password.</summary>
    Password,

    /// <summary>Stands for the password that was right, until the second factor came.</summary>
    SecondStep,
}

/// <summary>A one-time secret that was found good.</summary>
public sealed record FoundLink(long Id, LinkKind Kind, long Account, long ExpiresAt);

/// <summary>One-time secrets: given out once, known afterwards by their hash alone, good for one use or until they run out.</summary>
public sealed class Links(Workplace workplace, AccountBook book)
{
    private long Now => workplace.Time.GetUtcNow().UtcTicks;

    public FoundLink? Find(LinkKind kind, string? secret)
    {
        if (!Secret.IsPlausible(secret))
        {
            return null;
        }

        var hash = Secret.Hash(workplace.Keys, CodeOf(kind), secret!);
        using var connection = workplace.Database.Open();
        foreach (var row in connection.Query(null, $"SELECT {AccountSeals.Link.Columns("l")} FROM account_link l WHERE l.token_hash = @p0 AND l.kind = @p1", hash, CodeOf(kind)))
        {
            var link = new FoundLink(row.GetInt64(0), kind, row.GetInt64(1), row.GetInt64(5));
            return link.ExpiresAt > Now && AccountSeals.Link.IsSound(row, 0, workplace.Keys) ? link : null;
        }

        return null;
    }

    /// <summary>A new set-up secret; earlier ones are no longer good.</summary>
    public string SetUp(string actor) => book.Write<string>("set-up-link", actor, null, writing =>
    {
        writing.Journal.Append(0, "set-up-link", AccountRows.Table, 0, 0, 0);
        return Add(writing, LinkKind.SetUp, 0, book.Policy.Link);
    }).Value;

    internal string SecondStep(Account account) => book.Write<string>("second-step", account.Name, null, writing =>
    {
        writing.Journal.Append(0, "second-step", AccountRows.Table, account.Id, account.Id, account.Version);
        return Insert(writing, LinkKind.SecondStep, account.Id, book.Policy.SecondStep);
    }).Value;

    /// <summary>A new secret of a kind for an account, in the place of earlier ones.</summary>
    internal string Add(Writing writing, LinkKind kind, long account, TimeSpan holds)
    {
        Remove(writing, kind, account);
        return Insert(writing, kind, account, holds);
    }

    internal static void Remove(Writing writing, LinkKind kind, long account) =>
        writing.Journal.Rows.Where(AccountSeals.Link, "account_id = @p0 AND kind = @p1", account, CodeOf(kind)).ForEach(link => writing.Journal.Rows.Delete(link));

    /// <summary>Uses a secret up; false when somebody else did first.</summary>
    internal static bool Use(Writing writing, FoundLink link)
    {
        if (writing.Journal.Rows.Find(AccountSeals.Link, link.Id) is not { } row || !writing.Journal.Rows.Delete(row))
        {
            return false;
        }

        writing.Journal.Append(0, "used", AccountSeals.Link.Name, link.Id, link.Id, 0);
        return true;
    }

    private string Insert(Writing writing, LinkKind kind, long account, TimeSpan holds)
    {
        var secret = Secret.New();
        var hash = Secret.Hash(workplace.Keys, CodeOf(kind), secret);
        writing.Journal.Rows.Insert(AccountSeals.Link, workplace.Ids.Next(), account, CodeOf(kind), hash, Now, Now + holds.Ticks);
        return secret;
    }

    private static string CodeOf(LinkKind kind) => kind switch
    {
        LinkKind.SetUp => "set-up",
        LinkKind.Password => "password",
        LinkKind.SecondStep => "second-step",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Unknown kind of link."),
    };
}
