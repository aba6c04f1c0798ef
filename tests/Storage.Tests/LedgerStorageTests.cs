using System.Globalization;
using CleanHeating.Kernel;
using CleanHeating.Ledger.ImportLedger;
using CleanHeating.Ledger.ListHouseholds;
using CleanHeating.Ledger.MakeSample;
using CleanHeating.Ledger.VerifyLedger;
using CleanHeating.Platform.Storage;
using CleanHeating.Programme.ReadProgress;
using CleanHeating.TestKit;

namespace CleanHeating.Storage.Tests;

/// <summary>The same bodies over both databases: import, counters, lists, verification.</summary>
public sealed class LedgerStorageTests
{
    private const int Households = 1200;
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en");

    [Theory, EveryDatabase]
    public void Import_SampleCity_CountsAgreeWithTheRows(string kind)
    {
        using var city = Sample(kind, out var answer);

        var total = new ProgressHandler(city.Workplace, city.Programmes).Read(RegionLevel.County, null).Value.Total;
        using var connection = city.Workplace.Database.Open();
        Assert.Equal(Households, answer.Imported + answer.Quarantined);
        Assert.Equal(answer.Imported, connection.ScalarLong(null, "SELECT COUNT(*) FROM household"));
        Assert.Equal(answer.Imported, connection.ScalarLong(null, "SELECT COUNT(*) FROM person_claim"));
        Assert.Equal(answer.Quarantined, connection.ScalarLong(null, "SELECT COUNT(*) FROM quarantined_row"));
        Assert.Equal(
            ((long)answer.Imported, connection.ScalarLong(null, "SELECT SUM(paid) FROM household")!.Value, connection.ScalarLong(null, "SELECT SUM(area) FROM household")!.Value / 10),
            (total.Ledger, total.PaidFen, total.AreaTenths));
        foreach (var level in (RegionLevel[])[RegionLevel.Township, RegionLevel.Village])
        {
            Assert.Equal(total.PaidFen, new ProgressHandler(city.Workplace, city.Programmes).Read(level, null).Value.Total.PaidFen);
        }
    }

    [Theory, EveryDatabase]
    public void Store_Personal_IsNowhereInClear(string kind)
    {
        using var city = InventedCity.Open(kind);
        var (good, bad) = (LedgerBook.Row(1), LedgerBook.Row(2));
        bad["改造房间数"] = 1;
        city.Import(LedgerBook.Write(city.File("a.xlsx"), [good, bad]));

        using var connection = city.Workplace.Database.Open();
        using var context = city.Workplace.Database.CreateContext();
        foreach (var table in Tables(context))
        {
            foreach (var row in connection.Query(null, $"SELECT * FROM {table}"))
            {
                for (var i = 0; i < row.FieldCount; i++)
                {
                    var text = row.GetValue(i) is byte[] bytes ? System.Text.Encoding.UTF8.GetString(bytes) : Convert.ToString(row.GetValue(i), CultureInfo.InvariantCulture)!;
                    Assert.DoesNotContain((string)good["身份证号"]!, text, StringComparison.Ordinal);
                    Assert.DoesNotContain((string)bad["身份证号"]!, text, StringComparison.Ordinal);
                    Assert.DoesNotContain((string)good["联系电话"]!, text, StringComparison.Ordinal);
                    Assert.DoesNotContain((string)good["一卡通账号"]!, text, StringComparison.Ordinal);
                }
            }
        }
    }

    [Theory, EveryDatabase]
    public void List_AllPages_ShowEachHouseholdOnceInOrder(string kind)
    {
        using var city = Sample(kind, out var answer);
        var handler = new ListHouseholdsHandler(city.Workplace, city.Programmes);
        foreach (var sort in (string[])["village", "-village", "head", "-paid", "accepted", "stage"])
        {
            var seen = new List<LedgerRow>();
            string? cursor = null;
            do
            {
                var page = handler.List(new ListRequest { Sort = sort, Cursor = cursor, Limit = 170 }, English).Value;
                seen.AddRange(page.Rows);
                Assert.Equal(answer.Imported, page.Total);
                cursor = page.Next;
            }
            while (cursor is not null);

            Assert.Equal(answer.Imported, seen.Select(r => r.Id).Distinct().Count());
            Assert.Equal(answer.Imported, seen.Count);
            if (sort == "-paid")
            {
                Assert.Equal(seen.Select(r => r.PaidFen).OrderDescending(), seen.Select(r => r.PaidFen));
            }
        }
    }

    [Theory, EveryDatabase]
    public void List_NextThenPrevious_IsTheFirstPage(string kind)
    {
        using var city = Sample(kind, out _);
        var handler = new ListHouseholdsHandler(city.Workplace, city.Programmes);
        var first = handler.List(new ListRequest { Sort = "-accepted", Limit = 50 }, English).Value;

        var second = handler.List(new ListRequest { Sort = "-accepted", Limit = 50, Cursor = first.Next }, English).Value;
        var back = handler.List(new ListRequest { Sort = "-accepted", Limit = 50, Cursor = second.Previous }, English).Value;

        Assert.Equal(first.Rows.Select(r => r.Id), back.Rows.Select(r => r.Id));
        Assert.Empty(first.Rows.Select(r => r.Id).Intersect(second.Rows.Select(r => r.Id)));
    }

    [Theory, EveryDatabase]
    public void List_Filters_FindWhatTheyName(string kind)
    {
        using var city = InventedCity.Open(kind);
        var (one, two) = (LedgerBook.Row(1), LedgerBook.Row(2, "沙河街道", "北关"));
        (two["户主姓名"], two["困难群众类别"], two["取暖面积（㎡）"]) = ("欧阳修", "低保户", 999.0);
        city.Import(LedgerBook.Write(city.File("a.xlsx"), [one, two]));
        var handler = new ListHouseholdsHandler(city.Workplace, city.Programmes);
        List<string> Find(ListRequest request) => [.. handler.List(request, English).Value.Rows.Select(r => r.Head)];

        Assert.Equal(["欧阳修"], Find(new ListRequest { Region = "980101002" }));
        Assert.Equal(["欧阳修"], Find(new ListRequest { Search = "欧阳" }));
        Assert.Equal(["欧阳修"], Find(new ListRequest { Search = (string)two["身份证号"]! }));
        Assert.Equal(["欧阳修"], Find(new ListRequest { Search = (string)two["一卡通账号"]! }));
        Assert.Equal(["张三"], Find(new ListRequest { Search = (string)one["联系电话"]! }));
        Assert.Equal(["欧阳修"], Find(new ListRequest { Hardship = "any" }));
        Assert.Equal(["欧阳修"], Find(new ListRequest { Warning = "area-outlier" }));
        Assert.Empty(Find(new ListRequest { Stage = "failed" }));
        Assert.Equal("filter-unknown", handler.List(new ListRequest { Stage = "nowhere" }, English).Errors.Single().Code);
        Assert.All(handler.List(new ListRequest(), English).Value.Rows, r => Assert.Contains("***", r.Identity, StringComparison.Ordinal));
    }

    [Theory, EveryDatabase]
    public void Verify_Untouched_FindsNothing(string kind)
    {
        using var city = Sample(kind, out _);

        var answer = new LedgerVerifier(city.Workplace.Database, city.Workplace.Keys).Run();

        Assert.Empty(answer.Broken);
        Assert.True(answer.Ok && answer.CountersOk && answer.JournalOk);
    }

    public static TheoryData<string, string, string> Meddling => new()
    {
        { "UPDATE household SET paid = paid + 1 WHERE household_id = @h", "household", "seal-broken" },
        { "UPDATE household SET head = 'x' WHERE household_id = @h", "household", "seal-broken" },
        { "DELETE FROM household WHERE household_id = @h", "household", "missing" },
        { "DELETE FROM person_claim WHERE household_id = @h", "person_claim", "missing" },
        { "UPDATE progress_counter SET paid = paid + 100 WHERE region_code = @v", "progress_counter", "differs" },
        { "UPDATE progress_counter SET outstanding = outstanding + 100 WHERE region_code = @v", "progress_counter", "differs" },
        { "DELETE FROM progress_counter WHERE region_code = @v", "progress_counter", "missing" },
        { "UPDATE journal_entry SET actor = 'nobody' WHERE number = 1 AND county_code = @c", "journal_entry", "changed" },
        { "DELETE FROM journal_entry WHERE number = 1 AND county_code = @c", "journal_entry", "missing" },
        { "DELETE FROM journal_head WHERE county_code = @c", "journal_head", "missing" },
    };

    [Theory, MemberData(nameof(Meddling))]
    public void Verify_Meddling_IsNamed(string statement, string table, string what)
    {
        foreach (var kind in TestDatabases.Kinds)
        {
            using var city = InventedCity.Open(kind);
            city.Import(LedgerBook.Write(city.File("a.xlsx"), Enumerable.Range(1, 20).Select(i => LedgerBook.Row(i))));
            using (var connection = city.Workplace.Database.Open())
            {
                var household = connection.ScalarLong(null, "SELECT MIN(household_id) FROM household")!.Value + 3;
                connection.Execute(null, statement
                    .Replace("@h", household.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
                    .Replace("@v", (household / 100_000).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
                    .Replace("@c", "980101", StringComparison.Ordinal));
            }

            var answer = new LedgerVerifier(city.Workplace.Database, city.Workplace.Keys).Run();

            Assert.False(answer.Ok);
            Assert.Contains(answer.Broken, b => (b.Table, b.What) == (table, what));
        }
    }

    [Theory, EveryDatabase]
    public void Import_StoppedHalfWay_LeavesWholeCountiesAndCanBeRepeated(string kind)
    {
        using var city = InventedCity.Open(kind, InventedCity.HezeFolder);
        var sample = new SampleHandler().Make(city.Programme, city.File("sample"), Households, 5);
        using var stop = new CancellationTokenSource();
        var request = new ImportRequest(sample.Files, sample.AsOf, false, "test", English);

        Assert.ThrowsAny<OperationCanceledException>(() => new ImportHandler(city.Workplace, city.Programmes).Run(request, progress =>
        {
            if (progress.FilesDone >= 4)
            {
                stop.Cancel();
            }
        }, stop.Token));
        var half = new LedgerVerifier(city.Workplace.Database, city.Workplace.Keys).Run();
        var repeated = new ImportHandler(city.Workplace, city.Programmes).Run(request, null).Value;

        Assert.Empty(half.Broken);
        Assert.True(repeated is { Unchanged: > 0, Imported: > 0, Updated: 0 });
        Assert.Empty(new LedgerVerifier(city.Workplace.Database, city.Workplace.Keys).Run().Broken);
    }

    [Theory, EveryDatabase]
    public void Refresh_NewFloor_ReckonsOutstandingAnew(string kind)
    {
        using var city = InventedCity.Open(kind);
        city.Import(LedgerBook.Write(city.File("a.xlsx"), Enumerable.Range(1, 5).Select(i => LedgerBook.Row(i))));
        foreach (var file in Directory.GetFiles(InventedCity.ProgrammeFolder))
        {
            Directory.CreateDirectory(city.File("dearer"));
            File.WriteAllText(Path.Combine(city.File("dearer"), Path.GetFileName(file)), File.ReadAllText(file).Replace("value: 1200.50", "value: 1500", StringComparison.Ordinal));
        }

        city.Programmes.Save(Programme.Loading.ProgrammeLoader.Load(city.File("dearer")).Value, "test");
        new Ledger.CountOutstanding.OutstandingCounts(city.Workplace, city.Programmes).Refresh();

        var total = new ProgressHandler(city.Workplace, city.Programmes).Read(RegionLevel.County, null).Value.Total;
        Assert.Equal(5 * (150_000 - 120_050), total.OutstandingFen);
        Assert.Empty(new LedgerVerifier(city.Workplace.Database, city.Workplace.Keys).Run().Broken);
    }

    [Theory, EveryDatabase]
    public void BulkInsert_Duplicate_IsToldFromOtherFaults(string kind)
    {
        using var database = TestDatabases.Open(kind);
        using var connection = database.Open();
        connection.Execute(null, "INSERT INTO route (number, code) VALUES (1, 'a')");

        var fault = Assert.ThrowsAny<System.Data.Common.DbException>(() => connection.Execute(null, "INSERT INTO route (number, code) VALUES (1, 'b')"));

        Assert.Equal(DatabaseFault.Duplicate, database.Classify(fault));
    }

    [Theory, EveryDatabase]
    public void TryAcquireLease_Held_IsRefusedUntilLetGo(string kind)
    {
        using var city = InventedCity.Open(kind);
        var first = city.Workplace.Database.TryAcquireLease("x");

        Assert.NotNull(first);
        Assert.Null(city.Workplace.Database.TryAcquireLease("x"));
        first.Dispose();
        using var again = city.Workplace.Database.TryAcquireLease("x");
        Assert.NotNull(again);
    }

    private static IEnumerable<string> Tables(CleanHeatingDb context) => context.Model.GetEntityTypes().Select(e => Microsoft.EntityFrameworkCore.RelationalEntityTypeExtensions.GetTableName(e)!);

    private static InventedCity Sample(string kind, out ImportAnswer answer)
    {
        var city = InventedCity.Open(kind, InventedCity.HezeFolder);
        var sample = new SampleHandler().Make(city.Programme, city.File("sample"), Households, 3);
        answer = city.TryImport(sample.Files, sample.AsOf).Value;
        return city;
    }
}
