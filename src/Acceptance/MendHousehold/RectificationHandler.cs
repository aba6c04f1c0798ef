using System.Globalization;
using CleanHeating.Acceptance.Data;
using CleanHeating.Acceptance.Domain;
using CleanHeating.Kernel;
using CleanHeating.Ledger;
using CleanHeating.Platform;
using CleanHeating.Platform.Accounts;
using CleanHeating.Platform.Journal;
using CleanHeating.Platform.Storage;
using CleanHeating.Programme.Data;

namespace CleanHeating.Acceptance.MendHousehold;

/// <summary>An act on a rectification. To return and to drop need a reason; a report says what was done.</summary>
public sealed record RectificationActRequest(int Version, string? Reason = null);

/// <summary>Says anew what is mended, by whom, by when.</summary>
public sealed record AmendRectificationRequest(int Version, string What, string Who, string Due);

/// <summary>Carries rectifications through their life between two inspections.</summary>
public sealed class RectificationHandler(Workplace workplace, ProgrammeStore programmes)
{
    private const int Longest = 500;

    public Result<CountyKey> Amend(string key, AmendRectificationRequest request, CultureInfo culture) => Act(key, request.Version, RectificationTrigger.Amend, null, culture, (_, before) =>
    {
        var errors = new List<Error>();
        foreach (var (path, value) in new[] { ("what", request.What), ("who", request.Who) })
        {
            if (string.IsNullOrWhiteSpace(value) || value.Length > Longest)
            {
                errors.Add(new Error("rectification-" + path, new ErrorPlace(Path: path), "500"));
            }
        }

        var due = Days.TryParse(request.Due);
        if (due is null || due < InspectHousehold.SubmissionCheck.DayOf(workplace.Time.GetUtcNow()))
        {
            errors.Add(new Error("rectification-due", new ErrorPlace(Path: "due"), request.Due ?? ""));
        }

        return errors.Count > 0 ? Result<Rectification>.Fail(errors) : before with { What = request.What.Trim(), Who = request.Who.Trim(), Due = due };
    });

    /// <summary>The contractor says that it is done.</summary>
    public Result<CountyKey> Report(string key, RectificationActRequest request, CultureInfo culture) => Act(key, request.Version, RectificationTrigger.Report, null, culture, (on, before) =>
        Reasons.Objection(request.Reason) is { } objection ? objection : before with { ReportedAt = on.Process.At, ReportedBy = on.Process.Actor, Report = request.Reason!.Trim() });

    /// <summary>It is not done.</summary>
    public Result<CountyKey> Return(string key, RectificationActRequest request, CultureInfo culture) =>
        Act(key, request.Version, RectificationTrigger.Return, request.Reason, culture, (_, before) => before with { Reason = request.Reason!.Trim() });

    /// <summary>It is given up: the household is torn down, say.</summary>
    public Result<CountyKey> Drop(string key, RectificationActRequest request, CultureInfo culture) => Act(key, request.Version, RectificationTrigger.Drop, request.Reason, culture, (on, before) =>
        before with { Reason = request.Reason!.Trim(), ClosedAt = on.Process.At, ClosedBy = on.Process.Actor });

    /// <summary>What this caller can do with a rectification as it stands.</summary>
    internal static IReadOnlyList<RectificationTrigger> Open(Caller caller, Rectification rectification) =>
        [.. RectificationLifeCycle.Table.Where(t => t.From == rectification.State && NeedOf(t.Trigger) is { } need && caller.May(need)).Select(t => t.Trigger)];

    // To pass and to fail are an inspection's.
    private static Permission? NeedOf(RectificationTrigger trigger) => trigger switch
    {
        RectificationTrigger.Report => Permission.ReportRectification, RectificationTrigger.Amend or RectificationTrigger.Return or RectificationTrigger.Drop => Permission.DecideAcceptance, _ => null,
    };

    private Result<CountyKey> Act(
        string key, int version, RectificationTrigger trigger, string? reason, CultureInfo culture, Func<AcceptanceTransaction, Rectification, Result<Rectification>> change) => Repeating.Run(workplace.Database, () =>
    {
        using var on = AcceptanceTransaction.Write(workplace, programmes, "rectification-" + Words.Of(trigger), string.IsNullOrWhiteSpace(reason) ? null : reason.Trim());
        if (Found(on, key) is not { } before)
        {
            return new Error("rectification-unknown", null, key);
        }

        if (before.Version != version)
        {
            return new Error("version-conflict") { Current = new Conflict(before.Version, before.ClosedBy ?? before.ReportedBy ?? before.OpenedBy, null, []) };
        }

        var act = RectificationLifeCycle.Find(before.State, trigger);
        if (!act.IsOk)
        {
            return new Error("rectification-state", null, workplace.Texts.Get("rectification.state." + Words.Of(before.State), culture), workplace.Texts.Get("rectification.act." + Words.Of(trigger), culture));
        }

        if (act.Value.NeedsReason && Reasons.Objection(reason) is { } objection)
        {
            return objection;
        }

        var changed = change(on, before);
        if (!changed.IsOk)
        {
            return Result<CountyKey>.Fail(changed.Errors);
        }

        var after = changed.Value with { State = act.Value.To, Version = before.Version + 1 };
        on.Rectifications.Update(after);
        on.Journal.Append(after.County, Verb(trigger), AcceptanceSeals.Rectification.Name, after.Household, after.Household, after.Version);
        on.Commit();
        return new CountyKey(after.County, after.Id);
    });

    private static string Verb(RectificationTrigger trigger) => trigger switch
    {
        RectificationTrigger.Amend => "amended", RectificationTrigger.Report => "reported", RectificationTrigger.Return => "returned", _ => "dropped",
    };

    private static Rectification? Found(AcceptanceTransaction on, string key) =>
        CountyKey.Parse(key) is { } name && on.Rectifications.Find(name.County, name.Id) is { } found && HouseholdId.TryFrom(found.Household, out var household)
        && HouseholdReader.Find(on.Connection, on.Transaction, on.Scope, household) is not null ? found : null;
}
