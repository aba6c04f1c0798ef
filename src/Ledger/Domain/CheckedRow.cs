using CleanHeating.Kernel;
using CleanHeating.Programme.Progress;

namespace CleanHeating.Ledger.Domain;

/// <summary>One reason why a row is refused: code, zero-based column (-1: the row as a whole), and the text that was met.</summary>
internal readonly record struct RowRefusal(string Code, int Column, string Value);

/// <summary>A data row after all checks. Its typed values are sound only when <see cref="Refusals"/> is empty.</summary>
internal sealed class CheckedRow
{
    public int RowNumber { get; init; }

    /// <summary>County of the row, or of its sheet where the row names none that exists; null where neither is known.</summary>
    public RegionCode? County { get; set; }
    public RegionCode Village { get; set; }
    public string Head { get; set; } = "";
    public IdentityNumber Identity { get; set; }
    public string? Phone { get; set; }
    public string? Account { get; set; }
    public int Route { get; set; }
    public int Rooms { get; set; }
    public Area Area { get; set; }
    public string? Hardship { get; set; }
    public string? Enterprise { get; set; }
    public string? CreditCode { get; set; }
    public string? Contract { get; set; }
    public string? Brand { get; set; }
    public string? Model { get; set; }
    public string? Serial { get; set; }

    /// <summary>0.01 kW.</summary>
    public long? RatedPower { get; set; }
    public string? UtilityAccount { get; set; }
    public DateOnly? Started { get; set; }
    public DateOnly? Completed { get; set; }
    public DateOnly? Accepted { get; set; }

    /// <summary>True passed, false failed, null before acceptance.</summary>
    public bool? Passed { get; set; }
    public Money Paid { get; set; }
    public string? Note { get; set; }

    /// <summary>Columns that the format does not know, header and text; null when there are none.</summary>
    public List<KeyValuePair<string, string>>? Extra { get; set; }
    public LedgerWarning Warnings { get; set; }
    public List<RowRefusal>? Refusals { get; private set; }

    public Stage Stage => Passed switch
    {
        true => Stage.Passed,
        false => Stage.Failed,
        null => Completed is not null ? Stage.Completed : Started is not null ? Stage.Started : Stage.NotStarted,
    };

    public void Refuse(string code, int column, string value) => (Refusals ??= []).Add(new RowRefusal(code, column, value));
}
