namespace CleanHeating.Planning.Solve;

/// <summary>Which blocks lie in which county, and which share savings: where it pays to choose anew together.</summary>
internal sealed class BlockGraph
{
    private readonly int[][] _ofCounty;
    private readonly int[][] _countiesOf;
    private readonly int[][] _neighbours;

    public BlockGraph(Model model)
    {
        var ofCounty = new SortedSet<int>[model.Counties];
        var countiesOf = new SortedSet<int>[model.Blocks];
        var neighbours = new SortedSet<int>[model.Blocks];
        Fill(ofCounty);
        Fill(countiesOf);
        Fill(neighbours);
        for (var v = 0; v < model.Villages; v++)
        {
            ofCounty[model.County[v]].Add(model.Block[v]);
            countiesOf[model.Block[v]].Add(model.County[v]);
        }

        for (var p = 0; p < model.Pairs; p++)
        {
            if (!model.Inner[p])
            {
                neighbours[model.Block[model.PairA[p]]].Add(model.Block[model.PairB[p]]);
                neighbours[model.Block[model.PairB[p]]].Add(model.Block[model.PairA[p]]);
            }
        }

        (_ofCounty, _countiesOf, _neighbours) = (Arrays(ofCounty), Arrays(countiesOf), Arrays(neighbours));
    }

    public ReadOnlySpan<int> OfCounty(int county) => _ofCounty[county];

    /// <summary>A block and some more, by its savings' neighbours or at random in its county. Answers how many.</summary>
    public int Draw(Random random, int county, Span<int> blocks)
    {
        var all = _ofCounty[county];
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

    private static void Fill(SortedSet<int>[] sets)
    {
        for (var i = 0; i < sets.Length; i++)
        {
            sets[i] = [];
        }
    }

    private static int[][] Arrays(SortedSet<int>[] sets) => [.. sets.Select(s => s.ToArray())];
}
