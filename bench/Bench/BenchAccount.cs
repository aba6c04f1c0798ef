using System.Net.Http.Headers;
using CleanHeating.Platform;
using CleanHeating.Platform.Accounts;

namespace CleanHeating.Bench;

/// <summary>What is measured over HTTP goes through the same gate as everybody: a token of the city office.</summary>
internal static class BenchAccount
{
    private const string Name = "bench";

    /// <summary>A token in a data folder; the account is made where it is not there yet.</summary>
    public static string Token(Workplace workplace)
    {
        var book = new AccountBook(workplace, new AccountPolicy());
        if (book.Find(Name) is not { } account)
        {
            account = new Account { Id = workplace.Ids.Next(), Name = Name, DisplayName = Name, Role = Role.CityOffice, CreatedAt = workplace.Time.GetUtcNow().UtcTicks };
            var made = book.Open(Name, Name).CreateAsync(account).GetAwaiter().GetResult();
            if (!made.Succeeded)
            {
                throw new InvalidOperationException(string.Join("; ", made.Errors.Select(e => e.Description)));
            }
        }

        return new Tokens(workplace, book).Add(account, Name, [.. RolePermissions.Of(account.Role)], [], workplace.Time.GetUtcNow().AddDays(1)).Value.Secret;
    }

    public static HttpClient With(this HttpClient client, string? token)
    {
        client.DefaultRequestHeaders.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        return client;
    }
}
