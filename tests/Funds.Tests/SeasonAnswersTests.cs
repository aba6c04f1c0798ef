using System.Text.Json;
using CleanHeating.Funds.ImportSeason;
using CleanHeating.Funds.MintRights;
using CleanHeating.Funds.ReckonOperating;
using CleanHeating.Ledger.VerifyLedger;
using CleanHeating.Platform.Storage;
using CleanHeating.TestKit;

namespace CleanHeating.Funds.Tests;

/// <summary>The reference cities: the operating subsidy of answers.json to the fen, before and after acceptances are adopted.</summary>
public sealed class SeasonAnswersTests
{
    [Theory]
    [InlineData("heze-2021", TestDatabases.Sqlite)]
    [InlineData("heze-2021-small", TestDatabases.Sqlite)]
    [InlineData("heze-2021-small", TestDatabases.Postgres)]
    public void Reckon_ReferenceCity_EqualsTheAnswers(string set, string kind)
    {
        var folder = SharedData.Require(set);
        using var answers = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "answers.json")));
        using var city = InventedCity.Open(kind, InventedCity.HezeFolder);
        var asOf = DateOnly.ParseExact(answers.RootElement.GetProperty("as_of").GetString()!, "yyyy-MM-dd", null);
        Assert.True(city.TryImport([.. Directory.GetFiles(Path.Combine(folder, "ledgers")).Order(StringComparer.Ordinal)], asOf).IsOk);
        string In(string name) => Path.Combine(folder, "season", name);
        var season = answers.RootElement.GetProperty("season");

        var imported = new ImportSeasonHandler(city.Workplace, city.Programmes).Run(new SeasonRequest("2021-2022", In("hardship-register.csv"), In("electricity-2021-2022.csv"), In("gas-2021-2022.csv"))).Value;

        var bad = season.GetProperty("bad");
        long Bad(string name) => bad.GetProperty(name).GetInt64();
        Assert.Equal((Bad("unknown"), Bad("duplicate"), Bad("negative"), Bad("malformed")), (imported.Refused["account-unknown"], imported.Refused["reading-duplicate"], imported.Refused["reading-negative"], imported.Refused["period-format"]));
        Assert.Equal(season.GetProperty("readings_power").GetInt64() + season.GetProperty("readings_gas").GetInt64() - Bad("unknown") - Bad("duplicate") - Bad("negative") - Bad("malformed"), imported.Readings);
        Assert.Equal(season.GetProperty("register").GetInt64() - imported.Refused["issuer-invalid"], imported.Certificates);
        AssertAmounts(season.GetProperty("all"), city, acceptedOnly: false);
        AssertAmounts(season.GetProperty("accepted_only"), city, acceptedOnly: true);

        new RightsKeeper(city.Workplace, city.Programmes).CatchUp();

        AssertAmounts(season.GetProperty("accepted_only"), city, acceptedOnly: true);
        using var connection = city.Workplace.Database.Open();
        var rights = connection.Query(null, "SELECT CAST(COUNT(*) AS BIGINT), CAST(SUM(amount) AS BIGINT) FROM payable_right WHERE kind = 2").Select(r => (r.GetInt64(0), r.GetInt64(1))).Single();
        Assert.Equal((season.GetProperty("accepted_only").GetProperty("households").GetInt64(), season.GetProperty("accepted_only").GetProperty("fen").GetInt64()), rights);
        Assert.Equal(0, new RightsKeeper(city.Workplace, city.Programmes).Refresh());
        Assert.Empty(new LedgerVerifier(city.Workplace.Database, city.Workplace.Keys).Run().Broken);
    }

    private static void AssertAmounts(JsonElement expected, InventedCity city, bool acceptedOnly)
    {
        var answer = new OperatingHandler(city.Workplace, city.Programmes).Run("2021-2022", acceptedOnly).Value;

        Assert.Equal(
            (expected.GetProperty("households").GetInt64(), expected.GetProperty("fen").GetInt64(), expected.GetProperty("capped").GetInt64()), (answer.Households, answer.Fen, answer.Capped));
        if (expected.TryGetProperty("by_county", out var counties))
        {
            Assert.Equal(counties.EnumerateObject().ToDictionary(c => c.Name, c => c.Value.GetInt64()).OrderBy(c => c.Key), answer.ByCounty.OrderBy(c => c.Key));
        }
    }
}
