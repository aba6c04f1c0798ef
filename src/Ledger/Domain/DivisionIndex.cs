using CleanHeating.Kernel;

namespace CleanHeating.Ledger.Domain;

/// <summary>What came of looking a place up.</summary>
internal enum PlaceFate : byte
{
    Found,
    Unknown,
    Ambiguous,
}

/// <summary>
/// Finds villages by the names that counties write. Built once from the programme's divisions; looking up allocates nothing
/// for names as they stand.
/// </summary>
internal sealed class DivisionIndex
{
    private readonly Dictionary<string, RegionCode> _counties = new(StringComparer.Ordinal);
    private readonly Dictionary<(RegionCode County, string Name), List<RegionCode>> _townships = [];
    private readonly Dictionary<RegionCode, VillageNames> _villages = [];
    private readonly string[] _countyNamesByLength;

    /// <param name="divisions">Code and official name of every division, counties, townships and villages.</param>
    /// <param name="countyAliases">Other names of counties.</param>
    /// <param name="cityShortName">The city's name without its level word; a county's official name may begin with it.</param>
    public DivisionIndex(IEnumerable<(RegionCode Code, string Name)> divisions, IEnumerable<(string Name, RegionCode County)> countyAliases, string cityShortName)
    {
        foreach (var (code, name) in divisions)
        {
            Add(code, TextNormaliser.Name(name), cityShortName);
        }

        foreach (var (name, county) in countyAliases)
        {
            _counties[TextNormaliser.Name(name)] = county;
        }

        _countyNamesByLength = [.. _counties.Keys.OrderByDescending(n => n.Length).ThenBy(n => n, StringComparer.Ordinal)];
    }

    public RegionCode? County(string name) => _counties.TryGetValue(name, out var county) ? county : null;

    /// <summary>The county that a text mentions, by the longest name in it; null when it mentions none.</summary>
    public RegionCode? CountyIn(string text)
    {
        foreach (var name in _countyNamesByLength)
        {
            if (text.Contains(name, StringComparison.Ordinal))
            {
                return _counties[name];
            }
        }

        return null;
    }

    public PlaceFate Find(RegionCode county, string township, string village, out RegionCode code)
    {
        code = default;
        if (!_townships.TryGetValue((county, township), out var townships))
        {
            return PlaceFate.Unknown;
        }

        var found = new List<RegionCode>(1);
        for (var step = 0; step < 3 && found.Count == 0; step++)
        {
            foreach (var candidate in townships)
            {
                _villages[candidate].Collect(step, village, found);
            }
        }

        if (found.Count == 1)
        {
            code = found[0];
        }

        return found.Count switch { 0 => PlaceFate.Unknown, 1 => PlaceFate.Found, _ => PlaceFate.Ambiguous };
    }

    private void Add(RegionCode code, string name, string cityShortName)
    {
        switch (code.Level)
        {
            case RegionLevel.County:
                _counties[name] = code;
                if (cityShortName.Length > 0 && name.StartsWith(cityShortName, StringComparison.Ordinal) && name.Length > cityShortName.Length + 1)
                {
                    _counties.TryAdd(name[cityShortName.Length..], code);
                }

                break;
            case RegionLevel.Township:
                if (!_townships.TryGetValue((code.County, name), out var same))
                {
                    _townships.Add((code.County, name), same = []);
                }

                same.Add(code);
                _villages.TryAdd(code, new VillageNames());
                break;
            case RegionLevel.Village:
                if (!_villages.TryGetValue(code.Township, out var villages))
                {
                    _villages.Add(code.Township, villages = new VillageNames());
                }

                villages.Add(code, name);
                break;
            default:
                break;
        }
    }

    /// <summary>A township's villages by name: as official, without the committee, and without the settlement word as well.</summary>
    private sealed class VillageNames
    {
        private readonly Dictionary<string, List<RegionCode>>[] _steps = [new(StringComparer.Ordinal), new(StringComparer.Ordinal), new(StringComparer.Ordinal)];

        public void Add(RegionCode code, string name)
        {
            for (var step = 0; step < 3; step++)
            {
                var cut = Cut(name, step);
                if (!_steps[step].TryGetValue(cut, out var codes))
                {
                    _steps[step].Add(cut, codes = new List<RegionCode>(1));
                }

                codes.Add(code);
            }
        }

        // The sheet's name matches as it stands, or cut in the same way as the official one.
        public void Collect(int step, string name, List<RegionCode> found)
        {
            Collect(_steps[step], name, found);
            if (step > 0)
            {
                Collect(_steps[step], Cut(name, step), found);
            }
        }

        private static void Collect(Dictionary<string, List<RegionCode>> names, string name, List<RegionCode> found)
        {
            if (names.TryGetValue(name, out var codes))
            {
                foreach (var code in codes)
                {
                    if (!found.Contains(code))
                    {
                        found.Add(code);
                    }
                }
            }
        }

        private static string Cut(string name, int step)
        {
            if (step >= 1)
            {
                foreach (var suffix in LedgerWords.CommitteeSuffixes)
                {
                    if (name.EndsWith(suffix, StringComparison.Ordinal) && name.Length > suffix.Length)
                    {
                        name = name[..^suffix.Length];
                        break;
                    }
                }
            }

            if (step >= 2)
            {
                foreach (var suffix in LedgerWords.SettlementSuffixes)
                {
                    if (name.EndsWith(suffix, StringComparison.Ordinal) && name.Length >= suffix.Length + 2)
                    {
                        return name[..^suffix.Length];
                    }
                }
            }

            return name;
        }
    }
}
