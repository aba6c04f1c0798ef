using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using CleanHeating.Kernel;
using CleanHeating.Platform.Accounts;

namespace CleanHeating.Platform.Jobs;

/// <summary>How arguments and results of jobs are written down.</summary>
public static class JobJson
{
    public static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>A scope as it was when the job was begun.</summary>
    internal static string Write(Scope scope)
    {
        var written = new JsonObject();
        if (scope.IsAll)
        {
            written["all"] = true;
        }

        if (scope.Regions.Count > 0)
        {
            written["regions"] = new JsonArray([.. scope.Regions.Select(r => (JsonNode)r.ToString())]);
        }

        if (scope.CreditCode is { } firm)
        {
            written["credit_code"] = firm;
        }

        return written.ToJsonString(Options);
    }

    internal static Scope ReadScope(string text)
    {
        var written = JsonNode.Parse(text)!.AsObject();
        return written.ContainsKey("all") ? Scope.All
            : written["credit_code"] is { } firm ? Scope.OfEnterprise((string)firm!)
            : written["regions"] is JsonArray regions ? Scope.OfRegions(regions.Select(r => RegionCode.TryParse((string)r!, out var code) ? code : throw new JsonException("The scope names no region.")))
            : Scope.Nothing;
    }
}
