using System.Buffers.Text;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CleanHeating.Kernel;
using CleanHeating.Server.Settings;

namespace CleanHeating.Server.SignIn;

/// <summary>
/// Talks to the office's own identity service: OAuth 2.0 authorization code with PKCE (RFC 6749, RFC 7636). It learns one thing, the account's name, and
/// keeps nothing of what it was given.
/// </summary>
internal sealed class OauthClient : IDisposable
{
    private const int LargestAnswer = 256 * 1024;
    private readonly OauthSettings _settings;
    private readonly string? _secret;
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
    {
        Timeout = TimeSpan.FromSeconds(15), MaxResponseContentBufferSize = LargestAnswer,
    };

    public OauthClient(OauthSettings settings, string folder)
    {
        _settings = settings;
        try
        {
            _secret = settings.ClientSecretFile is { } file ? File.ReadAllText(Path.Combine(folder, file)).Trim() : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SettingsException([new Error("settings-value", new ErrorPlace(ServerSettings.FileName, Path: "oauth.client_secret_file"), "oauth.client_secret_file")]);
        }
    }

    public string Name => _settings.Name;

    /// <summary>Address to which the browser is sent.</summary>
    public string Authorize(string callback, string state, string verifier)
    {
        var challenge = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)));
        var query = new Dictionary<string, string>
        {
            ["response_type"] = "code", ["client_id"] = _settings.ClientId, ["redirect_uri"] = callback, ["state"] = state, ["code_challenge"] = challenge, ["code_challenge_method"] = "S256",
        };
        if (_settings.Scope.Length > 0)
        {
            query["scope"] = _settings.Scope;
        }

        return _settings.AuthorizeUrl + (_settings.AuthorizeUrl.Contains('?', StringComparison.Ordinal) ? "&" : "?")
            + string.Join('&', query.Select(q => $"{q.Key}={Uri.EscapeDataString(q.Value)}"));
    }

    /// <summary>The account's name for which the service vouches.</summary>
    public async Task<Result<string>> AccountName(string callback, string code, string verifier, CancellationToken cancellation)
    {
        try
        {
            using var token = await Send(TokenRequest(callback, code, verifier), cancellation);
            if (token.RootElement.TryGetProperty("access_token", out var access) && access.GetString() is { Length: > 0 } secret)
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, _settings.UserInfoUrl) { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", secret) } };
                request.Headers.Accept.ParseAdd("application/json");
                using var user = await Send(request, cancellation);
                return NameIn(user.RootElement) is { } name ? name : Failed("name");
            }

            return Failed("token");
        }
        catch (Exception exception) when (exception is HttpRequestException or JsonException or InvalidOperationException or TaskCanceledException && !cancellation.IsCancellationRequested)
        {
            return Failed("unreachable");
        }
    }

    public void Dispose() => _http.Dispose();

    private static Error Failed(string why) => new("sign-in-external", null, why);

    private HttpRequestMessage TokenRequest(string callback, string code, string verifier)
    {
        var form = new Dictionary<string, string> { ["grant_type"] = "authorization_code", ["code"] = code, ["redirect_uri"] = callback, ["code_verifier"] = verifier };
        var request = new HttpRequestMessage(HttpMethod.Post, _settings.TokenUrl);
        request.Headers.Accept.ParseAdd("application/json");
        if (_settings.ClientSecretIn == "header" && _secret is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue(
                "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(Uri.EscapeDataString(_settings.ClientId) + ":" + Uri.EscapeDataString(_secret))));
        }
        else
        {
            form["client_id"] = _settings.ClientId;
            if (_secret is not null)
            {
                form["client_secret"] = _secret;
            }
        }

        request.Content = new FormUrlEncodedContent(form);
        return request;
    }

    private async Task<JsonDocument> Send(HttpRequestMessage request, CancellationToken cancellation)
    {
        using (request)
        {
            using var response = await _http.SendAsync(request, cancellation);
            response.EnsureSuccessStatusCode();
            return JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(cancellation));
        }
    }

    private string? NameIn(JsonElement user)
    {
        foreach (var part in _settings.NameClaim.Split('.'))
        {
            if (user.ValueKind != JsonValueKind.Object || !user.TryGetProperty(part, out user))
            {
                return null;
            }
        }

        return user.ValueKind == JsonValueKind.String && user.GetString() is { Length: > 0 } name ? name : null;
    }
}
