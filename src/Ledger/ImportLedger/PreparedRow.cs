using CleanHeating.Ledger.Data;
using CleanHeating.Ledger.Domain;
using CleanHeating.Platform.Security;
using CleanHeating.Platform.Workbooks;

namespace CleanHeating.Ledger.ImportLedger;

/// <summary>Fields of a household that a sheet may or may not bring; what it does not bring stays as it is.</summary>
[Flags]
internal enum BroughtFields
{
    None = 0,
    Phone = 1 << 0,
    Account = 1 << 1,
    Area = 1 << 2,
    Hardship = 1 << 3,
    Enterprise = 1 << 4,
    CreditCode = 1 << 5,
    Contract = 1 << 6,
    Brand = 1 << 7,
    Model = 1 << 8,
    Serial = 1 << 9,
    RatedPower = 1 << 10,
    UtilityAccount = 1 << 11,
    Started = 1 << 12,
    Completed = 1 << 13,

    /// <summary>Date and result of acceptance: one without the other says nothing.</summary>
    Accepted = 1 << 14,
    Paid = 1 << 15,
    Note = 1 << 16,
    All = (1 << 17) - 1,
}

/// <summary>What a sheet brings: known fields, and the names of its columns that the format does not know.</summary>
internal sealed record BroughtColumns(BroughtFields Fields, IReadOnlySet<string> Extras);

/// <summary>
/// A data row on its way to the store: either checked and encrypted, without number and seal yet, or refused.
/// </summary>
internal sealed class PreparedRow
{
    public required int RowNumber { get; init; }
    public required int CountyCode { get; init; }

    /// <summary>The row's cells as texts by column, for the quarantine and the error workbook.</summary>
    public required Cell[] Cells { get; init; }

    /// <summary>Null when the row is refused.</summary>
    public HouseholdRecord? Record { get; init; }
    public long VillageCode { get; init; }
    public IndexValue Person { get; init; }
    public required BroughtColumns Brought { get; init; }
    public List<RowRefusal>? Refusals { get; set; }
}

/// <summary>A batch of rows of one sheet, in order.</summary>
internal sealed record RowBatch(int Sheet, List<PreparedRow> Rows);
