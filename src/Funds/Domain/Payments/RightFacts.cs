using System.Text.Json;
using CleanHeating.Funds.Domain.Subsidies;

namespace CleanHeating.Funds.Domain.Payments;

/// <summary>What a household's rights rest on.</summary>
/// <param name="Household">Household number.</param>
/// <param name="Facts">What amounts depend on; use of energy is not in it.</param>
/// <param name="Paid">What the ledger says was paid.</param>
internal readonly record struct RightFacts(long Household, SubsidyFacts Facts, long Paid)
{
    /// <summary>What the retrofit cost, where a column of the workbook tells it; the format of ledgers has no such column.</summary>
    public static long? CostOf(ReadOnlySpan<byte> extra)
    {
        if (extra.IsEmpty || JsonSerializer.Deserialize<Dictionary<string, string>>(extra) is not { } columns)
        {
            return null;
        }

        foreach (var (name, value) in columns)
        {
            if (CostWords.IsCost(name) && Kernel.Money.TryParse(value.Replace(",", "", StringComparison.Ordinal).Trim(), out var cost) && cost.Fen >= 0)
            {
                return cost.Fen;
            }
        }

        return null;
    }
}
