using System.Collections.Frozen;
using CleanHeating.Kernel;

namespace CleanHeating.Programme.Plan;

/// <summary>The city's divisions with their official names, in order of code.</summary>
public sealed class DivisionTree
{
    private readonly FrozenDictionary<long, string> _names;
    private readonly FrozenDictionary<long, RegionCode[]> _children;

    public DivisionTree(IEnumerable<(RegionCode Code, string Name)> divisions)
    {
        All = [.. divisions.OrderBy(d => d.Code)];
        _names = All.ToFrozenDictionary(d => d.Code.Value, d => d.Name);
        _children = All.GroupBy(d => d.Code.Parent.Value).ToFrozenDictionary(g => g.Key, g => g.Select(d => d.Code).ToArray());
        Counties = [.. All.Where(d => d.Code.Level == RegionLevel.County).Select(d => d.Code)];
    }

    public IReadOnlyList<(RegionCode Code, string Name)> All { get; }

    public IReadOnlyList<RegionCode> Counties { get; }

    public int Townships => All.Count(d => d.Code.Level == RegionLevel.Township);

    public int Villages => All.Count(d => d.Code.Level == RegionLevel.Village);

    public bool Has(RegionCode code) => _names.ContainsKey(code.Value);

    /// <summary>Official name; empty where the code is none of this city's.</summary>
    public string NameOf(RegionCode code) => NameOf(code.Value);

    public string NameOf(long code) => _names.GetValueOrDefault(code, "");

    /// <summary>Divisions one level down, in order of code.</summary>
    public IReadOnlyList<RegionCode> ChildrenOf(RegionCode code) => _children.GetValueOrDefault(code.Value) ?? [];
}
