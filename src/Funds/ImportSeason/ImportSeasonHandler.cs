using System.Data.Common;
using System.Diagnostics;
using System.Text.Json;
using CleanHeating.Funds.Data;
using CleanHeating.Funds.Domain.Seasons;
using CleanHeating.Kernel;
using CleanHeating.Platform;
using CleanHeating.Platform.Journal;
using CleanHeating.Platform.Seals;
using CleanHeating.Platform.Storage;
using CleanHeating.Programme.Data;

namespace CleanHeating.Funds.ImportSeason;

/// <summary>
/// Brings in a heating season's bills and the register of hardship (C31, C32). Files and ledger are read at the same time; what is new is then
/// stored county by county, each county's part in one transaction. The same files again find every bill there already.
/// </summary>
public sealed class ImportSeasonHandler(Workplace workplace, ProgrammeStore programmes)
{
    private const string Lease = "season-import";

    public Result<SeasonAnswer> Run(SeasonRequest request)
    {
        var watch = Stopwatch.StartNew();
        string?[] paths = [request.Register, request.Electricity, request.Gas];
        if (Season.Parse(request.Season) is not { } season)
        {
            return new Error("season-format", new ErrorPlace(Path: "season"), request.Season ?? "");
        }

        if (paths.All(p => p is null))
        {
            return new Error("no-files");
        }

        if (paths.OfType<string>().FirstOrDefault(p => !File.Exists(p)) is { } missing)
        {
            return new Error("file-missing", new ErrorPlace(File: Path.GetFileName(missing)), missing);
        }

        if (programmes.Current() is not { } programme)
        {
            return new Error("programme-missing");
        }

        using var lease = workplace.Database.TryAcquireLease(Lease);
        if (lease is null)
        {
            return new Error("import-running");
        }

        try
        {
            return Read(request, season, programme, watch);
        }
        catch (BrokenSealException broken)
        {
            return new Error("row-tampered", null, broken.Table, broken.Key);
        }
    }

    private Result<SeasonAnswer> Read(SeasonRequest request, Season season, LoadedProgramme programme, Stopwatch watch)
    {
        var files = new SeasonFiles();
        var today = DateOnly.FromDateTime(workplace.Time.GetUtcNow().UtcDateTime);
        using var connection = workplace.Database.Open();
        SeasonHouseholds? households = null;
        var errors = new Error?[3];
        Parallel.Invoke(
            () =>
            {
                errors[0] = request.Register is { } register ? files.ReadRegister(register, today, workplace.Keys) : null;
                households = new SeasonHouseholds(workplace.Database, connection, programme.Number, files.Certificates.Select(c => c.Person).ToHashSet(), workplace.Caller.Scope);
            },
            () => errors[1] = request.Electricity is { } power ? files.ReadBills(power, Metered.Power, season) : null,
            () => errors[2] = request.Gas is { } gas ? files.ReadBills(gas, Metered.Gas, season) : null);
        if (errors.OfType<Error>().ToList() is { Count: > 0 } wrong)
        {
            return wrong;
        }

        var store = new SeasonStore(workplace, connection, programme, season, households!, files, workplace.Begin("season-import", workplace.Caller.Actor));
        var answer = store.Run() with { Seconds = Math.Round(watch.Elapsed.TotalSeconds, 3) };
        store.Record(JsonSerializer.Serialize(files.Hashes.OrderBy(h => h.Key, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal), SeasonJson.Default.DictionaryStringString), JsonSerializer.Serialize(answer, SeasonJson.Default.SeasonAnswer));
        return answer;
    }
}
