using System.Text.Json;
using CleanHeating.Kernel;
using CleanHeating.Ledger.ImportLedger;
using CleanHeating.Ledger.SweepLeads;
using CleanHeating.Ledger.VerifyLedger;
using CleanHeating.Programme.ReadProgress;
using CleanHeating.TestKit;

namespace CleanHeating.Ledger.Tests;

/// <summary>The reference cities: every figure of answers.json must be what the product finds.</summary>
public sealed class AnswersTests
{
    private static readonly Dictionary<string, string> Patterns = new(StringComparer.Ordinal)
    {
        ["serial"] = "equipment-serial", ["account"] = "utility-account", ["card"] = "payment-account", ["phone"] = "phone-shared",
    };

    [Theory]
    [InlineData("heze-2021", TestDatabases.Sqlite)]
    [InlineData("heze-2021-small", TestDatabases.Sqlite)]
    [InlineData("heze-2021-small", TestDatabases.Postgres)]
    public void Import_ReferenceCity_EqualsTheAnswers(string set, string kind)
    {
        var folder = SharedData.Require(set);
        using var answers = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "answers.json")));
        using var city = InventedCity.Open(kind, InventedCity.HezeFolder);
        var asOf = DateOnly.ParseExact(answers.RootElement.GetProperty("as_of").GetString()!, "yyyy-MM-dd", null);

        var answer = city.TryImport([.. Directory.GetFiles(Path.Combine(folder, "ledgers")).Order(StringComparer.Ordinal)], asOf).Value;

        AssertCounties(answers.RootElement, answer, city);
        Assert.Equal(Numbers(answers.RootElement.GetProperty("codes")), answer.Codes.ToDictionary(c => c.Key, c => (long)c.Value));
        Assert.Equal(Numbers(answers.RootElement.GetProperty("warnings")), answer.Warnings.ToDictionary(c => c.Key, c => (long)c.Value));
        Assert.Equal(
            answers.RootElement.GetProperty("total_mismatch_sheets").EnumerateArray().Select(s => (s[0].GetString(), s[1].GetString())),
            answer.SheetFindings.Where(f => f.Code == "total-mismatch").Select(f => ((string?)f.File, (string?)f.Sheet)));
        AssertExamples(answers.RootElement, answer);
        AssertLeads(answers.RootElement, city);
        var verified = new LedgerVerifier(city.Workplace.Database, city.Workplace.Keys).Run();
        Assert.Empty(verified.Broken);
    }

    private static void AssertCounties(JsonElement answers, ImportAnswer answer, InventedCity city)
    {
        var progress = new ProgressHandler(city.Workplace, city.Programmes).Read(RegionLevel.County, null).Value.Rows.ToDictionary(r => r.Code[..6]);
        foreach (var county in answers.GetProperty("counties").EnumerateObject())
        {
            long Of(string name) => county.Value.GetProperty(name).GetInt64();
            var (row, counts) = (progress[county.Name], answer.ByCounty[county.Name + "000000"]);
            Assert.Equal((Of("rows"), Of("imported"), Of("quarantined")), (counts.Rows, counts.Imported, counts.Quarantined));
            Assert.Equal(
                (Of("imported"), Of("not_started"), Of("started"), Of("completed"), Of("passed"), Of("failed"), Of("paid_fen"), Of("outstanding_fen"), Of("area_tenths")),
                (row.Ledger, row.NotStarted, row.Started, row.Completed, row.Passed, row.Failed, row.PaidFen, row.OutstandingFen, row.AreaTenths));
            Assert.Equal(Numbers(county.Value.GetProperty("routes")), row.Routes.ToDictionary());
        }
    }

    private static void AssertExamples(JsonElement answers, ImportAnswer answer)
    {
        foreach (var example in answers.GetProperty("examples").EnumerateObject().Where(e => answer.Codes.ContainsKey(e.Name)))
        {
            Assert.Contains(answer.Refusals!, r => r.Code == example.Name && r.File == example.Value[0].GetString() && r.Sheet == example.Value[1].GetString() && r.Row == example.Value[2].GetInt32());
        }
    }

    private static void AssertLeads(JsonElement answers, InventedCity city)
    {
        var leads = new LeadsHandler(city.Workplace, city.Programmes).SweepRevealed("test", "reference").Value.Leads;
        foreach (var group in answers.GetProperty("groups").EnumerateObject())
        {
            var expected = group.Value.EnumerateArray().Select(g => string.Join(",", g.EnumerateArray().Select(i => i.GetString()).Order(StringComparer.Ordinal))).Order(StringComparer.Ordinal);
            var found = leads.Where(l => l.Pattern == Patterns[group.Name]).Select(l => string.Join(",", l.IdentityNumbers.Order(StringComparer.Ordinal))).Order(StringComparer.Ordinal);
            Assert.Equal(expected, found);
        }
    }

    private static Dictionary<string, long> Numbers(JsonElement element) =>
        element.EnumerateObject().Where(p => p.Value.GetInt64() != 0).ToDictionary(p => p.Name, p => p.Value.GetInt64());
}
