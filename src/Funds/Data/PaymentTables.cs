namespace CleanHeating.Funds.Data;

/// <summary>What an accepted household is entitled to, once for each kind and period. Payments consume it; the database refuses one more fen than it.</summary>
internal sealed class StoredPayableRight
{
    public int CountyCode { get; init; }
    public long HouseholdId { get; init; }

    /// <summary>1 capital, 2 operating.</summary>
    public int Kind { get; init; }

    /// <summary>Empty for capital; the season for operating.</summary>
    public required string Period { get; init; }
    public int Programme { get; init; }

    /// <summary>Day whose parameters hold: of the acceptance, or the season's first.</summary>
    public required string Day { get; init; }

    /// <summary>Fen.</summary>
    public long Amount { get; init; }

    /// <summary>The city's part of the amount.</summary>
    public long City { get; init; }

    /// <summary>Paid outside this system, as the ledger says.</summary>
    public long PaidBefore { get; init; }
    public long Paid { get; init; }

    /// <summary>In batches under way.</summary>
    public long Held { get; init; }

    /// <summary>Paid beyond the amount as it now is, not yet recovered.</summary>
    public long Overpaid { get; init; }

    /// <summary>Got back from the household.</summary>
    public long Recovered { get; init; }
    public int State { get; init; }

    /// <summary>Why it is frozen.</summary>
    public string? Reason { get; init; }

    /// <summary>Version of the programme that it was reckoned by.</summary>
    public int Rules { get; init; }
    public long MintedAt { get; init; }
    public int Version { get; init; }
    public required byte[] Seal { get; init; }
}

/// <summary>Payments that are proposed, checked, shown in the village, approved and sent together.</summary>
internal sealed class StoredPaymentBatch
{
    public int CountyCode { get; init; }
    public long Id { get; init; }
    public int Programme { get; init; }
    public long RegionCode { get; init; }
    public int Kind { get; init; }
    public required string Period { get; init; }
    public int State { get; init; }
    public int Lines { get; init; }
    public long Total { get; init; }
    public long City { get; init; }

    /// <summary>SHA-256 of the lines as proposed, which the signatures stand for.</summary>
    public required string Hash { get; init; }
    public string? NoticeFrom { get; init; }
    public string? NoticeUntil { get; init; }

    /// <summary>Bank files made.</summary>
    public int Files { get; init; }
    public required string ProposedBy { get; init; }
    public string? CheckedBy { get; init; }
    public string? ApprovedBy { get; init; }
    public long CreatedAt { get; init; }
    public int Version { get; init; }
    public required byte[] Seal { get; init; }
}

/// <summary>A step of a batch's life, which is its signature: who, when, over which hash.</summary>
internal sealed class StoredPaymentStep
{
    public int CountyCode { get; init; }
    public long BatchId { get; init; }
    public long Id { get; init; }
    public long At { get; init; }
    public required string Actor { get; init; }
    public required string Act { get; init; }
    public int State { get; init; }
    public int Version { get; init; }
    public required string Hash { get; init; }
    public long Total { get; init; }
    public string? Reason { get; init; }
    public required byte[] Seal { get; init; }
}

/// <summary>A payment to a household: its right, its amount, where it stands. Live (1) while a batch under way holds it.</summary>
internal sealed class StoredPaymentLine
{
    public int CountyCode { get; init; }
    public long BatchId { get; init; }
    public long HouseholdId { get; init; }
    public int Kind { get; init; }
    public required string Period { get; init; }

    /// <summary>Place in the list.</summary>
    public int Number { get; init; }
    public long Amount { get; init; }
    public long City { get; init; }
    public int State { get; init; }

    /// <summary>1 while the batch holds the right; null after.</summary>
    public int? Live { get; init; }
    public required string Payee { get; init; }
    public byte[]? AccountCipher { get; init; }
    public byte[]? AccountIndex { get; init; }

    /// <summary>Number of the bank file that it was last sent in.</summary>
    public int File { get; init; }
    public string? Reason { get; init; }
    public long? SettledAt { get; init; }
    public int Version { get; init; }
    public required byte[] Seal { get; init; }
}

/// <summary>A file that went to the bank, or came back from it.</summary>
internal sealed class StoredBankFile
{
    public int CountyCode { get; init; }
    public long BatchId { get; init; }

    /// <summary>From 1; a return has the negative number of its turn.</summary>
    public int Number { get; init; }
    public long At { get; init; }
    public required string Actor { get; init; }
    public required string Name { get; init; }
    public int Lines { get; init; }
    public long Total { get; init; }
    public required string Hash { get; init; }
    public required byte[] ContentCipher { get; init; }
    public required byte[] Seal { get; init; }
}

/// <summary>Money that a household has to give back.</summary>
internal sealed class StoredRecoveryClaim
{
    public int CountyCode { get; init; }
    public long Id { get; init; }
    public long HouseholdId { get; init; }
    public int Kind { get; init; }
    public required string Period { get; init; }
    public long Amount { get; init; }
    public long Recovered { get; init; }
    public int State { get; init; }

    /// <summary>1 while it is open; null after.</summary>
    public int? Open { get; init; }
    public required string Cause { get; init; }
    public long At { get; init; }
    public required string Actor { get; init; }
    public int Version { get; init; }
    public required byte[] Seal { get; init; }
}

/// <summary>An objection to a list that hangs in a village.</summary>
internal sealed class StoredObjection
{
    public int CountyCode { get; init; }
    public long BatchId { get; init; }
    public long Id { get; init; }
    public long? HouseholdId { get; init; }
    public required string Text { get; init; }
    public required string RaisedBy { get; init; }
    public long At { get; init; }
    public required string Actor { get; init; }
    public int State { get; init; }
    public string? Decision { get; init; }
    public string? DecidedBy { get; init; }
    public long? DecidedAt { get; init; }
    public int Version { get; init; }
    public required byte[] Seal { get; init; }
}
