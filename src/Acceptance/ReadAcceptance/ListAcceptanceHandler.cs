using System.Globalization;
using CleanHeating.Acceptance.Data;
using CleanHeating.Acceptance.Domain;
using CleanHeating.Kernel;
using CleanHeating.Platform;
using CleanHeating.Platform.Storage;
using CleanHeating.Programme.Data;

namespace CleanHeating.Acceptance.ReadAcceptance;

/// <summary>Which rows to list; every part narrows.</summary>
/// <param name="Region">Within a region; all of the caller's where none is named.</param>
/// <param name="State">In a state.</param>
/// <param name="Source">field or workbook.</param>
/// <param name="Cursor">Where the page begins, from the page before.</param>
/// <param name="Limit">Rows, at most 200.</param>
public sealed record ListAcceptanceRequest(string? Region, string? State, string? Source, string? Cursor, int Limit);

/// <summary>Lists acceptances and rectifications, county by county in the order of places, so that a page looks at few rows.</summary>
public sealed class ListAcceptanceHandler(Workplace workplace, ProgrammeStore programmes, WorkbookAcceptances acceptances)
{
    private const int MostRows = 200;

    public Result<AcceptancePage> Acceptances(ListAcceptanceRequest request, CultureInfo culture)
    {
        acceptances.CatchUp();
        using var on = AcceptanceTransaction.Read(workplace, programmes);
        var asked = Parse<AcceptanceState>(on, request);
        if (!asked.IsOk)
        {
            return Result<AcceptancePage>.Fail(asked.Errors);
        }

        var (ranges, state, source, after, limit) = asked.Value;
        var found = new List<AcceptedHousehold>();
        foreach (var (county, first, last) in ranges.Where(r => r.Last > after))
        {
            var (condition, values) = Condition(state is { } s ? (int)s : null, source);
            if (on.Scope.CreditCode is { } firm)
            {
                condition += string.Create(CultureInfo.InvariantCulture, $" AND household_id IN (SELECT household_id FROM household WHERE county_code = @p0 AND credit_code = @p{values.Count + 4})");
                values.Add(firm);
            }

            found.AddRange(on.Connection.Query(
                on.Transaction,
                $"SELECT {AcceptanceRows.Columns} FROM acceptance WHERE county_code = @p0 AND programme = @p1 AND household_id >= @p2 AND household_id <= @p3{condition} ORDER BY household_id LIMIT {(limit + 1 - found.Count).ToString(CultureInfo.InvariantCulture)}",
                [county, on.Programme!.Number, Math.Max(first, after + 1), last, .. values]).Select(AcceptanceRows.Read));
            if (found.Count > limit)
            {
                break;
            }
        }

        var lines = new AcceptanceLines(workplace, on, culture);
        return new AcceptancePage([.. found.Take(limit).Select(lines.Line)], found.Count > limit ? found[limit - 1].Household.ToString() : null);
    }

    public Result<RectificationPage> Rectifications(ListAcceptanceRequest request, CultureInfo culture)
    {
        acceptances.CatchUp();
        using var on = AcceptanceTransaction.Read(workplace, programmes);
        var asked = Parse<RectificationState>(on, request);
        if (!asked.IsOk)
        {
            return Result<RectificationPage>.Fail(asked.Errors);
        }

        var (ranges, state, source, after, limit) = asked.Value;
        var firm = on.Scope.CreditCode;
        var found = new List<Rectification>();
        foreach (var (county, first, last) in ranges.Where(r => r.Last > after))
        {
            var (condition, values) = Condition(state is { } s ? (int)s : null, source);
            if (firm is not null)
            {
                condition += string.Create(CultureInfo.InvariantCulture, $" AND credit_code = @p{values.Count + 4}");
                values.Add(firm);
            }

            found.AddRange(on.Rectifications.Query(
                $"SELECT {RectificationStore.Columns} FROM rectification WHERE county_code = @p0 AND programme = @p1 AND household_id >= @p2 AND household_id <= @p3{condition} ORDER BY household_id, rectification_id",
                [county, on.Programme!.Number, Math.Max(first, after + 1), last, .. values]));
            if (found.Count > limit + MostRows)
            {
                break;
            }
        }

        // A page ends between two households, so that its cursor is one.
        var lines = new AcceptanceLines(workplace, on, culture);
        var page = found.GroupBy(r => r.Household).TakeWhile((_, i) => i < limit).ToList();
        return new RectificationPage([.. page.SelectMany(g => g).Select(lines.Line)], page.Sum(g => g.Count()) < found.Count ? page[^1].Key.ToString("D17", CultureInfo.InvariantCulture) : null);
    }

    private static Result<(List<(int County, long First, long Last)> Ranges, T? State, AcceptanceSource? Source, long After, int Limit)> Parse<T>(AcceptanceTransaction on, ListAcceptanceRequest request) where T : struct, Enum
    {
        if (on.Programme is null)
        {
            return new Error("programme-missing");
        }

        var (state, source) = (Words.Parse<T>(request.State), Words.Parse<AcceptanceSource>(request.Source));
        if ((request.State is not null && state is null) || (request.Source is not null && source is null))
        {
            return new Error("request-invalid", new ErrorPlace(Path: state is null ? "state" : "source"), request.State ?? request.Source ?? "");
        }

        var ranges = Ranges(on, request.Region);
        return ranges is null ? new Error("region-unknown", new ErrorPlace(Path: "region"), request.Region ?? "")
            : (ranges, state, source, HouseholdId.TryParse(request.Cursor ?? "", out var after) ? after.Value : 0L, Math.Clamp(request.Limit, 1, MostRows));
    }

    // What may be seen of what is asked for, as ranges of household numbers in order, each within one county.
    private static List<(int County, long First, long Last)>? Ranges(AcceptanceTransaction on, string? asked)
    {
        var divisions = on.Programme!.Plan.Divisions;
        RegionCode? region = null;
        if (asked is not null)
        {
            if (!RegionCode.TryParse(asked, out var parsed) || !divisions.Has(parsed))
            {
                return null;
            }

            region = parsed;
        }

        var seen = on.Scope.IsAll || on.Scope.CreditCode is not null ? divisions.Counties : on.Scope.Regions;
        return [.. seen.SelectMany(s => region is not { } within ? [s] : within.Contains(s) ? [s] : s.Contains(within) ? [within] : Array.Empty<RegionCode>())
            .SelectMany(r => r.Level < RegionLevel.County ? divisions.Counties.Where(r.Contains) : [r]).Distinct().OrderBy(r => r.First)
            .Select(r => (r.CountyCode, HouseholdId.RangeOf(r).First, HouseholdId.RangeOf(r).Last))];
    }

    private static (string Text, List<object> Values) Condition(int? state, AcceptanceSource? source)
    {
        var (text, values) = ("", new List<object>());
        void And(string column, object value)
        {
            text += string.Create(CultureInfo.InvariantCulture, $" AND {column} = @p{values.Count + 4}");
            values.Add(value);
        }

        if (state is { } some)
        {
            And("state", some);
        }

        if (source is { } from)
        {
            And("source", (int)from);
        }

        return (text, values);
    }
}
