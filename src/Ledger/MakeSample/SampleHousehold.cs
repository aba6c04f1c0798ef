namespace CleanHeating.Ledger.MakeSample;

/// <summary>One row of an invented ledger, as it will stand in the workbook: text, number or date, right or wrong.</summary>
internal sealed class SampleHousehold
{
    public required string Township { get; set; }
    public required string Village { get; set; }
    public required string Head { get; set; }

    /// <summary>A number instead of a text is the fault id-precision-lost.</summary>
    public required object Identity { get; set; }
    public required string Phone { get; set; }
    public required string Account { get; set; }
    public required string Route { get; set; }
    public required object Rooms { get; set; }
    public required decimal Area { get; set; }
    public string? Hardship { get; set; }
    public required string Enterprise { get; set; }
    public required string CreditCode { get; set; }
    public required string Contract { get; set; }
    public required string Brand { get; set; }
    public required string Model { get; set; }
    public required string Serial { get; set; }
    public required decimal Power { get; set; }
    public required string Utility { get; set; }
    public object? Started { get; set; }
    public object? Completed { get; set; }
    public object? Accepted { get; set; }
    public string? Result { get; set; }
    public object? Paid { get; set; }
}
