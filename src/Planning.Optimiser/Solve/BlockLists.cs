namespace CleanHeating.Planning.Optimiser.Solve;

/// <summary>
/// What each block could do instead of its best at given prices, by what it loses: choices that differ only in villages without
/// neighbours of interest count once. What loses more than the list goes is one last choice that agrees with everybody.
/// </summary>
internal sealed class BlockLists
{
    public const int MostVillages = 64;
    private const int MostChoices = 2048;
    private const long NodesPerList = 40_000;
    private readonly Model _model;
    private readonly BlockSearch[] _searches;
    private readonly Configurations[] _found;
    private readonly Dictionary<ulong, int>[] _known;
    private readonly List<Entry>[] _entries;

    public BlockLists(Model model, int threads)
    {
        _model = model;
        var largest = BlockSearch.Largest(model).Villages;
        _searches = [.. Enumerable.Range(0, threads).Select(_ => new BlockSearch(model))];
        _found = [.. Enumerable.Range(0, threads).Select(_ => new Configurations(MostChoices, largest))];
        _known = [.. Enumerable.Range(0, threads).Select(_ => new Dictionary<ulong, int>())];
        _entries = [.. Enumerable.Range(0, model.Blocks).Select(_ => new List<Entry>())];
    }

    /// <summary>One thing a block could do.</summary>
    /// <param name="Loss">How much less than its best, 0 or more.</param>
    /// <param name="Chosen">A bit for each village of interest that is chosen, by its place in the block.</param>
    /// <param name="Options">Options taken; null for all that the list leaves out.</param>
    /// <param name="Expanded">Whether the expansion is bought.</param>
    public readonly record struct Entry(double Loss, ulong Chosen, int[]? Options, bool Expanded);

    public long Nodes => _searches.Sum(s => s.Nodes);

    public List<Entry> this[int block] => _entries[block];

    /// <summary>Lists the blocks that have a village of interest.</summary>
    /// <param name="relaxation">Just evaluated at the prices.</param>
    /// <param name="prices">The prices.</param>
    /// <param name="interest">Per block, a bit for each village that counts.</param>
    /// <param name="loss">How far the lists go.</param>
    public void Fill(Relaxation relaxation, Prices prices, ulong[] interest, double loss)
    {
        var next = -1;
        Parallel.For(0, _searches.Length, t =>
        {
            for (var b = Interlocked.Increment(ref next); b < _model.Blocks; b = Interlocked.Increment(ref next))
            {
                _entries[b].Clear();
                if (interest[b] != 0)
                {
                    List(t, b, relaxation, prices, interest[b], loss);
                }
            }
        });
    }

    private void List(int thread, int block, Relaxation relaxation, Prices prices, ulong interest, double loss)
    {
        var (search, found, known, entries, own) = (_searches[thread], _found[thread], _known[thread], _entries[block], _model.OwnResource[block]);
        var best = relaxation.BlockBound[block];
        found.Clear();
        known.Clear();
        search.Enumerate(block, relaxation.Profit, own < 0 ? 0 : relaxation.ExpansionPrice(own, prices), best - loss, prices.Split, NodesPerList, found);
        found.Sort();
        var worst = Math.Max(best - loss, search.Open);
        worst = found.Trimmed ? Math.Max(worst, found.Profit(found.Count - 1)) : worst;
        entries.Add(new Entry(Math.Max(0, best - worst), 0, null, false));
        for (var i = 0; i < found.Count && found.Profit(i) > worst; i++)
        {
            var chosen = 0UL;
            foreach (var option in found.Options(i))
            {
                var place = _model.OptionVillage[option] - _model.BlockStart[block];
                chosen |= place < MostVillages ? 1UL << place : 0;
            }

            if (known.TryAdd(chosen & interest, i))
            {
                entries.Add(new Entry(Math.Max(0, best - found.Profit(i)), chosen & interest, found.Options(i).ToArray(), found.Expanded(i)));
            }
        }
    }
}
