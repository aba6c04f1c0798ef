using System.Diagnostics;
using System.Globalization;
using CleanHeating.Planning.Optimiser.Domain;
using CleanHeating.Planning.Optimiser.ExportLp;
using CleanHeating.TestKit;

namespace CleanHeating.Planning.Tests;

/// <summary>The exported model is the same problem: another solver finds the same least cost.</summary>
public sealed class ExportTests
{
    private const int Instances = 40;

    private const string Script =
        """
        const fs = require('fs');
        require(process.argv[1])().then(solver => {
          for (const file of process.argv.slice(2)) {
            const answer = solver.solve(fs.readFileSync(file, 'utf8'));
            console.log(answer.Status === 'Optimal' ? answer.ObjectiveValue : answer.Status);
          }
        });
        """;

    [Fact]
    public void Write_SmallInstance_RowsAndColumnsCounted()
    {
        var instance = new PlanInstance(
            [new PlanCounty(1, "A", 5)],
            [new PlanResource("S", "substation", "kW", 10, new PlanExpansion(5, 7))],
            [new PlanVillage("v", 1, 6, [new PlanOption("r", 3, [new PlanUse(0, 2)]), new PlanOption("q", 4, [])]), new PlanVillage("w", 1, 6, [new PlanOption("r", 5.5, [])]), new PlanVillage("x", 1, 9, [])],
            [new NeighbourPair(0, 1, 2), new NeighbourPair(0, 2, 2)]);
        using var text = new StringWriter(CultureInfo.InvariantCulture);

        var size = LpWriter.Write(instance, text);

        Assert.Equal(new LpSize(Rows: 6, Columns: 5), size);
        Assert.Contains("obj: + 3 x0_0 + 4 x0_1 + 5.5 x1_0 + 7 z0 - 2 y0", text.ToString(), StringComparison.Ordinal);
        Assert.Contains("target0: + 6 x0_0 + 6 x0_1 + 6 x1_0 >= 5", text.ToString(), StringComparison.Ordinal);
        Assert.Contains("limit0: + 2 x0_0 - 5 z0 <= 10", text.ToString(), StringComparison.Ordinal);
        Assert.Contains("pair0a: + 1 y0 - 1 x0_0 - 1 x0_1 <= 0", text.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Write_TinyInstances_AnotherSolverFindsTheSameLeastCost()
    {
        var package = Repository.Locate("bench/node_modules/highs");
        Assert.SkipUnless(Directory.Exists(package), "The npm package 'highs' is not in bench/node_modules (npm install --no-save --prefix bench highs@1.15.3).");
        using var folder = new TempFolder();
        var instances = Enumerable.Range(0, Instances).Select(TinyInstance.Make).ToArray();
        var files = instances.Select((instance, i) =>
        {
            var file = Path.Combine(folder.Path, $"{i}.lp");
            using var writer = new StreamWriter(file);
            LpWriter.Write(instance, writer);
            return file;
        }).ToArray();

        var answers = Answers(package, files);

        Assert.Equal(Instances, answers.Length);
        Assert.All(instances.Zip(answers), pair => Assert.Equal(
            TinyInstance.LeastOf(pair.First) ?? double.NaN,
            double.TryParse(pair.Second, NumberStyles.Float, CultureInfo.InvariantCulture, out var found) ? found : double.NaN, 1e-4));
    }

    private static string[] Answers(string package, string[] files)
    {
        using var process = Process.Start(new ProcessStartInfo("node", ["-e", Script, package, .. files]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }
}
