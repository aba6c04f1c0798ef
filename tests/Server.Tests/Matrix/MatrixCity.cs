using System.Net.Http.Json;
using System.Text.Json;
using CleanHeating.Kernel;
using CleanHeating.Platform;
using CleanHeating.Platform.Accounts;
using CleanHeating.TestKit;

namespace CleanHeating.Server.Tests.Matrix;

/// <summary>
/// A running city with a household, an import and a report in the caller's own county and the same in a foreign one. Everything
/// foreign carries words that may be in no answer to whoever has no business there.
/// </summary>
internal sealed class MatrixCity : IAsyncDisposable
{
    public const string East = "980101000000", Bridge = "980101001000", Willow = "980101001202", Foreign = "980103000000", ForeignVillage = "980103001202";
    public const string ForeignHead = "别家户主", ForeignBrand = "别家品牌";
    private readonly Dictionary<Role, HttpClient> _clients = [];

    private MatrixCity(RunningServer server) => Server = server;

    public RunningServer Server { get; }

    /// <summary>Credit code of the firm whose contract the own household is under.</summary>
    public static string Firm { get; } = "91370000MA0000001" + CreditCode.CheckCharacter("91370000MA0000001");

    public string OwnHousehold { get; private set; } = "";

    public string ForeignHousehold { get; private set; } = "";

    public string OwnImport { get; private set; } = "";

    public string ForeignImport { get; private set; } = "";

    public string OwnReport { get; private set; } = "";

    public string ForeignReport { get; private set; } = "";

    /// <summary>A batch of payments that was proposed.</summary>
    public string OwnBatch { get; private set; } = "";

    public string ForeignBatch { get; private set; } = "";

    /// <summary>A job of somebody else.</summary>
    public string ForeignJob { get; private set; } = "";

    public static async Task<MatrixCity> Start(Func<string, Workplace>? open = null)
    {
        var server = await RunningServer.Start(InventedCity.ProgrammeFolder, new Running { Open = open });
        var city = new MatrixCity(server);
        var own = LedgerBook.Row(1);
        (own["统一社会信用代码"], own["已拨付金额（元）"]) = (Firm, 0);
        var foreign = LedgerBook.Row(5, "山前乡", "石门村委会");
        (foreign["户主姓名"], foreign["品牌"], foreign["已拨付金额（元）"]) = (ForeignHead, ForeignBrand, 0);
        IReadOnlyList<string> headers = [.. LedgerBook.Headers, "统一社会信用代码"];
        city.OwnImport = await city.Import(LedgerBook.Write(server.File("河东区.xlsx"), [own], headers: headers));
        city.ForeignImport = await city.Import(LedgerBook.Write(server.File("西山县.xlsx"), [foreign], "填报单位：西山县", headers: headers));
        foreach (var row in (await server.Get("/ledger/households")).GetProperty("rows").EnumerateArray())
        {
            var id = row.GetProperty("id").GetString()!;
            (city.OwnHousehold, city.ForeignHousehold) = row.GetProperty("head").GetString() == ForeignHead ? (city.OwnHousehold, id) : (id, city.ForeignHousehold);
        }

        city.OwnReport = await city.Draft(Willow);
        city.ForeignReport = await city.Draft(ForeignVillage);
        city.OwnBatch = await city.Propose(East);
        city.ForeignBatch = await city.Propose(Foreign);
        city.ForeignJob = (await server.Post("/leads/sweep")).GetProperty("id").GetString()!;
        return city;
    }

    /// <summary>A client signed in with the role in its own region; a fresh account where the row uses it up.</summary>
    public HttpClient As(Role role, bool fresh)
    {
        if (fresh)
        {
            return SignIn(role);
        }

        if (!_clients.TryGetValue(role, out var client))
        {
            _clients.Add(role, client = SignIn(role));
        }

        return client;
    }

    /// <summary>Whether accounts of the role see the whole city here.</summary>
    public static bool SeesAll(Role role) => role is Role.CityOffice or Role.Finance or Role.Audit;

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients.Values)
        {
            client.Dispose();
        }

        await Server.DisposeAsync();
    }

    private HttpClient SignIn(Role role) => role switch
    {
        Role.Township => Server.As(role, Bridge),
        Role.Village => Server.As(role, Willow),
        Role.Enterprise => Server.As(role, Firm),
        _ when SeesAll(role) || !RolePermissions.HasRegions(role) => Server.As(role),
        _ => Server.As(role, East),
    };

    private async Task<string> Draft(string region)
    {
        var answer = await Server.Post("/reports", new { region, date = "2026-07-05" });
        return answer.TryGetProperty("report", out var report) ? report.GetProperty("id").GetString()! : throw new InvalidOperationException(answer.ToString());
    }

    private async Task<string> Propose(string county)
    {
        using var office = Server.As(Role.CountyOffice, county);
        using var response = await office.PostAsJsonAsync("/api/v1/payments", new { region = county, kind = "capital" });
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        return answer.TryGetProperty("batches", out var batches) ? batches[0].GetString()! : throw new InvalidOperationException(answer.ToString());
    }

    private async Task<string> Import(string file)
    {
        var id = (await Server.Upload("2030-07-01", file)).GetProperty("id").GetString()!;
        await Server.Post($"/imports/{id}/start");
        await Server.Events(id);
        return id;
    }
}
