using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using CleanHeating.Kernel;
using CleanHeating.Programme.Plan;

namespace CleanHeating.Programme.Data;

/// <summary>A programme version as one JSON document, as it is stored. Readable without this product.</summary>
internal static class ProgrammeDocument
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new RegionConverter(), new TreeConverter(), new ParametersConverter(), new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    public static string ToJson(ProgrammePlan plan) => JsonSerializer.Serialize(plan, Options);

    public static ProgrammePlan FromJson(string json) => JsonSerializer.Deserialize<ProgrammePlan>(json, Options) ?? throw new JsonException("An empty programme.");

    private sealed class RegionConverter : JsonConverter<RegionCode>
    {
        public override RegionCode Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => RegionCode.From(reader.GetInt64());

        public override void Write(Utf8JsonWriter writer, RegionCode value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Value);
    }

    private sealed class TreeConverter : JsonConverter<DivisionTree>
    {
        public override DivisionTree Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            new(JsonSerializer.Deserialize<List<Division>>(ref reader, options)!.Select(d => (d.Code, d.Name)));

        public override void Write(Utf8JsonWriter writer, DivisionTree value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, value.All.Select(d => new Division(d.Code, d.Name)), options);

        private sealed record Division(RegionCode Code, string Name);
    }

    private sealed class ParametersConverter : JsonConverter<PlanParameters>
    {
        public override PlanParameters Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            new(JsonSerializer.Deserialize<List<PlanParameter>>(ref reader, options)!);

        public override void Write(Utf8JsonWriter writer, PlanParameters value, JsonSerializerOptions options) => JsonSerializer.Serialize(writer, value.All, options);
    }
}
