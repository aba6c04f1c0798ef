using System.Text.Json;
using CleanHeating.Kernel;
using CleanHeating.Planning.Optimiser.Domain;

namespace CleanHeating.Planning.Optimiser.ReadInstance;

/// <summary>The parts of an instance, each checked where it stands. A reader serves one file.</summary>
internal sealed class InstanceFields(string file)
{
    private readonly FieldReader _read = new(file);
    private readonly Dictionary<int, int> _counties = [];
    private readonly Dictionary<string, int> _resources = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _villages = new(StringComparer.Ordinal);

    public Result<PlanInstance> Instance(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("format", out var format)
            || format.ValueKind != JsonValueKind.String || format.GetString() != InstanceReader.Format)
        {
            return new Error("plan-format", new ErrorPlace(file, Path: "format"), InstanceReader.Format);
        }

        var counties = _read.List(root, "counties", "", County);
        var resources = _read.List(root, "resources", "", Resource);
        var villages = _read.List(root, "villages", "", Village);
        var adjacency = _read.List(root, "adjacency", "", Pair);
        return _read.Errors.Count > 0 ? _read.Errors : new PlanInstance(counties, resources, villages, adjacency);
    }

    private PlanCounty County(JsonElement county, string path)
    {
        var code = (int)_read.Whole(county, "code", path, int.MaxValue);
        if (!_counties.TryAdd(code, _counties.Count))
        {
            _read.Refuse("plan-duplicate", $"{path}.code", FieldReader.Text(code));
        }

        return new PlanCounty(code, _read.OptionalText(county, "name"), _read.Whole(county, "target", path, FieldReader.Largest));
    }

    private PlanResource Resource(JsonElement resource, string path)
    {
        var id = _read.Text(resource, "id", path);
        if (!_resources.TryAdd(id, _resources.Count))
        {
            _read.Refuse("plan-duplicate", $"{path}.id", id);
        }

        PlanExpansion? expansion = null;
        if (resource.TryGetProperty("expansion", out var bought) && bought.ValueKind != JsonValueKind.Null)
        {
            expansion = new PlanExpansion(_read.Number(bought, "amount", $"{path}.expansion"), _read.Number(bought, "cost", $"{path}.expansion"));
        }

        return new PlanResource(id, _read.Text(resource, "kind", path), _read.OptionalText(resource, "unit"), _read.Number(resource, "capacity", path, -FieldReader.Largest), expansion);
    }

    private PlanVillage Village(JsonElement village, string path)
    {
        var code = _read.Text(village, "code", path);
        if (!_villages.TryAdd(code, _villages.Count))
        {
            _read.Refuse("plan-duplicate", $"{path}.code", code);
        }

        var county = (int)_read.Whole(village, "county", path, int.MaxValue);
        if (!_counties.ContainsKey(county))
        {
            _read.Refuse("plan-unknown", $"{path}.county", FieldReader.Text(county));
        }

        var households = _read.Whole(village, "households", path, FieldReader.Largest);
        var routes = new HashSet<string>(StringComparer.Ordinal);
        return new PlanVillage(code, county, households, _read.List(village, "options", path, (option, place) => Option(option, place, routes)));
    }

    private PlanOption Option(JsonElement option, string path, HashSet<string> routes)
    {
        var route = _read.Text(option, "route", path);
        if (!routes.Add(route))
        {
            _read.Refuse("plan-duplicate", $"{path}.route", route);
        }

        var uses = new List<PlanUse>();
        if (option.ValueKind == JsonValueKind.Object && option.TryGetProperty("uses", out var map) && map.ValueKind == JsonValueKind.Object)
        {
            foreach (var use in map.EnumerateObject())
            {
                Use(use, $"{path}.uses.{use.Name}", uses);
            }
        }
        else
        {
            _read.Refuse("plan-required", $"{path}.uses", "uses");
        }

        return new PlanOption(route, _read.Number(option, "cost", path), uses);
    }

    private void Use(JsonProperty use, string path, List<PlanUse> uses)
    {
        if (!_resources.TryGetValue(use.Name, out var resource))
        {
            _read.Refuse("plan-unknown", path, use.Name);
        }
        else if (uses.Exists(u => u.Resource == resource))
        {
            _read.Refuse("plan-duplicate", path, use.Name);
        }
        else
        {
            uses.Add(new PlanUse(resource, _read.Number(use.Value, path)));
        }
    }

    private NeighbourPair Pair(JsonElement pair, string path)
    {
        var (a, b) = (End(pair, "a", path), End(pair, "b", path));
        if (a == b && a >= 0)
        {
            _read.Refuse("plan-own-neighbour", path, _read.Text(pair, "a", path));
        }

        return new NeighbourPair(a, b, _read.Number(pair, "saving", path));
    }

    private int End(JsonElement pair, string name, string path)
    {
        var code = _read.Text(pair, name, path);
        if (_villages.TryGetValue(code, out var village))
        {
            return village;
        }

        _read.Refuse("plan-unknown", $"{path}.{name}", code);
        return -1;
    }
}
