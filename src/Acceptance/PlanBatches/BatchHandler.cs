using CleanHeating.Acceptance.Data;
using CleanHeating.Acceptance.Domain;
using CleanHeating.Kernel;
using CleanHeating.Ledger;
using CleanHeating.Platform;
using CleanHeating.Platform.Journal;
using CleanHeating.Platform.Storage;
using CleanHeating.Programme.Data;

namespace CleanHeating.Acceptance.PlanBatches;

/// <summary>Asks for a day's route: households of these villages that wait for an inspection, at most so many.</summary>
public sealed record ProposeBatchRequest(IReadOnlyList<string> Villages, string Inspector, string Day, int Count = 40);

/// <summary>Lays a day's route out: the households in the order in which they are visited.</summary>
public sealed record PlanBatchRequest(string Inspector, string Day, IReadOnlyList<string> Households, string? Note = null);

/// <summary>Ends a batch; to cancel needs a reason.</summary>
public sealed record BatchActRequest(int Version, string? Reason = null);

/// <summary>Plans days of inspections (改造一批、验收一批) and tells what is left of them.</summary>
public sealed class BatchHandler(Workplace workplace, ProgrammeStore programmes, WorkbookAcceptances acceptances)
{
    private const int MostHouseholds = 200, MostVillages = 50, LongestNote = 500;

    /// <summary>Proposes households, in order; nothing is stored.</summary>
    public Result<IReadOnlyList<HouseholdId>> Propose(ProposeBatchRequest request)
    {
        acceptances.CatchUp();
        using var on = AcceptanceTransaction.Read(workplace, programmes);
        if (on.Programme is not { } programme)
        {
            return new Error("programme-missing");
        }

        var errors = new List<Error>();
        var villages = Villages(on, programme, request.Villages, errors);
        if (request.Count is < 1 or > MostHouseholds)
        {
            errors.Add(new Error("batch-count", new ErrorPlace(Path: "count"), MostHouseholds.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        }

        var inspector = InspectorOf(on, request.Inspector, request.Day, errors);
        if (errors.Count > 0 || inspector is null)
        {
            return Result<IReadOnlyList<HouseholdId>>.Fail(errors);
        }

        // In the order of villages and, within one, of house numbers: neighbours are registered one after the other.
        var planned = on.Batches.Planned(inspector.County);
        var found = villages.Where(v => v.CountyCode == inspector.County).Order().SelectMany(v => BatchCandidates.Of(on, programme, v, inspector)).Where(h => !planned.Contains(h.Value)).Take(request.Count);
        return found.ToList();
    }

    public Result<CountyKey> Plan(PlanBatchRequest request)
    {
        acceptances.CatchUp();
        return Repeating.Run(workplace.Database, () =>
        {
            using var on = AcceptanceTransaction.Write(workplace, programmes, "batch-plan");
            if (on.Programme is not { } programme)
            {
                return new Error("programme-missing");
            }

            var errors = new List<Error>();
            var inspector = InspectorOf(on, request.Inspector, request.Day, errors);
            if (inspector is not null)
            {
                // That a household stands in one open batch is a rule over several rows.
                on.Journal.Watch(inspector.County);
            }

            var households = inspector is null ? [] : Households(on, programme, request.Households ?? [], inspector, errors);
            if (request.Note?.Length > LongestNote)
            {
                errors.Add(new Error("value-too-long", new ErrorPlace(Path: "note"), "500"));
            }

            if (errors.Count > 0 || inspector is null)
            {
                return Result<CountyKey>.Fail(errors);
            }

            var villages = households.ConvertAll(h => h.Village);
            var region = villages.Distinct().Count() == 1 ? villages[0] : villages.Select(v => v.Township).Distinct().Count() == 1 ? villages[0].Township : RegionCode.OfCounty(inspector.County);
            var batch = new Batch(inspector.County, workplace.Ids.Next(), programme.Number, region, Days.TryParse(request.Day)!.Value, inspector.Id, BatchState.Planned, request.Note?.Trim(), on.Process.At, on.Process.Actor, null, 1);
            on.Batches.Insert(batch, households.ConvertAll(h => h.Value));
            on.Journal.Append(batch.County, "planned", AcceptanceSeals.Batch.Name, batch.Id, batch.Id, 1);
            on.Commit();
            return new CountyKey(batch.County, batch.Id);
        });
    }

    public Result<CountyKey> Close(string key, BatchActRequest request) => Act(key, request, BatchTrigger.Close);

    public Result<CountyKey> Cancel(string key, BatchActRequest request) => Act(key, request, BatchTrigger.Cancel);

    private Result<CountyKey> Act(string key, BatchActRequest request, BatchTrigger trigger) => Repeating.Run(workplace.Database, () =>
    {
        using var on = AcceptanceTransaction.Write(workplace, programmes, "batch-" + Words.Of(trigger), string.IsNullOrWhiteSpace(request.Reason) ? null : request.Reason.Trim());
        if (CountyKey.Parse(key) is not { } name || on.Batches.Find(name.County, name.Id) is not { } before || !on.Scope.Covers(before.Region))
        {
            return new Error("batch-unknown", null, key);
        }

        if (before.Version != request.Version)
        {
            return new Error("version-conflict") { Current = new Conflict(before.Version, null, null, []) };
        }

        var act = BatchLifeCycle.Find(before.State, trigger);
        if (!act.IsOk)
        {
            return Result<CountyKey>.Fail(act.Errors);
        }

        if (act.Value.NeedsReason && Reasons.Objection(request.Reason) is { } objection)
        {
            return objection;
        }

        on.Batches.Update(before with { State = act.Value.To, Reason = request.Reason?.Trim(), Version = before.Version + 1 });
        on.Journal.Append(before.County, trigger == BatchTrigger.Close ? "closed" : "cancelled", AcceptanceSeals.Batch.Name, before.Id, before.Id, before.Version + 1);
        on.Commit();
        return name;
    });

    private static List<RegionCode> Villages(AcceptanceTransaction on, LoadedProgramme programme, IReadOnlyList<string>? asked, List<Error> errors)
    {
        var villages = new List<RegionCode>();
        foreach (var text in (asked ?? []).Take(MostVillages))
        {
            if (RegionCode.TryParse(text, out var village) && village.Level == RegionLevel.Village && programme.Plan.Divisions.Has(village) && on.Scope.Covers(village))
            {
                villages.Add(village);
            }
            else
            {
                errors.Add(new Error("region-unknown", new ErrorPlace(Path: "villages"), text ?? ""));
            }
        }

        if (villages.Count == 0 && errors.Count == 0)
        {
            errors.Add(new Error("region-unknown", new ErrorPlace(Path: "villages"), ""));
        }

        return villages;
    }

    private static Inspector? InspectorOf(AcceptanceTransaction on, string? key, string? dayText, List<Error> errors)
    {
        if (CountyKey.Parse(key) is not { } name || on.Inspectors.Find(name.County, name.Id) is not { } inspector || !on.Scope.Touches(RegionCode.OfCounty(name.County)))
        {
            errors.Add(new Error("inspector-unknown", new ErrorPlace(Path: "inspector"), key ?? ""));
            return null;
        }

        if (Days.TryParse(dayText) is not { } day)
        {
            errors.Add(new Error("date-format", new ErrorPlace(Path: "day"), dayText ?? ""));
        }
        else if (!inspector.IsValidOn(day))
        {
            errors.Add(new Error("inspector-expired", new ErrorPlace(Path: "inspector"), inspector.Account, dayText!, ""));
        }

        return inspector;
    }

    private static List<HouseholdId> Households(AcceptanceTransaction on, LoadedProgramme programme, IReadOnlyList<string> asked, Inspector inspector, List<Error> errors)
    {
        var planned = on.Batches.Planned(inspector.County);
        var households = new List<HouseholdId>();
        var waiting = new Dictionary<RegionCode, HashSet<HouseholdId>>();
        if (asked.Count is 0 or > MostHouseholds || asked.Distinct().Count() != asked.Count)
        {
            errors.Add(new Error("batch-count", new ErrorPlace(Path: "households"), MostHouseholds.ToString(System.Globalization.CultureInfo.InvariantCulture)));
            return households;
        }

        foreach (var text in asked)
        {
            if (!HouseholdId.TryParse(text, out var id) || id.CountyCode != inspector.County || HouseholdReader.Find(on.Connection, on.Transaction, on.Scope, id) is null)
            {
                errors.Add(new Error("household-unknown", new ErrorPlace(Path: "households"), text ?? ""));
                continue;
            }

            if (!waiting.TryGetValue(id.Village, out var candidates))
            {
                waiting.Add(id.Village, candidates = [.. BatchCandidates.Of(on, programme, id.Village, inspector)]);
            }

            if (planned.Contains(id.Value))
            {
                errors.Add(new Error("batch-elsewhere", new ErrorPlace(Path: "households"), text));
            }
            else if (!candidates.Contains(id))
            {
                errors.Add(new Error("batch-not-waiting", new ErrorPlace(Path: "households"), text));
            }

            households.Add(id);
        }

        return households;
    }
}
