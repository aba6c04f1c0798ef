using System.Globalization;
using CleanHeating.Acceptance.Data;
using CleanHeating.Acceptance.Domain;
using CleanHeating.Acceptance.InspectHousehold;
using CleanHeating.Kernel;
using CleanHeating.Ledger;
using CleanHeating.Ledger.CountOutstanding;
using CleanHeating.Platform;
using CleanHeating.Platform.Journal;
using CleanHeating.Platform.Storage;
using CleanHeating.Programme.Data;

namespace CleanHeating.Acceptance.DecideAcceptance;

/// <summary>An act on the version that the person saw. To confirm needs no reason.</summary>
public sealed record AcceptanceActRequest(int Version, string? Reason = null);

/// <summary>Confirms what workbooks said of a whole village.</summary>
public sealed record ConfirmVillageRequest(string Village, string? Reason = null);

/// <summary>How many households of the village are confirmed by it.</summary>
public sealed record ConfirmedVillage(string Village, int Confirmed);

/// <summary>The office vouches for what a workbook said, or takes an acceptance back.</summary>
public sealed class DecideAcceptanceHandler(Workplace workplace, ProgrammeStore programmes, WorkbookAcceptances acceptances, IEnumerable<IAcceptanceListener> listeners)
{
    private readonly IReadOnlyList<IAcceptanceListener> _listeners = [.. listeners];

    /// <summary>Confirms; the answer is the household's number.</summary>
    public Result<HouseholdId> Confirm(string household, AcceptanceActRequest request, CultureInfo culture) => Act(household, request, AcceptanceTrigger.Confirm, culture);

    /// <summary>Withdraws, with a reason; the ledger then has no result for it.</summary>
    public Result<HouseholdId> Withdraw(string household, AcceptanceActRequest request, CultureInfo culture) => Act(household, request, AcceptanceTrigger.Withdraw, culture);

    public Result<ConfirmedVillage> ConfirmVillage(ConfirmVillageRequest request)
    {
        acceptances.CatchUp();
        return Repeating.Run<Result<ConfirmedVillage>>(workplace.Database, () =>
        {
            using var on = AcceptanceTransaction.Write(workplace, programmes, "acceptance-confirm", Stated(request.Reason));
            if (on.Programme is not { } programme)
            {
                return new Error("programme-missing");
            }

            if (!RegionCode.TryParse(request.Village, out var village) || village.Level != RegionLevel.Village || !programme.Plan.Divisions.Has(village) || !on.Scope.Covers(village))
            {
                return new Error("region-unknown", new ErrorPlace(Path: "village"), request.Village ?? "");
            }

            var (first, last) = HouseholdId.RangeOf(village);
            var waiting = on.Connection.Query(
                on.Transaction, $"SELECT {AcceptanceRows.Columns} FROM acceptance WHERE county_code = @p0 AND household_id >= @p1 AND household_id <= @p2 AND state = 0 ORDER BY household_id",
                village.CountyCode, first, last).Select(AcceptanceRows.Read).ToList();
            foreach (var before in waiting)
            {
                AcceptanceChanges.Save(on, _listeners, new AcceptanceChange(before, Decided(on, before, AcceptanceTrigger.Confirm, null)), "confirmed");
            }

            if (waiting.Count > 0)
            {
                on.Commit();
            }

            return new ConfirmedVillage(village.ToString(), waiting.Count);
        });
    }

    private Result<HouseholdId> Act(string household, AcceptanceActRequest request, AcceptanceTrigger trigger, CultureInfo culture)
    {
        acceptances.CatchUp();
        new OutstandingCounts(workplace, programmes).Refresh();
        return Repeating.Run(workplace.Database, () =>
        {
            using var on = AcceptanceTransaction.Write(workplace, programmes, trigger == AcceptanceTrigger.Confirm ? "acceptance-confirm" : "acceptance-withdraw", Stated(request.Reason));
            if (on.Programme is not { } programme)
            {
                return new Error("programme-missing");
            }

            if (!HouseholdId.TryParse(household, out var id) || HouseholdReader.Find(on.Connection, on.Transaction, on.Scope, id) is not { } facts)
            {
                return HouseholdReader.Missing(on.Connection, on.Transaction, on.Scope, household);
            }

            return AcceptedHouseholds.Find(on.Connection, on.Transaction, id) is { } before ? Act(on, programme, before, facts, request, trigger, culture) : new Error("acceptance-none", null, household);
        });
    }

    private Result<HouseholdId> Act(
        AcceptanceTransaction on, LoadedProgramme programme, AcceptedHousehold before, HouseholdFacts facts, AcceptanceActRequest request, AcceptanceTrigger trigger, CultureInfo culture)
    {
        if (before.Version != request.Version)
        {
            return new Error("version-conflict") { Current = Stale(before, trigger, culture) };
        }

        var act = AcceptanceLifeCycle.Find(before.State, trigger);
        if (!act.IsOk)
        {
            return new Error("acceptance-state", null, Text("acceptance.state." + Words.Of(before.State), culture), Text("acceptance.act." + Words.Of(trigger), culture));
        }

        if (act.Value.NeedsReason && Reasons.Objection(request.Reason) is { } objection)
        {
            return objection;
        }

        if (trigger == AcceptanceTrigger.Withdraw)
        {
            // The ledger follows, or its next workbook would say again what was taken back here.
            var recorded = new HouseholdResults(workplace, programme).Record(on.Connection, on.Transaction, on.Journal, before.Household, facts.Version, null, null, culture);
            if (!recorded.IsOk)
            {
                return Result<HouseholdId>.Fail(recorded.Errors);
            }
        }

        AcceptanceChanges.Save(on, _listeners, new AcceptanceChange(before, Decided(on, before, trigger, request.Reason)), trigger == AcceptanceTrigger.Confirm ? "confirmed" : "withdrawn");
        on.Commit();
        return before.Household;
    }

    private static AcceptedHousehold Decided(AcceptanceTransaction on, AcceptedHousehold before, AcceptanceTrigger trigger, string? reason) => before with
    {
        State = AcceptanceLifeCycle.Find(before.State, trigger).Value.To, WithdrawnBy = trigger == AcceptanceTrigger.Withdraw ? WithdrawnBy.Person : WithdrawnBy.Nobody, Reason = reason?.Trim(),
        DecidedBy = on.Process.Actor, DecidedAt = on.Process.At, Version = before.Version + 1,
    };

    private Conflict Stale(AcceptedHousehold now, AcceptanceTrigger trigger, CultureInfo culture) => new(
        now.Version, now.DecidedBy, now.DecidedAt is { } at ? new DateTimeOffset(at, TimeSpan.Zero) : null,
        [new ConflictField("state", Text("acceptance.field.state", culture), null, Text("acceptance.act." + Words.Of(trigger), culture), Text("acceptance.state." + Words.Of(now.State), culture))]);

    private string Text(string key, CultureInfo culture) => workplace.Texts.Get(key, culture);

    private static string? Stated(string? reason) => string.IsNullOrWhiteSpace(reason) ? null : reason.Trim();
}
