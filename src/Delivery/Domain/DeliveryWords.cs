using System.Globalization;
using System.Text;

namespace CleanHeating.Delivery.Domain;

/// <summary>Stable words of states and triggers in interfaces: TakeBack is take_back.</summary>
internal static class DeliveryWords
{
    public static string Of<T>(T value) where T : struct, Enum
    {
        var text = new StringBuilder();
        foreach (var letter in value.ToString())
        {
            if (char.IsAsciiLetterUpper(letter) && text.Length > 0)
            {
                text.Append('_');
            }

            text.Append(char.ToLowerInvariant(letter));
        }

        return text.ToString();
    }

    public static T? Parse<T>(string? word) where T : struct, Enum => Enum.GetValues<T>().Cast<T?>().FirstOrDefault(v => Of(v!.Value) == word);
}

/// <summary>Name of a row in addresses: its county's code and its number in the county.</summary>
internal readonly record struct DeliveryKey(int County, long Id)
{
    public static DeliveryKey? Parse(string? text)
    {
        var parts = (text ?? "").Split('-');
        return parts.Length == 2 && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var county) && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? new DeliveryKey(county, id) : null;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{County}-{Id}");
}

/// <summary>Days as ISO text, and days of work.</summary>
internal static class WorkDays
{
    private const string Form = "yyyy-MM-dd";

    public static string Text(DateOnly date) => date.ToString(Form, CultureInfo.InvariantCulture);

    public static DateOnly Parse(string text) => DateOnly.ParseExact(text, Form, CultureInfo.InvariantCulture);

    public static DateOnly? TryParse(string? text) => DateOnly.TryParseExact(text, Form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    /// <summary>The day in China.</summary>
    public static DateOnly Of(DateTimeOffset instant) => DateOnly.FromDateTime(instant.UtcDateTime.AddHours(8));

    /// <summary>The last of so many days after a day: Monday to Friday, or all of them.</summary>
    public static DateOnly After(DateOnly day, int count, bool working)
    {
        for (var left = count; left > 0;)
        {
            day = day.AddDays(1);
            left -= working && (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday) ? 0 : 1;
        }

        return day;
    }
}
