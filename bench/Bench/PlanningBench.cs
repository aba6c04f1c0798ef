using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CleanHeating.Bench;

/// <summary>P6: our plans and bounds beside those of HiGHS after the same time, one after the other on the same machine.</summary>
internal static class PlanningBench
{
    private const int Cities = 16;
    private static readonly string Data = Path.GetFullPath(Path.Combine(Report.Root, "../shared/data/plan"));

    public static IEnumerable<Line> Measure(string folder)
    {
        if (!Directory.Exists(Data))
        {
            Report.Say("P6 is left out: the reference instances are not beside the repository.");
            yield break;
        }

        var peer = Path.Combine(folder, "peer");
        var hasPeer = PeerAnswer.Install(peer);
        if (!hasPeer)
        {
            Report.Say("npm could not install highs: ours is measured alone.");
        }

        foreach (var line in City(folder, hasPeer ? peer : null).Concat(Small(folder, hasPeer ? peer : null)))
        {
            yield return line;
        }

        yield return Province(folder);
    }

    private static IEnumerable<Line> City(string folder, string? peer)
    {
        var instance = Path.Combine(Data, "city-1.json");
        var best = Best("city-1");
        var ten = Ours.Solve(instance, 10);
        yield return new Line("P6", "plan of city-1 after 10 s, % over the best known", 100 * ((ten.Objective / best) - 1), 0, ten.Megabytes, "≤ 1 %", Note(ten));
        var ours = Ours.Solve(instance, 60);
        var theirs = peer is null ? null : PeerAnswer.Solve(peer, Export(folder, instance), 60);
        yield return new Line("P6", "plan of city-1 after 60 s, million yuan", ours.Objective / 1e6, theirs?.Objective / 1e6 ?? 0, ours.Megabytes, "≤ 1 ×, ≤ 942.53", "peer = HiGHS; " + Note(ours));
        yield return new Line("P6", "proven bound of city-1 after 60 s, million yuan; more is better", ours.Bound / 1e6, theirs?.Bound / 1e6 ?? 0, 0, "≥ 1 ×, ≥ 936.82", "peer = HiGHS");
        yield return new Line("P6", "proven gap of city-1 after 60 s, %", 100 * ours.Gap, 0, 0, "≤ 0.6 %");
    }

    private static IEnumerable<Line> Small(string folder, string? peer)
    {
        var instance = Path.Combine(Data, "small-1.json");
        var ours = Ours.Solve(instance, 60);
        var theirs = peer is null ? null : PeerAnswer.Solve(peer, Export(folder, instance), 120);
        var proven = ours.Gap <= 1e-9 ? "proven optimal" : "not proven";
        yield return new Line("P6", "small-1 until proven optimal, s", ours.Seconds, theirs is { Optimal: true } ? theirs.Seconds : 0, ours.Megabytes, "≤ 10 s", $"peer = HiGHS; {proven}");
    }

    private static Line Province(string folder)
    {
        var file = Path.Combine(folder, "province.json");
        WriteProvince(Path.Combine(Data, "city-1.json"), file);
        var ours = Ours.Solve(file, 300);
        return new Line("P6", "gap of a province of 16 such cities after 5 min, %", 100 * ours.Gap, 0, ours.Megabytes, "feasible, ≤ 2 %", Note(ours));
    }

    private static string Note(Ours ours) => string.Create(CultureInfo.InvariantCulture, $"{ours.Objective / 1e6:0.000} proven {ours.Bound / 1e6:0.000}");

    private static string Export(string folder, string instance)
    {
        var model = Path.Combine(folder, "model.lp");
        var run = Measured.Run(Report.Program, "plan", "export-lp", instance, model, "--json");
        return run.ExitCode == 0 ? model : throw new InvalidOperationException($"The export ended with {run.ExitCode}.");
    }

    private static double Best(string name) =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine(Data, $"{name}.ref.json"))).RootElement.GetProperty("best_objective").GetDouble();

    // Sixteen cities like the reference, no two with the same costs and targets.
    private static void WriteProvince(string city, string file)
    {
        var random = new Random(16);
        var province = new JsonObject { ["format"] = "clean-heating-plan/1", ["counties"] = new JsonArray(), ["resources"] = new JsonArray(), ["villages"] = new JsonArray(), ["adjacency"] = new JsonArray() };
        for (var i = 0; i < Cities; i++)
        {
            var copy = JsonNode.Parse(File.ReadAllText(city))!.AsObject();
            foreach (var county in Take(copy, province, "counties"))
            {
                county["code"] = (int)county["code"]! + (i * 1_000_000);
                county["target"] = (int)((int)county["target"]! * (0.9 + (0.1 * random.NextDouble())));
            }

            foreach (var resource in Take(copy, province, "resources"))
            {
                resource["id"] = $"{i}-{resource["id"]}";
            }

            foreach (var village in Take(copy, province, "villages"))
            {
                (village["code"], village["county"]) = ($"{i}-{village["code"]}", (int)village["county"]! + (i * 1_000_000));
                foreach (var option in village["options"]!.AsArray())
                {
                    option!["cost"] = Math.Round((double)option["cost"]! * (0.9 + (0.2 * random.NextDouble())));
                    option["uses"] = new JsonObject(option["uses"]!.AsObject().Select(u => KeyValuePair.Create($"{i}-{u.Key}", (JsonNode?)(double)u.Value!)));
                }
            }

            foreach (var pair in Take(copy, province, "adjacency"))
            {
                (pair["a"], pair["b"]) = ($"{i}-{pair["a"]}", $"{i}-{pair["b"]}");
            }
        }

        File.WriteAllText(file, province.ToJsonString());
    }

    private static List<JsonNode> Take(JsonObject from, JsonObject to, string list)
    {
        var taken = from[list]!.AsArray().Select(n => n!.DeepClone()).ToList();
        taken.ForEach(to[list]!.AsArray().Add);
        return taken;
    }

    /// <summary>One run of the command, as a process.</summary>
    private sealed record Ours(double Objective, double Bound, double Seconds, double Megabytes)
    {
        public double Gap => (Objective - Bound) / Math.Abs(Objective);

        public static Ours Solve(string instance, double seconds)
        {
            var run = Measured.Run(Report.Program, "plan", "solve", instance, "--time-limit", seconds.ToString(CultureInfo.InvariantCulture), "--json");
            if (run.ExitCode != 0)
            {
                throw new InvalidOperationException($"Solving ended with {run.ExitCode}: {run.Output}");
            }

            var answer = JsonDocument.Parse(run.Output).RootElement;
            return new Ours(answer.GetProperty("objective").GetDouble(), answer.GetProperty("bound").GetDouble(), answer.GetProperty("seconds").GetDouble(), run.PeakBytes / 1e6);
        }
    }
}
