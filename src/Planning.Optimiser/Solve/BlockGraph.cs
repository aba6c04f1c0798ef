namespace CleanHeating.Planning.Optimiser.Solve;

/// <summary>Which blocks count for which row, and which share savings: where it pays to choose anew together.</summary>
internal sealed class BlockGraph
{
    private readonly int[][] _ofRow;
    private readonly int[][] _neighbours;

    public BlockGraph(Model model)
    {
        var ofRow = new List<int>[model.Rows];
        var neighbours = new SortedSet<int>[model.Blocks];
        for (var i = 0; i < ofRow.Length; i++)
        {
            ofRow[i] = [];
        }

        for (var i = 0; i < neighbours.Length; i++)
        {
            neighbours[i] = [];
        }

        for (var v = 0; v < model.Villages; v++)
        {
            Add(model, v, ofRow);
        }

        for (var p = 0; p < model.Pairs; p++)
        {
            if (!model.Inner[p])
            {
                neighbours[model.Block[model.PairA[p]]].Add(model.Block[model.PairB[p]]);
                neighbours[model.Block[model.PairB[p]]].Add(model.Block[model.PairA[p]]);
            }
        }

        (_ofRow, _neighbours) = ([.. ofRow.Select(r => r.ToArray())], [.. neighbours.Select(n => n.ToArray())]);
    }

    /// <summary>Blocks of a row, each as often as it has villages and options that count for it.</summary>
    public ReadOnlySpan<int> OfRow(int row) => _ofRow[row];

    /// <summary>A block and some more, by its savings' neighbours or at random among those of the row. Answers how many.</summary>
    public int Draw(Random random, int row, Span<int> blocks)
    {
        var all = _ofRow[row];
        var count = 0;
        if (all.Length == 0)
        {
            return 0;
        }

        blocks[count++] = all[random.Next(all.Length)];
        for (var attempt = 0; count < Math.Min(blocks.Length, all.Length) && attempt < 8 * blocks.Length; attempt++)
        {
            var near = _neighbours[blocks[random.Next(count)]];
            var next = near.Length > 0 && random.Next(2) == 0 ? near[random.Next(near.Length)] : all[random.Next(all.Length)];
            if (!blocks[..count].Contains(next))
            {
                blocks[count++] = next;
            }
        }

        return count;
    }

    private static void Add(Model model, int village, List<int>[] ofRow)
    {
        ofRow[model.County[village]].Add(model.Block[village]);
        for (var o = model.OptionStart[village]; o < model.OptionStart[village + 1]; o++)
        {
            for (var k = model.UseStart[o]; k < model.UseStart[o + 1]; k++)
            {
                ofRow[model.Counties + model.UseResource[k]].Add(model.Block[village]);
            }
        }
    }
}
