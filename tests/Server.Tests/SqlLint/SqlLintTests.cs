using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json;
using CleanHeating.Platform;
using CleanHeating.Platform.Accounts;
using CleanHeating.Platform.Backup;
using CleanHeating.Server.Composition;
using CleanHeating.Server.Tests.Matrix;
using CleanHeating.TestKit;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace CleanHeating.Server.Tests.SqlLint;

/// <summary>Every endpoint is called in several roles, ledgers are imported twice, backed up and verified, while the engines write down what reaches them; each statement must obey the rules.</summary>
public sealed class SqlLintTests
{
    [Theory, EveryDatabase]
    public async Task Statements_OfATourThroughEverything_ObeyTheRules(string kind)
    {
        var traced = new ConcurrentDictionary<string, bool>(StringComparer.Ordinal);
        var connectionString = kind == TestDatabases.Postgres ? PostgresServer.Instance.CreateDatabase() : null;
        IReadOnlyCollection<string> countyTables = [];
        await using (var city = await MatrixCity.Start(Open))
        {
            using var context = city.Server.Workplace.Database.CreateContext();
            countyTables = [.. context.Model.GetRelationalModel().Tables.Where(t => t.FindColumn("county_code") is not null && t.Name != "person_claim").Select(t => t.Name)];
            await Tour(city);
        }

        var statements = (connectionString is null ? traced.Keys.ToList() : PostgresServer.Instance.LoggedStatements(connectionString)).Select(SqlStatement.Of).DistinctBy(s => s.Text).ToList();

        // The clock's own tables are the scheduling library's and stay on one machine, where its lock by rows is right.
        statements = [.. statements.Where(s => !s.Text.Contains("qrtz_", StringComparison.OrdinalIgnoreCase))];
        var rules = new SqlRules(countyTables, DeclaredQueries.All);
        var objections = statements.SelectMany(s => rules.Objections(s).Select(o => $"{o}\n    {s.Text}")).Order(StringComparer.Ordinal).ToList();

        Assert.True(statements.Count > 100, $"Only {statements.Count} statements were heard.");
        Assert.True(objections.Count == 0, string.Join("\n", objections));
        Assert.Empty(rules.Idle());

        Workplace Open(string folder)
        {
            if (connectionString is null)
            {
                var database = Product.Connect(folder, null);
                database.Migrate();
                return Product.OpenOver(folder, WatchedDatabase.Traced(database, s => traced.TryAdd(SqlStatement.Of(s).Text, true)), TimeProvider.System);
            }

            Product.Open(folder, connectionString, TimeProvider.System).Dispose();
            PostgresServer.Instance.LogStatements(connectionString);
            return Product.Open(folder, connectionString, TimeProvider.System);
        }
    }

    [Theory]
    [InlineData("SELECT head FROM household WHERE household_id = @p0", "does not say which county")]
    [InlineData("SELECT head FROM household WHERE county_code = @p0 AND household_id IN (SELECT household_id FROM report)", "does not say which county")]
    [InlineData("UPDATE household SET paid = 1 WHERE household_id = 5", "changes a county table")]
    [InlineData("DELETE FROM report", "changes a county table")]
    [InlineData("INSERT INTO household (household_id, paid) VALUES (1, 2)", "inserts into a county table")]
    [InlineData("COPY household (household_id, paid) FROM STDIN (FORMAT BINARY)", "inserts into a county table")]
    [InlineData("SELECT h.head FROM household h JOIN report r ON r.id = h.household_id WHERE h.county_code = 1", "joins county tables")]
    [InlineData("SELECT h.head FROM household h, report r WHERE r.id = h.household_id AND h.county_code = 1", "joins county tables")]
    [InlineData("SELECT number FROM route LIMIT 1", "LIMIT without ORDER BY")]
    [InlineData("SELECT number FROM route WHERE number IN (SELECT number FROM route LIMIT 1) ORDER BY number LIMIT 5", "LIMIT without ORDER BY")]
    [InlineData("SELECT COUNT(DISTINCT code) FROM route", "counts distinct")]
    [InlineData("INSERT INTO route (number, code) VALUES (1, random())", "a random value")]
    [InlineData("INSERT INTO route (number, code) VALUES (nextval('x'), 'a')", "an id made by the database")]
    [InlineData("UPDATE route SET code = now()", "the database's clock")]
    [InlineData("SELECT number FROM route FOR UPDATE", "a row lock")]
    [InlineData("SELECT code FROM route GROUP BY ROLLUP (code)", "ROLLUP")]
    [InlineData("MERGE INTO route USING other ON 1 = 1", "MERGE")]
    [InlineData("CREATE TRIGGER t AFTER INSERT ON route BEGIN SELECT 1; END", "a trigger")]
    [InlineData("INSERT INTO route (number) VALUES (1) ON CONFLICT ON CONSTRAINT pk DO NOTHING", "a constraint's name")]
    public void Objections_MadeUpStatement_IsFound(string statement, string objection) =>
        Assert.Contains(new SqlRules(["household", "report"], []).Objections(SqlStatement.Of(statement)), o => o.Contains(objection, StringComparison.Ordinal));

    [Theory]
    [InlineData("SELECT h.head FROM household h JOIN report r ON r.county_code = h.county_code AND r.id = h.household_id WHERE h.county_code = 1")]
    [InlineData("SELECT code FROM route WHERE code = 'FOR UPDATE random() now()' ORDER BY number LIMIT 3")]
    [InlineData("INSERT INTO household (county_code, household_id) VALUES (1, 2) ON CONFLICT (county_code, household_id) DO UPDATE SET paid = excluded.paid")]
    [InlineData("SELECT head FROM household h WHERE h.county_code = 1 AND (paid > 5 OR EXISTS (SELECT 1 FROM report r WHERE r.county_code = h.county_code))")]
    public void Objections_SoundStatement_None(string statement) => Assert.Empty(new SqlRules(["household", "report"], []).Objections(SqlStatement.Of(statement)));

    private static async Task Tour(MatrixCity city)
    {
        await Import(city, [LedgerBook.Row(1), LedgerBook.Row(2), LedgerBook.Row(3)]);
        var (changed, refused) = (LedgerBook.Row(2), LedgerBook.Row(4));
        (changed["品牌"], refused["改造房间数"]) = ("另一牌", 1);
        await Import(city, [changed, refused, LedgerBook.Row(1)]);
        var endpoints = city.Server.Service<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Where(e => e.Metadata.GetMetadata<IEndpointNameMetadata>() is not null)
            .ToDictionary(e => e.Metadata.GetMetadata<IEndpointNameMetadata>()!.EndpointName, StringComparer.Ordinal);
        foreach (var row in MatrixRows.All)
        {
            var method = new HttpMethod(endpoints[row.Name].Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods[0]);
            foreach (var role in (Role[])[Role.CityOffice, Role.CountyOffice, Role.Village, Role.Enterprise, Role.Audit, Role.SystemAdministrator])
            {
                using var request = new HttpRequestMessage(method, "/api/v1" + row.Path(city));
                request.Content = row.Body?.Invoke(city) is { } body ? new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json") : null;
                using var response = await city.As(role, row.Fresh).SendAsync(request, TestContext.Current.CancellationToken);
                Assert.NotEqual(500, (int)response.StatusCode);
            }
        }

        foreach (var query in (string[])["?stage=passed", "?region=980101", "?region=980101001", "?route=solar-thermal&sort=-paid", "?hardship=any&sort=head", "?search=张", $"?search={LedgerBook.Identity(1)}", "?warning=area-outlier", "?sort=stage&limit=1"])
        {
            await city.Server.Get("/ledger/households" + query);
        }

        Product.Verify(city.Server.Workplace.Database, city.Server.Workplace.Keys);
        new BackupHandler(city.Server.Workplace).Run(new BackupRequest(city.Server.File("a.backup"), null, Product.Version, null));
    }

    private static async Task Import(MatrixCity city, IReadOnlyList<Dictionary<string, object?>> rows)
    {
        var id = (await city.Server.Upload("2030-07-01", LedgerBook.Write(city.Server.File(string.Create(CultureInfo.InvariantCulture, $"河东区{city.GetHashCode()}.xlsx")), rows))).GetProperty("id").GetString();
        await city.Server.Post($"/imports/{id}/start");
        await city.Server.Events(id!);
    }
}
