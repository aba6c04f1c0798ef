using System.Globalization;
using System.Reflection;
using CleanHeating.Ledger.VerifyLedger;
using CleanHeating.Platform;
using CleanHeating.Platform.Accounts;
using CleanHeating.Platform.Api;
using CleanHeating.Platform.Jobs;
using CleanHeating.Platform.Verification;
using CleanHeating.Platform.Storage;
using CleanHeating.Programme.Data;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace CleanHeating.Server.Hosting;

/// <summary>What the product is and stands on.</summary>
public sealed record SystemAnswer(string Product, string Version, string Database, bool LoopbackOnly, bool Demo, string AsOf, SystemProgramme? Programme);

/// <summary>The programme in force.</summary>
public sealed record SystemProgramme(string Id, string Name, string NameEn, int Version, string EffectiveFrom);

internal static class SystemEndpoints
{
    public static string Version { get; } = typeof(SystemEndpoints).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";

    public static void MapSystem(this IEndpointRouteBuilder api)
    {
        api.MapGet("/system", Read).WithName("system").OpenToAll().WithTags("system");
        api.MapPost("/verify", Verify).WithName("verify").Need(Permission.Verify).WithTags("system");
    }

    private static Ok<SystemAnswer> Read(Workplace workplace, ProgrammeStore programmes, HostOptions options)
    {
        var programme = programmes.Current();
        var today = DateOnly.FromDateTime(workplace.Time.GetUtcNow().UtcDateTime);
        using var connection = workplace.Database.Open();
        var asOf = connection.Query(null, "SELECT as_of FROM import_run WHERE state = 'done' ORDER BY id DESC LIMIT 1").Select(r => r.GetString(0)).FirstOrDefault();
        return TypedResults.Ok(new SystemAnswer(
            "CleanHeating", Version, workplace.Database.Kind == DatabaseKind.Sqlite ? "sqlite" : "postgresql", Settings.Listening.IsLoopbackOnly(options.Urls), options.Demo,
            asOf ?? today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            programme is null ? null : new SystemProgramme(
                programme.Plan.Id, programme.Plan.Name, programme.Plan.NameEn, programme.Version, programme.Plan.EffectiveFrom.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))));
    }

    private static Results<Accepted<JobAnswer>, ProblemHttpResult> Verify(HttpContext http, Workplace workplace, JobDesk desk) =>
        http.Accepted(workplace, desk.Begin(VerifyKind.Kind, new { }, http.Culture()));
}
