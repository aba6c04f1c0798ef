using System.Net;
using System.Text;
using System.Text.Json;

namespace CleanHeating.Server.Tests;

/// <summary>An answer as a test looks at it.</summary>
public sealed record Answered(HttpStatusCode Status, JsonElement Body, HttpResponseMessage Response)
{
    /// <summary>Code of the refusal; empty where there is none.</summary>
    public string Code => Body.ValueKind == JsonValueKind.Object && Body.TryGetProperty("code", out var code) ? code.GetString()! : "";

    public IEnumerable<string> Codes => Body.GetProperty("errors").EnumerateArray().Select(e => e.GetProperty("code").GetString()!);

    public string Text(string name) => Body.GetProperty(name).GetString()!;
}

/// <summary>What a browser does: keeps the cookie it is given, asks for its account, and sends the page's token with each change.</summary>
public sealed class AccountsBrowser(RunningServer server) : IDisposable
{
    private readonly HttpClient _client = server.Nobody();

    public string? Cookie { get; set; }

    public string? PageToken { get; set; }

    public string? Bearer { get; set; }

    public Dictionary<string, string> Headers { get; } = [];

    public Task<Answered> Get(string path) => Send(HttpMethod.Get, path);

    public Task<Answered> Post(string path, object? body = null) => Send(HttpMethod.Post, path, body);

    public Task<Answered> Delete(string path) => Send(HttpMethod.Delete, path);

    public async Task<Answered> SignIn(string name, string password)
    {
        var answer = await Post("/sign-in", new { name, password });
        await Begin(answer);
        return answer;
    }

    /// <summary>After a sign-in of whatever kind: learns the page's token.</summary>
    public async Task Begin(Answered answer)
    {
        if (answer.Status == HttpStatusCode.OK && Cookie is not null && await Get("/account") is { Status: HttpStatusCode.OK } account)
        {
            PageToken = account.Text("csrf_token");
        }
    }

    public async Task<Answered> Send(HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(path.StartsWith("/api", StringComparison.Ordinal) ? path : "/api/v1" + path, UriKind.Relative));
        if (body is not null)
        {
            request.Content = new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");
        }

        foreach (var (name, value) in new[] { ("Cookie", Cookie), ("X-CSRF-Token", PageToken), ("Authorization", Bearer is null ? null : "Bearer " + Bearer) }.Concat(Headers.Select(h => (h.Key, (string?)h.Value))).Where(h => h.Item2 is not null))
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        var response = await _client.SendAsync(request);
        foreach (var set in response.Headers.TryGetValues("Set-Cookie", out var cookies) ? cookies : [])
        {
            var pair = set.Split(';')[0];
            var name = pair.Split('=')[0];
            var others = (Cookie ?? "").Split("; ", StringSplitOptions.RemoveEmptyEntries).Where(c => !c.StartsWith(name + "=", StringComparison.Ordinal));
            Cookie = string.Join("; ", pair.EndsWith('=') ? others : others.Append(pair)) is { Length: > 0 } kept ? kept : null;
        }

        var text = await response.Content.ReadAsStringAsync();
        return new Answered(response.StatusCode, text.Length > 0 && text[0] is '{' or '[' ? JsonDocument.Parse(text).RootElement : default, response);
    }

    public void Dispose() => _client.Dispose();
}
