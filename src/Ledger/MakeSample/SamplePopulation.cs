using System.Globalization;
using CleanHeating.Kernel;

namespace CleanHeating.Ledger.MakeSample;

/// <summary>A village to invent households in.</summary>
internal sealed record SampleVillage(RegionCode Code, string County, string Township, string Village);

/// <summary>A route to hand out, with its share and its kind of equipment.</summary>
internal sealed record SampleRoute(string Name, string Kind, int Share);

/// <summary>What an invented city is made from; all of it comes from the programme.</summary>
internal sealed record SampleTerms(int Seed, DateOnly AsOf, int CityCode, Money Subsidy, IReadOnlyList<SampleRoute> Routes);

/// <summary>
/// Invents households, the same for the same seed. Identity numbers use place codes that were never assigned, so that no
/// living person can be meant.
/// </summary>
internal sealed class SamplePopulation(SampleTerms terms, SampleWords words)
{
    private const int Season = 92, VillageShift = 15;

    // Counties number from 01 and 21; 79, 89 and 99 stand for none.
    private static readonly string[] UnassignedCounties = ["79", "89", "99"];
    private readonly Random _random = new(terms.Seed);
    private readonly HashSet<string> _identities = [];
    private readonly (string Name, string CreditCode)[] _firms = [.. words.Enterprises.Select((name, i) => (name, CreditCodeOf(i)))];
    private readonly int _shares = terms.Routes.Sum(r => r.Share);
    private int _serial;

    public SampleHousehold Next(SampleVillage village)
    {
        var number = ++_serial;
        var route = Route();
        var equipment = words.Brands.GetValueOrDefault(route.Kind) ?? words.Brands["electric"];
        var brand = equipment[_random.Next(equipment.Length)];
        var (firm, creditCode) = _firms[(int)(village.Code.Value / 1000 % _firms.Length)];
        var household = new SampleHousehold
        {
            Township = village.Township,
            Village = village.Village,
            Head = Name(),
            Identity = Identity(),
            Phone = string.Create(CultureInfo.InvariantCulture, $"1{_random.Next(3, 10)}{_random.Next(1_000_000_000):D9}"),
            Account = Account(number),
            Route = route.Name,
            Rooms = 2 + _random.Next(3),
            Area = (250 + _random.Next(600)) / 10m,
            Hardship = _random.Next(100) < 7 ? words.Hardship[_random.Next(words.Hardship.Length)] : null,
            Enterprise = village.County + firm,
            CreditCode = creditCode,
            Contract = string.Create(CultureInfo.InvariantCulture, $"QN{terms.AsOf.Year}-{village.Code.CountyCode % 10000:D4}-{village.Code.Value / 1000 % 1000:D3}"),
            Brand = brand[0],
            Model = brand[1],
            Serial = string.Create(CultureInfo.InvariantCulture, $"{terms.AsOf.Year % 100}{number:D7}{_random.Next(1000):D3}"),
            Power = route.Kind == "gas" ? 20m : 2.2m + _random.Next(6) * 1.2m,
            Utility = string.Create(CultureInfo.InvariantCulture, $"{terms.CityCode}{number:D8}"),
        };
        Progress(household, village);
        return household;
    }

    public string Name()
    {
        var given = words.Given;
        var name = new string(words.Surnames[_random.Next(words.Surnames.Length)], 1) + given[_random.Next(given.Length)];
        return _random.Next(4) == 0 ? name : name + given[_random.Next(given.Length)];
    }

    public string Identity()
    {
        while (true)
        {
            var birth = new DateOnly(1938, 1, 1).AddDays(_random.Next(22_000));
            var text = string.Create(
                CultureInfo.InvariantCulture,
                $"{terms.CityCode:D4}{UnassignedCounties[_random.Next(UnassignedCounties.Length)]}{birth:yyyyMMdd}{_random.Next(1, 1000):D3}");
            if (_identities.Add(text))
            {
                return text + IdentityNumber.CheckCharacter(text);
            }
        }
    }

    private static string CreditCodeOf(int firm)
    {
        var body = string.Create(CultureInfo.InvariantCulture, $"91370000MA3{firm:D6}");
        return body + CreditCode.CheckCharacter(body);
    }

    private string Account(int number)
    {
        var body = string.Create(CultureInfo.InvariantCulture, $"62319988{number:D8}{_random.Next(100):D2}");
        return body + BankCard.CheckDigit(body);
    }

    private SampleRoute Route()
    {
        var pick = _random.Next(_shares);
        foreach (var route in terms.Routes)
        {
            pick -= route.Share;
            if (pick < 0)
            {
                return route;
            }
        }

        return terms.Routes[^1];
    }

    // A season of building: begun around the middle of the last three months, each village by its own days, then built and inspected after
    // some weeks. By now about 98 of 100 have begun, 92 are complete, 70 accepted; a few failed or stand still, and most of the passed are paid.
    private void Progress(SampleHousehold household, SampleVillage village)
    {
        var (pick, started) = (_random.Next(1000), terms.AsOf.AddDays(-Season + (_random.Next(Season) + _random.Next(Season)) / 2 + (int)(village.Code.Value % VillageShift) - VillageShift / 2));
        var (completed, idle) = (started.AddDays(3 + _random.Next(20)), pick >= 994);
        var accepted = completed.AddDays(3 + _random.Next(40));
        if (idle || started > terms.AsOf)
        {
            return;
        }

        household.Started = started;
        if (pick >= 990 || completed > terms.AsOf)
        {
            return;
        }

        household.Completed = completed;
        if (accepted > terms.AsOf)
        {
            return;
        }

        household.Accepted = accepted;
        household.Result = pick < 950 ? words.Passed : words.Failed;
        household.Paid = pick < 660 ? terms.Subsidy.Fen / 100m : null;
    }
}
