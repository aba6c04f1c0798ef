using System.Globalization;
using CleanHeating.Kernel;
using CleanHeating.Platform.Workbooks;
using CleanHeating.Programme.Data;
using CleanHeating.Programme.Plan;
using CleanHeating.Programme.Targets;

namespace CleanHeating.Ledger.MakeSample;

/// <summary>What was made.</summary>
public sealed record SampleAnswer(IReadOnlyList<string> Files, int Households, DateOnly AsOf);

/// <summary>
/// Makes the ledgers of an invented city from a programme's divisions and targets: one workbook a county, messy as counties' files
/// are. The same programme, number and seed give the same city.
/// </summary>
public sealed class SampleHandler
{
    // The plan's first deadline is about three weeks away: most is built, much is accepted, some is late.
    private const int DaysBeforeDeadline = 24;
    private const int LeastInVillage = 12, MostInVillage = 60;
    private static readonly (string Kind, int Share)[] Shares = [("gas", 26), ("heat-pump", 20), ("electric", 4), ("district", 2)];

    public SampleAnswer Make(LoadedProgramme programme, string folder, int households, int seed)
    {
        var plan = programme.Plan;
        var words = SampleWords.Load();
        var asOf = plan.Milestones.Count == 0 ? plan.EffectiveFrom.AddDays(90) : plan.Milestones.Min(m => m.Date).AddDays(-DaysBeforeDeadline);
        var terms = new SampleTerms(seed, asOf, (int)(plan.City.Code.Value / 100_000_000), plan.Parameters.CapitalSubsidyFloor, Routes(plan));
        var population = new SamplePopulation(terms, words);
        var faults = new SampleFaults(terms, words);
        var random = new Random(seed);
        var counts = TargetShares.Divide(households, [.. plan.Rural.Rows.Select(r => r.Amount)]);
        Directory.CreateDirectory(folder);
        var files = new List<string>();
        for (var i = 0; i < counts.Length; i++)
        {
            if (counts[i] == 0)
            {
                continue;
            }

            var row = plan.Rural.Rows[i];
            var path = Path.Combine(folder, string.Format(CultureInfo.InvariantCulture, words.File, i + 1, row.Printed, asOf.Year));
            using var writer = new XlsxWriter(new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16));
            new SampleWorkbook(words, asOf, row.Printed, perTownship: i % 3 == 1).Write(writer, Households(plan, RegionCode.From(row.Code), row.Printed, (int)counts[i], population, faults, random));
            files.Add(path);
        }

        return new SampleAnswer(files, households, asOf);
    }

    // Whole neighbouring villages are taken one after the other, as the plan wants it (C18).
    private static IEnumerable<SampleHousehold> Households(ProgrammePlan plan, RegionCode county, string name, int count, SamplePopulation population, SampleFaults faults, Random random)
    {
        var villages = plan.Divisions.ChildrenOf(county).SelectMany(plan.Divisions.ChildrenOf).ToList();
        if (villages.Count == 0)
        {
            yield break;
        }

        var made = 0;
        for (var v = 0; made < count; v++)
        {
            var code = villages[v % villages.Count];
            var village = new SampleVillage(code, name, plan.Divisions.NameOf(code.Township), plan.Divisions.NameOf(code));
            var share = Math.Max(random.Next(LeastInVillage, MostInVillage), count / villages.Count);
            for (var i = 0; i < share && made < count; i++, made++)
            {
                var household = population.Next(village);
                faults.Touch(household);
                yield return household;
            }
        }
    }

    private static List<SampleRoute> Routes(ProgrammePlan plan) => [.. plan.Technologies.Select(t =>
    {
        var kind = t.Kind == "gas" ? "gas" : t.Kind == "heat" ? "district" : t.Code.EndsWith("heat-pump", StringComparison.Ordinal) ? "heat-pump" : "electric";
        return new SampleRoute(t.Synonyms is [var first, ..] ? first : t.Name, kind, Shares.First(s => s.Kind == kind).Share);
    })];
}
