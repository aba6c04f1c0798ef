using System.Globalization;
using System.Resources;
using CleanHeating.Kernel;

namespace CleanHeating.Platform.Texts;

/// <summary>The users' texts of all rooms, Chinese and English, looked up by key. Error codes are keys.</summary>
public sealed class TextCatalog(IEnumerable<ResourceManager> rooms)
{
    public static readonly CultureInfo Chinese = CultureInfo.GetCultureInfo("zh");
    public static readonly CultureInfo English = CultureInfo.GetCultureInfo("en");
    private readonly ResourceManager[] _rooms = [.. rooms];

    /// <summary>zh or en from a language tag such as en-GB or zh-CN; Chinese when in doubt.</summary>
    public static CultureInfo Culture(string? language) =>
        language is not null && language.StartsWith("en", StringComparison.OrdinalIgnoreCase) ? English : Chinese;

    /// <summary>Whether names are wanted in English. Asked by the culture's name: under invariant globalization its other properties say nothing.</summary>
    public static bool IsEnglish(CultureInfo culture) => culture.Name.StartsWith("en", StringComparison.OrdinalIgnoreCase);

    public string? Find(string key, CultureInfo culture)
    {
        foreach (var room in _rooms)
        {
            if (room.GetString(key, culture) is { } text)
            {
                return text;
            }
        }

        return null;
    }

    public string Get(string key, CultureInfo culture, params ReadOnlySpan<object?> args)
    {
        var text = Find(key, culture) ?? key;
        return args.IsEmpty ? text : string.Format(CultureInfo.InvariantCulture, text, args);
    }

    /// <summary>The sentence for a refusal, with its arguments filled in.</summary>
    public string Message(Error error, CultureInfo culture)
    {
        var text = Find(error.Code, culture);
        if (text is null)
        {
            return error.ToString();
        }

        return error.Args.Count == 0 ? text : string.Format(CultureInfo.InvariantCulture, text, [.. error.Args]);
    }
}
