namespace CleanHeating.Planning.Optimiser.Solve;

/// <summary>A change of a plan: new choices for a few blocks.</summary>
internal sealed class Move
{
    private readonly List<int> _blocks = [];
    private readonly List<bool> _expanded = [];
    private readonly List<int> _options = [];

    public void Clear()
    {
        _blocks.Clear();
        _expanded.Clear();
        _options.Clear();
    }

    public void Add(int block, ReadOnlySpan<int> options, bool expanded)
    {
        _blocks.Add(block);
        _expanded.Add(expanded);
        _options.AddRange(options);
    }

    /// <summary>Writes the change into a plan, which is to be reckoned anew.</summary>
    public void Apply(Model model, PlanState state)
    {
        for (var i = 0; i < _blocks.Count; i++)
        {
            var (from, to) = (model.BlockStart[_blocks[i]], model.BlockStart[_blocks[i] + 1]);
            state.Choice.AsSpan(from, to - from).Fill(-1);
            if (model.OwnResource[_blocks[i]] >= 0)
            {
                state.Expanded[model.OwnResource[_blocks[i]]] = _expanded[i];
            }
        }

        foreach (var option in _options)
        {
            state.Choice[model.OptionVillage[option]] = option;
        }
    }
}
