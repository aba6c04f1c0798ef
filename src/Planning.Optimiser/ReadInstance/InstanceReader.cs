using System.Text.Json;
using CleanHeating.Kernel;
using CleanHeating.Planning.Optimiser.Domain;

namespace CleanHeating.Planning.Optimiser.ReadInstance;

/// <summary>Reads a planning instance, format <c>clean-heating-plan/1</c>. Names every fault with its place; reads nothing by half.</summary>
public static class InstanceReader
{
    internal const string Format = "clean-heating-plan/1";

    public static Result<PlanInstance> Read(string path)
    {
        var file = Path.GetFileName(path);
        try
        {
            return Read(File.ReadAllBytes(path), file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new Error("plan-file-unreadable", new ErrorPlace(file), exception.Message);
        }
    }

    internal static Result<PlanInstance> Read(ReadOnlyMemory<byte> content, string file)
    {
        // A byte order mark is no part of the document.
        if (content.Span is [0xEF, 0xBB, 0xBF, ..])
        {
            content = content[3..];
        }

        try
        {
            using var document = JsonDocument.Parse(content);
            return new InstanceFields(file).Instance(document.RootElement);
        }
        catch (JsonException exception)
        {
            return new Error("plan-file-malformed", new ErrorPlace(file, Line: (int?)exception.LineNumber + 1), exception.Message);
        }
    }
}
