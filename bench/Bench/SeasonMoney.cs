using System.Diagnostics;
using System.Globalization;
using System.Text;
using CleanHeating.Funds.ExplainAmount;
using CleanHeating.Funds.MintRights;
using CleanHeating.Funds.PayBatch;
using CleanHeating.Funds.TryParameter;
using CleanHeating.Platform.Storage;
using CleanHeating.Programme.Data;
using CleanHeating.Server.Composition;

namespace CleanHeating.Bench;

/// <summary>A heating season's bills to amounts, and what people wait for when they work with a city's money.</summary>
internal static class SeasonMoney
{
    private const int Months = 7;
    private static readonly string[] Periods = ["2021-10", "2021-11", "2021-12", "2022-01", "2022-02", "2022-03", "2022-04"];

    /// <summary>Reads files line by line, divides each at its commas and reads the last field as a number: what nobody can do without.</summary>
    public static decimal ReadBills(IEnumerable<string> files)
    {
        var sums = new decimal[2];
        Parallel.ForEach(files.Select((file, i) => (file, i)), new ParallelOptions { MaxDegreeOfParallelism = 2 }, one =>
        {
            using var reader = new StreamReader(one.file);
            reader.ReadLine();
            while (reader.ReadLine() is { } line)
            {
                var fields = line.Split(',');
                sums[one.i % 2] += decimal.Parse(fields[2], CultureInfo.InvariantCulture);
            }
        });
        return sums.Sum();
    }

    /// <summary>The floor as a process tells it: seconds from the first file on, without its own start.</summary>
    public static double TimedRead(IEnumerable<string> files) => Time(() => ReadBills(files));

    /// <summary>Bills of every household of a filled city that has an account, and a certificate for every thirteenth.</summary>
    public static (string Power, string Gas, string Register, int Bills) Write(string folder, string data)
    {
        var (power, gas, register) = (Path.Combine(folder, "power.csv"), Path.Combine(folder, "gas.csv"), Path.Combine(Report.Root, "../shared/data/heze-2021/season/hardship-register.csv"));
        using var workplace = Product.Open(data, null, TimeProvider.System);
        using var connection = workplace.Database.Open();
        var random = new Random(2021);
        var bills = 0;
        using var toPower = new StreamWriter(power, false, new UTF8Encoding(false));
        using var toGas = new StreamWriter(gas, false, new UTF8Encoding(false));
        toPower.Write("户号,账期,电量（千瓦时）\n");
        toGas.Write("户号,账期,气量（立方米）\n");
        foreach (var account in connection.Query(null, "SELECT utility_account FROM household WHERE utility_account IS NOT NULL ORDER BY county_code, household_id").Select(r => r.GetString(0)))
        {
            var to = account[0] == 'G' ? toGas : toPower;
            foreach (var period in Periods)
            {
                to.Write(string.Create(CultureInfo.InvariantCulture, $"{account},{period},{random.Next(500, 90_000) / 100m:0.00}\n"));
            }

            bills += Months;
        }

        return (power, gas, register, bills);
    }

    /// <summary>What a person waits for, measured in the process: a proposal, an explanation, a try.</summary>
    public static IEnumerable<Line> Waits(string data)
    {
        using var workplace = Product.Open(data, null, TimeProvider.System);
        var programmes = new ProgrammeStore(workplace);
        new RightsKeeper(workplace, programmes).Refresh();
        using var connection = workplace.Database.Open();
        var households = connection.Query(null, "SELECT household_id FROM payable_right WHERE kind = 2 ORDER BY county_code, household_id LIMIT 400").Select(r => r.GetInt64(0).ToString("D17", CultureInfo.InvariantCulture)).ToList();
        var explain = new ExplainHandler(workplace, programmes);
        households.ForEach(h => explain.Explain(h, CultureInfo.GetCultureInfo("zh")));
        var times = households.ConvertAll(h => Time(() => explain.Explain(h, CultureInfo.GetCultureInfo("zh")))).Order().ToList();
        yield return new Line("–", "why this amount, p95 of 400, ms", times[(int)(times.Count * 0.95)] * 1000, 0, 0, "≤ 20 ms", string.Create(CultureInfo.InvariantCulture, $"median {times[times.Count / 2] * 1000:F1} ms"));
        var tried = new TryParameterHandler(workplace, programmes);
        var request = new TryRequest("capital-subsidy-floor", "5000", "2021-01-01");
        var answer = tried.Try(request).Value;
        yield return new Line("–", "what if, whole city, s", Enumerable.Range(0, 5).Min(_ => Time(() => tried.Try(request))), 0, 0, "≤ 1 s", string.Create(CultureInfo.InvariantCulture, $"105,000 households read, {answer.Households} accepted reckoned twice"));
        tried.Decide(new DecideRequest("capital-subsidy-floor", "5000", "2021-01-01", "bench"));
        var proposed = new ProposeBatchHandler(workplace, programmes).Propose(new ProposeRequest("371700000000", "capital")).Value;
        yield return new Line(
            "–", "batches of the whole city proposed, s for 105,000 rights", proposed.Seconds * 105_000 / proposed.Lines, 0, Process.GetCurrentProcess().PeakWorkingSet64 / 1e6, "≤ 5 s",
            string.Create(CultureInfo.InvariantCulture, $"{proposed.Lines} rights in {proposed.Seconds:F2} s, every right compared with what it rests on first"));
    }

    private static double Time(Action act)
    {
        var watch = Stopwatch.StartNew();
        act();
        return watch.Elapsed.TotalSeconds;
    }
}
