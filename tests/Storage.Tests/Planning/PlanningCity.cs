using System.Globalization;
using CleanHeating.Kernel;
using CleanHeating.Ledger;
using CleanHeating.Ledger.VerifyLedger;
using CleanHeating.Planning;
using CleanHeating.Planning.CheckRoutes;
using CleanHeating.Planning.Data;
using CleanHeating.Planning.Domain;
using CleanHeating.Planning.Plans;
using CleanHeating.Planning.Scenarios;
using CleanHeating.Planning.Supply;
using CleanHeating.Platform;
using CleanHeating.Platform.Accounts;
using CleanHeating.Platform.Jobs;
using CleanHeating.Platform.Jobs.Data;
using CleanHeating.Platform.Jobs.ReadJobs;
using CleanHeating.Platform.Jobs.RunJobs;
using CleanHeating.Platform.Storage;
using CleanHeating.Platform.Texts;
using CleanHeating.Programme;
using CleanHeating.TestKit;
using Microsoft.Extensions.Logging.Abstractions;

namespace CleanHeating.Storage.Tests.Planning;

/// <summary>A city with a heat model and, when it is brought in, supply of two counties: three villages of one, one of the other.</summary>
internal sealed class PlanningCity : IAsyncDisposable
{
    public const string County = "371702000000", Other = "371703000000", Township = "371702001000", First = "371702001001", Second = "371702001006", Third = "371702001007", Away = "371703001001";
    public static readonly CultureInfo English = CultureInfo.GetCultureInfo("en");

    // A busy machine must not make a search count as dead.
    private static readonly JobTiming Patient = new(TimeSpan.FromMilliseconds(30), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30), 2);
    private readonly List<JobRunner> _runners = [];

    private PlanningCity(InventedCity city)
    {
        City = city;
        Clock = new MovableClock();
        Workplace = city.Workplace with { Time = Clock, Texts = new TextCatalog([.. PlanningModule.Texts, LedgerModule.Texts, ProgrammeModule.Texts]) };
    }

    public InventedCity City { get; }

    public MovableClock Clock { get; }

    public Workplace Workplace { get; }

    /// <summary>Somebody of the city's office; another name is another person.</summary>
    public Workplace Person(string name, Role role = Role.CityOffice, string region = "371700000000") =>
        Workplace.As(new Caller(name, role, Scope.OfRegions([RegionCode.TryParse(region, out var code) ? code : default])));

    public static PlanningCity Open(string kind) => new(InventedCity.Open(kind, InventedCity.HezeFolder));

    /// <summary>A city into which the usual supply was brought.</summary>
    public static PlanningCity OpenSupplied(string kind)
    {
        var city = Open(kind);
        var answer = city.Import(city.Book());
        Assert.Empty(answer.Refusals);
        return city;
    }

    public SupplyImport Imports(Workplace? by = null) => new(by ?? Person("planner"), City.Programmes);

    public SupplyDesk Supply(Workplace? by = null) => new(by ?? Person("planner"), City.Programmes);

    public ScenarioDesk Scenarios(Workplace? by = null) => new(by ?? Person("planner"), City.Programmes);

    public PlanDesk Plans(Workplace? by = null) => new(by ?? Person("planner"), City.Programmes);

    public RouteLeads Leads(Workplace? by = null) => new(by ?? Person("planner"), City.Programmes);

    public SupplyImportAnswer Import(string file, Workplace? by = null) => Imports(by).Run(file, "supply.xlsx", false, English).Value;

    /// <summary>The usual rows of a kind, in the order of its columns.</summary>
    public static object?[][] Usual(SupplyKind kind) => kind switch
    {
        SupplyKind.Substation => [["S1", "东站", "牡丹区", 1000.0, 300.0, null, null], ["S9", null, "定陶区", 1000.0, 100.0, 500.0, 200_000.0]],
        SupplyKind.Transformer => [["T1", First, 500.0, 50.0, null, null]],
        SupplyKind.GasZone => [["G1", "东区", "牡丹区", 200.0]],
        SupplyKind.GasAgreement => [["A1", "牡丹区", "某燃气公司", "G1", null, 500_000.0, 110.0, new DateOnly(2021, 6, 1), new DateOnly(2024, 5, 31)]],
        SupplyKind.HeatSource => [["H1", "热电厂", "牡丹区", 400.0]],
        _ => [Village(First, 100), Village(Second, 80, heat: "H1"), Village(Third, 60, gas: "G1"), Village(Away, 50, "S9")],
    };

    public static object?[] Village(string code, int households, string? substation = "S1", string? gas = null, string? heat = null) =>
        [code, 115.4, 35.2 + (households / 1000.0), households, 80.0, 50.0, 60, 90.0, 100.0, substation, gas, heat, "0"];

    /// <summary>A workbook of the usual rows, or of others.</summary>
    public string Book(Func<SupplyKind, object?[][]>? rows = null)
    {
        var path = City.File($"{Guid.NewGuid():N}.xlsx");
        File.WriteAllBytes(path, SupplyBooks.Write(Workplace.Texts, English, k => (rows ?? Usual)(k)));
        return path;
    }

    public SupplyLine Item(string kind, string code, string region = County) => Supply().List(region, kind, null, 50, English).Value.Lines.Single(l => l.Code == code);

    public static ScenarioRequest Wish(int version = 0, string name = "first", long target = 100, ScenarioSettings? settings = null, params string[] counties) => new(
        version, name, counties.Length == 0 ? [County] : counties, (settings ?? new ScenarioSettings()) with { Targets = (counties.Length == 0 ? [County] : counties).ToDictionary(c => c[..6], c => c == County ? target : Math.Min(target, 50)) });

    /// <summary>A scenario that was solved.</summary>
    public async Task<ScenarioLine> Solved(ScenarioRequest request, Workplace? by = null)
    {
        var scenario = Scenarios(by).Save(null, request, English).Value;
        var job = await Solve(scenario.Id, by);
        Assert.Equal((JobState.Done, null), (job.State, job.Error?.Code));
        return Scenarios(by).Read(scenario.Id, English).Value.Scenario;
    }

    public async Task<JobRecord> Solve(string scenario, Workplace? by = null)
    {
        var (store, here, kinds) = (new JobStore(Workplace.Database, Workplace.Keys), new JobsHere(), new JobKinds([new SolveKind()]));
        if (_runners.Count == 0)
        {
            var runner = new JobRunner(Workplace, kinds, store, here, Patient, NullLogger<JobRunner>.Instance);
            _ = runner.StartAsync(CancellationToken.None);
            _runners.Add(runner);
        }

        var whose = by ?? Person("planner");
        var begun = Scenarios(by).Solve(scenario, new SolveRequest(20), new JobDesk(whose, store, here, new JobNames(whose, kinds, here)), English);
        Assert.True(begun.IsOk, string.Join("; ", begun.Errors));
        var since = TimeProvider.System.GetTimestamp();
        while (store.Find(long.Parse(begun.Value.Id, CultureInfo.InvariantCulture)) is not { State: JobState.Done or JobState.Failed } && TimeProvider.System.GetElapsedTime(since) < TimeSpan.FromSeconds(60))
        {
            await Task.Delay(20);
        }

        return store.Find(long.Parse(begun.Value.Id, CultureInfo.InvariantCulture))!;
    }

    /// <summary>Brings households into the ledger, each of a village by a route.</summary>
    public void ImportLedger(params (string Village, string Route)[] households) => ImportLedger(1, households);

    public void ImportLedger(int first, params (string Village, string Route)[] households)
    {
        var rows = households.Select((h, i) => new Dictionary<string, object?>(LedgerBook.Row(first + i, "东城街道", h.Village)) { ["改造方式"] = h.Route });
        var answer = City.Import(LedgerBook.Write(City.File($"{Guid.NewGuid():N}.xlsx"), rows, "填报单位：牡丹区"));
        Assert.Equal(households.Length, answer.Imported);
    }

    public long Number(string sql, params object?[] values)
    {
        using var connection = Workplace.Database.Open();
        return connection.ScalarLong(null, sql, values) ?? 0;
    }

    public void AssertSound() => Assert.Empty(new LedgerVerifier(Workplace.Database, Workplace.Keys).Run().Broken);

    public async ValueTask DisposeAsync()
    {
        foreach (var runner in _runners)
        {
            await runner.StopAsync(CancellationToken.None);
            runner.Dispose();
        }

        City.Dispose();
    }
}
