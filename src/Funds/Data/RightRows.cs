using System.Data.Common;
using System.Globalization;
using CleanHeating.Funds.Domain;
using CleanHeating.Funds.Domain.Payments;
using CleanHeating.Platform.Seals;
using CleanHeating.Platform.Storage;

namespace CleanHeating.Funds.Data;

/// <summary>Rights as rows: order of columns in one place.</summary>
internal static class RightRows
{
    public const string Columns =
        "county_code, household_id, kind, period, programme, day, amount, city, paid_before, paid, held, overpaid, recovered, state, reason, rules, minted_at, version";

    public static object?[] Values(PayableRight r) =>
    [
        r.Key.County, r.Key.Household, r.Key.Kind, r.Key.Period, r.Programme, r.Day, r.Amount, r.City, r.PaidBefore, r.Paid, r.Held, r.Overpaid, r.Recovered, (int)r.State, r.Reason, r.Rules, r.MintedAt, r.Version,
    ];

    public static PayableRight Read(SealedRow row) => new(new RightKey((int)row.Long("county_code"), row.Long("household_id"), (int)row.Long("kind"), row.Text("period")!))
    {
        Programme = (int)row.Long("programme"), Day = row.Text("day")!, Amount = row.Long("amount"), City = row.Long("city"), PaidBefore = row.Long("paid_before"), Paid = row.Long("paid"), Held = row.Long("held"),
        Overpaid = row.Long("overpaid"), Recovered = row.Long("recovered"), State = (RightState)row.Long("state"), Reason = row.Text("reason"), Rules = (int)row.Long("rules"), MintedAt = row.Long("minted_at"),
        Version = (int)row.Long("version"),
    };

    public static PayableRight Read(DbDataReader r) => new(new RightKey(r.GetInt32(0), r.GetInt64(1), r.GetInt32(2), r.GetString(3)))
    {
        Programme = r.GetInt32(4), Day = r.GetString(5), Amount = r.GetInt64(6), City = r.GetInt64(7), PaidBefore = r.GetInt64(8), Paid = r.GetInt64(9), Held = r.GetInt64(10), Overpaid = r.GetInt64(11),
        Recovered = r.GetInt64(12), State = (RightState)r.GetInt32(13), Reason = r.TextOrNull(14), Rules = r.GetInt32(15), MintedAt = r.GetInt64(16), Version = r.GetInt32(17),
    };

    /// <summary>What the journal says of a change.</summary>
    public static string Detail(PayableRight? before, PayableRight after) => string.Create(CultureInfo.InvariantCulture,
        $$"""{"kind":"{{RightKinds.Word(after.Key.Kind)}}","period":"{{after.Key.Period}}","amount":[{{before?.Amount ?? 0}},{{after.Amount}}],"paid":[{{before?.Paid ?? 0}},{{after.Paid}}],"held":[{{before?.Held ?? 0}},{{after.Held}}],"recovered":[{{before?.Recovered ?? 0}},{{after.Recovered}}],"state":["{{(before is null ? "" : Words.Of(before.State))}}","{{Words.Of(after.State)}}"]}""");
}

/// <summary>A right with the row that it was read from.</summary>
internal sealed record ReadRight(PayableRight Right, SealedRow Row);

/// <summary>Writes many rights of one county: few one by one, many in bulk; each county with entries in its journal.</summary>
internal sealed class RightWriter(FundsWork work, int county)
{
    private const int FewAtMost = 64;
    private readonly List<PayableRight> _new = [];
    private readonly List<(ReadRight Before, PayableRight After)> _changed = [];

    public int Count => _new.Count + _changed.Count;

    public void Add(PayableRight right) => _new.Add(right);

    /// <summary>Takes a change in; nothing where it is none.</summary>
    public void Change(ReadRight before, PayableRight after)
    {
        if (after != before.Right)
        {
            _changed.Add((before, after with { Version = before.Right.Version + 1 }));
        }
    }

    /// <param name="action">Verb for the journal.</param>
    public void Write(string action)
    {
        WriteNew();
        if (_changed.Count <= FewAtMost)
        {
            foreach (var (before, after) in _changed)
            {
                One(before, after, action);
            }
        }
        else
        {
            using var bulk = new SealedBulk(work.Workplace.Database, work.Connection, work.Journal, FundsSeals.Right, county, over: true);
            _changed.ForEach(c => bulk.Replace(c.Before.Row, RightRows.Values(c.After)));
            bulk.Complete();
            Append(action, _changed.Min(c => c.After.Key.Household), _changed.Max(c => c.After.Key.Household), _changed.Count, _changed.Sum(c => c.After.Amount));
        }

        _changed.Clear();
    }

    private void WriteNew()
    {
        if (_new.Count == 0)
        {
            return;
        }

        using (var bulk = new SealedBulk(work.Workplace.Database, work.Connection, work.Journal, FundsSeals.Right, county))
        {
            _new.ForEach(r => bulk.Add(RightRows.Values(r)));
            bulk.Complete();
        }

        Append("minted", _new.Min(r => r.Key.Household), _new.Max(r => r.Key.Household), _new.Count, _new.Sum(r => r.Amount));
        _new.Clear();
    }

    private void One(ReadRight before, PayableRight after, string action)
    {
        (string, object?)[] columns =
        [
            ("day", after.Day), ("amount", after.Amount), ("city", after.City), ("paid_before", after.PaidBefore), ("paid", after.Paid), ("held", after.Held), ("overpaid", after.Overpaid),
            ("recovered", after.Recovered), ("state", (long)after.State), ("reason", after.Reason), ("rules", (long)after.Rules), ("version", (long)after.Version),
        ];
        if (!work.Rows.Update(before.Row, columns))
        {
            throw new StaleRowException(FundsSeals.Right.Name, after.Key.Household);
        }

        work.Journal.Append(county, action, FundsSeals.Right.Name, after.Key.Household, after.Key.Household, after.Version, RightRows.Detail(before.Right, after));
    }

    private void Append(string action, long first, long last, int count, long sum) =>
        work.Journal.Append(county, action, FundsSeals.Right.Name, first, last, 1, string.Create(CultureInfo.InvariantCulture, $$"""{"rights":{{count}},"amount":{{sum}}}"""));
}
