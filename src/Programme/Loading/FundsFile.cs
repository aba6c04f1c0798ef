using CleanHeating.Programme.Plan;

namespace CleanHeating.Programme.Loading;

/// <summary>Reads funds.yaml: schemes put together from blocks, payers, the bank's formats, the public notice. Refuses what could not be reckoned.</summary>
internal static class FundsFile
{
    public const string Name = "funds.yaml";
    private static readonly string[] Kinds = [SchemePlan.Capital, SchemePlan.Operating];
    private static readonly string[] Payers = ["city", "county"];
    private static readonly string[] Blocks = ["flat", "unit", "share", "cap", "floor", "sum", "by"];
    private static readonly string[] Layouts = ["csv", "fixed"];
    private static readonly string[] Encodings = ["utf-8", "gb18030"];
    private static readonly string[] SentFields = ["line", "reference", "name", "account", "amount", "amount-fen", "purpose", "date"];
    private static readonly string[] ReturnFields = ["reference", "account", "amount", "amount-fen", "result", "reason", "line", "name", "date"];

    // What each measure is multiplied by.
    private static readonly Dictionary<string, string> RateUnits = new(StringComparer.Ordinal) { ["power"] = "yuan/kWh", ["gas"] = "yuan/m3", ["area"] = "yuan/m2", ["rooms"] = "yuan/room" };

    public static FundsPlan Read(YamlMap file, ProgrammePlan plan)
    {
        var schemes = file.Maps("schemes").Select(s => ReadScheme(s, plan)).ToList();
        foreach (var twice in schemes.GroupBy(s => s.Kind, StringComparer.Ordinal).Where(g => g.Count() > 1))
        {
            file.Wrong("schemes", "programme-duplicate", twice.Key);
        }

        foreach (var missing in Kinds.Where(k => schemes.TrueForAll(s => s.Kind != k)))
        {
            file.Wrong("schemes", "programme-missing-key", missing);
        }

        var funds = new FundsPlan(schemes, file.Map("bank") is { } bank ? ReadBank(bank) : BankPlan.Usual, new NoticePlan((int)file.Number("notice_days", 0))) { PayUnconfirmed = file.Flag("pay_unconfirmed") };
        file.Done();
        return funds;
    }

    private static SchemePlan ReadScheme(YamlMap map, ProgrammePlan plan)
    {
        var code = map.Text("subsidy");
        if (code.Length > 0 && plan.Subsidies.All(s => s.Code != code))
        {
            map.Wrong("subsidy", "programme-value", "subsidy", string.Join(" | ", plan.Subsidies.Select(s => s.Code)));
        }

        var kind = map.Word("kind", Kinds);
        var rule = map.Map("amount") is { } amount ? ReadBlock(amount, plan) : SchemeBlock.OfFlat("capital-subsidy-floor");
        if (kind == SchemePlan.Capital && Uses(rule).Any(b => b.Of is "power" or "gas"))
        {
            map.Wrong("amount", "programme-value", "of", "area | rooms");
        }

        var payers = map.Maps("payers").Select(p => ReadPayer(p, plan)).ToList();
        if (payers.Count(p => p.Rest) != 1 || !payers[^1].Rest || payers.DistinctBy(p => p.Payer).Count() != payers.Count)
        {
            map.Wrong("payers", "programme-payers");
        }

        map.Done();
        return new SchemePlan(code, kind, rule, payers);
    }

    private static IEnumerable<SchemeBlock> Uses(SchemeBlock block) => block.Parts.SelectMany(Uses).Prepend(block);

    private static PayerPlan ReadPayer(YamlMap map, ProgrammePlan plan)
    {
        var (payer, rest, parameter) = (map.Word("payer", Payers), map.Flag("rest"), map.TextOrNull("parameter"));
        if (rest == parameter is not null)
        {
            map.Wrong("payer", "programme-payers");
        }

        Parameter(map, plan, "parameter", parameter, "yuan/household", "percent");
        map.Done();
        return new PayerPlan(payer, parameter, rest);
    }

    private static SchemeBlock ReadBlock(YamlMap map, ProgrammePlan plan)
    {
        var kind = map.Word("block", Blocks);
        var parameter = kind is "sum" or "by" ? null : map.Text("parameter");
        var of = kind switch
        {
            "unit" => map.Word("of", [.. RateUnits.Keys]),
            "share" => map.Word("of", ["cost"]),
            "by" => map.Word("of", ["route", "hardship"]),
            _ => null,
        };
        Parameter(map, plan, "parameter", parameter, kind switch
        {
            "share" => ["percent"],
            "unit" => [RateUnits.GetValueOrDefault(of ?? "", "yuan")],
            _ => ["yuan/household", "yuan/household/season"],
        });
        var cases = new List<IReadOnlyList<string>>();
        List<SchemeBlock> parts = kind switch
        {
            "sum" => [.. map.Maps("parts").Select(p => ReadBlock(p, plan))],
            "cap" or "floor" => map.Map("on") is { } on ? [ReadBlock(on, plan)] : [],
            "by" => [.. map.Maps("cases").Select(c => ReadCase(c, plan, of, cases))],
            _ => [],
        };
        map.Done();
        return new SchemeBlock(kind) { Parameter = parameter, Of = of, Parts = parts, Cases = cases };
    }

    private static SchemeBlock ReadCase(YamlMap map, ProgrammePlan plan, string? of, List<IReadOnlyList<string>> cases)
    {
        var words = map.Texts("when");
        foreach (var unknown in words.Where(w => of == "route" && plan.Technologies.All(t => t.Code != w)))
        {
            map.Wrong("when", "programme-value", "when", unknown);
        }

        cases.Add(words);
        var amount = map.Map("amount") is { } block ? ReadBlock(block, plan) : SchemeBlock.OfFlat("capital-subsidy-floor");
        map.Done();
        return amount;
    }

    private static void Parameter(YamlMap map, ProgrammePlan plan, string key, string? code, params IReadOnlyList<string> units)
    {
        if (string.IsNullOrEmpty(code))
        {
            return;
        }

        if (plan.Parameters.Find(code) is not { } parameter)
        {
            map.Wrong(key, "programme-parameter-missing", code, string.Join(" | ", units));
        }
        else if (!units.Contains(parameter.Unit))
        {
            map.Wrong(key, "programme-unit", code, string.Join(" | ", units), parameter.Unit);
        }
    }

    private static BankPlan ReadBank(YamlMap map)
    {
        var (layout, encoding, header) = (map.Word("layout", Layouts), map.Word("encoding", Encodings), map.Flag("header"));
        var columns = map.Maps("columns").Select(c => ReadColumn(c, SentFields, layout)).ToList();
        var back = map.Maps("return").Select(c => ReadColumn(c, ReturnFields, layout)).ToList();
        foreach (var (fields, needed) in new[] { (columns, "reference"), (columns, "account"), (back, "reference"), (back, "result") })
        {
            if (fields.TrueForAll(c => c.Field != needed))
            {
                map.Wrong(fields == columns ? "columns" : "return", "programme-missing-key", needed);
            }
        }

        var paid = map.Texts("paid");
        if (paid.Count == 0)
        {
            map.Wrong("paid", "programme-missing-key", "paid");
        }

        map.Done();
        return new BankPlan(layout, encoding, header, columns, back, paid);
    }

    private static BankColumn ReadColumn(YamlMap map, string[] fields, string layout)
    {
        var column = new BankColumn(map.Word("field", fields), map.Text("name"), layout == "fixed" ? (int)map.Number("width", 0) : 0);
        map.Done();
        return column;
    }
}
