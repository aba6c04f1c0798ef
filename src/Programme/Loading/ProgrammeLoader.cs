using System.Security.Cryptography;
using System.Text;
using CleanHeating.Kernel;
using CleanHeating.Programme.Plan;

namespace CleanHeating.Programme.Loading;

/// <summary>
/// Reads a programme's folder. Refuses unknown keys, wrong units, days that don't exist, sums that don't balance, unknown
/// divisions and names that nobody confirmed; all of it at once, each with file and line.
/// </summary>
public static class ProgrammeLoader
{
    private static readonly string[] Files = ["programme.yaml", "targets.yaml", "responsibilities.yaml", "clauses.yaml", DivisionsFile.Name];
    private static readonly string[] Kinds = ["power", "gas", "heat"];
    private static readonly string[] MilestoneStages = ["completed", "passed"];
    private static readonly string[] Rules = ["flat-per-household", "per-unit-with-cap", "pool", "market"];

    public static Result<ProgrammePlan> Load(string folder)
    {
        var errors = new LoadErrors();
        if (!Directory.Exists(folder))
        {
            return new Error("programme-folder-missing", null, folder);
        }

        var divisions = DivisionsFile.Read(folder, errors);
        var main = YamlMap.Open(folder, Files[0], errors);
        var targets = YamlMap.Open(folder, Files[1], errors);
        var duties = YamlMap.Open(folder, Files[2], errors);
        var clauses = YamlMap.Open(folder, Files[3], errors);
        var lists = File.Exists(Path.Combine(folder, ChecklistsFile.Name)) ? YamlMap.Open(folder, ChecklistsFile.Name, errors) : null;
        if (divisions is null || main is null || targets is null || duties is null || clauses is null)
        {
            return errors.All;
        }

        var plan = Read(main, targets, duties, clauses, lists, divisions, HashOf(folder));
        if (File.Exists(Path.Combine(folder, FundsFile.Name)) && YamlMap.Open(folder, FundsFile.Name, errors) is { } funds)
        {
            plan = plan with { Funds = FundsFile.Read(funds, plan) };
        }

        if (File.Exists(Path.Combine(folder, PlanningFile.Name)) && YamlMap.Open(folder, PlanningFile.Name, errors) is { } planning)
        {
            plan = plan with { Planning = PlanningFile.Read(planning, plan) };
        }

        if (File.Exists(Path.Combine(folder, ConstructionFile.Name)) && YamlMap.Open(folder, ConstructionFile.Name, errors) is { } construction)
        {
            plan = plan with { Construction = ConstructionFile.Read(construction, plan) };
        }

        if (File.Exists(Path.Combine(folder, DeliveryFile.Name)) && YamlMap.Open(folder, DeliveryFile.Name, errors) is { } delivery)
        {
            plan = plan with { Delivery = DeliveryFile.Read(delivery, plan) };
        }

        return errors.All.Count > 0 ? errors.All : plan;
    }

    private static ProgrammePlan Read(YamlMap main, YamlMap targets, YamlMap duties, YamlMap clauses, YamlMap? lists, DivisionTree divisions, string hash)
    {
        var known = ReadClauses(clauses);
        var check = new ClauseCheck(known);
        var effective = main.Date("effective_from");
        var city = ReadCity(main, divisions);
        var aliases = main.Maps("aliases").Select(a => ReadAlias(a, divisions)).OfType<DivisionAlias>().ToList();
        var names = new PlanNames(divisions, aliases);
        var groups = targets.Maps("groups").Select((g, i) => ReadGroup(g, city, i, names)).ToList();
        var technologies = main.Maps("technologies").Select(t => Close(t, new Technology(
            t.Text("code"), t.Text("name"), t.Text("name_en"), t.Word("kind", Kinds), t.Texts("synonyms"), check.Clause(t)))).ToList();
        var banned = main.Maps("banned").Select(b => Close(b, new BannedDevice(b.Text("name"), b.Text("name_en"), b.Texts("synonyms"), check.Clause(b)))).ToList();
        RequireDistinct(main, "technologies", technologies.Select(t => t.Code));
        RequireDistinct(main, "technologies", technologies.SelectMany(t => t.Synonyms.Append(t.Name)).Concat(banned.SelectMany(b => b.Synonyms.Append(b.Name))));
        var parameters = ReadParameters(main, effective, check);
        var plan = new ProgrammePlan
        {
            Id = main.Text("id"),
            Name = main.Text("name"),
            NameEn = main.Text("name_en"),
            EffectiveFrom = effective,
            City = city,
            Document = ReadDocument(main, check),
            Clauses = known,
            Milestones = [.. main.Maps("milestones").Select(m => Close(m, new Milestone(m.Text("code"), m.Text("name"), m.Text("name_en"), m.Date("date"), check.Clause(m), m.WordOrNull("stage", MilestoneStages))))],
            Technologies = technologies,
            Banned = banned,
            Parameters = new PlanParameters(parameters),
            Subsidies = [.. main.Maps("subsidies").Select(s => ReadSubsidy(s, parameters, check))],
            Aliases = aliases,
            Groups = groups,
            Urban = ReadAnnex(targets, "urban", TargetMeasure.Area, names, groups, check),
            Rural = ReadAnnex(targets, "rural", TargetMeasure.Households, names, groups, check),
            Responsibilities = ReadDuties(duties, names, check),
            Divisions = divisions,
            Checklists = lists is null ? [] : ChecklistsFile.Read(lists, technologies, check),
            ContentHash = hash,
        };
        RequireDistinct(main, "milestones", plan.Milestones.Select(m => m.Code));
        main.Done();
        targets.Done();
        duties.Done();
        clauses.Done();
        return plan;
    }

    private static List<PlanClause> ReadClauses(YamlMap file)
    {
        var clauses = file.Maps("clauses").Select(c => Close(c, new PlanClause(c.Text("number"), c.Text("text"), c.Text("place")))).ToList();
        RequireDistinct(file, "clauses", clauses.Select(c => c.Number));
        return clauses;
    }

    private static PlanCity ReadCity(YamlMap main, DivisionTree divisions)
    {
        if (main.Map("city") is not { } map)
        {
            return new PlanCity(divisions.All[0].Code, "", "", "");
        }

        var code = map.Division("code", divisions) ?? divisions.All[0].Code;
        var city = new PlanCity(code, divisions.NameOf(code), map.Text("short_name"), map.Text("name_en"));
        if (code.Level != RegionLevel.City)
        {
            map.Wrong("code", "programme-value", "code", "the code of a city");
        }

        return Close(map, city);
    }

    private static PlanDocument ReadDocument(YamlMap main, ClauseCheck check) => main.Map("document") is { } map
        ? Close(map, new PlanDocument(map.Text("title"), map.Text("number"), map.Text("issuer"), map.Date("signed"), map.Date("printed"), map.Texts("references"), check.Clause(map)))
        : new PlanDocument("", "", "", default, default, [], "");

    // A name that a scan or an old script produced stays unknown until a person has confirmed what it means.
    private static DivisionAlias? ReadAlias(YamlMap map, DivisionTree divisions)
    {
        var name = map.Text("name");
        var division = map.Division("division", divisions);
        var inLedgers = map.Flag("in_ledgers");
        var (by, on) = (map.TextOrNull("confirmed_by"), map.DateOrNull("confirmed_on"));
        var reason = map.TextOrNull("reason") ?? "";
        map.Done();
        if (by is null || on is null)
        {
            map.Wrong("name", "programme-alias-unconfirmed", name, division is { } code ? divisions.NameOf(code) : "?");
            return null;
        }

        return division is { } found ? new DivisionAlias(name, found, inLedgers, by, on.Value, reason) : null;
    }

    private static CountyGroup ReadGroup(YamlMap map, PlanCity city, int index, PlanNames names)
    {
        var members = map.Texts("members").Select(m => names.County(map, "members", m)).OfType<RegionCode>().ToList();
        return Close(map, new CountyGroup(city.Code.Value + index + 1, map.Text("name"), members));
    }

    private static List<PlanParameter> ReadParameters(YamlMap main, DateOnly effective, ClauseCheck check)
    {
        var parameters = new List<PlanParameter>();
        foreach (var map in main.Maps("parameters"))
        {
            var unit = map.Word("unit", PlanParameters.Units);
            var digits = PlanParameters.DigitsOf(unit);
            map.Number("value", digits);
            var clause = check.ClauseOrNull(map);
            var parameter = new PlanParameter(map.Text("code"), map.Text("name"), map.Text("name_en"), map.Text("value"), unit, map.DateOrNull("effective_from") ?? effective, clause, map.TextOrNull("note"));
            if (clause is null && parameter.Note is null)
            {
                map.Wrong("code", "programme-missing-key", "clause | note");
            }

            if (PlanParameters.Required.FirstOrDefault(r => r.Code == parameter.Code) is { Unit: { } needed } && needed != unit)
            {
                map.Wrong("unit", "programme-unit", parameter.Code, needed, unit);
            }

            parameters.Add(Close(map, parameter));
        }

        foreach (var missing in PlanParameters.Required.Where(r => parameters.TrueForAll(p => p.Code != r.Code)))
        {
            main.Wrong("parameters", "programme-parameter-missing", missing.Code, missing.Unit);
        }

        RequireDistinct(main, "parameters", parameters.Select(p => p.Code));
        return [.. parameters.DistinctBy(p => p.Code)];
    }

    private static Subsidy ReadSubsidy(YamlMap map, List<PlanParameter> parameters, ClauseCheck check)
    {
        var used = map.Texts("parameters");
        foreach (var unknown in used.Where(u => parameters.TrueForAll(p => p.Code != u)))
        {
            map.Wrong("parameters", "programme-parameter-missing", unknown, "?");
        }

        return Close(map, new Subsidy(map.Text("code"), map.Text("name"), map.Text("name_en"), map.Word("rule", Rules), used, check.Clause(map), map.TextOrNull("note")));
    }

    private static TargetAnnex ReadAnnex(YamlMap targets, string key, TargetMeasure measure, PlanNames names, List<CountyGroup> groups, ClauseCheck check)
    {
        if (targets.Map(key) is not { } map)
        {
            return new TargetAnnex(0, "", "", measure, "", "", 0, [], "");
        }

        // 万m² with six decimals is 0.01 m².
        var digits = measure == TargetMeasure.Area ? 6 : 0;
        var rows = new List<TargetRow>();
        foreach (var row in map.Maps("rows"))
        {
            var name = row.Text("name");
            var amount = row.Number("amount", digits);
            var code = groups.Find(g => g.Name == name)?.Code ?? names.County(row, "name", name)?.Value;
            row.Done();
            if (code is { } found)
            {
                rows.Add(new TargetRow(found, name, amount));
            }
        }

        var total = map.Number("total", digits);
        if (rows.Sum(r => r.Amount) != total)
        {
            string Shown(long units) => FixedPoint.Format(units, digits);
            map.Wrong("total", "programme-sum", map.Text("title"), Shown(rows.Sum(r => r.Amount)), Shown(total));
        }

        RequireDistinct(map, "rows", rows.SelectMany(r => groups.Find(g => g.Code == r.Code)?.Members.Select(m => m.Value) ?? [r.Code]).Select(c => names.NameOf(c)));
        return Close(map, new TargetAnnex(
            (int)map.Number("annex", 0), map.Text("title"), map.Text("title_en"), measure, map.Text("unit"), map.Text("unit_en"), total, rows, check.Clause(map)));
    }

    private static ResponsibilityAnnex ReadDuties(YamlMap file, PlanNames names, ClauseCheck check)
    {
        var rows = new List<Responsibility>();
        foreach (var row in file.Maps("rows"))
        {
            var printed = row.Text("name");
            if (names.County(row, "name", printed) is { } county)
            {
                rows.Add(new Responsibility(county, printed, row.Text("leader"), row.Text("department")));
            }
            else
            {
                row.Text("leader");
                row.Text("department");
            }

            row.Done();
        }

        RequireDistinct(file, "rows", rows.Select(r => names.NameOf(r.County.Value)));
        return new ResponsibilityAnnex((int)file.Number("annex", 0), file.Text("title"), file.Text("title_en"), rows, check.Clause(file));
    }

    private static void RequireDistinct(YamlMap map, string key, IEnumerable<string> values)
    {
        foreach (var twice in values.GroupBy(v => v, StringComparer.Ordinal).Where(g => g.Count() > 1))
        {
            map.Wrong(key, "programme-duplicate", twice.Key);
        }
    }

    private static T Close<T>(YamlMap map, T value)
    {
        map.Done();
        return value;
    }

    private static string HashOf(string folder)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in Files.Concat([ChecklistsFile.Name, FundsFile.Name, PlanningFile.Name, DeliveryFile.Name, ConstructionFile.Name]).Where(f => File.Exists(Path.Combine(folder, f))))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(file));
            hash.AppendData(File.ReadAllBytes(Path.Combine(folder, file)));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}

/// <summary>Finds counties by the names that a plan prints: official, or by a confirmed alias.</summary>
internal sealed class PlanNames(DivisionTree divisions, List<DivisionAlias> aliases)
{
    public string NameOf(long code) => divisions.NameOf(code);

    public RegionCode? County(YamlMap map, string key, string name)
    {
        foreach (var county in divisions.Counties)
        {
            if (divisions.NameOf(county) == name)
            {
                return county;
            }
        }

        if (aliases.Find(a => a.Name == name) is { } alias)
        {
            return alias.Division;
        }

        if (name.Length > 0)
        {
            map.Wrong(key, "programme-division-unknown", name);
        }

        return null;
    }
}

/// <summary>Every clause that a value cites must be one of the programme's.</summary>
internal sealed class ClauseCheck(List<PlanClause> clauses)
{
    private readonly HashSet<string> _known = [.. clauses.Select(c => c.Number)];

    public string Clause(YamlMap map)
    {
        var clause = map.Text("clause");
        return Checked(map, clause) ?? "";
    }

    public string? ClauseOrNull(YamlMap map) => Checked(map, map.TextOrNull("clause"));

    private string? Checked(YamlMap map, string? clause)
    {
        foreach (var one in (clause ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (!_known.Contains(one))
            {
                map.Wrong("clause", "programme-clause-unknown", one);
            }
        }

        return clause;
    }
}
