namespace CleanHeating.Funds.Data;

/// <summary>A village's bills of one heating season, packed (MeterPack).</summary>
internal sealed class StoredMeterPack
{
    public int CountyCode { get; init; }

    /// <summary>Year in which the season begins.</summary>
    public int Season { get; init; }
    public long VillageCode { get; init; }
    public required byte[] Pack { get; init; }

    /// <summary>Bills in the pack.</summary>
    public int Readings { get; init; }
    public int Version { get; init; }
    public required byte[] Seal { get; init; }
}

/// <summary>A certificate of hardship (C32); county 0 where the person stands in no ledger yet.</summary>
internal sealed class StoredHardshipCertificate
{
    public int CountyCode { get; init; }
    public required byte[] IdentityIndex { get; init; }
    public required string Certificate { get; init; }

    /// <summary>Household of the person; null in county 0.</summary>
    public long? HouseholdId { get; init; }
    public required string Category { get; init; }
    public int Issuer { get; init; }
    public required string ValidFrom { get; init; }
    public required string ValidTo { get; init; }
    public long ImportId { get; init; }
    public int Version { get; init; }
    public required byte[] Seal { get; init; }
}

/// <summary>An import of season files: what was given, what came of it.</summary>
internal sealed class StoredSeasonImport
{
    public long Id { get; init; }
    public int Season { get; init; }
    public long At { get; init; }
    public required string Actor { get; init; }

    /// <summary>JSON: names and hashes of the files.</summary>
    public required string Files { get; init; }

    /// <summary>JSON: what came of it.</summary>
    public required string Answer { get; init; }
    public required byte[] Seal { get; init; }
}

/// <summary>A parameter's value that a person put in force after the plan, from a day on.</summary>
internal sealed class StoredParameterDecision
{
    public int Programme { get; init; }
    public required string Code { get; init; }
    public required string EffectiveFrom { get; init; }
    public required string Value { get; init; }
    public long At { get; init; }
    public required string Actor { get; init; }
    public required string Reason { get; init; }
    public required byte[] Seal { get; init; }
}
