using System.Text.Json;
using System.Text.Json.Serialization;

namespace CleanHeating.Ledger.MakeSample;

/// <summary>The words that an invented city is made of.</summary>
internal sealed record SampleWords(
    string Surnames,
    string Given,
    string[] Enterprises,
    string[] Hardship,
    Dictionary<string, string[][]> Brands,
    string SheetLedger,
    string SheetNotes,
    string[] Notes,
    string Title,
    string Unit,
    string Total,
    string Signature,
    string File,
    string Passed,
    string Failed,
    string BannedByMistake,
    string UnknownRoute,
    string UnknownVillage,
    Dictionary<string, string> Headers)
{
    public static SampleWords Load()
    {
        using var stream = typeof(SampleWords).Assembly.GetManifestResourceStream("sample-words.json")!;
        return JsonSerializer.Deserialize(stream, SampleJson.Default.SampleWords)!;
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(SampleWords))]
internal sealed partial class SampleJson : JsonSerializerContext;
