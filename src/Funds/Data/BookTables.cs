namespace CleanHeating.Funds.Data;

/// <summary>An entry of the books: an amount goes from one account to another, so no entry can be out of balance.</summary>
internal sealed class StoredFundEntry
{
    public int CountyCode { get; init; }
    public long Id { get; init; }
    public int Programme { get; init; }

    /// <summary>1 city, 2 county, 3 reward pool.</summary>
    public int Source { get; init; }

    /// <summary>Account that receives.</summary>
    public int Debit { get; init; }

    /// <summary>Account that gives.</summary>
    public int Credit { get; init; }
    public long Amount { get; init; }
    public required string Kind { get; init; }
    public required string Day { get; init; }
    public required string Document { get; init; }
    public long? BatchId { get; init; }
    public long? HouseholdId { get; init; }
    public string? Reason { get; init; }
    public long At { get; init; }
    public required string Actor { get; init; }
    public required byte[] Seal { get; init; }
}

/// <summary>Money of a contract that is kept back until a day.</summary>
internal sealed class StoredRetention
{
    public int CountyCode { get; init; }
    public long Id { get; init; }
    public int Programme { get; init; }
    public int Source { get; init; }
    public required string Contract { get; init; }
    public string? CreditCode { get; init; }
    public long Amount { get; init; }
    public long Released { get; init; }
    public required string Due { get; init; }
    public long At { get; init; }
    public required string Actor { get; init; }
    public int Version { get; init; }
    public required byte[] Seal { get; init; }
}

/// <summary>What the bank says that a county's account holds; the books must say the same.</summary>
internal sealed class StoredBankBalance
{
    public int CountyCode { get; init; }
    public long Id { get; init; }
    public int Programme { get; init; }
    public required string Day { get; init; }
    public long Balance { get; init; }

    /// <summary>What the books said then.</summary>
    public long Books { get; init; }
    public required string Document { get; init; }
    public long At { get; init; }
    public required string Actor { get; init; }
    public required byte[] Seal { get; init; }
}

/// <summary>A county that gets no city money until this is lifted (C34).</summary>
internal sealed class StoredCountySanction
{
    public int CountyCode { get; init; }
    public long Id { get; init; }
    public int Programme { get; init; }
    public int State { get; init; }

    /// <summary>1 until it is lifted; null after.</summary>
    public int? InForce { get; init; }
    public required string Reason { get; init; }
    public required string Document { get; init; }
    public long At { get; init; }
    public required string Actor { get; init; }
    public long? LiftedAt { get; init; }
    public string? LiftedBy { get; init; }
    public string? LiftReason { get; init; }
    public int Version { get; init; }
    public required byte[] Seal { get; init; }
}

/// <summary>What an account holds: follows from the entries. But the origin of money, no account can hold less than nothing.</summary>
internal sealed class StoredFundBalance
{
    public int CountyCode { get; init; }
    public int Programme { get; init; }
    public int Source { get; init; }
    public int Account { get; init; }
    public long Amount { get; init; }
}
