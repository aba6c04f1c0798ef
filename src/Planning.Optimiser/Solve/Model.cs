using CleanHeating.Planning.Optimiser.Domain;

namespace CleanHeating.Planning.Optimiser.Solve;

/// <summary>
/// An instance as arrays. Villages that could be chosen are numbered anew so that those of one block stand together: a block is the
/// villages of one substation, or a handful that have none. A resource is <i>shared</i> when villages outside its own block use it.
/// </summary>
internal sealed class Model
{
    public required PlanInstance Instance { get; init; }

    public int Counties { get; init; }

    public int Villages { get; init; }

    public int Blocks { get; init; }

    /// <summary>Per village: place in the instance, county, block, households; options stand from OptionStart[v] to OptionStart[v + 1].</summary>
    public required int[] VillageOf { get; init; }

    public required int[] County { get; init; }

    public required int[] Block { get; init; }

    public required double[] Households { get; init; }

    public required int[] OptionStart { get; init; }

    /// <summary>Per option: place among the village's options in the instance, cost, use of the block's own resource, shared uses.</summary>
    public required int[] OptionOf { get; init; }

    public required double[] Cost { get; init; }

    public required double[] OwnUse { get; init; }

    public required int[] UseStart { get; init; }

    public required int[] UseResource { get; init; }

    public required double[] UseAmount { get; init; }

    public required int[] OptionVillage { get; init; }

    /// <summary>Per block: first village, and the resource that is its own (−1 for none).</summary>
    public required int[] BlockStart { get; init; }

    public required int[] OwnResource { get; init; }

    /// <summary>Per resource: capacity with the tolerance of the format, expansion (0 for none), block whose own it is (−1), shared or not.</summary>
    public required double[] Capacity { get; init; }

    public required double[] ExpansionAmount { get; init; }

    public required double[] ExpansionCost { get; init; }

    public required int[] OwnerBlock { get; init; }

    public required bool[] Shared { get; init; }

    /// <summary>Resources whose capacity is below nothing without their expansion: it is bought whatever is chosen, and counted in Capacity.</summary>
    public required int[] Forced { get; init; }

    /// <summary>Cost of the forced expansions.</summary>
    public double ForcedCost { get; init; }

    public required double[] Target { get; init; }

    /// <summary>All pairs of villages that could both be chosen; <see cref="Inner"/> tells those within one block.</summary>
    public required int[] PairA { get; init; }

    public required int[] PairB { get; init; }

    public required double[] Saving { get; init; }

    public required bool[] Inner { get; init; }

    /// <summary>Per village, its pairs: PairStart[v] to PairStart[v + 1] into PairOf (pair) and PairOther (the other village).</summary>
    public required int[] PairStart { get; init; }

    public required int[] PairOf { get; init; }

    public required int[] PairOther { get; init; }

    /// <summary>Rows: a county's target each, then every resource (those that are not shared never count).</summary>
    public int Rows => Counties + Resources;

    public double RowLimit(int row) => row < Counties ? -Target[row] : Capacity[row - Counties];

    public bool RowCounts(int row) => row < Counties || Shared[row - Counties];

    /// <summary>Amount that can be bought for a shared resource that is no block's own.</summary>
    public double FreeExpansion(int row) => row >= Counties && OwnerBlock[row - Counties] < 0 ? ExpansionAmount[row - Counties] : 0;

    /// <summary>What an option usually costs: the measure of what is little and what is much.</summary>
    public double UsualCost() => Options == 0 ? 1 : Cost.Average();

    /// <summary>More than any plan costs.</summary>
    public double MostCost() => ForcedCost + Cost.Sum() + ExpansionCost.Sum() + 1;

    /// <summary>Two objectives that differ by less are the same: whole yuan where all costs are whole.</summary>
    public double Precision(double objective) => Whole ? 0.5 : 1e-9 * Math.Max(1, Math.Abs(objective));

    /// <summary>Whether all costs and savings are whole yuan, and few enough to be exact in a double.</summary>
    public bool Whole { get; init; }

    public int VillagesIn(int county, int block)
    {
        var count = 0;
        for (var v = BlockStart[block]; v < BlockStart[block + 1]; v++)
        {
            count += County[v] == county ? 1 : 0;
        }

        return count;
    }

    public int Options => Cost.Length;

    public int Resources => Capacity.Length;

    public int Pairs => Saving.Length;
}
