namespace CleanHeating.Planning.Optimiser.Solve;

/// <summary>Two blocks with savings between them.</summary>
internal sealed class BlockEdge(int a, int b, int[] pairs, int[] placeA, int[] placeB)
{
    private readonly double[] _shareA = new double[pairs.Length], _shareB = new double[pairs.Length];

    public int A => a;

    public int B => b;

    public double Gain { get; set; }

    public double Savings { get; private init; }

    public static BlockEdge[] Between(Model m) =>
    [
        .. Enumerable.Range(0, m.Pairs).Where(p => !m.Inner[p] && Place(m, m.PairA[p]) < BlockLists.MostVillages && Place(m, m.PairB[p]) < BlockLists.MostVillages)
            .GroupBy(p => Ordered(m.Block[m.PairA[p]], m.Block[m.PairB[p]])).OrderBy(g => g.Key)
            .Select(g => new BlockEdge(
                g.Key.A, g.Key.B, [.. g], [.. g.Select(p => Place(m, Of(m, p, g.Key.A)))], [.. g.Select(p => Place(m, Of(m, p, g.Key.B)))]) { Savings = g.Sum(p => m.Saving[p]) }),
    ];

    public int Other(int block) => block == a ? b : a;

    public void Mark(ulong[] interest)
    {
        for (var i = 0; i < pairs.Length; i++)
        {
            interest[a] |= 1UL << placeA[i];
            interest[b] |= 1UL << placeB[i];
        }
    }

    public void Price(Model m, Prices prices)
    {
        for (var i = 0; i < pairs.Length; i++)
        {
            var (first, rest) = (prices.Split[pairs[i]], m.Saving[pairs[i]] - prices.Split[pairs[i]]);
            (_shareA[i], _shareB[i]) = m.Block[m.PairA[pairs[i]]] == a ? (first, rest) : (rest, first);
        }
    }

    /// <summary>The least that both lose together.</summary>
    public double LeastTogether(List<BlockLists.Entry> ofA, List<BlockLists.Entry> ofB)
    {
        var least = double.MaxValue;
        foreach (var x in ofA)
        {
            foreach (var y in ofB)
            {
                if (x.Loss + y.Loss < least)
                {
                    least = Math.Min(least, x.Loss + y.Loss + Parted(x, y));
                }
            }
        }

        return least;
    }

    /// <summary>Adds to each choice of the parent the least that the child then costs; answers which of the child's choices that is.</summary>
    public int[] Pass(int child, List<BlockLists.Entry> ofChild, double[] childValues, List<BlockLists.Entry> ofParent, double[] parentValues)
    {
        var picks = new int[parentValues.Length];
        var order = Enumerable.Range(0, childValues.Length).OrderBy(i => childValues[i]).ToArray();
        for (var p = 0; p < picks.Length; p++)
        {
            var least = double.MaxValue;
            foreach (var c in order)
            {
                if (childValues[c] >= least)
                {
                    break;
                }

                var value = childValues[c] + (child == a ? Parted(ofChild[c], ofParent[p]) : Parted(ofParent[p], ofChild[c]));
                if (value < least)
                {
                    (least, picks[p]) = (value, c);
                }
            }

            parentValues[p] += least;
        }

        return picks;
    }

    // What the split savings promise too much where only one of two neighbours is chosen.
    private double Parted(in BlockLists.Entry x, in BlockLists.Entry y)
    {
        var sum = 0.0;
        if (x.Options is null || y.Options is null)
        {
            return sum;
        }

        for (var i = 0; i < pairs.Length; i++)
        {
            var (left, right) = ((x.Chosen >> placeA[i]) & 1, (y.Chosen >> placeB[i]) & 1);
            sum += left == right ? 0 : left == 1 ? _shareA[i] : _shareB[i];
        }

        return sum;
    }

    private static (int A, int B) Ordered(int x, int y) => (Math.Min(x, y), Math.Max(x, y));

    private static int Of(Model m, int pair, int block) => m.Block[m.PairA[pair]] == block ? m.PairA[pair] : m.PairB[pair];

    private static int Place(Model m, int village) => village - m.BlockStart[m.Block[village]];
}
