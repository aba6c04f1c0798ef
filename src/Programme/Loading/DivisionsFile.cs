using System.Text;
using CleanHeating.Kernel;
using CleanHeating.Programme.Plan;

namespace CleanHeating.Programme.Loading;

/// <summary>Reads divisions.csv: code, level, name, parent; statistical codes of twelve digits.</summary>
internal static class DivisionsFile
{
    public const string Name = "divisions.csv";
    private const string Header = "code,level,name,parent";
    private static readonly Dictionary<string, RegionLevel> Levels = new(StringComparer.Ordinal)
    {
        ["city"] = RegionLevel.City, ["county"] = RegionLevel.County, ["township"] = RegionLevel.Township, ["village"] = RegionLevel.Village,
    };

    public static DivisionTree? Read(string folder, LoadErrors errors)
    {
        var path = Path.Combine(folder, Name);
        if (!File.Exists(path))
        {
            errors.Add("programme-file-missing", Name, 1, Name);
            return null;
        }

        var rows = new Dictionary<long, (RegionCode Code, string Name, string Parent, int Line)>();
        var line = 0;
        foreach (var text in File.ReadLines(path, Encoding.UTF8))
        {
            line++;
            if (line == 1)
            {
                if (text.TrimEnd() != Header)
                {
                    errors.Add("programme-divisions", Name, line, Header, text);
                    return null;
                }

                continue;
            }

            if (text.Length > 0)
            {
                Take(rows, text, line, errors);
            }
        }

        foreach (var row in rows.Values.Where(r => r.Code.Level > RegionLevel.City && !rows.ContainsKey(r.Code.Parent.Value)))
        {
            errors.Add("programme-division-unknown", Name, row.Line, row.Code.Parent.ToString());
        }

        return new DivisionTree(rows.Values.Select(r => (r.Code, r.Name)));
    }

    private static void Take(Dictionary<long, (RegionCode, string, string, int)> rows, string text, int line, LoadErrors errors)
    {
        var parts = text.Split(',');
        if (parts.Length != 4 || parts[2].Length == 0 || !RegionCode.TryParse(parts[0], out var code) || parts[0].Length != 12
            || !Levels.TryGetValue(parts[1], out var level) || level != code.Level || parts[3] != code.Parent.ToString())
        {
            errors.Add("programme-divisions", Name, line, Header, text);
        }
        else if (!rows.TryAdd(code.Value, (code, parts[2], parts[3], line)))
        {
            errors.Add("programme-duplicate", Name, line, parts[0]);
        }
    }
}
