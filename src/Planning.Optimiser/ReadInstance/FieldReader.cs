using System.Globalization;
using System.Text.Json;
using CleanHeating.Kernel;

namespace CleanHeating.Planning.Optimiser.ReadInstance;

/// <summary>Reads single fields and keeps every refusal with its path. What is refused reads as nothing, so that the rest is checked too.</summary>
internal sealed class FieldReader(string file)
{
    /// <summary>Largest number that is read: sums of a million such stay exact enough in a double.</summary>
    internal const long Largest = 1_000_000_000_000;

    /// <summary>Refusals that are kept; a file that is wrong throughout needs no more to be mended.</summary>
    private const int MostErrors = 100;

    public List<Error> Errors { get; } = [];

    public static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    public void Refuse(string code, string path, params string[] args)
    {
        if (Errors.Count < MostErrors)
        {
            Errors.Add(new Error(code, new ErrorPlace(file, Path: path), args));
        }
    }

    public List<T> List<T>(JsonElement parent, string name, string path, Func<JsonElement, string, T> read)
    {
        var place = path.Length == 0 ? name : $"{path}.{name}";
        var list = new List<T>();
        if (parent.ValueKind != JsonValueKind.Object || !parent.TryGetProperty(name, out var array) || array.ValueKind != JsonValueKind.Array)
        {
            Refuse("plan-required", place, name);
            return list;
        }

        foreach (var element in array.EnumerateArray())
        {
            list.Add(read(element, $"{place}[{Text(list.Count)}]"));
        }

        return list;
    }

    public string Text(JsonElement parent, string name, string path)
    {
        if (Field(parent, name) is { ValueKind: JsonValueKind.String } field && field.GetString() is { Length: > 0 } text)
        {
            return text;
        }

        Refuse("plan-required", $"{path}.{name}", name);
        return "";
    }

    public string OptionalText(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var field) && field.ValueKind == JsonValueKind.String ? field.GetString()! : "";

    public double Number(JsonElement parent, string name, string path, double least = 0) =>
        Field(parent, name) is { } field ? Number(field, $"{path}.{name}", least) : Missing(path, name);

    public double Number(JsonElement field, string path, double least = 0)
    {
        if (field.ValueKind == JsonValueKind.Number && field.TryGetDouble(out var number) && number >= least && number <= Largest)
        {
            return number;
        }

        Refuse("plan-number", path, field.ToString());
        return 0;
    }

    public long Whole(JsonElement parent, string name, string path, long largest)
    {
        if (Field(parent, name) is not { } field)
        {
            return (long)Missing(path, name);
        }

        if (field.ValueKind == JsonValueKind.Number && field.TryGetDouble(out var number) && number >= 0 && number <= largest && Math.Floor(number) == number)
        {
            return (long)number;
        }

        Refuse("plan-whole-number", $"{path}.{name}", field.ToString());
        return 0;
    }

    private double Missing(string path, string name)
    {
        Refuse("plan-required", $"{path}.{name}", name);
        return 0;
    }

    private static JsonElement? Field(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var field) ? field : null;
}
