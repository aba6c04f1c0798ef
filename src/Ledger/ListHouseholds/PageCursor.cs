using System.Globalization;
using System.Text;
using System.Text.Json;

namespace CleanHeating.Ledger.ListHouseholds;

/// <summary>Where a page begins or ends: the sort value and number of the row beside it, and which way to go from there.</summary>
internal sealed record PageCursor(bool Backward, string? Value, long HouseholdId)
{
    public static PageCursor? Parse(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        try
        {
            var parts = JsonSerializer.Deserialize<string?[]>(Convert.FromBase64String(text.Replace('-', '+').Replace('_', '/')));
            return parts is [var way, var value, { } number] && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
                ? new PageCursor(way == "b", value, id)
                : null;
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            return null;
        }
    }

    public override string ToString() => Convert.ToBase64String(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(
        new[] { Backward ? "b" : "f", Value, HouseholdId.ToString(CultureInfo.InvariantCulture) }))).Replace('+', '-').Replace('/', '_');
}
