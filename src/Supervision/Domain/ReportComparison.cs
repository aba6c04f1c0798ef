namespace CleanHeating.Supervision.Domain;

/// <summary>
/// Where a part's report and the whole's figures do not agree. Without a figure, the part has no report that counts: its whole share
/// is missing from the parts' sum.
/// </summary>
/// <param name="Region">The part.</param>
/// <param name="Route">Technology code; null for the figure of all routes.</param>
/// <param name="Figure">Key of the figure; null where the part's report is missing.</param>
/// <param name="Counted">What the whole counts for the part; of a missing report, its households.</param>
/// <param name="Reported">What the part reported; null where it did not.</param>
public sealed record ReportDifference(long Region, string? Route, string? Figure, long Counted, long? Reported);

/// <summary>
/// Holds a report against its parts' reports. The whole was counted part by part at one moment, so each difference has its part and
/// its figure, and the differences together are what the sums differ by.
/// </summary>
public static class ReportComparison
{
    /// <param name="counted">The parts as the whole counted them.</param>
    /// <param name="reported">Figures of the parts' reports that count, by region.</param>
    public static List<ReportDifference> Of(IEnumerable<CountedPart> counted, IReadOnlyDictionary<long, ReportFigures> reported)
    {
        var differences = new List<ReportDifference>();
        foreach (var part in counted)
        {
            if (reported.TryGetValue(part.Region, out var figures))
            {
                Compare(differences, part, figures);
            }
            else if (!part.Figures.Total.IsEmpty)
            {
                differences.Add(new ReportDifference(part.Region, null, null, part.Figures.Total.Ledger, null));
            }
        }

        return differences;
    }

    private static void Compare(List<ReportDifference> differences, CountedPart part, ReportFigures reported)
    {
        foreach (var route in part.Figures.Routes.Keys.Union(reported.Routes.Keys).Order(StringComparer.Ordinal).Prepend(null))
        {
            var (counted, said) = (part.Figures.Of(route), reported.Of(route));
            differences.AddRange(FigureSet.Keys.Where(k => (counted[k] ?? 0) != (said[k] ?? 0)).Select(k => new ReportDifference(part.Region, route, k, counted[k] ?? 0, said[k] ?? 0)));
        }
    }
}
