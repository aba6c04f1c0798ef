using CleanHeating.Platform.Accounts;
using CleanHeating.TestKit;

namespace CleanHeating.Storage.Tests.Tampering;

/// <summary>Accounts of several roles with tokens, for somebody to meddle with.</summary>
internal static class TamperedAccounts
{
    public static void Fill(InventedCity city)
    {
        var book = new AccountBook(city.Workplace, new AccountPolicy());
        var tokens = new Tokens(city.Workplace, book);
        foreach (var role in (Role[])[Role.SystemAdministrator, Role.Audit, Role.CityOffice, Role.CountyOffice])
        {
            var account = new Account
            {
                Id = city.Workplace.Ids.Next(), Name = role.Code(), DisplayName = role.ToString(), Role = role, CreatedAt = city.Workplace.Time.GetUtcNow().UtcTicks,
                Regions = role == Role.CountyOffice ? [city.Programme.Plan.Divisions.Counties[0]] : [],
            };
            Assert.True(book.Open("test", "test").CreateAsync(account).GetAwaiter().GetResult().Succeeded);
            Assert.True(tokens.Add(account, "report", [.. RolePermissions.Of(role).Take(1)], [], city.Workplace.Time.GetUtcNow().AddDays(30)).IsOk);
        }
    }
}
