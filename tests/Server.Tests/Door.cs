using System.Net.Http.Headers;
using CleanHeating.Platform;
using CleanHeating.Platform.Accounts;
using CleanHeating.Server.Composition;
using Microsoft.Extensions.DependencyInjection;

namespace CleanHeating.Server.Tests;

/// <summary>Signs in at servers of other processes: account and session are put into the database that they share.</summary>
internal static class Door
{
    /// <summary>A session of a fresh city-wide account, valid at every server of the database.</summary>
    public static string Open(string data, string? database, Role role = Role.CityOffice)
    {
        using var workplace = Product.Open(data, database, TimeProvider.System);
        return Open(workplace, role);
    }

    public static string Open(Workplace workplace, Role role = Role.CityOffice)
    {
        using var services = new ServiceCollection().AddSingleton(workplace).AddLogging().AddAccounts(new AccountPolicy()).BuildServiceProvider();
        var id = workplace.Ids.Next();
        var account = new Account { Id = id, Name = $"{role.Code()}-{id.ToString(null, null)}", DisplayName = "Test", Role = role, CreatedAt = workplace.Time.GetUtcNow().UtcTicks };
        var made = services.GetRequiredService<AccountBook>().Open("test", "test").CreateAsync(account).GetAwaiter().GetResult();
        return made.Succeeded
            ? services.GetRequiredService<Sessions>().Begin(account, "password", new Origin("127.0.0.1", "test")).Value
            : throw new InvalidOperationException(string.Join("; ", made.Errors.Select(e => e.Description)));
    }

    /// <summary>A client that comes as a browser with this session does.</summary>
    public static HttpClient Client(string address, string session)
    {
        var client = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = new Uri(address) };
        client.DefaultRequestHeaders.AcceptLanguage.Add(new StringWithQualityHeaderValue("en"));
        client.DefaultRequestHeaders.Add("Cookie", "cleanheat=" + session);
        client.DefaultRequestHeaders.Add("X-CSRF-Token", Secret.PageToken(session));
        return client;
    }
}
