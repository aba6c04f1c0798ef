using System.Globalization;
using System.Text;
using System.Text.Json;
using CleanHeating.Ledger.MakeSample;
using CleanHeating.Programme.Data;
using CleanHeating.Programme.Loading;
using CleanHeating.Server.Composition;

namespace CleanHeating.Bench;

/// <summary>One line of the table. Seconds, or milliseconds where the name says so; memory in MB, 0 where it was not measured.</summary>
internal sealed record Line(string Number, string Work, double Ours, double Floor, double Memory, string Goal, string Note = "")
{
    public double? Ratio => Floor > 0 ? Ours / Floor : null;
}

/// <summary>Measures ours against floors in one run and writes the table.</summary>
internal static class Report
{
    private const int Repeats = 5;
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    internal static readonly string Root = FindRoot();
    internal static readonly string Program = Path.Combine(Root, "src/Cli/bin/Release/net10.0/cleanheat");
    private static readonly string Self = Environment.ProcessPath!;

    public static int Run(string[] args)
    {
        var wanted = args.Where(a => !a.StartsWith('-')).ToHashSet(StringComparer.Ordinal);
        var largest = args.FirstOrDefault(a => a.StartsWith("--largest=", StringComparison.Ordinal)) is { } option ? int.Parse(option.AsSpan(10), CultureInfo.InvariantCulture) : 1_000_000;
        var folder = Directory.CreateTempSubdirectory("cleanheating-bench-").FullName;
        try
        {
            var lines = new List<Line>();
            if (wanted.Count == 0 || wanted.Overlaps(["P1", "P7", "reader"]))
            {
                lines.AddRange(Workbooks(folder));
            }

            if (wanted.Count == 0 || wanted.Overlaps(["P2", "P3", "P9"]))
            {
                lines.AddRange(Sizes.Measure(folder, Path.Combine(Root, "programmes/heze-2021"), largest));
            }

            if (wanted.Count == 0 || wanted.Contains("P4"))
            {
                lines.AddRange(Season(folder));
            }

            if (wanted.Count == 0 || wanted.Contains("P6"))
            {
                lines.AddRange(PlanningBench.Measure(folder));
            }

            if (wanted.Count == 0 || wanted.Contains("P8"))
            {
                lines.Add(Verification(folder));
            }

            Write(Merged(lines));
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static IEnumerable<Line> Workbooks(string folder)
    {
        var files = Ledgers(folder, out var asOf, out var source);
        Say($"ledgers: {source}");
        var (walk, insert, schema, import, own, library) = (new Best(), new Best(), new Best(), new Best(), new Best(), new Best());
        for (var i = 0; i < Repeats; i++)
        {
            walk.Take(Measured.Run(Self, ["floor-walk", .. files]));
            var database = Path.Combine(folder, $"floor{i}", "floor.db");
            insert.Take(Measured.Run(Self, "floor-insert", database, "105000"));
            schema.Take(Measured.Run(Self, "floor-insert", Path.Combine(folder, $"floor{i}", "empty.db"), "0"));
            var data = Path.Combine(folder, $"data{i}");
            Measured.Run(Program, "init", "--programme", Path.Combine(Root, "programmes/heze-2021"), "--data", data);
            import.Take(Measured.Run(Program, ["ledger", "import", .. files, "--as-of", asOf, "--data", data, "--json"]));
            own.Take(Measured.Run(Self, ["reader", "own", .. files]));
            library.Take(Measured.Run(Self, ["reader", "library", .. files]));
            Say($"round {i + 1}: walk {walk.Last:F2}, insert {insert.Last:F2}, import {import.Last:F2}, own reader {own.Last:F2}, library {library.Last:F2}");
        }

        yield return new Line("P1", "import of the whole city, 105,000 rows", import.Seconds, walk.Seconds + insert.Seconds, import.Megabytes, "≤ 1.5 ×, ≤ 400 MB", $"floor = walk {walk.Seconds:F2} s + insert {insert.Seconds:F2} s, of which {schema.Seconds:F2} s for making the file");
        yield return new Line("–", "reading all cells: own reader against ExcelDataReader", own.Seconds, library.Seconds, own.Megabytes, "< 1 ×", $"the library's memory {library.Megabytes:F0} MB");
        var (zip, export) = (new Best(), new Best());
        for (var i = 0; i < Repeats; i++)
        {
            zip.Take(Measured.Run(Self, "floor-zip", Path.Combine(folder, "floor.xlsx"), "105000"));
            export.Take(Measured.Run(Program, "ledger", "export", Path.Combine(folder, "out.xlsx"), "--data", Path.Combine(folder, "data0"), "--json"));
        }

        yield return new Line("P7", "export of the whole city to .xlsx", export.Seconds, zip.Seconds, export.Megabytes, "≤ 2 ×, ≤ 150 MB", "floor = as many cells of as much text, made up, packed at the same level on one thread");
    }

    // Files to amounts: the import and the reckoning are two commands, each a whole process.
    private static IEnumerable<Line> Season(string folder)
    {
        var filled = Path.Combine(folder, "season");
        Measured.Run(Program, "init", "--programme", Path.Combine(Root, "programmes/heze-2021"), "--data", filled);
        Measured.Run(Program, ["ledger", "import", .. Ledgers(folder, out var asOf, out _), "--as-of", asOf, "--data", filled, "--json"]);
        var (power, gas, register, bills) = SeasonMoney.Write(folder, filled);
        var (read, import, reckon, memory) = (double.MaxValue, double.MaxValue, double.MaxValue, 0.0);
        for (var i = 0; i < Repeats; i++)
        {
            var data = Path.Combine(folder, $"season{i}");
            CopyFolder(filled, data);
            string[] files = File.Exists(register) ? ["--register", register] : [];
            read = Math.Min(read, double.Parse(Measured.Run(Self, "floor-bills", power, gas).Output, CultureInfo.InvariantCulture));
            var imported = Measured.Run(Program, ["season", "import", "--season", "2021-2022", "--electricity", power, "--gas", gas, .. files, "--data", data, "--json"]);
            (import, memory) = (Math.Min(import, Seconds(imported)), Math.Max(memory, imported.PeakBytes / 1e6));
            reckon = Math.Min(reckon, Seconds(Measured.Run(Program, "subsidy", "operating", "--season", "2021-2022", "--data", data, "--json")));
        }

        yield return new Line(
            "P4", string.Create(CultureInfo.InvariantCulture, $"operating subsidy of a season, {bills} bills, files to amounts"), import + reckon, read, memory, "≤ 2 ×",
            string.Create(CultureInfo.InvariantCulture, $"import {import:F2} s + amounts {reckon:F2} s; floor = reading and dividing the lines of the files, two threads; starting the programs is in neither"));
        foreach (var line in SeasonMoney.Waits(Path.Combine(folder, "season0")))
        {
            yield return line;
        }
    }

    private static double Seconds(Measured command) => JsonDocument.Parse(command.Output).RootElement.GetProperty("seconds").GetDouble();

    private static void CopyFolder(string from, string to)
    {
        foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    // The speed that the command itself tells: opening the product is not part of it.
    private static Line Verification(string folder)
    {
        var data = Path.Combine(folder, "verified");
        Measured.Run(Program, "init", "--programme", Path.Combine(Root, "programmes/heze-2021"), "--data", data);
        Measured.Run(Program, ["ledger", "import", .. Ledgers(folder, out var asOf, out _), "--as-of", asOf, "--data", data, "--json"]);
        var (rate, rows, memory) = (0.0, 0L, 0.0);
        for (var i = 0; i < Repeats; i++)
        {
            var run = Measured.Run(Program, "verify", "--data", data, "--json");
            var answer = JsonDocument.Parse(run.Output).RootElement;
            if (run.ExitCode != 0 || !answer.GetProperty("ok").GetBoolean())
            {
                throw new InvalidOperationException("A fresh city did not verify.");
            }

            rows = answer.GetProperty("rows").GetInt64();
            rate = Math.Max(rate, rows / answer.GetProperty("seconds").GetDouble());
            memory = Math.Max(memory, run.PeakBytes / 1e6);
        }

        return new Line("P8", "verification of the whole city, in thousand rows a second", rate / 1000, 0, memory, "≥ 200", string.Create(CultureInfo.InvariantCulture, $"{rows} rows: every row of every table"));
    }

    // The reference city where it lies beside the repository, else an invented one of the same size.
    private static string[] Ledgers(string folder, out string asOf, out string source)
    {
        var reference = Path.GetFullPath(Path.Combine(Root, "../shared/data/heze-2021/ledgers"));
        if (Directory.Exists(reference))
        {
            (asOf, source) = ("2021-09-06", "reference city");
            return [.. Directory.GetFiles(reference).Order(StringComparer.Ordinal)];
        }

        using var workplace = Product.Open(Path.Combine(folder, "sample"), null, TimeProvider.System);
        var programme = new ProgrammeStore(workplace).Save(ProgrammeLoader.Load(Path.Combine(Root, "programmes/heze-2021")).Value, "bench").Value;
        var sample = new SampleHandler().Make(programme, Path.Combine(folder, "ledgers"), 105_000, 2021);
        (asOf, source) = (sample.AsOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), "invented city");
        return [.. sample.Files];
    }

    // What was not measured in this run stays as it was; the order is that of the numbers.
    private static List<Line> Merged(List<Line> measured)
    {
        var file = Path.Combine(Root, "bench/results.json");
        var before = File.Exists(file) ? JsonSerializer.Deserialize<List<Line>>(File.ReadAllText(file), Json) ?? [] : [];
        return [.. before.Where(b => !measured.Exists(m => m.Number == b.Number && m.Work == b.Work)).Concat(measured).OrderBy(l => l.Number == "–").ThenBy(l => l.Number, StringComparer.Ordinal)];
    }

    private static void Write(List<Line> lines)
    {
        var text = new StringBuilder("# Measured\n\n");
        text.Append(CultureInfo.InvariantCulture, $"Measured on one machine with {Environment.ProcessorCount} processors, each line with its floor in one run; the best of {Repeats} rounds where a whole process is timed. Absolute times mean little, ratios and memory count. Written by `bench`.\n\n");
        text.Append("| # | work | ours | floor | ratio | peak memory | goal | |\n|---|---|---|---|---|---|---|---|\n");
        foreach (var line in lines)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {line.Number} | {line.Work} | {line.Ours:0.00} | {(line.Floor > 0 ? line.Floor.ToString("0.00", CultureInfo.InvariantCulture) : "–")} | {(line.Ratio is { } ratio ? ratio.ToString("0.00", CultureInfo.InvariantCulture) + " ×" : "–")} | {(line.Memory > 0 ? line.Memory.ToString("0", CultureInfo.InvariantCulture) + " MB" : "–")} | {line.Goal} | {line.Note} |\n");
        }

        File.WriteAllText(Path.Combine(Root, "bench/results.md"), text.ToString());
        File.WriteAllText(Path.Combine(Root, "bench/results.json"), JsonSerializer.Serialize(lines, Json) + "\n");
        Console.Write(text);
    }

    internal static void Say(string text) => Console.Error.WriteLine(text);

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "CleanHeating.slnx")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException("CleanHeating.slnx");
    }

    /// <summary>The best time of several rounds, and the most memory of any.</summary>
    private sealed class Best
    {
        public double Seconds { get; private set; } = double.MaxValue;

        public double Last { get; private set; }

        public double Megabytes { get; private set; }

        public void Take(Measured measured)
        {
            // One means that rows were refused, as the ledgers hold bad ones.
            if (measured.ExitCode is not (0 or 1))
            {
                throw new InvalidOperationException($"A measured process ended with {measured.ExitCode}.");
            }

            Last = measured.Seconds;
            Seconds = Math.Min(Seconds, measured.Seconds);
            Megabytes = Math.Max(Megabytes, measured.PeakBytes / 1e6);
        }
    }
}
