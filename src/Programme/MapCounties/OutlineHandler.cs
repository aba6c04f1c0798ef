using System.Text.Json;
using System.Text.Json.Nodes;
using CleanHeating.Kernel;
using CleanHeating.Platform;
using CleanHeating.Platform.Journal;
using CleanHeating.Platform.Storage;
using CleanHeating.Programme.Data;

namespace CleanHeating.Programme.MapCounties;

/// <summary>What a map import came to: outlines taken, features that name no county, counties without an outline.</summary>
public sealed record OutlineImport(int Matched, IReadOnlyList<string> Unmatched, IReadOnlyList<string> Missing);

/// <summary>
/// Keeps the counties' outlines for the map. Reads GeoJSON (RFC 7946): a FeatureCollection of polygons whose properties hold the
/// county's name, or its code as adcode or code. Longitude and latitude in degrees, WGS 84.
/// </summary>
internal sealed class OutlineHandler(Workplace workplace, ProgrammeStore programmes)
{
    private static readonly string[] NameKeys = ["name", "NAME", "Name"];
    private static readonly string[] CodeKeys = ["code", "adcode", "gb", "CODE"];

    public Result<OutlineImport> Import(JsonNode? document, string actor)
    {
        if (programmes.Current() is not { } programme)
        {
            return new Error("programme-missing");
        }

        if (document is not JsonObject root || (string?)root["type"]?.AsValue() != "FeatureCollection" || root["features"] is not JsonArray features)
        {
            return new Error("outline-invalid", null, "FeatureCollection");
        }

        var outlines = new Dictionary<int, string>();
        var unmatched = new List<string>();
        foreach (var feature in features.OfType<JsonObject>())
        {
            if (feature["geometry"] is not JsonObject geometry || Text(geometry["type"]) is not ("Polygon" or "MultiPolygon") || !HasPositions(geometry["coordinates"], 0))
            {
                return new Error("outline-invalid", null, "Polygon, MultiPolygon");
            }

            var properties = feature["properties"] as JsonObject;
            if (County(programme, properties) is { } county)
            {
                outlines[county.CountyCode] = geometry.ToJsonString();
            }
            else
            {
                unmatched.Add(NameKeys.Select(k => Text(properties?[k])).FirstOrDefault(n => n is not null) ?? "?");
            }
        }

        Store(programme.Number, outlines, actor);
        return new OutlineImport(outlines.Count, unmatched, [.. programme.Plan.Divisions.Counties.Where(c => !outlines.ContainsKey(c.CountyCode)).Select(programme.Plan.Divisions.NameOf)]);
    }

    public void Remove(string actor)
    {
        if (programmes.Current() is { } programme)
        {
            Store(programme.Number, [], actor);
        }
    }

    /// <summary>A FeatureCollection of all outlines with code and name; null when there are none.</summary>
    public JsonObject? Read()
    {
        if (programmes.Current() is not { } programme)
        {
            return null;
        }

        using var connection = workplace.Database.Open();
        var features = new JsonArray();
        foreach (var row in connection.Query(null, "SELECT county_code, geometry FROM county_outline WHERE programme = @p0 ORDER BY county_code", programme.Number))
        {
            var code = RegionCode.OfCounty(row.GetInt32(0));
            features.Add(new JsonObject
            {
                ["type"] = "Feature",
                ["properties"] = new JsonObject { ["code"] = code.ToString(), ["name"] = programme.Plan.Divisions.NameOf(code) },
                ["geometry"] = JsonNode.Parse(row.GetString(1)),
            });
        }

        return features.Count == 0 ? null : new JsonObject { ["type"] = "FeatureCollection", ["features"] = features };
    }

    private void Store(int programme, Dictionary<int, string> outlines, string actor) => Repeating.Run(workplace.Database, () => StoreOnce(programme, outlines, actor));

    private void StoreOnce(int programme, Dictionary<int, string> outlines, string actor)
    {
        using var connection = workplace.Database.Open();
        using var transaction = workplace.Database.BeginWrite(connection);
        using var journal = new JournalWriter(workplace.Database, connection, transaction, workplace.Keys, workplace.Begin("map-import", actor));
        foreach (var before in journal.Rows.Where(ProgrammeSeals.Outline, "programme = @p0", programme))
        {
            journal.Rows.Delete(before);
            if (!outlines.ContainsKey((int)before.Long("county_code")))
            {
                journal.Append((int)before.Long("county_code"), "removed", "county_outline", before.Long("county_code"), before.Long("county_code"), 0);
            }
        }

        foreach (var (county, geometry) in outlines.OrderBy(o => o.Key))
        {
            journal.Rows.Insert(ProgrammeSeals.Outline, county, programme, geometry);
            journal.Append(county, "replaced", "county_outline", county, county, 0);
        }

        journal.Flush();
        transaction.Commit();
    }

    private static RegionCode? County(LoadedProgramme programme, JsonObject? properties)
    {
        var divisions = programme.Plan.Divisions;
        foreach (var code in CodeKeys.Select(k => Text(properties?[k])))
        {
            if (code is not null && RegionCode.TryParse(code, out var region) && divisions.Has(region) && region.Level == RegionLevel.County)
            {
                return region;
            }
        }

        var name = NameKeys.Select(k => Text(properties?[k])).FirstOrDefault(n => n is not null);
        foreach (var county in divisions.Counties)
        {
            if (divisions.NameOf(county) == name)
            {
                return county;
            }
        }

        return programme.Plan.Aliases.FirstOrDefault(a => a.Name == name)?.Division;
    }

    private static bool HasPositions(JsonNode? node, int depth) => node switch
    {
        JsonArray { Count: >= 2 } position when position[0] is JsonValue => position.Take(2).All(n => n is JsonValue v && v.TryGetValue<double>(out var d) && Math.Abs(d) <= 180),
        JsonArray { Count: > 0 } list when depth < 4 => list.All(n => HasPositions(n, depth + 1)),
        _ => false,
    };

    private static string? Text(JsonNode? node) => node is JsonValue value ? value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString() : null;
}
