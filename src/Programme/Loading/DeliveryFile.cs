using CleanHeating.Programme.Plan;

namespace CleanHeating.Programme.Loading;

/// <summary>Reads delivery.yaml: approval steps, qualifications, what the catalogue asks, sampling, retention.</summary>
internal static class DeliveryFile
{
    public const string Name = "delivery.yaml";
    private static readonly string[] Deciders = ["office", "department"];
    private static readonly string[] Calendars = ["working", "calendar"];
    private static readonly string[] Checks = ["off", "lead", "refuse"];

    public static DeliveryPlan Read(YamlMap file, ProgrammePlan plan)
    {
        var check = new ClauseCheck([.. plan.Clauses]);
        var steps = new List<ApprovalStep>();
        foreach (var map in file.Maps("steps"))
        {
            steps.Add(ReadStep(map, steps, check));
        }

        if (steps.Count == 0)
        {
            file.Wrong("steps", "programme-missing-key", "steps");
        }

        Distinct(file, "steps", steps.Select(s => s.Code));
        var calendar = file.Word("days", Calendars);
        var kinds = file.Maps("qualifications").Select(ReadKind).ToList();
        Distinct(file, "qualifications", kinds.Select(k => k.Code));
        var devices = file.Maps("devices").Select(d => ReadDevice(d, plan)).ToList();
        Distinct(file, "devices", devices.Select(d => d.Technology));
        var (samples, failures) = ReadSampling(file);
        var read = new DeliveryPlan(steps, calendar == "working", kinds, devices, file.Word("start_check", Checks), file.Word("model_check", Checks), file.Word("firm_check", Checks), samples, failures, Positive(file, "retention_months"), Positive(file, "expiring_days"));
        file.Done();
        return read;
    }

    private static ApprovalStep ReadStep(YamlMap map, List<ApprovalStep> before, ClauseCheck check)
    {
        var after = map.Texts("after");
        foreach (var unknown in after.Where(a => !before.Exists(s => s.Code == a)))
        {
            map.Wrong("after", "programme-value", "after", string.Join(" | ", before.Select(s => s.Code)));
        }

        var step = new ApprovalStep(
            map.Text("code"), map.Text("name"), map.Text("name_en"), map.Word("by", Deciders), Positive(map, "days"), Positive(map, "green_days"), after, check.ClauseOrNull(map));
        if (step.GreenDays > step.Days)
        {
            map.Wrong("green_days", "programme-value", "green_days", $"≤ {step.Days}");
        }

        map.Done();
        return step;
    }

    private static QualificationKind ReadKind(YamlMap map)
    {
        var kind = new QualificationKind(map.Text("code"), map.Text("name"), map.Text("name_en"));
        map.Done();
        return kind;
    }

    private static DeviceRule ReadDevice(YamlMap map, ProgrammePlan plan)
    {
        var rule = new DeviceRule(map.Word("technology", [.. plan.Technologies.Select(t => t.Code)]), map.TextOrNull("least_cop") is null ? null : (int)map.Number("least_cop", 2), map.Flag("certificate"), map.Flag("report"));
        map.Done();
        return rule;
    }

    private static (int Samples, int Failures) ReadSampling(YamlMap file)
    {
        if (file.Map("sampling") is not { } map)
        {
            return (1, 1);
        }

        var (samples, failures) = (Positive(map, "samples"), Positive(map, "failures"));
        if (failures > samples)
        {
            map.Wrong("failures", "programme-value", "failures", $"≤ {samples}");
        }

        map.Done();
        return (samples, failures);
    }

    private static int Positive(YamlMap map, string key)
    {
        var number = map.Number(key, 0);
        if (number is > 0 and <= 3650)
        {
            return (int)number;
        }

        map.Wrong(key, "programme-value", key, "1–3650");
        return 1;
    }

    private static void Distinct(YamlMap file, string key, IEnumerable<string> codes)
    {
        foreach (var twice in codes.GroupBy(c => c, StringComparer.Ordinal).Where(g => g.Count() > 1))
        {
            file.Wrong(key, "programme-duplicate", twice.Key);
        }
    }
}
