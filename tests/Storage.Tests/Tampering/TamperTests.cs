using CleanHeating.Platform.Seals;
using CleanHeating.Platform.Storage;
using CleanHeating.TestKit;

namespace CleanHeating.Storage.Tests.Tampering;

/// <summary>Whatever a database tool does to a row of any table, a verification finds it and names the row.</summary>
public sealed class TamperTests
{
    // What may be changed without anybody's finding out, each with the reason. Not in the model at all, and so not here either: EF's history of
    // migrations, which decides nothing but which migration runs next, and Quartz's tables (qrtz_*), which hold when jobs run, not what they did.
    private static readonly Dictionary<string, string> Free = new()
    {
        ["account.signed_in_at"] = "a date that is shown, set with every sign-in, which the journal has anyway",
        ["account_session.seen_at"] = "only ends an idle session earlier or later than it would, within the sealed end",
        ["account_token.used_at"] = "a date that is shown",
        ["job"] = "a job carries a seal of its own over what it may do and for whom, which is asked before it is done; how far it is changes too often for the journal",
        ["notice"] = "notices are told to people; nothing is decided by them",
        ["notice_read"] = "who has read which notice; nothing is decided by it",
    };

    [Theory, InlineData(TestDatabases.Sqlite, 300, 1), InlineData(TestDatabases.Postgres, 90, 2)]
    public void Verify_RandomMeddling_NoneIsMissed(string kind, int count, int seed)
    {
        using var city = TamperedCity.Open(kind);
        var tables = city.Tables.Where(t => !Free.ContainsKey(t.Name)).ToList();
        var meddler = new Meddler(city, seed, Free.Keys);
        Assert.Empty(city.Verify().Broken);
        Assert.All(tables, t => Assert.NotEmpty(t.Rows(city.Tool)));

        var (missed, done) = (new List<string>(), 0);
        for (var i = 0; done < count; i++)
        {
            Assert.True(i < count * 20, "The meddler finds nothing to do.");
            var table = tables[i % tables.Count];
            if (meddler.Meddle(table) is { } meddling)
            {
                done++;
                var named = city.Verify().Broken.Where(b => b.Table == table.Name).Select(b => b.Key).ToHashSet();
                if (!meddling.Names.All(n => n.Any(named.Contains)))
                {
                    missed.Add($"{table.Name}: {meddling.What}; named: {string.Join(' ', named)}");
                }
            }

            city.Undo(table);
        }

        Assert.True(missed.Count == 0, string.Join("\n", missed));
        Assert.Empty(city.Verify().Broken);
    }

    [Theory, EveryDatabase]
    public void SealedTables_OfTheModel_SealEveryColumn(string kind)
    {
        using var database = TestDatabases.Open(kind);
        using var context = database.CreateContext();
        var stored = StoredTable.Of(context).ToDictionary(t => t.Name);

        foreach (var table in database.SealedTables)
        {
            Assert.Equal(stored[table.Name].Columns.Select(c => c.Name).Where(c => !Free.ContainsKey($"{table.Name}.{c}")).Order(), table.Shape.Columns.Select(c => c.Name).Order());
            Assert.Equal(stored[table.Name].Columns.Where(c => c.IsKey).Select(c => c.Name), table.Shape.Columns.Take(table.KeyColumns).Select(c => c.Name));
            Assert.All(table.Shape.Columns, c => Assert.Equal(TypeOf(stored[table.Name].Columns.Single(s => s.Name == c.Name).Type), c.Type));
        }
    }

    private static ColumnType TypeOf(Type type) => type == typeof(int) ? ColumnType.Int : type == typeof(long) ? ColumnType.Long : type == typeof(string) ? ColumnType.Text : ColumnType.Bytes;
}
