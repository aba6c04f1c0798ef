namespace CleanHeating.Planning.Optimiser.Solve;

/// <summary>Choices of one block with their profits: options as lists in one array. Keeps the best where they become too many.</summary>
internal sealed class Configurations(int most, int largest)
{
    private readonly double[] _profit = new double[most];
    private readonly double[] _first = new double[most];
    private readonly double[] _second = new double[most];
    private readonly bool[] _expanded = new bool[most];
    private readonly int[] _length = new int[most];
    private readonly int[] _options = new int[most * largest];
    private readonly int[] _order = new int[most];
    private readonly double[] _key = new double[most];

    public int Count { get; private set; }

    /// <summary>Whether what is added buys the expansion.</summary>
    public bool Expanding { get; set; }

    /// <summary>False once anything was left out.</summary>
    public bool Complete { get; set; } = true;

    /// <summary>Whether there were too many: what is left out has no more profit than the last that is kept.</summary>
    public bool Trimmed { get; private set; }

    public void Clear()
    {
        Trimmed = false;
        (Count, Complete, Expanding) = (0, true, false);
        for (var i = 0; i < most; i++)
        {
            _order[i] = i;
        }
    }

    /// <summary>Profit of the i-th best, once sorted.</summary>
    public double Profit(int i) => _profit[_order[i]];

    public bool Expanded(int i) => _expanded[_order[i]];

    /// <summary>What the i-th best adds to the two rows that decide most, set by <see cref="Neighbourhood"/>.</summary>
    public ref double First(int i) => ref _first[_order[i]];

    public ref double Second(int i) => ref _second[_order[i]];

    public ReadOnlySpan<int> Options(int i) => _options.AsSpan(_order[i] * largest, _length[_order[i]]);

    /// <summary>Adds a choice; answers the profit that the next must exceed.</summary>
    public double Add(double profit, ReadOnlySpan<int> taken, double threshold)
    {
        if (Count == most)
        {
            Sort();
            Count = most / 2;
            (Complete, Trimmed) = (false, true);
            threshold = Profit(Count - 1);
            if (profit <= threshold)
            {
                return threshold;
            }
        }

        var slot = _order[Count++];
        (_profit[slot], _expanded[slot]) = (profit, Expanding);
        var length = 0;
        foreach (var option in taken)
        {
            if (option >= 0)
            {
                _options[(slot * largest) + length++] = option;
            }
        }

        _length[slot] = length;
        return threshold;
    }

    public void Sort()
    {
        for (var i = 0; i < Count; i++)
        {
            _key[i] = -_profit[_order[i]];
        }

        Array.Sort(_key, _order, 0, Count);
    }
}
