using System.Globalization;
using CleanHeating.Ledger.SweepLeads;
using CleanHeating.Ledger.VerifyLedger;
using CleanHeating.Platform.Journal;
using CleanHeating.Platform.Seals;
using CleanHeating.Platform.Security;
using CleanHeating.Platform.Storage;
using CleanHeating.Programme.Data;
using CleanHeating.Programme.Plan;
using CleanHeating.Programme.Targets;
using CleanHeating.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CleanHeating.Storage.Tests.Tampering;

/// <summary>What a clever hand with a database tool might try, and what the seals do when many write at once.</summary>
public sealed class SealTests
{
    [Theory, EveryDatabase]
    public void Verify_OldRowPutBack_IsFoundAlsoWithItsOldHead(string kind)
    {
        using var city = TamperedCity.Open(kind);
        var (targets, heads) = (city.Tables.Single(t => t.Name == "target"), city.Tables.Single(t => t.Name == "journal_head"));
        var (county, oldHeads) = (city.City.Programme.Plan.Divisions.Counties[0], heads.Rows(city.Tool));
        var old = targets.Rows(city.Tool).Single(r => targets.KeyOf(r) == $"{county.CountyCode}/1/0/{county.Value}");
        HandDown(city, county.Value);

        targets.Delete(city.Tool, old);
        targets.Insert(city.Tool, old);
        Assert.Contains(city.Verify().Broken, b => (b.Table, b.Key) == ("target", county.CountyCode.ToString(CultureInfo.InvariantCulture)));
        foreach (var head in oldHeads)
        {
            heads.Delete(city.Tool, head);
            heads.Insert(city.Tool, head);
        }

        Assert.Contains(city.Verify().Broken, b => b.Table == "journal_entry" && b.Key.StartsWith($"{county.CountyCode}/", StringComparison.Ordinal));
    }

    [Theory, EveryDatabase]
    public void Verify_DeletedRowPutBack_IsFound(string kind)
    {
        using var city = TamperedCity.Open(kind);
        var sweeps = city.Tables.Single(t => t.Name == "lead_sweep");
        var old = sweeps.Rows(city.Tool).Single();
        new LeadSweep(city.City.Workplace).Run(city.City.Programme.Number, save: true);

        sweeps.Insert(city.Tool, old);

        Assert.Equal([("lead_sweep", "0", "rows-added")], city.Verify().Broken.Select(b => (b.Table, b.Key, b.What)));
    }

    [Theory, EveryDatabase]
    public void Write_OverATamperedRow_IsRefused(string kind)
    {
        using var city = TamperedCity.Open(kind);
        var county = city.City.Programme.Plan.Divisions.Counties[0].Value;
        city.Tool.Execute(null, "UPDATE target SET seal = @p0 WHERE region_code = @p1", new byte[] { 1 }, county);
        city.Tool.Execute(null, "UPDATE household SET paid = 5");

        var targets = Assert.Throws<BrokenSealException>(() => HandDown(city, county));
        var row = LedgerBook.Row(1);
        row["备注"] = "又改了";
        var import = city.City.TryImport([LedgerBook.Write(city.City.File("c.xlsx"), [row])]);

        Assert.Equal("target", targets.Table);
        Assert.Equal(("row-tampered", "household"), (import.Errors.Single().Code, import.Errors.Single().Args[0]));
    }

    [Theory, EveryDatabase]
    public void Write_OverATamperedHead_IsRefused(string kind)
    {
        using var city = TamperedCity.Open(kind);
        city.Tool.Execute(null, "UPDATE journal_head SET hash = seal");

        var refusal = Assert.Throws<BrokenSealException>(() => new LeadSweep(city.City.Workplace).Run(city.City.Programme.Number, save: true));

        Assert.Equal("journal_head", refusal.Table);
    }

    [Theory, EveryDatabase]
    public async Task Flush_ManyWritersInOneCounty_AllAreNumberedOnce(string kind)
    {
        const int writers = 4, times = 15;
        using var city = InventedCity.Open(kind);
        var county = city.Programme.Plan.Divisions.Counties[0].CountyCode;
        using var go = new Barrier(writers);

        await Task.WhenAll(Enumerable.Range(0, writers).Select(w => Task.Run(() =>
        {
            go.SignalAndWait();
            for (var i = 0; i < times; i++)
            {
                using var connection = city.Workplace.Database.Open();
                using var transaction = city.Workplace.Database.BeginWrite(connection);
                using var journal = new JournalWriter(city.Workplace.Database, connection, transaction, city.Workplace.Keys, city.Workplace.Begin("test", "test"));
                journal.Rows.Insert(ProgrammeSeals.TargetAct, county, city.Workplace.Ids.Next(), 1, 0, 0L, "test", "test", 1L, 2L, (long)w, "test");
                journal.Append(county, "test", "target", 1, 2, 0);
                journal.Flush();
                transaction.Commit();
            }
        })));

        using var read = city.Workplace.Database.Open();
        Assert.Equal(writers * times, read.ScalarLong(null, "SELECT COUNT(*) FROM journal_entry WHERE county_code = @p0 AND process = 'test'", county));
        Assert.Empty(new LedgerVerifier(city.Workplace.Database, city.Workplace.Keys).Run().Broken);
    }

    [Theory, EveryDatabase]
    public void Flush_RowsWithoutAnEntry_IsRefused(string kind)
    {
        using var city = InventedCity.Open(kind);
        using var connection = city.Workplace.Database.Open();
        using var transaction = city.Workplace.Database.BeginWrite(connection);
        using var journal = new JournalWriter(city.Workplace.Database, connection, transaction, city.Workplace.Keys, city.Workplace.Begin("test", "test"));

        journal.Rows.Insert(ProgrammeSeals.Route, 99, "nothing");

        Assert.Throws<InvalidOperationException>(journal.Flush);
    }

    [Theory, EveryDatabase]
    public void Upgrade_OlderDatabase_IsSealedOnce(string kind)
    {
        using var city = TamperedCity.Open(kind);
        var database = city.City.Workplace.Database;
        MakeOlder(city, "HouseholdList");

        database.Migrate();
        SealUpgrade.Run(city.City.Workplace);

        Assert.Empty(city.Verify().Broken);
        city.City.Import(LedgerBook.Write(city.City.File("c.xlsx"), [LedgerBook.Row(90)]));
        Assert.Empty(city.Verify().Broken);
        city.Tool.Execute(null, "UPDATE route SET seal = @p0", Array.Empty<byte>());
        SealUpgrade.Run(city.City.Workplace);
        Assert.Contains(city.Verify().Broken, b => b.Table == "route");
    }

    // As a version before the seals left it: heads of the older form, no seals but those of households.
    private static void MakeOlder(TamperedCity city, string migration)
    {
        using var seal = new RowSeal(city.City.Workplace.Keys);
        foreach (var head in JournalHeads.All(city.Tool, null))
        {
            city.Tool.Execute(null, "UPDATE journal_head SET seal = @p0 WHERE county_code = @p1", JournalHeads.Seal(seal, head.CountyCode, head.Number, head.Hash, 1, []), head.CountyCode);
        }

        using var context = city.City.Workplace.Database.CreateContext();
        context.GetService<IMigrator>().Migrate(context.Database.GetMigrations().Single(m => m.EndsWith("_" + migration, StringComparison.Ordinal)));
        Assert.DoesNotContain("seal", Columns(city, "target"));
    }

    private static List<string> Columns(TamperedCity city, string table)
    {
        using var command = city.Tool.Command(null, $"SELECT * FROM {table} LIMIT 1");
        using var reader = command.ExecuteReader();
        return [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)];
    }

    private static void HandDown(TamperedCity city, long county)
    {
        var targets = new TargetHandler(city.City.Workplace, city.City.Programmes);
        var node = targets.Read(TargetMeasure.Households, county).Value;
        var shares = node.Children.Select((c, i) => new TargetShare(c.Code, c.Amount + (i == 0 ? -1 : i == 1 ? 1 : 0))).ToList();
        Assert.True(targets.HandDown(TargetMeasure.Households, county, node.Node.Version, shares, node.Node.Reserve, "test", "test").IsOk);
    }
}
