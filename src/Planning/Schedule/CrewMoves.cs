namespace CleanHeating.Planning.Schedule;

/// <summary>Crews of a firm in a place: how many can be spared there, or are missing.</summary>
/// <param name="Place">Township or county.</param>
/// <param name="County">Six digits.</param>
/// <param name="Firm">Credit code.</param>
/// <param name="Spare">Crews that can go without putting the date at risk; negative: so many are missing.</param>
public sealed record CrewBalance(long Place, int County, string Firm, int Spare);

/// <summary>Crews that go from one place to another.</summary>
public sealed record CrewMove(string Firm, long From, long To, int Crews, bool IsFar, long CostYuan);

/// <summary>What the moves reach.</summary>
/// <param name="Moves">The moves.</param>
/// <param name="Missing">Crews that nobody of the firm can spare, by place and firm: they must be hired.</param>
/// <param name="CostYuan">What the moves cost.</param>
public sealed record CrewMovePlan(IReadOnlyList<CrewMove> Moves, IReadOnlyList<CrewBalance> Missing, long CostYuan);

/// <summary>
/// The cheapest moves of crews that bring as many places as possible back to their date. Crews move within their firm: another firm's
/// would need another contract. A move within the county costs less than one between counties. Places that need fewest crews are served
/// first, so that as many as possible are; then each county's spare crews stay in it as far as they are needed there. That is the least
/// cost: how many crews move is settled by then, and a crew that leaves the county saves none of those that have to.
/// </summary>
public static class CrewMoves
{
    /// <param name="balances">Spare and missing crews.</param>
    /// <param name="weeks">Weeks for which crews move.</param>
    /// <param name="near">Yuan for a crew and week within a county.</param>
    /// <param name="far">Yuan for a crew and week between counties.</param>
    public static CrewMovePlan Find(IEnumerable<CrewBalance> balances, int weeks, int near, int far)
    {
        var (moves, missing) = (new List<CrewMove>(), new List<CrewBalance>());
        foreach (var firm in balances.GroupBy(b => b.Firm).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            var spare = firm.Where(b => b.Spare > 0).OrderBy(b => b.Place).Select(b => (b.Place, b.County, Crews: b.Spare)).ToList();
            var (left, served) = (spare.Sum(s => s.Crews), new List<(long Place, int County, int Crews)>());
            foreach (var need in firm.Where(b => b.Spare < 0).OrderByDescending(b => b.Spare).ThenBy(b => b.Place))
            {
                var crews = Math.Min(left, -need.Spare);
                left -= crews;
                served.Add((need.Place, need.County, crews));
                if (crews < -need.Spare)
                {
                    missing.Add(need with { Spare = need.Spare + crews });
                }
            }

            foreach (var apart in new[] { false, true })
            {
                Pair(firm.Key, spare, served, apart, weeks * (apart ? far : near), moves);
            }
        }

        return new CrewMovePlan(moves, missing, moves.Sum(m => m.CostYuan));
    }

    private static void Pair(string firm, List<(long Place, int County, int Crews)> spare, List<(long Place, int County, int Crews)> served, bool far, long cost, List<CrewMove> moves)
    {
        for (var to = 0; to < served.Count; to++)
        {
            for (var from = 0; from < spare.Count && served[to].Crews > 0; from++)
            {
                var crews = Math.Min(spare[from].Crews, served[to].Crews);
                if (crews > 0 && (far || spare[from].County == served[to].County))
                {
                    moves.Add(new CrewMove(firm, spare[from].Place, served[to].Place, crews, far, crews * cost));
                    spare[from] = spare[from] with { Crews = spare[from].Crews - crews };
                    served[to] = served[to] with { Crews = served[to].Crews - crews };
                }
            }
        }
    }
}
