using System.Text.Json;
using System.Text.Json.Serialization;
using CleanHeating.Acceptance.KeepAttachments.Pictures;

namespace CleanHeating.Acceptance.SweepInspections;

/// <summary>What an inspection can have in common with others that it should not.</summary>
internal static class AcceptancePatterns
{
    public const string SamePhoto = "photo-same", AlikePhoto = "photo-alike", FarPosition = "position-far", Pace = "inspection-pace", Ledger = "acceptance-against-ledger";

    public static readonly IReadOnlyList<string> All = [SamePhoto, AlikePhoto, FarPosition, Pace, Ledger];
}

/// <summary>A lead as it is stored: households and inspections by number; a figure that tells how strong it is (bits, metres, minutes); who inspected, where that is the point.</summary>
internal sealed record StoredAcceptanceLead(string Pattern, IReadOnlyList<long> Households, IReadOnlyList<long> Inspections, long? Figure, string? Actor);

/// <summary>What a sweep found.</summary>
internal sealed record FoundLeads(long At, IReadOnlyList<StoredAcceptanceLead> Leads);

[JsonSerializable(typeof(FoundLeads))]
internal sealed partial class AcceptanceSweepJson : JsonSerializerContext
{
    public static string Write(FoundLeads sweep) => JsonSerializer.Serialize(sweep, Default.FoundLeads);

    public static FoundLeads? Read(string json) => JsonSerializer.Deserialize(json, Default.FoundLeads);
}

/// <summary>A photo as the sweep sees it.</summary>
internal readonly record struct SweptPhoto(long Household, long Inspection, string Sha256, long? Looks);

/// <summary>An inspection as the sweep sees it.</summary>
internal readonly record struct SweptInspection(long Household, long Inspection, string Actor, long At, Domain.Place? Place);

/// <summary>Photos that several households share: to the byte, or in what they look like.</summary>
internal static class PhotoLeads
{
    public static IEnumerable<StoredAcceptanceLead> Same(IReadOnlyList<SweptPhoto> photos) =>
        from photo in photos
        group photo by photo.Sha256 into alike
        where alike.Select(p => p.Household).Distinct().Skip(1).Any()
        select Lead(AcceptancePatterns.SamePhoto, alike, 0);

    /// <summary>
    /// Pairs that differ in few bits stand in one group with whatever is like either. Two words that differ in at most d bits agree in one of
    /// d + 1 pieces, so only those are held against each other.
    /// </summary>
    public static IEnumerable<StoredAcceptanceLead> Alike(IReadOnlyList<SweptPhoto> photos, int most)
    {
        var looks = photos.Where(p => p.Looks is not null).ToList();
        var groups = new Groups(looks.Count);
        foreach (var (shift, mask) in Pieces(most + 1))
        {
            foreach (var bucket in Enumerable.Range(0, looks.Count).GroupBy(i => (unchecked((ulong)looks[i].Looks!.Value) >> shift) & mask))
            {
                Compare(looks, [.. bucket], most, groups);
            }
        }

        return Enumerable.Range(0, looks.Count).GroupBy(groups.Of).Select(g => g.Select(i => looks[i]).ToList())
            .Where(g => g.Select(p => p.Household).Distinct().Skip(1).Any() && g.Select(p => p.Sha256).Distinct().Skip(1).Any())
            .Select(g => Lead(AcceptancePatterns.AlikePhoto, g, g.Max(a => g.Max(b => PictureHash.Distance(a.Looks!.Value, b.Looks!.Value)))));
    }

    private static void Compare(List<SweptPhoto> looks, List<int> bucket, int most, Groups groups)
    {
        for (var i = 0; i < bucket.Count; i++)
        {
            for (var j = i + 1; j < bucket.Count; j++)
            {
                var (a, b) = (looks[bucket[i]], looks[bucket[j]]);
                if (a.Household != b.Household && PictureHash.Distance(a.Looks!.Value, b.Looks!.Value) <= most)
                {
                    groups.Join(bucket[i], bucket[j]);
                }
            }
        }
    }

    private static IEnumerable<(int Shift, ulong Mask)> Pieces(int count)
    {
        for (var piece = 0; piece < count; piece++)
        {
            var (first, next) = (piece * 64 / count, (piece + 1) * 64 / count);
            yield return (first, next - first >= 64 ? ulong.MaxValue : (1UL << (next - first)) - 1);
        }
    }

    private static StoredAcceptanceLead Lead(string pattern, IEnumerable<SweptPhoto> photos, long figure)
    {
        var all = photos.ToList();
        return new StoredAcceptanceLead(pattern, [.. all.Select(p => p.Household).Distinct().Order()], [.. all.Select(p => p.Inspection).Distinct().Order()], figure, null);
    }

    /// <summary>Sets that grow together.</summary>
    private sealed class Groups(int count)
    {
        private readonly int[] _above = [.. Enumerable.Range(0, count)];

        public int Of(int item)
        {
            while (_above[item] != item)
            {
                item = _above[item] = _above[_above[item]];
            }

            return item;
        }

        public void Join(int a, int b) => _above[Of(a)] = Of(b);
    }
}

/// <summary>Inspections that were made too fast, or far from where the household is.</summary>
internal static class VisitLeads
{
    // Of fewer the middle says nothing.
    private const int FewestPlaces = 5;

    /// <summary>So many inspections of different households by one person within so many minutes; a run that overlaps is one lead.</summary>
    public static IEnumerable<StoredAcceptanceLead> Pace(IEnumerable<SweptInspection> inspections, int count, int minutes)
    {
        var span = TimeSpan.FromMinutes(minutes).Ticks;
        foreach (var person in inspections.GroupBy(i => i.Actor))
        {
            var visits = person.OrderBy(i => i.At).ThenBy(i => i.Inspection).ToList();
            var (first, last) = (-1, -1);
            for (int from = 0, to = 0; to < visits.Count; to++)
            {
                while (visits[to].At - visits[from].At > span)
                {
                    from++;
                }

                if (to - from + 1 < count)
                {
                    continue;
                }

                if (first >= 0 && from > last)
                {
                    yield return Lead(visits, first, last);
                    first = from;
                }

                (first, last) = (first < 0 ? from : first, to);
            }

            if (first >= 0)
            {
                yield return Lead(visits, first, last);
            }
        }
    }

    /// <summary>Inspections far from the middle of their village's. Where villages lie is not known; where most of them are inspected tells.</summary>
    public static IEnumerable<StoredAcceptanceLead> Far(IEnumerable<SweptInspection> inspections, long metres) =>
        from village in inspections.Where(i => i.Place is not null).GroupBy(i => i.Household / 100_000)
        let visits = village.ToList()
        where visits.Count >= FewestPlaces
        let middle = Domain.Place.Median(visits.ConvertAll(v => v.Place!.Value))
        from visit in visits
        let distance = (long)visit.Place!.Value.MetresTo(middle)
        where distance > metres
        select new StoredAcceptanceLead(AcceptancePatterns.FarPosition, [visit.Household], [visit.Inspection], distance, visit.Actor);

    private static StoredAcceptanceLead Lead(List<SweptInspection> visits, int first, int last)
    {
        var run = visits.GetRange(first, last - first + 1);
        return new StoredAcceptanceLead(
            AcceptancePatterns.Pace, [.. run.Select(v => v.Household).Distinct().Order()], [.. run.Select(v => v.Inspection)], (run[^1].At - run[0].At) / TimeSpan.TicksPerMinute, run[0].Actor);
    }
}
