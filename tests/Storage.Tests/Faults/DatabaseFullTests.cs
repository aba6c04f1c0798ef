using System.Globalization;
using CleanHeating.Ledger.ImportLedger;
using CleanHeating.Ledger.MakeSample;
using CleanHeating.Platform.Storage;
using CleanHeating.Server.Composition;
using CleanHeating.TestKit;

namespace CleanHeating.Storage.Tests.Faults;

/// <summary>The engine itself says that there is no space left, at many points of an import (PRAGMA max_page_count, which needs nobody's rights).</summary>
public sealed class DatabaseFullTests
{
    [Fact]
    public void Import_NoPageLeft_IsUndoneAndDoneWithSpace()
    {
        using var city = InventedCity.Open(TestDatabases.Sqlite, InventedCity.HezeFolder);
        var sample = new SampleHandler().Make(city.Programme, city.File("sample"), 1500, 3);
        var request = new ImportRequest(sample.Files, sample.AsOf, false, "test", CultureInfo.GetCultureInfo("en"));
        using var connection = city.Workplace.Database.Open();
        var pages = connection.ScalarLong(null, "PRAGMA page_count")!.Value;
        foreach (var more in (int[])[0, 1, 5, 20, 60, 110])
        {
            var full = new WatchedDatabase(city.Workplace.Database, c => c.ScalarLong(null, string.Create(CultureInfo.InvariantCulture, $"PRAGMA max_page_count = {pages + more}")));

            var fault = Assert.ThrowsAny<Exception>(() => new ImportHandler(city.Workplace with { Database = full }, city.Programmes).Run(request, null));

            Assert.Equal("database-full", DatabaseFaults.ErrorOf(full, fault)!.Code);
            Roomy(city);
            Assert.Empty(Product.Verify(city.Workplace.Database, city.Workplace.Keys).Broken);
        }

        Roomy(city);
        var done = new ImportHandler(city.Workplace, city.Programmes).Run(request, null).Value;
        Assert.Equal(1500, done.Rows);
        Assert.Empty(Product.Verify(city.Workplace.Database, city.Workplace.Keys).Broken);
    }

    // The limit is a connection's own, and connections come from a pool.
    private static void Roomy(InventedCity city)
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        using var connection = city.Workplace.Database.Open();
    }
}
