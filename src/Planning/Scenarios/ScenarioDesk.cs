using System.Globalization;
using CleanHeating.Kernel;
using CleanHeating.Planning.Data;
using CleanHeating.Planning.Domain;
using CleanHeating.Planning.Supply;
using CleanHeating.Platform;
using CleanHeating.Platform.Jobs;
using CleanHeating.Programme.Data;
using CleanHeating.Programme.Registers;

namespace CleanHeating.Planning.Scenarios;

/// <summary>Makes, changes, solves and shows scenarios.</summary>
public sealed class ScenarioDesk(Workplace workplace, ProgrammeStore programmes)
{
    private const int MostVillages = 500, LeastSeconds = 1, MostSeconds = 3600;

    public Result<ScenarioList> List(CultureInfo culture) => RoomWork.Read<ScenarioList>(workplace, programmes, on => new ScenarioList(
        [.. Places(on).SelectMany(c => ScenarioModel.Scenarios.Of(on, c)).Where(s => ScenarioInstance.Sees(on, s)).OrderByDescending(s => s.ChangedAt).Select(s => Line(on, s, ResultOf(on, s), culture))]));

    /// <summary>Enters a scenario, or changes it where it has a key.</summary>
    public Result<ScenarioLine> Save(string? key, ScenarioRequest request, CultureInfo culture) => RoomWork.Run<ScenarioLine>(workplace, programmes, "scenario", null, on =>
    {
        var errors = ScenarioCheck.Objections(on, request);
        if (errors.Count > 0)
        {
            return errors;
        }

        var counties = request.Counties.Select(c => RegionCode.TryParse(c, out var region) ? region.CountyCode : 0).Distinct().Order().ToList();
        var place = counties is [var only] ? only : 0;
        if (key is null)
        {
            var document = new ScenarioDocument(request.Name.Trim(), counties, request.Settings, on.Process.Actor, null);
            var added = ScenarioModel.Scenarios.Add(on, place, on.Workplace.Ids.Next().ToString(CultureInfo.InvariantCulture), 0, document);
            return added.IsOk ? Line(on, added.Value, null, culture) : Result<ScenarioLine>.Fail(added.Errors);
        }

        if (Find(on, key) is not { } before || before.County != place)
        {
            return new Error("scenario-unknown", null, key);
        }

        // A plan that was found stays one under another name.
        var state = ScenarioInstance.AsksTheSame(before.Document, counties, request.Settings) ? before.State : 0;
        var changed = ScenarioModel.Scenarios.Change(on, before, request.Version, state, before.Document with { Name = request.Name.Trim(), Counties = counties, Settings = request.Settings }, "updated");
        return changed.IsOk ? Line(on, changed.Value, ResultOf(on, changed.Value), culture) : Result<ScenarioLine>.Fail(changed.Errors);
    });

    /// <summary>Puts a search down as a job.</summary>
    public Result<JobAnswer> Solve(string key, SolveRequest request, JobDesk desk, CultureInfo culture)
    {
        if (request.Seconds is < LeastSeconds or > MostSeconds)
        {
            return new Error("scenario-seconds", new ErrorPlace(Path: "seconds"), "1", MostSeconds.ToString(CultureInfo.InvariantCulture));
        }

        var ready = RoomWork.Read<bool>(workplace, programmes, on => ScenarioInstance.Prepare(on, key) is { IsOk: false } refused ? Result<bool>.Fail(refused.Errors) : true);
        if (!ready.IsOk)
        {
            return Result<JobAnswer>.Fail(ready.Errors);
        }

        var job = desk.Begin(SolveKind.Kind, new SolveArguments(key, request.Seconds), culture, "scenario/" + key);
        if (job.IsOk)
        {
            RoomWork.Run<bool>(workplace, programmes, "scenario", null, on =>
            {
                if (Find(on, key) is { } row)
                {
                    ScenarioModel.Scenarios.Change(on, row, null, row.State, row.Document with { Job = job.Value.Id }, "solving");
                }

                return true;
            });
        }

        return job;
    }

    public Result<ScenarioAnswer> Read(string key, CultureInfo culture) => RoomWork.Read<ScenarioAnswer>(workplace, programmes, on =>
    {
        if (Find(on, key) is not { } row)
        {
            return new Error("scenario-unknown", null, key);
        }

        var result = ResultOf(on, row);
        var words = new PlanWords(on, culture);
        return new ScenarioAnswer(Line(on, row, result, culture), row.Document.Settings, result is null ? [] : [.. result.Limits.Select(words.Limit)], result is null ? [] : [.. result.Villages.Select(words.Village)]);
    });

    /// <summary>Two to four scenarios side by side, with the villages in which they differ.</summary>
    public Result<ComparisonAnswer> Compare(IReadOnlyList<string> keys, CultureInfo culture) => RoomWork.Read<ComparisonAnswer>(workplace, programmes, on =>
    {
        var rows = keys.Distinct().Select(k => Find(on, k)).ToList();
        if (rows.Count is < 2 or > 4 || rows.Contains(null))
        {
            return new Error("scenario-compare", new ErrorPlace(Path: "ids"));
        }

        var results = rows.Select(r => ResultOf(on, r!)).ToList();
        var routes = results.Select(r => r?.Villages.ToDictionary(v => v.Code, v => v.Route) ?? []).ToList();
        var words = new PlanWords(on, culture);
        var households = results.OfType<PlanReport>().SelectMany(r => r.Villages).DistinctBy(v => v.Code).ToDictionary(v => v.Code, v => v.Households);
        var differing = households.Keys.Where(v => routes.Select(r => r.GetValueOrDefault(v)).Distinct().Count() > 1).Order().ToList();
        return new ComparisonAnswer(
            [.. rows.Select((r, i) => Line(on, r!, results[i], culture))], differing.Count,
            [.. differing.Take(MostVillages).Select(v => new DifferingVillage(
                v.ToString(CultureInfo.InvariantCulture), words.NameOf(v), words.NameOf(RegionCode.From(v).County.Value), households[v], [.. routes.Select(r => r.GetValueOrDefault(v) is { } route ? words.Route(route) : null)]))]);
    });

    /// <summary>What would be broken first if a village took a route beside the plan as it stands.</summary>
    public Result<TryVillageAnswer> Try(string key, string village, string route, CultureInfo culture) => RoomWork.Read<TryVillageAnswer>(workplace, programmes, on =>
    {
        var prepared = ScenarioInstance.Prepare(on, key);
        if (!prepared.IsOk)
        {
            return Result<TryVillageAnswer>.Fail(prepared.Errors);
        }

        var built = prepared.Value.Built;
        var index = built.Villages.Select((v, i) => (v, i)).Where(x => x.v.Facts.Code.ToString(CultureInfo.InvariantCulture) == village).Select(x => x.i).DefaultIfEmpty(-1).First();
        if (index < 0 || ResultOf(on, prepared.Value.Scenario) is not { } result)
        {
            return new Error("scenario-village", new ErrorPlace(Path: "village"), village);
        }

        var words = new PlanWords(on, culture);
        if (built.Villages[index].Barred.FirstOrDefault(b => b.Route == route) is { } barred)
        {
            return new TryVillageAnswer(false, [words.Sentence("closed-" + barred.Code, ["route:" + barred.Route, barred.Subject])]);
        }

        if (!built.Villages[index].Needs.TryGetValue(route, out var need))
        {
            return new Error("route-unknown", new ErrorPlace(Path: "route"), route);
        }

        // What no village of the plan uses yet is all there.
        var left = built.Instance.Resources.ToDictionary(r => r.Id, r => r.Capacity);
        foreach (var limit in result.Limits)
        {
            left[limit.Id] = limit.Left;
        }

        // What it has by the plan becomes free.
        var now = result.Villages.FirstOrDefault(v => v.Code == built.Villages[index].Facts.Code)?.Route;
        foreach (var use in built.Instance.Villages[index].Options.Where(o => o.Route == now).SelectMany(o => o.Uses))
        {
            left[built.Instance.Resources[use.Resource].Id] += use.Amount;
        }

        var breaches = ReportWriter.Breaches(built, left, index, route);
        return new TryVillageAnswer(breaches.Count == 0, breaches.Count > 0
            ? [.. breaches.Select(b => words.Sentence("breach", [built.Names[b.Id], b.Short.ToString("N1", CultureInfo.InvariantCulture), built.Instance.Resources.First(r => r.Id == b.Id).Unit]))]
            : [words.Sentence("fits", ["route:" + route, ((need.Capital + built.Villages[index].Extra.GetValueOrDefault(route)) / 100).ToString("N0", CultureInfo.InvariantCulture)])]);
    });

    internal static RegisterRow<ScenarioDocument>? Find(RoomWork on, string key) => ScenarioModel.Scenarios.Find(on, key) is { } row && ScenarioInstance.Sees(on, row) ? row : null;

    internal static PlanReport? ResultOf(RoomWork on, RegisterRow<ScenarioDocument> row) => ScenarioModel.Results.FindByCode(on, row.County, row.Id.ToString(CultureInfo.InvariantCulture))?.Document;

    /// <summary>Whether settings or facts have changed since the scenario was solved.</summary>
    internal static bool IsStale(RoomWork on, RegisterRow<ScenarioDocument> row, PlanReport result) => row.State == 0 || SupplyStore.Version(on, [.. row.Document.Counties]) != result.SupplyVersion;

    private static IEnumerable<int> Places(RoomWork on) => on.Counties().Select(c => c.CountyCode).Prepend(0);

    private static ScenarioLine Line(RoomWork on, RegisterRow<ScenarioDocument> row, PlanReport? result, CultureInfo culture)
    {
        var d = row.Document;
        var counties = ScenarioInstance.CountiesOf(on, d);
        return new ScenarioLine(
            row.Key, d.Name, [.. counties.Select(c => new ScenarioCounty(RegionCode.OfCounty(c.Key).ToString(), c.Value.Name, d.Settings.Targets.TryGetValue(c.Key.ToString(CultureInfo.InvariantCulture), out var own) ? own : c.Value.Target))],
            d.CreatedBy, row.At, result is not null, result is not null && IsStale(on, row, result), result?.Objective, result?.Bound, result?.Gap, result?.Seconds, result is null ? null : new PlanWords(on, culture).Figures(result.Totals), d.Job, SolveBoard.Find(row.Id), row.Version);
    }
}
