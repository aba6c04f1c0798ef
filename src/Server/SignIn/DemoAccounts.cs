using CleanHeating.Kernel;
using CleanHeating.Platform;
using CleanHeating.Platform.Accounts;
using CleanHeating.Platform.Storage;
using CleanHeating.Programme.Data;

namespace CleanHeating.Server.SignIn;

/// <summary>The demonstration's accounts: one of each role, without a password, let in by the demonstration alone.</summary>
public sealed class DemoAccounts(Workplace workplace, AccountBook book)
{
    public async Task Make()
    {
        foreach (var role in Enum.GetValues<Role>().Where(r => book.Find(SignInHandler.DemoName(r)) is null))
        {
            var name = SignInHandler.DemoName(role);
            var account = new Account
            {
                Id = workplace.Ids.Next(), Name = name, DisplayName = workplace.Texts.Get("demo." + role.Code(), Platform.Texts.TextCatalog.Chinese), Role = role,
                Regions = RegionsFor(role), CreditCode = role == Role.Enterprise ? Firm() : null, IsDemo = true, CreatedAt = workplace.Time.GetUtcNow().UtcTicks,
            };
            var made = await book.Open("demo", "demo").CreateAsync(account);
            if (!made.Succeeded)
            {
                throw new InvalidOperationException($"The demonstration's account {name} could not be made: {string.Join("; ", made.Errors.Select(e => e.Description))}");
            }
        }
    }

    // The first county and what lies in it, so that each sees a part of what the one above sees.
    private RegionCode[] RegionsFor(Role role)
    {
        if (new ProgrammeStore(workplace).Current()?.Plan.Divisions is not { } divisions)
        {
            return [];
        }

        var county = divisions.Counties[0];
        var township = divisions.ChildrenOf(county)[0];
        return role switch
        {
            Role.CityLeader or Role.Department => [.. divisions.Counties.Take(3)],
            Role.CountyOffice or Role.Inspector => [county],
            Role.Township => [township],
            Role.Village => [divisions.ChildrenOf(township)[0]],
            _ => [],
        };
    }

    // The firm of some household of the sample.
    private string Firm()
    {
        using var connection = workplace.Database.Open();
        return connection.Query(null, "SELECT credit_code FROM household WHERE credit_code IS NOT NULL ORDER BY county_code, household_id LIMIT 50").Select(r => r.GetString(0)).FirstOrDefault(c => CreditCode.IsValid(c))
            ?? "91370000MA0000000" + CreditCode.CheckCharacter("91370000MA0000000");
    }
}
