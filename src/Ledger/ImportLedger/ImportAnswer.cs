using System.Text.Json.Serialization;

namespace CleanHeating.Ledger.ImportLedger;

/// <summary>What an import came to. One shape for the command line, the HTTP interface and the stored history.</summary>
public sealed record ImportAnswer
{
    public required string ImportId { get; init; }
    public required string AsOf { get; init; }
    public bool DryRun { get; init; }

    /// <summary>Files given.</summary>
    public int Files { get; init; }

    /// <summary>Ledger sheets read; skipped and refused sheets don't count.</summary>
    public int Sheets { get; init; }
    public int Rows { get; init; }
    public int Imported { get; init; }
    public int Updated { get; init; }
    public int Unchanged { get; init; }
    public int Quarantined { get; init; }

    /// <summary>Rows with each refusal code.</summary>
    public required IReadOnlyDictionary<string, int> Codes { get; init; }

    /// <summary>Rows in the ledger with each warning, of those that this import brought.</summary>
    public required IReadOnlyDictionary<string, int> Warnings { get; init; }

    /// <summary>Groups per lead, over the whole ledger.</summary>
    public required IReadOnlyDictionary<string, int> Leads { get; init; }
    public required IReadOnlyList<SheetFinding> SheetFindings { get; init; }
    public required IReadOnlyList<FileRefusal> FileRefusals { get; init; }

    /// <summary>Every refusal of every row; left out of the stored summary, which keeps them in a file of their own.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<Refusal>? Refusals { get; init; }
    public required IReadOnlyList<string> ErrorWorkbooks { get; init; }

    /// <summary>By twelve-digit county code.</summary>
    public required IReadOnlyDictionary<string, CountyCount> ByCounty { get; init; }
    public double Seconds { get; init; }
}

/// <summary>A finding about a sheet as a whole: total-mismatch, header-not-found, county-unknown.</summary>
public sealed record SheetFinding(string File, string Sheet, string Code, string Message, [property: JsonIgnore] IReadOnlyList<string> Args);

/// <summary>A file that could not be read at all.</summary>
public sealed record FileRefusal(string File, string Code, string Message, [property: JsonIgnore] IReadOnlyList<string> Args);

/// <summary>One reason why one row was not taken, at its cell. The column is null when the reason is the row as a whole.</summary>
public sealed record Refusal(string File, string Sheet, int Row, string? Column, string Code, string Message, string Value);

/// <summary>Rows of one county.</summary>
public sealed record CountyCount(int Rows, int Imported, int Quarantined);
