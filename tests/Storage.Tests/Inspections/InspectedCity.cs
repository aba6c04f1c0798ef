using System.Globalization;
using System.Security.Cryptography;
using CleanHeating.Acceptance;
using CleanHeating.Acceptance.DecideAcceptance;
using CleanHeating.Acceptance.Domain;
using CleanHeating.Acceptance.InspectHousehold;
using CleanHeating.Acceptance.KeepArchive;
using CleanHeating.Acceptance.KeepAttachments;
using CleanHeating.Acceptance.ManageInspectors;
using CleanHeating.Acceptance.MendHousehold;
using CleanHeating.Acceptance.PlanBatches;
using CleanHeating.Acceptance.ReadAcceptance;
using CleanHeating.Acceptance.SweepInspections;
using CleanHeating.Kernel;
using CleanHeating.Ledger.ListHouseholds;
using CleanHeating.Ledger.VerifyLedger;
using CleanHeating.Platform;
using CleanHeating.Platform.Accounts;
using CleanHeating.Platform.Storage;
using CleanHeating.Programme.Data;
using CleanHeating.Storage.Tests.Jobs;
using CleanHeating.TestKit;

namespace CleanHeating.Storage.Tests.Inspections;

/// <summary>A city with completed households in one village, an office and a qualified inspector, on a day that stands still.</summary>
internal sealed class InspectedCity : IDisposable
{
    public const string County = "980101000000", Willow = "980101001202", InspectorName = "inspector";
    public static readonly CultureInfo English = CultureInfo.GetCultureInfo("en");
    private int _uploads;

    private InspectedCity(InventedCity city)
    {
        City = city;
        Clock = new SetClock(new DateTimeOffset(2030, 6, 20, 2, 0, 0, TimeSpan.Zero));
        Workplace = city.Workplace with { Time = Clock };
    }

    public InventedCity City { get; }

    public SetClock Clock { get; }

    public Workplace Workplace { get; }

    public Recorder Listener { get; } = new();

    public string Inspector { get; private set; } = "";

    public static InspectedCity Open(string kind, int households = 3)
    {
        var city = new InspectedCity(InventedCity.Open(kind));
        city.Import([.. Enumerable.Range(1, households).Select(i => Row(i))]);
        city.Inspector = city.Inspectors().Save(null, city.Entry()).Value.Id;
        return city;
    }

    public static Dictionary<string, object?> Row(int number, string? result = null)
    {
        var row = LedgerBook.Row(number);
        (row["已拨付金额（元）"], row["验收结论"], row["验收日期"]) = (null, result, result is null ? null : new DateOnly(2030, 6, 1));
        return row;
    }

    public InspectorRequest Entry(string account = InspectorName, string from = "2030-01-01", string to = "2030-12-31", string routes = "solar-thermal") =>
        new(County, 0, account, "王检", "SD-001", from, to, routes.Split(','));

    public void Import(params Dictionary<string, object?>[] rows) => City.Import(LedgerBook.Write(City.File($"{Guid.NewGuid():N}.xlsx"), rows));

    public Workplace As(Role role, string actor, string region = County) => Workplace.As(new Caller(actor, role, Scope.OfRegions([RegionCode.From(long.Parse(region, CultureInfo.InvariantCulture))])));

    public Workplace Office => As(Role.CountyOffice, "office");

    public WorkbookAcceptances Acceptances(Workplace? workplace = null) => new(workplace ?? Workplace, [Listener]);

    public InspectorHandler Inspectors() => new(Office, new ProgrammeStore(Office));

    public BatchHandler Batches() => new(Office, new ProgrammeStore(Office), Acceptances());

    public DecideAcceptanceHandler Deciding() => new(Office, new ProgrammeStore(Office), Acceptances(), [Listener]);

    public RectificationHandler Mending(Workplace? by = null) => new(by ?? Office, new ProgrammeStore(by ?? Office));

    public ReadAcceptanceHandler Reading(Workplace? by = null) => new(by ?? Office, new ProgrammeStore(by ?? Office), Acceptances());

    public AcceptanceSweepHandler Sweeping(Workplace? by = null) => new(by ?? Workplace, new ProgrammeStore(by ?? Workplace), Acceptances());

    public ArchiveHandler Archive(Workplace? by = null) => new(by ?? Office, new ProgrammeStore(by ?? Office), Acceptances());

    public AttachmentHandler Attaching(string actor = InspectorName) => new(As(Role.Inspector, actor), new ProgrammeStore(Workplace));

    public Result<SubmittedInspection> Submit(SubmitInspectionRequest request, string actor = InspectorName)
    {
        var by = As(Role.Inspector, actor);
        return new SubmitInspectionHandler(by, new ProgrammeStore(by), Acceptances(by), [Listener]).Submit(request, English);
    }

    public List<LedgerRow> Households() =>
        [.. new ListHouseholdsHandler(Workplace, new ProgrammeStore(Workplace)).List(new ListRequest { Limit = 100 }, English).Value.Rows.OrderBy(r => r.Id, StringComparer.Ordinal)];

    /// <summary>An inspection of a household in which everything is good, with photos and signatures of its own.</summary>
    public SubmitInspectionRequest Good(LedgerRow household, string actor = InspectorName) => new(
        Guid.NewGuid().ToString("N"), household.Id, household.Version, Clock.Now.AddHours(-1), "passed", "solar/1",
        [
            new ItemAnswer("plate", "yes"), new ItemAnswer("neat", "no"), new ItemAnswer("leak", null, "12.5", null, [Attach(household.Id, "detail", actor: actor)]), new ItemAnswer("room-temperature", "not_applicable", Note: "summer"),
            new ItemAnswer("trained", "yes"),
        ],
        Position: new InspectionPosition(35.241m, 115.48m, 8), Photos: [Attach(household.Id, "before", actor: actor), Attach(household.Id, "after", actor: actor), Attach(household.Id, "plate", actor: actor)],
        HouseholdSignature: Attach(household.Id, "household_signature", actor: actor), InspectorSignature: Attach(household.Id, "inspector_signature", actor: actor));

    /// <summary>The same household failing at its leak test.</summary>
    public SubmitInspectionRequest Bad(LedgerRow household)
    {
        var good = Good(household);
        return good with
        {
            Outcome = "failed", Answers = [.. good.Answers!.Select(a => a.Item == "leak" ? a with { Value = "20.01" } : a)], Rectification = new RectificationOrder("接口漏水，重做", null, "2030-07-01"),
        };
    }

    /// <summary>Uploads a picture; one that nobody else has where no name is given.</summary>
    public string Attach(string household, string kind, string? picture = null, string actor = InspectorName)
    {
        var bytes = picture is null ? Different() : File.ReadAllBytes(Repository.Locate("tests/Acceptance.Tests/Pictures/" + picture));
        return Upload(household, kind, bytes, actor).Value.Id;
    }

    public Result<AttachmentAnswer> Upload(string household, string kind, byte[] bytes, string actor = InspectorName)
    {
        var handler = Attaching(actor);
        var announced = handler.Announce(new AnnounceAttachmentRequest(household, kind, bytes.Length, Convert.ToHexStringLower(SHA256.HashData(bytes))));
        if (!announced.IsOk)
        {
            return announced;
        }

        using var content = new MemoryStream(bytes);
        handler.Append(announced.Value.Id, 0, content, TestContext.Current.CancellationToken).GetAwaiter().GetResult();
        return handler.Complete(announced.Value.Id);
    }

    public long Count(string table, string condition = "1 = 1")
    {
        using var connection = Workplace.Database.Open();
        return connection.ScalarLong(null, $"SELECT COUNT(*) FROM {table} WHERE county_code = 980101 AND {condition}") ?? 0;
    }

    public AcceptedHousehold? Accepted(string household)
    {
        using var connection = Workplace.Database.Open();
        return AcceptedHouseholds.Find(connection, null, HouseholdId.TryParse(household, out var id) ? id : default);
    }

    public void AssertSound() => Assert.Empty(new LedgerVerifier(Workplace.Database, Workplace.Keys).Run().Broken);

    public void Dispose() => City.Dispose();

    // A PNG with a text of its own behind its end: another file, the same picture of nothing.
    private byte[] Different() => [.. File.ReadAllBytes(Repository.Locate("tests/Acceptance.Tests/Pictures/signature.png")), .. BitConverter.GetBytes(Interlocked.Increment(ref _uploads))];

    /// <summary>Remembers what listeners are told.</summary>
    public sealed class Recorder : IAcceptanceListener
    {
        public List<AcceptanceChange> Changes { get; } = [];

        public void Changed(AcceptanceWork work, AcceptanceChange change)
        {
            lock (Changes)
            {
                Changes.Add(change);
            }
        }

        public void Adopted(AcceptanceWork work, int county, IReadOnlyList<AcceptedHousehold> adopted)
        {
            lock (Changes)
            {
                Changes.AddRange(adopted.Select(a => new AcceptanceChange(null, a)));
            }
        }

        public Error? Leave(AcceptanceWork work, AcceptedHousehold accepted) => null;
    }
}
