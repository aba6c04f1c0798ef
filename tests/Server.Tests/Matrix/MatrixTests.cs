using System.IO.Compression;
using System.Text;
using System.Text.Json;
using CleanHeating.Platform.Accounts;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;

namespace CleanHeating.Server.Tests.Matrix;

/// <summary>Every endpoint × every role and nobody × own and foreign things: each has its right answer, and no answer holds what is foreign.</summary>
public sealed class MatrixTests
{
    [Fact]
    public async Task Endpoints_AllOfThem_HaveARowAndSayWhatTheyNeed()
    {
        await using var city = await MatrixCity.Start();
        var endpoints = Endpoints(city);

        Assert.True(endpoints.Count > 70);
        Assert.Equal(MatrixRows.All.Select(r => r.Name).Order(), endpoints.Keys.Order());
        Assert.All(endpoints.Values, e => Assert.NotNull(e.Metadata.GetMetadata<EndpointNeed>()));
    }

    [Fact]
    public async Task Call_EveryEndpointRoleAndRegion_AnswersRight()
    {
        await using var city = await MatrixCity.Start();
        var endpoints = Endpoints(city);
        var wrong = new List<string>();
        var calls = 0;
        foreach (var row in MatrixRows.All)
        {
            var method = endpoints[row.Name].Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods[0];
            using var nobody = city.Server.Nobody();
            await Check(row, method, nobody, "nobody", row.Roles is null ? row.Own : [401], foreign: false);
            foreach (var role in Enum.GetValues<Role>())
            {
                var allowed = row.Roles?.Contains(role) ?? true;
                await Check(row, method, city.As(role, row.Fresh), role.ToString(), allowed ? row.Own : [403], foreign: false, denied: !allowed, seesAll: MatrixCity.SeesAll(role) || role == Role.SecurityOfficer);
                if (row.ForeignPath is not null || row.ForeignBody is not null)
                {
                    var seesAll = MatrixCity.SeesAll(role) || role == Role.SecurityOfficer;
                    await Check(row, method, city.As(role, row.Fresh), role.ToString(), !allowed ? [403] : seesAll ? row.Own : [row.Foreign], foreign: true, denied: !allowed, seesAll: seesAll);
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
        Assert.True(calls > 1200);

        async Task Check(MatrixRow row, string method, HttpClient client, string who, int[] expected, bool foreign, bool denied = false, bool seesAll = false)
        {
            calls++;
            var path = (foreign ? row.ForeignPath ?? row.Path : row.Path)(city);
            var content = (foreign ? row.ForeignBody ?? row.Body : row.Body)?.Invoke(city);
            using var request = new HttpRequestMessage(new HttpMethod(method), "/api/v1" + path);
            request.Content = content is null ? null : new StringContent(JsonSerializer.Serialize(content), Encoding.UTF8, "application/json");
            using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
            var text = await Text(response);
            var status = (int)response.StatusCode;
            var where = $"{row.Name} as {who}, {(foreign ? "foreign" : "own")}";
            if (!expected.Contains(status))
            {
                wrong.Add($"{where}: {status} instead of {string.Join("/", expected)}: {text[..Math.Min(160, text.Length)]}");
            }

            if (denied && !text.Contains("permission-missing", StringComparison.Ordinal))
            {
                wrong.Add($"{where}: refused, but not for the permission: {text[..Math.Min(160, text.Length)]}");
            }

            // What was asked with may be named back; the foreign household's data may not.
            var asked = path + (content is null ? "" : JsonSerializer.Serialize(content));
            if (!seesAll && (text.Contains(MatrixCity.ForeignHead, StringComparison.Ordinal) || text.Contains(MatrixCity.ForeignBrand, StringComparison.Ordinal)
                || (!asked.Contains(city.ForeignHousehold, StringComparison.Ordinal) && text.Contains(city.ForeignHousehold, StringComparison.Ordinal))))
            {
                wrong.Add($"{where}: the answer holds a foreign household");
            }
        }
    }

    [Fact]
    public async Task Call_BodyOfNothing_IsRefusedAndNeverAFault()
    {
        await using var city = await MatrixCity.Start();
        var endpoints = Endpoints(city);
        var faults = new List<string>();
        foreach (var row in MatrixRows.All.Where(r => r.Body is not null && r.Roles is not null))
        {
            var method = new HttpMethod(endpoints[row.Name].Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods[0]);
            foreach (var body in (string[])["{}", "null", "[]", "{\"", ""])
            {
                using var request = new HttpRequestMessage(method, "/api/v1" + row.Path(city)) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
                using var response = await city.As(row.Roles![0], row.Fresh).SendAsync(request, TestContext.Current.CancellationToken);
                if ((int)response.StatusCode >= 500)
                {
                    faults.Add($"{row.Name} with {body}: {(int)response.StatusCode}");
                }
            }
        }

        Assert.True(faults.Count == 0, string.Join("\n", faults));
    }

    private static Dictionary<string, RouteEndpoint> Endpoints(MatrixCity city) => city.Server.Service<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .Where(e => e.RoutePattern.RawText!.StartsWith("/api/v1", StringComparison.Ordinal))
        .ToDictionary(e => e.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName ?? throw new InvalidOperationException($"{e.RoutePattern.RawText} has no name."), StringComparer.Ordinal);

    // A workbook is searched by its parts.
    private static async Task<string> Text(HttpResponseMessage response)
    {
        if (response.Content.Headers.ContentType?.MediaType?.Contains("spreadsheet", StringComparison.Ordinal) != true)
        {
            return await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        }

        var parts = new StringBuilder();
        await using var stream = await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        await using var zip = new ZipArchive(stream, ZipArchiveMode.Read);
        foreach (var entry in zip.Entries)
        {
            using var reader = new StreamReader(await entry.OpenAsync(TestContext.Current.CancellationToken));
            parts.Append(await reader.ReadToEndAsync(TestContext.Current.CancellationToken));
        }

        return parts.ToString();
    }
}
