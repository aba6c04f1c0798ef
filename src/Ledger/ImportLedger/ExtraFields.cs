using System.Text.Encodings.Web;
using System.Text.Json;

namespace CleanHeating.Ledger.ImportLedger;

/// <summary>Columns that the format does not know, as one JSON object of header and text, in the order of headers: equal fields are equal texts.</summary>
internal static class ExtraFields
{
    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(IEnumerable<KeyValuePair<string, string>> fields) =>
        JsonSerializer.Serialize(new SortedDictionary<string, string>(fields.ToDictionary(f => f.Key, f => f.Value), StringComparer.Ordinal), Options);

    /// <summary>What a row now says, and what the stored one says under headers that its sheet does not bring.</summary>
    public static string? Merge(string? stored, string? now, IReadOnlySet<string> brought)
    {
        if (stored is null || stored == now)
        {
            return now;
        }

        var kept = Read(stored).Where(f => !brought.Contains(f.Key)).ToList();
        return kept.Count == 0 ? now : Write(kept.Concat(now is null ? [] : Read(now)));
    }

    private static Dictionary<string, string> Read(string json) => JsonSerializer.Deserialize<Dictionary<string, string>>(json) ?? [];
}
