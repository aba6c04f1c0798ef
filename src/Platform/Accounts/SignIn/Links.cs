using System.Globalization;
using CleanHeating.Kernel;
using CleanHeating.Platform.Security;
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

        var hash = Secret.Hash(CodeOf(kind), secret!);
        using var connection = workplace.Database.Open();
        foreach (var row in connection.Query(null, "SELECT id, account_id, expires_at, seal FROM account_link WHERE token_hash = @p0 AND kind = @p1", hash, CodeOf(kind)))
        {
            var link = new FoundLink(row.GetInt64(0), kind, row.GetInt64(1), row.GetInt64(2));
            return link.ExpiresAt > Now && AccountSeals.Is(workplace.Keys, row.GetFieldValue<byte[]>(3), seal => Feed(seal, link, hash)) ? link : null;
        }

        return null;
    }

    /// <summary>A new set-up secret; earlier ones are no longer good.</summary>
    public string SetUp(string actor) => book.Write<string>("set-up-link", actor, null, writing =>
    {
        writing.Journal.Append(0, "set-up-link", AccountRows.Table, 0, 0, 0);
        return Add(writing, LinkKind.SetUp, 0, book.Policy.Link);
    }).Value;

    internal string SecondStep(Account account)
    {
        using var connection = workplace.Database.Open();
        using var transaction = workplace.Database.BeginWrite(connection);
        var secret = Insert(connection, transaction, LinkKind.SecondStep, account.Id, book.Policy.SecondStep);
        transaction.Commit();
        return secret;
    }

    /// <summary>A new secret of a kind for an account, in the place of earlier ones.</summary>
    internal string Add(Writing writing, LinkKind kind, long account, TimeSpan holds)
    {
        Remove(writing, kind, account);
        return Insert(writing.Connection, writing.Transaction, kind, account, holds);
    }

    internal static void Remove(Writing writing, LinkKind kind, long account) =>
        writing.Connection.Execute(writing.Transaction, "DELETE FROM account_link WHERE account_id = @p0 AND kind = @p1", account, CodeOf(kind));

    /// <summary>Uses a secret up; false when somebody else did first.</summary>
    internal static bool Use(Writing writing, FoundLink link) =>
        writing.Connection.Execute(writing.Transaction, "DELETE FROM account_link WHERE id = @p0", link.Id) == 1;

    private string Insert(System.Data.Common.DbConnection connection, System.Data.Common.DbTransaction transaction, LinkKind kind, long account, TimeSpan holds)
    {
        var secret = Secret.New();
        var hash = Secret.Hash(CodeOf(kind), secret);
        var link = new FoundLink(workplace.Ids.Next(), kind, account, Now + holds.Ticks);
        connection.Execute(
            transaction, "INSERT INTO account_link (id, account_id, kind, token_hash, created_at, expires_at, seal) VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6)",
            link.Id, account, CodeOf(kind), hash, Now, link.ExpiresAt, AccountSeals.Of(workplace.Keys, seal => Feed(seal, link, hash)));
        return secret;
    }

    private static RowSeal Feed(RowSeal seal, FoundLink link, byte[] hash) =>
        seal.Begin("account_link").Add(link.Id).Add(link.Account).Add(CodeOf(link.Kind)).Add(hash.AsSpan()).Add(link.ExpiresAt);

    private static string CodeOf(LinkKind kind) => kind switch
    {
        LinkKind.SetUp => "set-up",
        LinkKind.Password => "password",
        LinkKind.SecondStep => "second-step",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Unknown kind of link."),
    };
}
