namespace CleanHeating.Funds.Domain.Books;

/// <summary>Whose money it is.</summary>
internal enum FundSource
{
    City = 1,
    County = 2,

    /// <summary>The city's reward pool (C30).</summary>
    Reward = 3,
}

/// <summary>Accounts of a county's books, each per source. The city has books of its own (county 0).</summary>
internal enum FundAccount
{
    /// <summary>Where money comes from and returns to: holds less than nothing, the only one that may.</summary>
    Origin = 0,

    /// <summary>Allocated by the city, not yet arrived.</summary>
    Due = 1,

    /// <summary>There, and free.</summary>
    Fund = 2,

    /// <summary>Set aside for an approved batch.</summary>
    Committed = 3,

    /// <summary>With the bank.</summary>
    Transit = 4,

    /// <summary>With households.</summary>
    Paid = 5,

    /// <summary>Came back from the bank, to be sent again.</summary>
    Returned = 6,

    /// <summary>Kept back under a contract.</summary>
    Retained = 7,

    /// <summary>City's books: handed to counties.</summary>
    Allocated = 8,

    /// <summary>Paid out to a firm after its retention.</summary>
    Released = 9,
}

/// <summary>A kind of entry: from which account to which. There are no other entries.</summary>
/// <param name="Word">Stable word.</param>
/// <param name="Debit">Account that receives.</param>
/// <param name="Credit">Account that gives.</param>
internal sealed record EntryKind(string Word, FundAccount Debit, FundAccount Credit);

internal static class EntryKinds
{
    public static readonly EntryKind Appropriate = new("appropriate", FundAccount.Fund, FundAccount.Origin);
    public static readonly EntryKind Allocate = new("allocate", FundAccount.Allocated, FundAccount.Fund);
    public static readonly EntryKind Due = new("due", FundAccount.Due, FundAccount.Origin);
    public static readonly EntryKind Arrive = new("arrive", FundAccount.Fund, FundAccount.Due);
    public static readonly EntryKind GiveBack = new("give-back", FundAccount.Origin, FundAccount.Fund);
    public static readonly EntryKind Spend = new("spend-reward", FundAccount.Origin, FundAccount.Fund);
    public static readonly EntryKind TopUp = new("top-up", FundAccount.Fund, FundAccount.Origin);
    public static readonly EntryKind TakeBack = new("take-back", FundAccount.Fund, FundAccount.Allocated);
    public static readonly EntryKind Commit = new("commit", FundAccount.Committed, FundAccount.Fund);
    public static readonly EntryKind Uncommit = new("uncommit", FundAccount.Fund, FundAccount.Committed);
    public static readonly EntryKind Send = new("send", FundAccount.Transit, FundAccount.Committed);
    public static readonly EntryKind Pay = new("pay", FundAccount.Paid, FundAccount.Transit);
    public static readonly EntryKind Return = new("return", FundAccount.Returned, FundAccount.Transit);
    public static readonly EntryKind Resend = new("resend", FundAccount.Transit, FundAccount.Returned);
    public static readonly EntryKind Unreturn = new("unreturn", FundAccount.Fund, FundAccount.Returned);
    public static readonly EntryKind Recover = new("recover", FundAccount.Fund, FundAccount.Paid);
    public static readonly EntryKind RecoverOutside = new("recover-outside", FundAccount.Fund, FundAccount.Origin);
    public static readonly EntryKind Retain = new("retain", FundAccount.Retained, FundAccount.Fund);
    public static readonly EntryKind Release = new("release", FundAccount.Released, FundAccount.Retained);

    public static readonly IReadOnlyList<EntryKind> All =
        [Appropriate, Allocate, Due, Arrive, GiveBack, Spend, TopUp, TakeBack, Commit, Uncommit, Send, Pay, Return, Resend, Unreturn, Recover, RecoverOutside, Retain, Release];

    public static EntryKind? Parse(string word) => All.FirstOrDefault(k => k.Word == word);
}
