using System.Globalization;
using CleanHeating.Kernel;
using CleanHeating.Ledger.CorrectHousehold;
using CleanHeating.Ledger.ImportLedger;
using CleanHeating.Ledger.ListHouseholds;
using CleanHeating.Ledger.MakeSample;
using CleanHeating.Platform.Keys;
using CleanHeating.Platform.Security;
using CleanHeating.Platform.Storage;
using CleanHeating.TestKit;

namespace CleanHeating.Storage.Tests.Keys;

/// <summary>Keys turn while others write: nobody's work is lost, and nothing is left behind that the new keys can't read.</summary>
public sealed class KeysAndImportsTests
{
    private const int Households = 900;
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en");

    [Theory, EveryDatabase]
    public async Task Renew_WhileImportsRun_BothComeThroughWhole(string kind)
    {
        using var city = InventedCity.Open(kind);
        Assert.Equal(Households, city.Import(Ledgers(city, 0)).Imported);
        var (turns, renewed) = (0, 0L);
        using var over = new CancellationTokenSource();

        var turning = Task.Run(() =>
        {
            while (!over.IsCancellationRequested)
            {
                Assert.True(new KeysHandler(city.Workplace).Rotate(turns % 2 == 0 ? CipherSuite.National : CipherSuite.Aes).IsOk);
                renewed += new RenewHandler(city.Workplace).Run().Value.Rows;
                turns++;
            }
        }, TestContext.Current.CancellationToken);
        for (var round = 1; round <= 5; round++)
        {
            Assert.Equal(Households, city.Import(Ledgers(city, round)).Updated);
        }

        await over.CancelAsync();
        await turning;
        var last = new RenewHandler(city.Workplace).Run().Value;

        Assert.True(turns > 0 && renewed > 0, "No key turned while an import ran.");
        Assert.Equal(0, last.Left);
        Assert.Empty(KeyedCity.Verify(city.Workplace).Broken);
        var list = new KeysHandler(city.Workplace).List();
        Assert.All(list.Generations.Where(g => !g.Newest), g => Assert.Equal((0L, 0L, 0L), (g.Values, g.Rows, g.Entries)));
        using var connection = city.Workplace.Database.Open();
        Assert.Equal(Households, connection.ScalarLong(null, "SELECT COUNT(*) FROM household WHERE version = 6 AND note = 'round 5'"));
    }

    [Theory, EveryDatabase]
    public async Task Renew_WhilePeopleCorrect_NoCorrectionIsLost(string kind)
    {
        using var city = InventedCity.Open(kind);
        city.Import(LedgerBook.Write(city.File("a.xlsx"), Enumerable.Range(1, 40).Select(i => LedgerBook.Row(i))));
        var ids = new ListHouseholdsHandler(city.Workplace, city.Programmes).List(new ListRequest { Limit = 4 }, English).Value.Rows.Select(r => r.Id).ToList();
        using var over = new CancellationTokenSource();

        var turning = Task.Run(() =>
        {
            for (var turn = 0; turn < 60 && !over.IsCancellationRequested; turn++)
            {
                Assert.True(new KeysHandler(city.Workplace).Rotate(null).IsOk);
                Assert.True(new RenewHandler(city.Workplace).Run().IsOk);
            }
        }, TestContext.Current.CancellationToken);
        await Task.WhenAll(ids.Select(id => Task.Run(() =>
        {
            for (var version = 1; version <= 15; version++)
            {
                var handler = new CorrectHouseholdHandler(city.Workplace, city.Programmes);
                var corrected = handler.Correct(id, new CorrectionRequest(version, new Dictionary<string, string?> { ["note"] = $"{version}" }, "test"), English);
                Assert.True(corrected.IsOk, corrected.IsOk ? "" : corrected.Errors[0].ToString());
            }
        }, TestContext.Current.CancellationToken)));
        await over.CancelAsync();
        await turning;

        using var connection = city.Workplace.Database.Open();
        Assert.Equal(4, connection.ScalarLong(null, "SELECT COUNT(*) FROM household WHERE version = 16 AND note = '15'"));
        Assert.Empty(KeyedCity.Verify(city.Workplace).Broken);
    }

    [Theory, EveryDatabase]
    public void Import_WithNationalKeys_IsVerifiedAndTamperingIsFound(string kind)
    {
        using var city = InventedCity.Open(kind, suite: CipherSuite.National);
        var sample = new SampleHandler().Make(city.Programme, city.File("sample"), Households, 4);

        var first = city.TryImport(sample.Files, sample.AsOf).Value;
        var again = city.TryImport(sample.Files, sample.AsOf).Value;

        Assert.Equal((Households, first.Imported), (first.Imported + first.Quarantined, again.Unchanged));
        var list = new KeysHandler(city.Workplace).List();
        Assert.Equal(("national", "national"), (list.IndexSuite, list.Generations.Single().Suite));
        Assert.Empty(KeyedCity.Verify(city.Workplace).Broken);
        using var connection = city.Workplace.Database.Open();
        connection.Execute(null, "UPDATE household SET paid = paid + 100 WHERE household_id = (SELECT MIN(household_id) FROM household)");
        Assert.Contains(KeyedCity.Verify(city.Workplace).Broken, b => b is { Table: "household", What: "seal-broken" });
    }

    // One workbook a county, in which every household has another note.
    private static string[] Ledgers(InventedCity city, int round) => [.. new[] { ("河东区", "桥头镇", "柳林村委会"), ("临原高新技术产业开发区", "新城镇", "马村村委会"), ("西山县", "山前乡", "石门村委会") }.Select((place, county) =>
    {
        var rows = Enumerable.Range(1 + county * Households / 3, Households / 3).Select(i => LedgerBook.Row(i, place.Item2, place.Item3)).ToList();
        rows.ForEach(row => row["备注"] = $"round {round}");
        return LedgerBook.Write(city.File($"{round}-{county}.xlsx"), rows, "填报单位：" + place.Item1);
    })];
}
