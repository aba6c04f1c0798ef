namespace CleanHeating.Ledger.ListHouseholds;

/// <summary>
/// A household as lists show it. Personal numbers are masked. Money in fen, areas in 0.01 m², power in 0.01 kW, dates
/// yyyy-MM-dd, region codes of twelve digits, the household number as text (it exceeds what scripts count exactly).
/// </summary>
public sealed record LedgerRow
{
    public required string Id { get; init; }
    public required string CountyCode { get; init; }
    public required string County { get; init; }
    public required string Township { get; init; }
    public required string Village { get; init; }
    public required string Head { get; init; }
    public required string Identity { get; init; }
    public string? Phone { get; init; }
    public string? Account { get; init; }

    /// <summary>Technology code.</summary>
    public required string Route { get; init; }
    public required string RouteName { get; init; }

    /// <summary>not-started, started, completed, passed or failed.</summary>
    public required string Stage { get; init; }
    public required string StageName { get; init; }
    public int Rooms { get; init; }
    public long AreaHundredths { get; init; }
    public string? Hardship { get; init; }
    public string? Enterprise { get; init; }
    public string? CreditCode { get; init; }
    public string? Contract { get; init; }
    public string? Brand { get; init; }
    public string? Model { get; init; }
    public string? Serial { get; init; }
    public long? RatedPowerHundredths { get; init; }
    public string? UtilityAccount { get; init; }
    public string? Started { get; init; }
    public string? Completed { get; init; }
    public string? Accepted { get; init; }

    /// <summary>passed, failed, or null before acceptance.</summary>
    public string? Result { get; init; }
    public long PaidFen { get; init; }
    public long OutstandingFen { get; init; }
    public string? Note { get; init; }

    /// <summary>Codes of warnings.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }
    public int Version { get; init; }
}

/// <summary>Where a household's present values came from.</summary>
public sealed record LedgerSource(string ImportId, string File, string Sheet, int Row);

/// <summary>A page of households with the cursors of its neighbours.</summary>
/// <param name="Rows">Households.</param>
/// <param name="Next">Cursor of the next page; null on the last.</param>
/// <param name="Previous">Cursor of the page before; null on the first.</param>
/// <param name="Total">How many the filter matches; where <paramref name="TotalExact"/> is false, at least this many.</param>
/// <param name="TotalExact">Whether the total was counted to the end.</param>
/// <param name="Sums">Sums over everything that the filter matches, where the progress counters know them.</param>
public sealed record LedgerPage(IReadOnlyList<LedgerRow> Rows, string? Next, string? Previous, long Total, bool TotalExact, LedgerSums? Sums);

/// <summary>Sums over a filter.</summary>
public sealed record LedgerSums(long AreaHundredths, long PaidFen, long OutstandingFen);

/// <summary>A column of the ledger table.</summary>
public sealed record LedgerColumn(string Key, string Name, bool Sortable, bool Default);
