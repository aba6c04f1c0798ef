using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace CleanHeating.Server.Hosting;

/// <summary>The API's document: title, version, and nothing that changes from machine to machine.</summary>
internal static class ApiDocument
{
    public static void Configure(OpenApiOptions options) => options.AddDocumentTransformer((document, _, _) =>
    {
        document.Info = new OpenApiInfo
        {
            Title = "CleanHeating API",
            Version = "v1",
            Description = "Money in whole fen, areas in 0.01 m² unless a name says otherwise, dates yyyy-MM-dd, region codes of twelve digits as text. "
                + "A refusal is a problem document (RFC 9457) with a stable code and every error with its place.",
        };
        document.Servers?.Clear();
        return Task.CompletedTask;
    });
}
