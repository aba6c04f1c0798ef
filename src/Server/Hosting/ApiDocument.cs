using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace CleanHeating.Server.Hosting;

/// <summary>The API's document: nothing in it changes from machine to machine, so that a review sees the interface change.</summary>
internal static class ApiDocument
{
    private const string Problem = "Problem";

    public static void Configure(OpenApiOptions options)
    {
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = "CleanHeating API",
                Version = "v1",
                Description = "Money in whole fen, areas in 0.01 m² unless a name says otherwise, dates yyyy-MM-dd, region codes of twelve digits as text. "
                    + "A refusal is a problem document (RFC 9457) with a stable code and every error with its place.",
            };
            document.Servers?.Clear();
            document.AddComponent(Problem, ProblemSchema());
            foreach (var operation in document.Paths.Values.SelectMany(p => p.Operations?.Values ?? Enumerable.Empty<OpenApiOperation>()))
            {
                (operation.Responses ??= []).TryAdd("default", Refusal(document));
            }

            return Task.CompletedTask;
        });

        // Every property is always written, null or not.
        options.AddSchemaTransformer((schema, _, _) =>
        {
            if (schema.Properties is { Count: > 0 } properties)
            {
                schema.Required = new HashSet<string>(properties.Keys, StringComparer.Ordinal);
            }

            return Task.CompletedTask;
        });
    }

    private static OpenApiResponse Refusal(OpenApiDocument document) => new()
    {
        Description = "A refusal",
        Content = new Dictionary<string, OpenApiMediaType> { ["application/problem+json"] = new() { Schema = new OpenApiSchemaReference(Problem, document) } },
    };

    private static OpenApiSchema ProblemSchema()
    {
        OpenApiSchema Of(JsonSchemaType type) => new() { Type = type };
        var place = new OpenApiSchema
        {
            Type = JsonSchemaType.Object | JsonSchemaType.Null,
            Properties = new Dictionary<string, IOpenApiSchema>
            {
                ["file"] = Of(JsonSchemaType.String | JsonSchemaType.Null), ["sheet"] = Of(JsonSchemaType.String | JsonSchemaType.Null), ["row"] = Of(JsonSchemaType.Integer | JsonSchemaType.Null),
                ["column"] = Of(JsonSchemaType.String | JsonSchemaType.Null), ["line"] = Of(JsonSchemaType.Integer | JsonSchemaType.Null), ["path"] = Of(JsonSchemaType.String | JsonSchemaType.Null),
            },
        };
        var error = new OpenApiSchema
        {
            Type = JsonSchemaType.Object, Required = new HashSet<string> { "code", "message" },
            Properties = new Dictionary<string, IOpenApiSchema> { ["code"] = Of(JsonSchemaType.String), ["message"] = Of(JsonSchemaType.String), ["place"] = place },
        };
        var text = Of(JsonSchemaType.String | JsonSchemaType.Null);
        var field = new OpenApiSchema
        {
            Type = JsonSchemaType.Object, Required = new HashSet<string> { "key", "name", "base", "yours", "theirs" },
            Properties = new Dictionary<string, IOpenApiSchema> { ["key"] = Of(JsonSchemaType.String), ["name"] = Of(JsonSchemaType.String), ["base"] = text, ["yours"] = text, ["theirs"] = text },
        };
        var current = new OpenApiSchema
        {
            Type = JsonSchemaType.Object, Description = "With version-conflict: what stands now, beside what was wanted.", Required = new HashSet<string> { "version", "actor", "at", "fields" },
            Properties = new Dictionary<string, IOpenApiSchema>
            {
                ["version"] = Of(JsonSchemaType.Integer), ["actor"] = text, ["at"] = new OpenApiSchema { Type = JsonSchemaType.String | JsonSchemaType.Null, Format = "date-time" },
                ["fields"] = new OpenApiSchema { Type = JsonSchemaType.Array, Items = field },
            },
        };
        return new OpenApiSchema
        {
            Type = JsonSchemaType.Object, Required = new HashSet<string> { "type", "title", "status", "code", "errors" },
            Properties = new Dictionary<string, IOpenApiSchema>
            {
                ["type"] = Of(JsonSchemaType.String), ["title"] = Of(JsonSchemaType.String), ["status"] = Of(JsonSchemaType.Integer), ["code"] = Of(JsonSchemaType.String),
                ["errors"] = new OpenApiSchema { Type = JsonSchemaType.Array, Items = error }, ["current"] = current,
            },
        };
    }
}
