using System.Globalization;
using CleanHeating.Kernel;
using CleanHeating.Ledger.Data;
using CleanHeating.Ledger.Domain;
using CleanHeating.Platform;
using CleanHeating.Platform.Accounts;
using CleanHeating.Platform.Security;
using CleanHeating.Programme.Data;
using CleanHeating.Programme.Plan;
using CleanHeating.Programme.Progress;

namespace CleanHeating.Ledger.ListHouseholds;

/// <summary>Which households, in which order, which page. Every part is optional; lists are comma-separated.</summary>
public sealed record ListRequest
{
    /// <summary>Region code of 6, 9 or 12 digits.</summary>
    public string? Region { get; init; }

    /// <summary>not-started, started, completed, passed, failed; comma-separated.</summary>
    public string? Stage { get; init; }

    /// <summary>Technology codes, comma-separated.</summary>
    public string? Route { get; init; }

    /// <summary>A warning's code.</summary>
    public string? Warning { get; init; }

    /// <summary>any, none, or a category.</summary>
    public string? Hardship { get; init; }

    /// <summary>Household number, identity number, mobile number, account (all whole), or the beginning of the head's name.</summary>
    public string? Search { get; init; }

    /// <summary>Column key; a minus before it sorts downwards.</summary>
    public string? Sort { get; init; }
    public string? Cursor { get; init; }

    /// <summary>Rows of a page, 1 to 200.</summary>
    public int Limit { get; init; } = 50;

    /// <summary>Whether an export says on every printed page who took it and when.</summary>
    public bool Watermark { get; init; }
}

/// <summary>Lists households page by page.</summary>
internal sealed class ListHouseholdsHandler(Workplace workplace, ProgrammeStore programmes)
{
    public Result<LedgerPage> List(ListRequest request, CultureInfo culture)
    {
        if (programmes.Current() is not { } programme)
        {
            return new Error("programme-missing");
        }

        var filter = FilterOf(request, programme);
        if (!filter.IsOk)
        {
            return Result<LedgerPage>.Fail(filter.Errors);
        }

        var descending = request.Sort?.StartsWith('-') ?? false;
        if (!SortColumn.All.TryGetValue(request.Sort?.TrimStart('-') is { Length: > 0 } key ? key : "village", out var sort))
        {
            return new Error("sort-unknown", null, request.Sort ?? "");
        }

        using var connection = workplace.Database.Open();
        var scope = workplace.Caller.Scope;
        var query = new HouseholdQuery(programme.Number, filter.Value, sort, descending, scope);
        var cursor = PageCursor.Parse(request.Cursor);
        var limit = Math.Clamp(request.Limit, 1, 200);
        var isCounted = filter.Value.IsCounted && scope.CreditCode is null;
        var counted = isCounted ? null : query.CountedPage(connection, cursor, limit);
        var records = counted?.Rows ?? query.Page(connection, cursor, limit);
        var more = records.Count > limit;
        records = more ? records[..limit] : records;
        if (cursor?.Backward ?? false)
        {
            records.Reverse();
        }

        using var rows = new LedgerRows(workplace, programme, culture);
        var backward = cursor?.Backward ?? false;
        string? Cursor(bool back) => records.Count == 0 ? null : new PageCursor(back, query.SortValue(back ? records[0] : records[^1]), (back ? records[0] : records[^1]).HouseholdId).ToString();
        var (total, exact, sums) = counted is { } all ? (all.Count, true, null) : isCounted ? Totals(connection, filter.Value, programme, scope) : (HouseholdQuery.CountLimit, false, null);
        return new LedgerPage(
            [.. records.Select(rows.Row)], backward || more ? Cursor(false) : null, cursor is not null && (!backward || more) ? Cursor(true) : null, total, exact, sums);
    }

    /// <summary>The filter that a request means; refusals where it names what does not exist.</summary>
    public Result<HouseholdFilter> FilterOf(ListRequest request, LoadedProgramme programme)
    {
        RegionCode? region = null;
        if (!string.IsNullOrEmpty(request.Region))
        {
            if (!RegionCode.TryParse(request.Region, out var code) || !programme.Plan.Divisions.Has(code))
            {
                return new Error("region-unknown", null, request.Region);
            }

            region = code.Level <= RegionLevel.City ? null : code;
        }

        if (region is null && workplace.Caller.Scope.Regions is [var own])
        {
            region = own;
        }

        var stages = Parts(request.Stage).Select(s => (Code: s, Stage: StageCodes.Parse(s))).ToList();
        var routes = Parts(request.Route).Select(r => (Code: r, Number: programme.Routes.GetValueOrDefault(r, -1))).ToList();
        var warning = string.IsNullOrEmpty(request.Warning) ? 0 : LedgerPolicy.WarningBit(request.Warning);
        var unknown = stages.Where(s => s.Stage is null).Select(s => s.Code).Concat(routes.Where(r => r.Number < 0).Select(r => r.Code))
            .Concat(warning == 0 && !string.IsNullOrEmpty(request.Warning) ? [request.Warning] : []).ToList();
        if (unknown.Count > 0)
        {
            return new Error("filter-unknown", null, string.Join(", ", unknown));
        }

        var filter = new HouseholdFilter
        {
            Region = region, Stages = [.. stages.Select(s => s.Stage!.Value)], Routes = [.. routes.Select(r => r.Number)], Warning = warning,
            Hardship = string.IsNullOrEmpty(request.Hardship) ? null : request.Hardship,
        };
        return Searching(filter, TextNormaliser.Name(request.Search ?? ""));
    }

    // What was typed decides what is meant; only whole numbers are found, since the database holds no parts of them.
    private HouseholdFilter Searching(HouseholdFilter filter, string text)
    {
        if (text.Length == 0)
        {
            return filter;
        }

        using var index = new BlindIndex(workplace.Keys);
        var today = DateOnly.FromDateTime(workplace.Time.GetUtcNow().UtcDateTime);
        if (text.Length == 17 && HouseholdId.TryParse(text, out var household))
        {
            return filter with { Household = household };
        }

        if (IdentityNumber.TryParse(text.ToUpperInvariant(), today, out var identity) == IdentityFault.None)
        {
            return filter with { Identity = index.Of(PersonalField.Identity, identity.Value) };
        }

        if (MobileNumber.IsValid(text))
        {
            return filter with { Phone = index.Of(PersonalField.Phone, text) };
        }

        return text.Length >= 12 && !text.AsSpan().ContainsAnyExceptInRange('0', '9')
            ? filter with { Account = index.Of(PersonalField.Account, text) }
            : filter with { Head = text };
    }

    private static (long Total, bool Exact, LedgerSums? Sums) Totals(System.Data.Common.DbConnection connection, HouseholdFilter filter, LoadedProgramme programme, Scope scope)
    {
        var regions = filter.Region is not { } region ? scope.IsAll ? programme.Plan.Divisions.Counties : scope.Regions
            : scope.Covers(region) ? [region] : [.. scope.Regions.Where(region.Contains)];
        var sums = new ProgressReader(connection, null, scope).Sum(programme.Number, regions, filter.Routes, filter.Stages);
        return (sums.Households, true, new LedgerSums(sums.Area.Hundredths, sums.Paid.Fen, sums.Outstanding.Fen));
    }

    private static string[] Parts(string? list) => (list ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
