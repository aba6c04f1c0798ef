using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CleanHeating.Server.Tests;

/// <summary>A small identity service that holds itself to RFC 6749 and RFC 7636: one client, codes that are good once, the challenge checked.</summary>
public sealed class OauthServer : IAsyncDisposable
{
    public const string ClientId = "clean-heating", ClientSecret = "the client's secret";
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, (string Redirect, string Challenge, string User)> _codes = new();
    private readonly ConcurrentDictionary<string, string> _tokens = new();

    private OauthServer()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.MapGet("/authorize", Authorize);
        _app.MapPost("/token", Token);
        _app.MapGet("/user", (HttpRequest request) => _tokens.TryGetValue(request.Headers.Authorization.ToString().Replace("Bearer ", "", StringComparison.Ordinal), out var user)
            ? Results.Json(new { data = new { account = user } }) : Results.Unauthorized());
    }

    /// <summary>Who sits at the browser.</summary>
    public string User { get; set; } = "nobody";

    /// <summary>Answers every grant with a challenge of its own, as an attacker between would.</summary>
    public bool SpoilsChallenges { get; set; }

    public string Url => _app.Urls.First();

    public static async Task<OauthServer> Start()
    {
        var server = new OauthServer();
        await server._app.StartAsync();
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private IResult Authorize(string response_type, string client_id, string redirect_uri, string state, string code_challenge, string code_challenge_method)
    {
        if (response_type != "code" || client_id != ClientId || code_challenge_method != "S256" || code_challenge.Length != 43)
        {
            return Results.BadRequest();
        }

        var code = Guid.NewGuid().ToString("N");
        _codes[code] = (redirect_uri, SpoilsChallenges ? new string('A', 43) : code_challenge, User);
        return Results.Redirect($"{redirect_uri}?code={code}&state={Uri.EscapeDataString(state)}");
    }

    private async Task<IResult> Token(HttpRequest request)
    {
        var form = await request.ReadFormAsync();
        var basic = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(Uri.EscapeDataString(ClientId) + ":" + Uri.EscapeDataString(ClientSecret)));
        var isClient = (form["client_id"] == ClientId && form["client_secret"] == ClientSecret) || request.Headers.Authorization == basic;
        if (!isClient || form["grant_type"] != "authorization_code" || !_codes.TryRemove(form["code"].ToString(), out var grant) || grant.Redirect != form["redirect_uri"]
            || grant.Challenge != Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString()))))
        {
            return Results.BadRequest(new { error = "invalid_grant" });
        }

        var token = Guid.NewGuid().ToString("N");
        _tokens[token] = grant.User;
        return Results.Json(new { access_token = token, token_type = "Bearer" });
    }
}
