using System.Data.Common;
using System.Globalization;
using System.Text.Json.Nodes;
using CleanHeating.Ledger.SweepLeads;
using CleanHeating.Ledger.VerifyLedger;
using CleanHeating.Platform.Journal;
using CleanHeating.Platform.Accounts;
using CleanHeating.Platform.Jobs.Schedules;
using CleanHeating.Platform.Storage;
using CleanHeating.Platform.Verification;
using CleanHeating.Programme.MapCounties;
using CleanHeating.Programme.Plan;
using CleanHeating.Programme.Targets;
using CleanHeating.Storage.Tests.Funds;
using CleanHeating.TestKit;

namespace CleanHeating.Storage.Tests.Tampering;

/// <summary>A small city with rows in every table of the model, that can be meddled with and set back.</summary>
internal sealed class TamperedCity : IDisposable
{
    private readonly DbConnection _tool;

    private TamperedCity(InventedCity city)
    {
        City = city;
        using (var context = city.Workplace.Database.CreateContext())
        {
            Tables = StoredTable.Of(context);
        }

        // A database tool need not mind what refers to what.
        _tool = city.Workplace.Database.Open();
        _tool.Execute(null, IsSqlite ? "PRAGMA foreign_keys = OFF" : "SET session_replication_role = replica");
        FillEmpty();
        foreach (var table in Tables)
        {
            _tool.Execute(null, $"CREATE TABLE before_{table.Name} AS SELECT * FROM {table.Name}");
        }
    }

    public InventedCity City { get; }

    public bool IsSqlite => City.Workplace.Database.Kind == DatabaseKind.Sqlite;

    public IReadOnlyList<StoredTable> Tables { get; }

    public DbConnection Tool => _tool;

    public static TamperedCity Open(string kind)
    {
        var city = InventedCity.Open(kind);
        Fill(city);
        return new TamperedCity(city);
    }

    public VerificationAnswer Verify() => new LedgerVerifier(City.Workplace.Database, City.Workplace.Keys).Run();

    /// <summary>Puts a table back as it was.</summary>
    public void Undo(StoredTable table)
    {
        _tool.Execute(null, $"DELETE FROM {table.Name}");
        _tool.Execute(null, $"INSERT INTO {table.Name} ({table.ColumnList}) SELECT {table.ColumnList} FROM before_{table.Name}");
    }

    public void Dispose()
    {
        _tool.Dispose();
        City.Dispose();
    }

    // Two imports, of which the second changes households, with refused rows; targets handed down; outlines of two counties; leads.
    private static void Fill(InventedCity city)
    {
        var rows = Enumerable.Range(1, 24).Select(i => i % 3 == 0 ? LedgerBook.Row(i, "沙河街道", "北关") : LedgerBook.Row(i)).ToList();
        rows[3]["一卡通账号"] = rows[4]["一卡通账号"];
        foreach (var bad in rows.Skip(20))
        {
            bad["改造房间数"] = 1;
        }

        city.Import(LedgerBook.Write(city.File("a.xlsx"), rows));
        foreach (var row in rows.Take(5))
        {
            row["备注"] = "改了";
        }

        city.Import(LedgerBook.Write(city.File("b.xlsx"), rows));
        new OutlineHandler(city.Workplace, city.Programmes).Import(Outlines(city), "test");
        new LeadSweep(city.Workplace).Run(city.Programme.Number, save: true);
        HandDown(city);
        Schedule(city);
        MoneyFilling.Fill(city);
    }

    // Rooms that come later get made-up rows in their sealed tables, so that no table waits for somebody to think of it here.
    private void FillEmpty()
    {
        var workplace = City.Workplace;
        var county = City.Programme.Plan.Divisions.Counties[0].CountyCode;
        using var transaction = workplace.Database.BeginWrite(_tool);
        using var journal = new JournalWriter(workplace.Database, _tool, transaction, workplace.Keys, workplace.Begin("test", "test"));
        foreach (var table in workplace.Database.SealedTables.Where(t => _tool.ScalarLong(transaction, $"SELECT COUNT(*) FROM {t.Name}") == 0))
        {
            var free = Tables.Single(t => t.Name == table.Name).Columns.Where(c => table.Shape.Columns.All(s => s.Name != c.Name)).ToList();
            for (var i = 1; i <= 3; i++)
            {
                var values = table.Shape.Columns.Take(table.SealColumn).Select((c, n) => n == 0 && table.IsOfCounty ? county : MadeUp(c.Type, i * 100 + n)).ToArray();
                journal.Rows.Insert(table, [.. free.Select(f => (f.Name, (object?)MadeUp(f.Type == typeof(string) ? ColumnType.Text : f.Type == typeof(byte[]) ? ColumnType.Bytes : ColumnType.Int, i)))], values);
            }

            journal.Append(table.IsOfCounty ? county : 0, "test", table.Name, 0, 0, 0);
        }

        journal.Flush();
        transaction.Commit();
    }

    private static object MadeUp(ColumnType type, int number) => type switch
    {
        ColumnType.Int or ColumnType.Long => number,
        ColumnType.Text => string.Create(CultureInfo.InvariantCulture, $"t{number}"),
        _ => BitConverter.GetBytes(number),
    };
    private static void Schedule(InventedCity city) => JournaledWrite.Run<bool>(city.Workplace, city.Workplace.Begin("schedule-set-up", "test"), writing =>
    {
        foreach (var kind in (string[])["verify", "weekly-report"])
        {
            ScheduleStore.Add(writing.Journal.Rows, new ScheduleRecord(kind, new Cron("0 0 1 * * ?", "Asia/Shanghai"), true, 7, null, null, 1));
        }

        writing.Journal.Append(0, "created", "schedule", 0, 0, 1);
        return true;
    });

    private static void HandDown(InventedCity city)
    {
        var targets = new TargetHandler(city.Workplace, city.Programmes);
        var county = city.Programme.Plan.Divisions.Counties[0].Value;
        var node = targets.Read(TargetMeasure.Households, county).Value.Node;
        var proposal = targets.Propose(TargetMeasure.Households, county).Value;
        Assert.True(targets.HandDown(TargetMeasure.Households, county, node.Version, proposal.Children, proposal.Reserve, "test", "test").IsOk);
    }

    private static JsonObject Outlines(InventedCity city) => new JsonObject
    {
        ["type"] = "FeatureCollection",
        ["features"] = new JsonArray([.. city.Programme.Plan.Divisions.Counties.Take(2).Select(c => (JsonNode)new JsonObject
        {
            ["type"] = "Feature",
            ["properties"] = new JsonObject { ["code"] = (c.Value / 1_000_000).ToString(CultureInfo.InvariantCulture) },
            ["geometry"] = JsonNode.Parse($$"""{"type":"Polygon","coordinates":[[[115.{{c.CountyCode % 10}},35],[116,35],[116,36],[115,35]]]}"""),
        })]),
    };
}
