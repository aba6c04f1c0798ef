using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CleanHeating.Kernel;
using CleanHeating.Platform;
using CleanHeating.Platform.Accounts;
using CleanHeating.Platform.Api;
using CleanHeating.Programme.Data;
using CleanHeating.Programme.MapCounties;
using CleanHeating.Programme.Plan;
using CleanHeating.Programme.ReadProgramme;
using CleanHeating.Programme.ReadProgress;
using CleanHeating.Programme.Targets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace CleanHeating.Programme;

/// <summary>A hand-down: shares of all children and what stays as reserve; together they are the node's amount.</summary>
public sealed record HandDownRequest(string Region, int Version, IReadOnlyList<TargetShareRequest> Children, long Reserve, string Reason);

/// <summary>One child's share.</summary>
public sealed record TargetShareRequest(string Code, long Amount);

/// <summary>Asks for a proposal.</summary>
public sealed record ProposalRequest(string Region);

/// <summary>A transfer between two children of one node.</summary>
public sealed record TransferRequest(string From, int FromVersion, string To, int ToVersion, long Amount, string Reason);

internal static class ProgrammeEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/programme", ReadProgramme).WithName("programme").Need(Permission.ReadProgramme).WithTags("programme");
        api.MapGet("/programme/versions", ReadVersions).WithName("programme-versions").Need(Permission.ReadProgramme).WithTags("programme");
        api.MapGet("/programme/annexes", ReadAnnexes).WithName("programme-annexes").Need(Permission.ReadProgramme).WithTags("programme");
        api.MapGet("/programme/clauses", ReadClauses).WithName("programme-clauses").Need(Permission.ReadProgramme).WithTags("programme");
        api.MapGet("/regions", ReadRegions).WithName("regions").NeedSignIn().WithTags("programme");
        api.MapGet("/progress", ReadProgress).WithName("progress").Need(Permission.ReadProgress).WithTags("programme");
        api.MapGet("/targets", ReadTargets).WithName("targets").Need(Permission.ReadProgramme).WithTags("targets");
        api.MapPost("/targets/proposal", Propose).WithName("targets-proposal").Need(Permission.ChangeTargets).WithTags("targets");
        api.MapPost("/targets/hand-down", HandDown).WithName("targets-hand-down").Need(Permission.ChangeTargets).WithTags("targets");
        api.MapPost("/targets/transfer", Transfer).WithName("targets-transfer").Need(Permission.ChangeTargets).WithTags("targets");
        api.MapGet("/map/counties", ReadMap).WithName("map-counties").Need(Permission.ReadProgramme).WithTags("map");
        api.MapPut("/map/counties", ImportMap).WithName("map-import").Need(Permission.ChangeMap).WithTags("map").TakesFiles();
        api.MapDelete("/map/counties", RemoveMap).WithName("map-remove").Need(Permission.ChangeMap).WithTags("map");
    }

    private static Results<Ok<ProgrammeAnswer>, ProblemHttpResult> ReadProgramme(HttpContext http, Workplace workplace, ProgrammeStore store) =>
        store.Current() is { } loaded ? TypedResults.Ok(ProgrammeAnswers.Programme(loaded)) : Missing(http, workplace);

    private static Ok<VersionsAnswer> ReadVersions(ProgrammeStore store) => TypedResults.Ok(new VersionsAnswer(
        [.. store.Versions().Select(v => new VersionAnswer(v.Version, ProgrammeAnswers.Date(v.EffectiveFrom), v.LoadedAt, v.Actor, v.Note, v.InForce))]));

    private static Results<Ok<AnnexesAnswer>, ProblemHttpResult> ReadAnnexes(HttpContext http, Workplace workplace, ProgrammeStore store) =>
        store.Current() is { } loaded ? TypedResults.Ok(ProgrammeAnswers.Annexes(loaded.Plan, workplace.Texts, http.Culture())) : Missing(http, workplace);

    private static Results<Ok<ClausesAnswer>, ProblemHttpResult> ReadClauses(HttpContext http, Workplace workplace, ProgrammeStore store) =>
        store.Current() is { } loaded ? TypedResults.Ok(new ClausesAnswer(loaded.Plan.Clauses)) : Missing(http, workplace);

    private static Results<Ok<RegionsAnswer>, ProblemHttpResult> ReadRegions(HttpContext http, Workplace workplace, ProgrammeStore store, string? parent)
    {
        if (store.Current() is not { } loaded)
        {
            return Missing(http, workplace);
        }

        return string.IsNullOrEmpty(parent) ? TypedResults.Ok(ProgrammeAnswers.Regions(loaded.Plan, loaded.Plan.City.Code))
            : RegionCode.TryParse(parent, out var code) && loaded.Plan.Divisions.Has(code) ? TypedResults.Ok(ProgrammeAnswers.Regions(loaded.Plan, code))
            : http.Problem(workplace.Texts, new Error("region-unknown", null, parent));
    }

    private static Results<Ok<ProgressAnswer>, ProblemHttpResult> ReadProgress(HttpContext http, Workplace workplace, ProgressHandler handler, string? by, string? region)
    {
        RegionLevel? level = by switch { null or "" or "county" => RegionLevel.County, "township" => RegionLevel.Township, "village" => RegionLevel.Village, _ => null };
        RegionCode? within = RegionCode.TryParse(region, out var code) ? code : null;
        if (level is null || (within is null && !string.IsNullOrEmpty(region)))
        {
            return http.Problem(workplace.Texts, level is null ? new Error("request-invalid", null, "by") : new Error("region-unknown", null, region!));
        }

        return Answer(http, workplace, handler.Read(level.Value, within));
    }

    private static Results<Ok<TargetAnswer>, ProblemHttpResult> ReadTargets(HttpContext http, Workplace workplace, ProgrammeStore store, TargetHandler handler, string? measure, string? region) =>
        Code(region) is var code && code is null && !string.IsNullOrEmpty(region) ? http.Problem(workplace.Texts, new Error("region-unknown", null, region))
            : Answer(http, workplace, store, handler.Read(Measure(measure), code));

    private static Results<Ok<ProposalAnswer>, ProblemHttpResult> Propose(HttpContext http, Workplace workplace, ProgrammeStore store, TargetHandler handler, ProposalRequest request, string? measure)
    {
        var proposal = handler.Propose(Measure(measure), Code(request.Region) ?? -1);
        if (!proposal.IsOk)
        {
            return http.Problem(workplace.Texts, proposal.Errors);
        }

        using var connection = workplace.Database.Open();
        return TypedResults.Ok(new TargetAnswers(store.Current()!, connection, workplace.Caller.Scope).Answer(Measure(measure), proposal.Value));
    }

    private static Results<Ok<TargetAnswer>, ProblemHttpResult> HandDown(HttpContext http, Workplace workplace, ProgrammeStore store, TargetHandler handler, HandDownRequest request, string? measure) =>
        Answer(http, workplace, store, handler.HandDown(
            Measure(measure), Code(request.Region) ?? -1, request.Version, [.. request.Children.Select(c => new TargetShare(Code(c.Code) ?? -1, c.Amount))], request.Reserve, request.Reason, http.Actor(), http.Culture()));

    private static Results<Ok<TargetAnswer>, ProblemHttpResult> Transfer(HttpContext http, Workplace workplace, ProgrammeStore store, TargetHandler handler, TransferRequest request, string? measure) =>
        Answer(http, workplace, store, handler.Transfer(
            Measure(measure), Code(request.From) ?? -1, request.FromVersion, Code(request.To) ?? -1, request.ToVersion, request.Amount, request.Reason, http.Actor(), http.Culture()));

    private static Results<Ok<JsonObject>, NoContent> ReadMap(OutlineHandler handler) => handler.Read() is { } map ? TypedResults.Ok(map) : TypedResults.NoContent();

    private static async Task<Results<Ok<OutlineImport>, ProblemHttpResult>> ImportMap(HttpContext http, Workplace workplace, OutlineHandler handler)
    {
        JsonNode? document;
        try
        {
            document = await JsonNode.ParseAsync(http.Request.Body, cancellationToken: http.RequestAborted);
        }
        catch (JsonException exception)
        {
            return http.Problem(workplace.Texts, new Error("outline-invalid", new ErrorPlace(Line: (int?)exception.LineNumber + 1), exception.Message));
        }

        return Answer(http, workplace, handler.Import(document, http.Actor()));
    }

    private static NoContent RemoveMap(HttpContext http, OutlineHandler handler)
    {
        handler.Remove(http.Actor());
        return TypedResults.NoContent();
    }

    private static Results<Ok<TargetAnswer>, ProblemHttpResult> Answer(HttpContext http, Workplace workplace, ProgrammeStore store, Result<TargetView> view)
    {
        if (!view.IsOk)
        {
            return http.Problem(workplace.Texts, view.Errors);
        }

        using var connection = workplace.Database.Open();
        return TypedResults.Ok(new TargetAnswers(store.Current()!, connection, workplace.Caller.Scope).Answer(view.Value));
    }

    private static Results<Ok<T>, ProblemHttpResult> Answer<T>(HttpContext http, Workplace workplace, Result<T> result) =>
        result.IsOk ? TypedResults.Ok(result.Value) : http.Problem(workplace.Texts, result.Errors);

    private static ProblemHttpResult Missing(HttpContext http, Workplace workplace) => http.Problem(workplace.Texts, new Error("programme-missing"));

    private static TargetMeasure Measure(string? measure) => measure == "area" ? TargetMeasure.Area : TargetMeasure.Households;

    // Codes of county groups are no divisions, so they are read as plain numbers.
    private static long? Code(string? text) => text is { Length: 12 } && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var code) ? code : null;
}
