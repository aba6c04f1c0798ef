using System.Globalization;

namespace CleanHeating.Acceptance.Domain;

/// <summary>Name of a row in addresses: its county's code and its number in the county.</summary>
public readonly record struct CountyKey(int County, long Id)
{
    public static CountyKey? Parse(string? text)
    {
        var parts = (text ?? "").Split('-');
        return parts.Length == 2 && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var county) && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? new CountyKey(county, id) : null;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{County}-{Id}");
}
