using System.Globalization;
using CleanHeating.Kernel;
using CleanHeating.Ledger.CorrectHousehold;
using CleanHeating.Ledger.ListHouseholds;
using CleanHeating.Ledger.MoveHousehold;
using CleanHeating.Ledger.ReadHousehold;
using CleanHeating.Ledger.VerifyLedger;
using CleanHeating.Platform;
using CleanHeating.Platform.Accounts;
using CleanHeating.Platform.Storage;
using CleanHeating.Programme.Plan;
using CleanHeating.Programme.ReadProgress;
using CleanHeating.Programme.Targets;
using CleanHeating.TestKit;

namespace CleanHeating.Storage.Tests;

/// <summary>Corrections and moves by hand, and two people at one row, on both databases.</summary>
public sealed class CorrectionStorageTests
{
    private const string Willow = "980101001202", Stone = "980103001202";
    private const long East = 980101000000, West = 980103000000, Bridge = 980101001000, River = 980101002000;
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en");

    public static TheoryData<string, string?, string, string> Refused => new()
    {
        { "completed", "2030-04-01", "date-order", "completed" },
        { "completed", null, "date-order", "accepted" },
        { "accepted", "2031-01-01", "date-future", "accepted" },
        { "result", null, "acceptance-result", "result" },
        { "result", "failed", "paid-before-acceptance", "paid" },
        { "rooms", "1", "rooms-minimum", "rooms" },
        { "rooms", "two", "number-format", "rooms" },
        { "route", "moonshine", "route-unknown", "route" },
        { "identity", "980199195001020019", "id-checksum", "identity" },
        { "identity", null, "required", "identity" },
        { "head", " ", "required", "head" },
        { "area", "-5", "number-format", "area" },
        { "started", "some day", "date-format", "started" },
        { "village", Stone, "correction-field", "village" },
        { "stage", "passed", "correction-field", "stage" },
    };

    [Theory, MemberData(nameof(Refused))]
    public void Correct_AgainstARule_IsRefusedAtItsField(string field, string? value, string code, string at)
    {
        using var city = Filled(TestDatabases.Sqlite, 1);
        var id = Households(city)[0].Id;

        var errors = Correct(city, id, 1, (field, value)).Errors;

        Assert.Contains(errors, e => (e.Code, e.Place!.Path) == (code, at));
        Assert.Equal(1, Households(city)[0].Version);
    }

    [Theory, EveryDatabase]
    public void Correct_SomeFields_ChangesRowCountersJournalAndSealTogether(string kind)
    {
        using var city = Filled(kind, 3);
        var before = Households(city)[0];

        var done = Correct(city, before.Id, 1, ("head", "李四"), ("phone", "13800000000"), ("area", "100"), ("paid", "1000"), ("note", null)).Value;

        var after = Households(city).Single(h => h.Id == before.Id);
        Assert.Equal((true, 2), (done.Changed, done.Version));
        Assert.Equal(("李四", "138****0000", 10000, 100000), (after.Head, after.Phone, after.AreaHundredths, after.PaidFen));
        Assert.Contains("subsidy-below-floor", after.Warnings);
        var total = Total(city);
        Assert.Equal((100000 + 2 * 120050, 20050, (10000 + 2 * 8050) / 10), (total.PaidFen, total.OutstandingFen, total.AreaTenths));
        var entry = new ReadHouseholdHandler(city.Workplace, city.Programmes).Read(before.Id, English).Value.Timeline[^1];
        Assert.Equal(("household-correction", "clerk", "checked on site"), (entry.Process, entry.Actor, entry.Detail));
        Assert.Equal(["head", "phone", "area", "paid"], entry.Changes.Select(c => c.Field));
        Assert.Equal(("139****0001", "138****0000"), (entry.Changes[1].Before, entry.Changes[1].After));
        AssertSound(city);
    }

    [Theory, EveryDatabase]
    public void Correct_NothingDifferent_WritesNothing(string kind)
    {
        using var city = Filled(kind, 1);
        var row = Households(city)[0];
        var entries = Entries(city);

        var done = Correct(city, row.Id, 1, ("head", " " + row.Head), ("area", "80.50㎡"), ("rooms", "3"), ("route", row.Route), ("result", "passed"), ("identity", LedgerBook.Identity(1))).Value;

        Assert.Equal((false, 1), (done.Changed, done.Version));
        Assert.Equal(entries, Entries(city));
    }

    [Theory, EveryDatabase]
    public void Correct_Identity_GoesThroughTheRegistryOfPersons(string kind)
    {
        using var city = Filled(kind, 2);
        var rows = Households(city);

        var taken = Correct(city, rows[0].Id, 1, ("identity", LedgerBook.Identity(2)));
        var free = Correct(city, rows[0].Id, 1, ("identity", LedgerBook.Identity(77)));
        var again = city.Import(LedgerBook.Write(city.File("b.xlsx"), [LedgerBook.Row(77)]));
        var old = city.Import(LedgerBook.Write(city.File("c.xlsx"), [LedgerBook.Row(1)]));

        Assert.Equal("id-duplicate", Assert.Single(taken.Errors).Code);
        Assert.True(free.Value.Changed);
        Assert.Equal((1, 0), (again.Updated, again.Imported));
        Assert.Equal(1, old.Imported);
        Assert.Equal(3, Households(city).Count);
        AssertSound(city);
    }

    [Theory, EveryDatabase]
    public void Correct_OutsideScope_IsUnknown(string kind)
    {
        using var city = Filled(kind, 1);
        var id = Households(city)[0].Id;
        string Code(long region) => Correct(city, id, 1, region, ("head", "x")).Errors[0].Code;

        Assert.Equal("household-unknown", Code(West));
        Assert.Equal("household-unknown", Code(River));
        Assert.True(Correct(city, id, 1, Bridge, ("head", "x")).IsOk);
    }

    [Theory, EveryDatabase]
    public void Correct_Stale_ShowsBothSidesAndWhatTheyBeganWith(string kind)
    {
        using var city = Filled(kind, 1);
        var id = Households(city)[0].Id;
        Correct(city, id, 1, ("head", "先来"), ("phone", "13811111111"), ("note", "theirs"));
        Correct(city, id, 2, ("route", "biomass-boiler"));

        var error = Assert.Single(Correct(city, id, 1, ("head", "后到"), ("phone", "13822222222"), ("rooms", "4")).Errors);

        Assert.Equal("version-conflict", error.Code);
        var current = error.Current!;
        Assert.Equal((3, "clerk"), (current.Version, current.Actor));
        Assert.Equal(("张三", "后到", "先来"), Sides(current, "head"));
        Assert.Equal(("139****0001", "138****2222", "138****1111"), Sides(current, "phone"));
        Assert.Equal(("3", "4", "3"), Sides(current, "rooms"));
        Assert.Equal((null, null, "theirs"), Sides(current, "note"));
        Assert.NotEqual(Sides(current, "route").Base, Sides(current, "route").Theirs);
        Assert.Equal(Sides(current, "route").Base, Sides(current, "route").Yours);
        Assert.Equal("先来", Households(city)[0].Head);
    }

    [Theory, EveryDatabase]
    public async Task Correct_ManyAtOnceAtOneRow_OneStandsAndTheOthersAreTold(string kind)
    {
        using var city = Filled(kind, 1);
        var id = Households(city)[0].Id;

        var results = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(() => Correct(city, id, 1, ("head", $"写者{i}")))));

        var winner = Assert.Single(results, r => r.IsOk);
        Assert.Equal(2, winner.Value.Version);
        Assert.All(results.Where(r => !r.IsOk), r => Assert.Equal(2, Assert.Single(r.Errors).Current!.Version));
        Assert.All(results.Where(r => !r.IsOk), r => Assert.Equal(Households(city)[0].Head, r.Errors[0].Current!.Fields.Single(f => f.Key == "head").Theirs));
        AssertSound(city);
    }

    [Theory, EveryDatabase]
    public async Task Correct_ManyAtOnceAtManyRows_AllAreDone(string kind)
    {
        using var city = Filled(kind, 8);
        var rows = Households(city);

        var results = await Task.WhenAll(rows.Select((r, i) => Task.Run(() => Correct(city, r.Id, 1, ("head", $"写者{i}"), ("area", $"{90 + i}")))));

        Assert.All(results, r => Assert.True(r.IsOk));
        Assert.Equal(Enumerable.Range(0, 8).Select(i => $"写者{i}"), Households(city).Select(h => h.Head));
        AssertSound(city);
    }

    [Theory, EveryDatabase]
    public void Move_ToAnotherCounty_LeavesOneHouseholdWithItsLifeAndBothJournalsSayIt(string kind)
    {
        using var city = Filled(kind, 3);
        var old = Households(city)[1];
        Correct(city, old.Id, 1, ("head", "欧阳修"));

        var moved = Move(city, old.Id, 2, Stone).Value;

        var reader = new ReadHouseholdHandler(city.Workplace, city.Programmes);
        var file = reader.Read(moved.Id, English).Value;
        var gone = reader.Read(old.Id, English).Errors[0];
        Assert.StartsWith(Stone, moved.Id, StringComparison.Ordinal);
        Assert.Equal(("household-moved", moved.Id), (gone.Code, gone.Place!.Path));
        Assert.Equal(("欧阳修", 1), (file.Household.Head, file.Household.Version));
        Assert.Equal(["created", "updated", "moved"], file.Timeline.Where(e => e.At is not null).Select(e => e.Kind));
        Assert.Equal("registered in the wrong village", file.Timeline[^1].Detail);
        Assert.Equal((2, 1), (Total(city, East).Ledger, Total(city, West).Ledger));
        using var connection = city.Workplace.Database.Open();
        Assert.Equal(1, connection.ScalarLong(null, "SELECT COUNT(*) FROM journal_entry WHERE county_code = 980101 AND action = 'deleted' AND process = 'household-move'"));
        Assert.Equal(1, connection.ScalarLong(null, "SELECT COUNT(*) FROM journal_entry WHERE county_code = 980103 AND action = 'created' AND process = 'household-move'"));
        AssertSound(city);
    }

    [Theory, EveryDatabase]
    public void Move_OnAndBack_OldNumbersLeadToThePresentOne(string kind)
    {
        using var city = Filled(kind, 1);
        var first = Households(city)[0].Id;

        var second = Move(city, first, 1, Stone).Value.Id;
        var third = Move(city, second, 1, Willow).Value.Id;

        var reader = new ReadHouseholdHandler(city.Workplace, city.Programmes);
        Assert.NotEqual(first, third);
        Assert.Equal(third, reader.Read(first, English).Errors[0].Place!.Path);
        Assert.Equal(third, reader.Read(second, English).Errors[0].Place!.Path);
        Assert.Equal("household-moved", Correct(city, first, 1, ("head", "x")).Errors[0].Code);
        Assert.Equal("household-unknown", Correct(city, second, 1, River, ("head", "x")).Errors[0].Code);
        Assert.Equal(["created", "moved", "moved"], reader.Read(third, English).Value.Timeline.Where(e => e.At is not null).Select(e => e.Kind));
        var again = city.Import(LedgerBook.Write(city.File("b.xlsx"), [LedgerBook.Row(1)]));
        Assert.Equal(1, again.Unchanged);
        AssertSound(city);
    }

    [Theory, EveryDatabase]
    public void Move_WrongPlaceStaleOrNowhere_IsRefused(string kind)
    {
        using var city = Filled(kind, 1);
        var id = Households(city)[0].Id;

        Assert.Equal("region-unknown", Move(city, id, 1, "980101001000").Errors[0].Code);
        Assert.Equal("region-unknown", Move(city, id, 1, "980101001999").Errors[0].Code);
        Assert.Equal("outside-scope", Move(city, id, 1, Stone, East).Errors[0].Code);
        Assert.Equal("version-conflict", Move(city, id, 7, Stone).Errors[0].Code);
        Assert.False(Move(city, id, 1, Willow).Value.Changed);
        Assert.Equal(id, Assert.Single(Households(city)).Id);
    }

    [Theory, EveryDatabase]
    public async Task Move_ManyAtOnceToOneVillage_EachHasItsNumber(string kind)
    {
        using var city = Filled(kind, 6);
        var rows = Households(city);

        var results = await Task.WhenAll(rows.Select(r => Task.Run(() => Move(city, r.Id, 1, Stone))));

        Assert.Equal(6, results.Select(r => r.Value.Id).Distinct().Count());
        Assert.Equal((0, 6), (Total(city, East).Ledger, Total(city, West).Ledger));
        AssertSound(city);
    }

    [Theory, EveryDatabase]
    public void HandDown_AfterATransferThatWasNotSeen_ShowsBothSides(string kind)
    {
        using var city = InventedCity.Open(kind);
        var targets = new TargetHandler(city.Workplace, city.Programmes);
        targets.HandDown(TargetMeasure.Households, East, 1, [new(Bridge, 400), new(River, 200)], 100, "by need", "first");
        var seen = targets.Read(TargetMeasure.Households, East).Value;
        targets.Transfer(TargetMeasure.Households, Bridge, seen.Children[0].Version, River, seen.Children[1].Version, 30, "more willing", "second");

        var late = targets.HandDown(TargetMeasure.Households, East, seen.Node.Version, [new(Bridge, 450), new(River, 200)], 50, "anew", "third", English);

        var current = Assert.Single(late.Errors).Current!;
        Assert.Equal((seen.Node.Version + 1, "second"), (current.Version, current.Actor));
        Assert.Equal((null, "450", "370"), Sides(current, "980101001000"));
        Assert.Equal((null, "200", "230"), Sides(current, "980101002000"));
        Assert.Equal((null, "50", "100"), Sides(current, "reserve"));
        Assert.Equal((null, null, "700"), Sides(current, "amount"));
        Assert.Equal([370, 230], targets.Read(TargetMeasure.Households, East).Value.Children.Select(c => c.Amount));
    }

    [Theory, EveryDatabase]
    public async Task Transfer_ManyAtOnce_OneIsDoneAndTheOthersSeeIt(string kind)
    {
        using var city = InventedCity.Open(kind);
        var targets = new TargetHandler(city.Workplace, city.Programmes);
        var (from, to) = (targets.Read(TargetMeasure.Households, East).Value.Node, targets.Read(TargetMeasure.Households, West).Value.Node);

        var results = await Task.WhenAll(Enumerable.Range(1, 5).Select(i => Task.Run(() =>
            new TargetHandler(city.Workplace, city.Programmes).Transfer(TargetMeasure.Households, East, from.Version, West, to.Version, i, "at once", $"writer {i}", English))));

        Assert.Single(results, r => r.IsOk);
        Assert.All(results.Where(r => !r.IsOk), r => Assert.NotNull(Assert.Single(r.Errors).Current!.Actor));
        Assert.True(targets.Read(TargetMeasure.Households, null).Value.IsBalanced);
    }

    private static (string? Base, string? Yours, string? Theirs) Sides(Conflict conflict, string key)
    {
        var field = Assert.Single(conflict.Fields, f => f.Key == key);
        Assert.NotEqual("", field.Name);
        return (field.Base, field.Yours, field.Theirs);
    }

    private static InventedCity Filled(string kind, int households)
    {
        var city = InventedCity.Open(kind);
        city.Import(LedgerBook.Write(city.File("a.xlsx"), Enumerable.Range(1, households).Select(i => LedgerBook.Row(i))));
        return city;
    }

    private static IReadOnlyList<LedgerRow> Households(InventedCity city) => new ListHouseholdsHandler(city.Workplace, city.Programmes).List(new ListRequest(), English).Value.Rows;

    private static Workplace By(InventedCity city, long region) => city.Workplace.As(new Caller("clerk", Role.CountyOffice, Scope.OfRegions([RegionCode.From(region)])));

    private static Result<CorrectedHousehold> Correct(InventedCity city, string id, int version, params (string Field, string? Value)[] fields) => Correct(city, id, version, 980100000000, fields);

    private static Result<CorrectedHousehold> Correct(InventedCity city, string id, int version, long region, params (string Field, string? Value)[] fields) =>
        new CorrectHouseholdHandler(By(city, region), city.Programmes).Correct(id, new CorrectionRequest(version, fields.ToDictionary(f => f.Field, f => f.Value), "checked on site"), English);

    private static Result<CorrectedHousehold> Move(InventedCity city, string id, int version, string village, long region = 980100000000) =>
        new MoveHouseholdHandler(By(city, region), city.Programmes).Move(id, new MoveRequest(version, village, "registered in the wrong village"), English);

    private static ProgressRow Total(InventedCity city, long? within = null) =>
        new ProgressHandler(city.Workplace, city.Programmes).Read(RegionLevel.Village, within is { } region ? RegionCode.From(region) : null).Value.Total;

    private static long Entries(InventedCity city)
    {
        using var connection = city.Workplace.Database.Open();
        return connection.ScalarLong(null, "SELECT COUNT(*) FROM journal_entry")!.Value;
    }

    private static void AssertSound(InventedCity city)
    {
        var answer = new LedgerVerifier(city.Workplace.Database, city.Workplace.Keys).Run();
        Assert.Empty(answer.Broken);
        Assert.True(answer.Ok);
    }
}
