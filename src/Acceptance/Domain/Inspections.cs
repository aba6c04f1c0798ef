using System.Text.Json;
using System.Text.Json.Serialization;

namespace CleanHeating.Acceptance.Domain;

/// <summary>What came of a visit.</summary>
public enum InspectionOutcome
{
    Passed = 0,
    Failed = 1,

    /// <summary>Nobody in, no power, the wrong house: to be visited again.</summary>
    Impossible = 2,
}

/// <summary>What a photo or signature shows.</summary>
public enum AttachmentKind
{
    Before = 0,
    After = 1,
    Plate = 2,

    /// <summary>What an item of the checklist asks for.</summary>
    Detail = 3,
    HouseholdSignature = 4,
    InspectorSignature = 5,

    /// <summary>A paper that belongs to the household's file: the contract, or a proof of payment.</summary>
    Contract = 6,
    Payment = 7,
}

/// <summary>How an item was answered, judged by the checklist. Value in hundredths of the item's unit.</summary>
internal sealed record JudgedAnswer(string Item, string Answer, long? Value, string? Note, IReadOnlyList<long> Photos, bool IsGood);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(List<JudgedAnswer>))]
internal sealed partial class InspectionJson : JsonSerializerContext
{
    public static string Write(IReadOnlyList<JudgedAnswer> answers) => JsonSerializer.Serialize([.. answers], Default.ListJudgedAnswer);

    public static List<JudgedAnswer> Read(string json) => JsonSerializer.Deserialize(json, Default.ListJudgedAnswer) ?? [];
}
