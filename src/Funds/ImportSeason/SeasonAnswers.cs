namespace CleanHeating.Funds.ImportSeason;

/// <summary>Which files, of which season; any of them may be left out.</summary>
/// <param name="Season">Season, such as 2021-2022.</param>
/// <param name="Register">Path of the register of hardship certificates.</param>
/// <param name="Electricity">Path of the power company's bills.</param>
/// <param name="Gas">Path of the gas company's bills.</param>
public sealed record SeasonRequest(string Season, string? Register, string? Electricity, string? Gas);

/// <summary>What came of an import of season files.</summary>
/// <param name="Certificates">Certificates of the register that are sound and stand.</param>
/// <param name="Readings">Bills that were stored.</param>
/// <param name="Refused">Refused lines by code.</param>
public sealed record SeasonAnswer(int Certificates, int Readings, IReadOnlyDictionary<string, int> Refused)
{
    /// <summary>Certificates of persons who stand in no ledger.</summary>
    public int CertificatesWithoutHousehold { get; init; }

    /// <summary>Certificates that are new or differ from what stood.</summary>
    public int CertificatesChanged { get; init; }

    /// <summary>Rights that changed because of the import.</summary>
    public int RightsChanged { get; init; }
    public double Seconds { get; init; }
}
