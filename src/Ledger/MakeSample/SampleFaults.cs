using System.Globalization;
using CleanHeating.Kernel;

namespace CleanHeating.Ledger.MakeSample;

/// <summary>
/// Spoils about one row in a hundred in each of the ways that real ledgers are spoiled, and marks as many with something odd
/// that is no reason to refuse. The share is what counties' files show.
/// </summary>
internal sealed class SampleFaults(SampleTerms terms, SampleWords words)
{
    private const int Every = 100;
    private readonly Random _random = new(unchecked(terms.Seed * 31 + 7));
    private readonly List<SampleHousehold> _earlier = [];
    private int _kind, _row;

    public void Touch(SampleHousehold household)
    {
        var row = ++_row;
        if (row % Every == 37)
        {
            Refuse(household, _kind++ % 15);
        }
        else if (row % Every == 71)
        {
            Warn(household, _kind % 5);
        }
        else if (row % 1700 == 11 && _earlier.Count > 0)
        {
            Lead(household, _earlier[_random.Next(_earlier.Count)], row / 1700 % 3);
        }
        else if (_earlier.Count < 200 && household.Accepted is not null)
        {
            _earlier.Add(household);
        }
    }

    private void Refuse(SampleHousehold household, int kind)
    {
        var identity = household.Identity.ToString()!;
        switch (kind)
        {
            case 0: household.Head = ""; break;
            case 1: household.Village = words.UnknownVillage; break;
            case 2: household.Identity = Math.Floor(double.Parse(identity.AsSpan(0, 17), NumberStyles.None, CultureInfo.InvariantCulture)) * 10; break;
            case 3: household.Identity = identity[..16]; break;
            case 4: household.Identity = identity[..10] + "1332" + identity[14..]; break;
            case 5: household.Identity = identity[..17] + (identity[17] == '1' ? '2' : '1'); break;
            case 6: household.Identity = _earlier.Count > 0 ? _earlier[_random.Next(_earlier.Count)].Identity : ""; break;
            case 7: household.Route = words.UnknownRoute; break;
            case 8: household.Route = words.BannedByMistake; break;
            case 9: household.Rooms = 1; break;
            case 10: household.Rooms = 2.5m; break;
            case 11: household.Started = "2021-13-45"; break;
            case 12: (household.Started, household.Completed, household.Accepted, household.Result, household.Paid) = (terms.AsOf, terms.AsOf.AddDays(-9), null, null, null); break;
            case 13: (household.Completed, household.Accepted, household.Result, household.Paid) = (terms.AsOf.AddDays(12), null, null, null); break;
            default: (household.Accepted, household.Result, household.Paid) = (null, null, terms.Subsidy.Fen / 100m); break;
        }
    }

    private void Warn(SampleHousehold household, int kind)
    {
        switch (kind)
        {
            case 0: household.Phone = household.Phone[..9]; break;
            case 1: household.Account = household.Account[..^1] + (household.Account[^1] == '0' ? '1' : '0'); break;
            case 2: household.CreditCode = household.CreditCode[..^1] + (household.CreditCode[^1] == 'A' ? 'B' : 'A'); break;
            case 3: household.Area = 980; break;
            default:
                household.Paid = household.Paid is null ? null : terms.Subsidy.Fen / 100m - 100;
                break;
        }
    }

    private static void Lead(SampleHousehold household, SampleHousehold other, int kind)
    {
        switch (kind)
        {
            case 0: (household.Brand, household.Model, household.Serial) = (other.Brand, other.Model, other.Serial); break;
            case 1: household.Account = other.Account; break;
            default: household.Utility = other.Utility; break;
        }
    }
}
