using CleanHeating.Programme.Plan;

namespace CleanHeating.Programme.Loading;

/// <summary>Reads a programme's checklists. A programme may have none: then nothing is inspected in the field.</summary>
internal static class ChecklistsFile
{
    public const string Name = "checklists.yaml";

    /// <summary>Kinds of photos that a checklist can ask for.</summary>
    public static readonly IReadOnlyList<string> PhotoKinds = ["before", "after", "plate", "detail"];

    private static readonly string[] Kinds = ["check", "measure"];
    private static readonly string[] PhotoWords = ["never", "always", "on-fail"];

    public static List<Checklist> Read(YamlMap file, IReadOnlyList<Technology> technologies, ClauseCheck check)
    {
        var common = file.Maps("common").Select(m => Item(m, check)).ToList();
        var lists = file.Maps("checklists").Select(m => Read(m, common, technologies, check)).ToList();
        Distinct(file, "checklists", lists.Select(l => l.Code));
        Distinct(file, "checklists", lists.SelectMany(l => l.Routes));
        foreach (var missing in technologies.Where(t => !lists.Exists(l => l.Routes.Contains(t.Code))))
        {
            file.Wrong("checklists", "programme-checklist-missing", missing.Code);
        }

        file.Done();
        return lists;
    }

    private static Checklist Read(YamlMap map, List<ChecklistItem> common, IReadOnlyList<Technology> technologies, ClauseCheck check)
    {
        var routes = map.Texts("routes");
        foreach (var unknown in routes.Where(r => technologies.All(t => t.Code != r)))
        {
            map.Wrong("routes", "programme-value", "routes", string.Join(" | ", technologies.Select(t => t.Code)));
        }

        var photos = map.Texts("photos");
        foreach (var unknown in photos.Where(p => !PhotoKinds.Contains(p)))
        {
            map.Wrong("photos", "programme-value", "photos", string.Join(" | ", PhotoKinds));
        }

        var items = map.Maps("items").Select(m => Item(m, check)).Concat(common).ToList();
        Distinct(map, "items", items.Select(i => i.Code));
        Distinct(map, "photos", photos);
        var version = map.Number("version", 0);
        if (version is < 1 or > 10_000)
        {
            map.Wrong("version", "programme-value", "version", "1 … 10000");
        }

        var list = new Checklist(map.Text("code"), (int)Math.Clamp(version, 1, 10_000), map.Text("name"), map.Text("name_en"), routes, photos, items);
        map.Done();
        return list;
    }

    private static ChecklistItem Item(YamlMap map, ClauseCheck check)
    {
        var kind = map.Word("kind", Kinds) == "measure" ? ItemKind.Measure : ItemKind.Check;
        var (unit, least, most) = kind == ItemKind.Measure ? Limits(map) : (null, null, null);
        var (clause, standard) = (check.ClauseOrNull(map), map.TextOrNull("standard"));
        if (clause is null && standard is null)
        {
            map.Wrong("code", "programme-missing-key", "clause | standard");
        }

        var item = new ChecklistItem(
            map.Text("code"), map.Text("text"), map.Text("text_en"), kind, map.Flag("fails"), map.Flag("may_not_apply"),
            map.WordOrNull("photo", PhotoWords) switch { "always" => ItemPhoto.Always, "on-fail" => ItemPhoto.OnFail, _ => ItemPhoto.Never }, unit, least, most, clause, standard);
        map.Done();
        return item;
    }

    // A value without a limit judges nothing, and limits that nothing can keep are a mistake.
    private static (string? Unit, long? Least, long? Most) Limits(YamlMap map)
    {
        var unit = map.Word("unit", ChecklistItem.Units);
        long? least = map.TextOrNull("at_least") is null ? null : map.Number("at_least", 2);
        long? most = map.TextOrNull("at_most") is null ? null : map.Number("at_most", 2);
        if (least is null && most is null)
        {
            map.Wrong("code", "programme-missing-key", "at_least | at_most");
        }

        if (least > most)
        {
            map.Wrong("at_least", "programme-value", "at_least", "no more than at_most");
        }

        return (unit, least, most);
    }

    private static void Distinct(YamlMap map, string key, IEnumerable<string> values)
    {
        foreach (var twice in values.GroupBy(v => v, StringComparer.Ordinal).Where(g => g.Count() > 1))
        {
            map.Wrong(key, "programme-duplicate", twice.Key);
        }
    }
}
