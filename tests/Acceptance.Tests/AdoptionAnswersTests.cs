using System.Text.Json;
using CleanHeating.Kernel;
using CleanHeating.Ledger.VerifyLedger;
using CleanHeating.Platform.Storage;
using CleanHeating.TestKit;

namespace CleanHeating.Acceptance.Tests;

/// <summary>The reference cities: as many households come to be accepted in each county as answers.json says passed.</summary>
public sealed class AdoptionAnswersTests
{
    [Theory]
    [InlineData("heze-2021", TestDatabases.Sqlite)]
    [InlineData("heze-2021-small", TestDatabases.Sqlite)]
    [InlineData("heze-2021-small", TestDatabases.Postgres)]
    public void CatchUp_ReferenceCity_EqualsTheAnswers(string set, string kind)
    {
        var folder = SharedData.Require(set);
        using var answers = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "answers.json")));
        using var city = InventedCity.Open(kind, InventedCity.HezeFolder);
        var asOf = DateOnly.ParseExact(answers.RootElement.GetProperty("as_of").GetString()!, "yyyy-MM-dd", null);
        city.TryImport([.. Directory.GetFiles(Path.Combine(folder, "ledgers")).Order(StringComparer.Ordinal)], asOf);
        var acceptances = new WorkbookAcceptances(city.Workplace);

        var answer = acceptances.CatchUp();
        var again = acceptances.CatchUp();

        var counties = answers.RootElement.GetProperty("counties").EnumerateObject().ToList();
        long Sum(string name) => counties.Sum(c => c.Value.GetProperty(name).GetInt64());
        Assert.Equal(new AdoptionAnswer(counties.Count, (int)Sum("passed"), 0, 0, (int)Sum("failed"), 0), answer);
        Assert.Equal(AdoptionAnswer.Nothing, again);
        using var connection = city.Workplace.Database.Open();
        foreach (var county in counties)
        {
            var code = int.Parse(county.Name, null);
            var accepted = AcceptedHouseholds.OfCounty(connection, null, city.Programme.Number, code).ToList();
            Assert.Equal(county.Value.GetProperty("passed").GetInt64(), accepted.Count);
            Assert.All(accepted, a => Assert.Equal((AcceptanceState.Unconfirmed, AcceptanceSource.Workbook, true), (a.State, a.Source, a.Counts)));
            Assert.Equal(county.Value.GetProperty("failed").GetInt64(), connection.ScalarLong(null, "SELECT COUNT(*) FROM rectification WHERE county_code = @p0 AND state = 0", code));
        }

        Assert.Empty(new LedgerVerifier(city.Workplace.Database, city.Workplace.Keys).Run().Broken);
    }
}
