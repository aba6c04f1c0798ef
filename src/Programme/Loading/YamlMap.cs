using System.Globalization;
using CleanHeating.Kernel;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace CleanHeating.Programme.Loading;

/// <summary>Gathers what is wrong with a programme's files; every error has its file and line.</summary>
internal sealed class LoadErrors
{
    public List<Error> All { get; } = [];

    public void Add(string code, string file, long line, params IReadOnlyList<string> args) =>
        All.Add(new Error(code, new ErrorPlace(File: file, Line: (int)line), args));
}

/// <summary>
/// A mapping of a YAML file, read key by key. Whatever is asked for and missing, or of the wrong kind, becomes an error with its line;
/// <see cref="Done"/> reports every key that nobody asked for.
/// </summary>
internal sealed class YamlMap(string file, YamlMappingNode node, LoadErrors errors)
{
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);

    public string File => file;

    public long Line => node.Start.Line;

    public LoadErrors Errors => errors;

    /// <summary>Reads a whole file; null when it is missing or no mapping.</summary>
    public static YamlMap? Open(string folder, string file, LoadErrors errors)
    {
        var path = Path.Combine(folder, file);
        if (!System.IO.File.Exists(path))
        {
            errors.Add("programme-file-missing", file, 1, file);
            return null;
        }

        try
        {
            var yaml = new YamlStream();
            using var text = new StreamReader(path);
            yaml.Load(text);
            if (yaml.Documents is [{ RootNode: YamlMappingNode root }])
            {
                return new YamlMap(file, root, errors);
            }

            errors.Add("programme-yaml", file, 1, "a mapping is expected");
        }
        catch (YamlException exception)
        {
            errors.Add("programme-yaml", file, exception.Start.Line, exception.InnerException?.Message ?? exception.Message);
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException)
        {
            // Some malformed keys make the parser itself fail without a place.
            errors.Add("programme-yaml", file, 1, exception.Message);
        }

        return null;
    }

    public long LineOf(string key) => Find(key)?.Start.Line ?? Line;

    public void Wrong(string key, string code, params IReadOnlyList<string> args) => errors.Add(code, file, LineOf(key), args);

    public string? TextOrNull(string key)
    {
        if (Find(key) is not { } found)
        {
            return null;
        }

        if (found is YamlScalarNode { Value: { } value } && value.Trim().Length > 0)
        {
            return value.Trim();
        }

        Wrong(key, "programme-value", key, "text");
        return null;
    }

    public string Text(string key)
    {
        if (Find(key) is null)
        {
            errors.Add("programme-missing-key", file, Line, key);
        }

        return TextOrNull(key) ?? "";
    }

    /// <summary>One of the given words.</summary>
    public string Word(string key, IReadOnlyList<string> words)
    {
        var text = Text(key);
        if (text.Length > 0 && !words.Contains(text))
        {
            Wrong(key, "programme-value", key, string.Join(" | ", words));
        }

        return text;
    }

    public string? WordOrNull(string key, IReadOnlyList<string> words) => Find(key) is null ? null : Word(key, words);

    public DateOnly Date(string key)
    {
        var text = Text(key);
        if (text.Length > 0 && !DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
        {
            Wrong(key, "programme-date", key, text);
        }

        return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : default;
    }

    public DateOnly? DateOrNull(string key) => Find(key) is null ? null : Date(key);

    public bool Flag(string key) => TextOrNull(key) switch
    {
        null or "false" => false,
        "true" => true,
        _ => Reject(key, "true | false"),
    };

    /// <summary>A number with at most <paramref name="digits"/> decimals, in whole units of the last one; not negative.</summary>
    public long Number(string key, int digits)
    {
        var text = Text(key);
        if (text.Length == 0)
        {
            return 0;
        }

        if (decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value))
        {
            for (var i = 0; i < digits; i++)
            {
                value *= 10;
            }

            if (value == decimal.Truncate(value) && value <= 1_000_000_000_000_000m)
            {
                return (long)value;
            }
        }

        Wrong(key, "programme-value", key, digits == 0 ? "a whole number, 0 or more" : string.Create(CultureInfo.InvariantCulture, $"a number, 0 or more, at most {digits} decimals"));
        return 0;
    }

    public RegionCode? Division(string key, Plan.DivisionTree divisions)
    {
        var text = Text(key);
        if (text.Length == 0)
        {
            return null;
        }

        if (RegionCode.TryParse(text, out var code) && divisions.Has(code))
        {
            return code;
        }

        Wrong(key, "programme-division-unknown", text);
        return null;
    }

    public YamlMap? Map(string key)
    {
        switch (Find(key))
        {
            case YamlMappingNode map:
                return new YamlMap(file, map, errors);
            case null:
                errors.Add("programme-missing-key", file, Line, key);
                return null;
            default:
                Wrong(key, "programme-value", key, "a mapping");
                return null;
        }
    }

    public List<YamlMap> Maps(string key)
    {
        var maps = new List<YamlMap>();
        foreach (var item in Items(key, required: true))
        {
            if (item is YamlMappingNode map)
            {
                maps.Add(new YamlMap(file, map, errors));
            }
            else
            {
                errors.Add("programme-value", file, item.Start.Line, key, "a list of mappings");
            }
        }

        return maps;
    }

    public List<string> Texts(string key)
    {
        var texts = new List<string>();
        foreach (var item in Items(key, required: false))
        {
            if (item is YamlScalarNode { Value: { Length: > 0 } value })
            {
                texts.Add(value);
            }
            else
            {
                errors.Add("programme-value", file, item.Start.Line, key, "a list of texts");
            }
        }

        return texts;
    }

    /// <summary>Reports every key that nobody asked for.</summary>
    public void Done()
    {
        foreach (var key in node.Children.Keys)
        {
            var name = (key as YamlScalarNode)?.Value ?? "?";
            if (!_asked.Contains(name))
            {
                errors.Add("programme-unknown-key", file, key.Start.Line, name, string.Join(", ", _asked.Order(StringComparer.Ordinal)));
            }
        }
    }

    private IEnumerable<YamlNode> Items(string key, bool required)
    {
        switch (Find(key))
        {
            case YamlSequenceNode list:
                return list.Children;
            case null:
                if (required)
                {
                    errors.Add("programme-missing-key", file, Line, key);
                }

                return [];
            default:
                Wrong(key, "programme-value", key, "a list");
                return [];
        }
    }

    private bool Reject(string key, string expected)
    {
        Wrong(key, "programme-value", key, expected);
        return false;
    }

    private YamlNode? Find(string key)
    {
        _asked.Add(key);
        return node.Children.TryGetValue(new YamlScalarNode(key), out var found) ? found : null;
    }
}
