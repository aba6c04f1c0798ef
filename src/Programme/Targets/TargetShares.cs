namespace CleanHeating.Programme.Targets;

/// <summary>Divides a whole amount in proportion to weights so that the parts add up to it exactly (largest remainder, earlier part first).</summary>
public static class TargetShares
{
    public static long[] Divide(long amount, IReadOnlyList<long> weights)
    {
        var sum = weights.Aggregate((Int128)0, (a, w) => a + w);
        var parts = new long[weights.Count];
        if (sum == 0 || weights.Count == 0)
        {
            return parts;
        }

        var rests = new (Int128 Remainder, int Index)[weights.Count];
        var left = amount;
        for (var i = 0; i < parts.Length; i++)
        {
            var product = (Int128)amount * weights[i];
            parts[i] = (long)(product / sum);
            rests[i] = (product % sum, i);
            left -= parts[i];
        }

        foreach (var (_, index) in rests.OrderByDescending(r => r.Remainder).ThenBy(r => r.Index).Take((int)left))
        {
            parts[index]++;
        }

        return parts;
    }
}
