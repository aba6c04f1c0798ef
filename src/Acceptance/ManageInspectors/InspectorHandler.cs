using CleanHeating.Acceptance.Data;
using CleanHeating.Acceptance.Domain;
using CleanHeating.Kernel;
using CleanHeating.Platform;
using CleanHeating.Platform.Accounts;
using CleanHeating.Platform.Storage;
using CleanHeating.Programme.Data;

namespace CleanHeating.Acceptance.ManageInspectors;

/// <summary>Enters a qualified person, or changes an entry: version 0 for a new one.</summary>
/// <param name="County">Code of the county.</param>
/// <param name="Version">Version that the person saw.</param>
/// <param name="Account">Name of the account that inspects.</param>
/// <param name="Name">The person's name, as it stands under inspections.</param>
/// <param name="Certificate">Number of the certificate.</param>
/// <param name="ValidFrom">First day on which it holds.</param>
/// <param name="ValidTo">Last day on which it holds.</param>
/// <param name="Routes">Technology codes that it covers.</param>
public sealed record InspectorRequest(string County, int Version, string Account, string Name, string Certificate, string ValidFrom, string ValidTo, IReadOnlyList<string> Routes);

/// <summary>An entry of the register; what was inspected under it names it as it then was.</summary>
public sealed record InspectorLine(
    string Id, string County, string CountyName, string Account, string Name, string Certificate, string ValidFrom, string ValidTo, IReadOnlyList<string> Routes, bool IsEnded, bool IsValidToday, int Version);

/// <summary>The register of a county.</summary>
public sealed record InspectorsAnswer(IReadOnlyList<InspectorLine> Inspectors);

/// <summary>The county's register of who may inspect what.</summary>
public sealed class InspectorHandler(Workplace workplace, ProgrammeStore programmes, AccountBook? accounts = null)
{
    private const int Longest = 100;

    public Result<InspectorsAnswer> List(string? county)
    {
        using var on = AcceptanceTransaction.Read(workplace, programmes);
        if (on.Programme is null)
        {
            return new Error("programme-missing");
        }

        var counties = on.Programme.Plan.Divisions.Counties.Where(c => on.Scope.Touches(c) && (county is null || c.ToString() == county)).ToList();
        return counties.Count == 0 && county is not null ? new Error("region-unknown", null, county) : new InspectorsAnswer([.. counties.SelectMany(c => on.Inspectors.OfCounty(c.CountyCode)).Select(i => Line(on, i))]);
    }

    public Result<InspectorLine> Save(string? key, InspectorRequest request) => Repeating.Run(workplace.Database, () =>
    {
        using var on = AcceptanceTransaction.Write(workplace, programmes, "inspector");
        var county = County(on, request.County);
        if (!county.IsOk)
        {
            return Result<InspectorLine>.Fail(county.Errors);
        }

        var errors = Objections(on, request);
        if (errors.Count > 0)
        {
            return Result<InspectorLine>.Fail(errors);
        }

        var entry = new Inspector(
            county.Value.CountyCode, workplace.Ids.Next(), request.Account.Trim(), request.Name.Trim(), request.Certificate.Trim(), Days.TryParse(request.ValidFrom)!.Value, Days.TryParse(request.ValidTo)!.Value,
            [.. request.Routes.Distinct().Order(StringComparer.Ordinal)], false, on.Process.At, on.Process.Actor, 1);
        if (key is null)
        {
            on.Inspectors.Insert(entry);
            return Done(on, entry, "created");
        }

        if (Found(on, key) is not { } before || before.County != entry.County || before.Account != entry.Account)
        {
            return new Error("inspector-unknown", null, key);
        }

        return before.Version == request.Version ? Change(on, entry with { Id = before.Id, IsEnded = before.IsEnded, Version = before.Version + 1 }, "updated") : Stale(before);
    });

    /// <summary>Ends an entry: whoever it names no longer inspects under it.</summary>
    public Result<InspectorLine> End(string key, int version) => Repeating.Run(workplace.Database, () =>
    {
        using var on = AcceptanceTransaction.Write(workplace, programmes, "inspector");
        return on.Programme is null || Found(on, key) is not { } before || !on.Scope.Covers(RegionCode.OfCounty(before.County)) ? new Error("inspector-unknown", null, key)
            : before.Version != version ? Stale(before)
            : Change(on, before with { IsEnded = true, ChangedAt = on.Process.At, ChangedBy = on.Process.Actor, Version = version + 1 }, "ended");
    });

    private static Result<InspectorLine> Stale(Inspector now) => new Error("version-conflict") { Current = new Conflict(now.Version, now.ChangedBy, new DateTimeOffset(now.ChangedAt, TimeSpan.Zero), []) };

    private Result<InspectorLine> Change(AcceptanceTransaction on, Inspector entry, string action)
    {
        on.Inspectors.Update(entry);
        return Done(on, entry, action);
    }

    private Result<InspectorLine> Done(AcceptanceTransaction on, Inspector entry, string action)
    {
        on.Journal.Append(entry.County, action, AcceptanceSeals.Inspector.Name, entry.Id, entry.Id, entry.Version);
        on.Commit();
        return Line(on, entry);
    }

    private static Inspector? Found(AcceptanceTransaction on, string key) => CountyKey.Parse(key) is { } name ? on.Inspectors.Find(name.County, name.Id) : null;

    private static Result<RegionCode> County(AcceptanceTransaction on, string? text) =>
        on.Programme is null ? new Error("programme-missing")
        : RegionCode.TryParse(text, out var region) && region.Level == RegionLevel.County && on.Programme.Plan.Divisions.Has(region) && on.Scope.Covers(region) ? region
        : new Error("region-unknown", new ErrorPlace(Path: "county"), text ?? "");

    private List<Error> Objections(AcceptanceTransaction on, InspectorRequest request)
    {
        var errors = new List<Error>();
        void Require(bool good, string code, string path, params IReadOnlyList<string> args)
        {
            if (!good)
            {
                errors.Add(new Error(code, new ErrorPlace(Path: path), args));
            }
        }

        foreach (var (path, value) in new[] { ("account", request.Account), ("name", request.Name), ("certificate", request.Certificate) })
        {
            Require(!string.IsNullOrWhiteSpace(value) && value.Length <= Longest, "inspector-field", path);
        }

        // Without accounts, at the machine itself, the name is taken as it is.
        if (accounts is not null && errors.Count == 0)
        {
            Require(accounts.Find(request.Account.Trim()) is { Role: Role.Inspector, IsDisabled: false } account && account.Name == request.Account.Trim(), "inspector-account", "account", request.Account.Trim());
        }

        var (from, to) = (Days.TryParse(request.ValidFrom), Days.TryParse(request.ValidTo));
        Require(from is not null, "date-format", "valid_from", request.ValidFrom ?? "");
        Require(to is not null && !(to < from), "inspector-days", "valid_to", request.ValidTo ?? "");
        Require(request.Routes is { Count: > 0 }, "inspector-routes", "routes");
        foreach (var unknown in (request.Routes ?? []).Where(r => !on.Programme!.Routes.ContainsKey(r)))
        {
            Require(false, "route-unknown", "routes", unknown);
        }

        return errors;
    }

    private InspectorLine Line(AcceptanceTransaction on, Inspector i)
    {
        var county = RegionCode.OfCounty(i.County);
        return new InspectorLine(
            new CountyKey(i.County, i.Id).ToString(), county.ToString(), on.Programme!.Plan.Divisions.NameOf(county), i.Account, i.Name, i.Certificate, Days.Text(i.ValidFrom), Days.Text(i.ValidTo), i.Routes, i.IsEnded,
            i.IsValidOn(InspectHousehold.SubmissionCheck.DayOf(workplace.Time.GetUtcNow())), i.Version);
    }
}
