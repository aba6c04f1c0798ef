using System.Globalization;
using CleanHeating.Kernel;
using CleanHeating.Ledger.VerifyLedger;
using CleanHeating.Platform;
using CleanHeating.Platform.Accounts;
using CleanHeating.Platform.Storage;
using CleanHeating.Supervision.CorrectReport;
using CleanHeating.Supervision.Data;
using CleanHeating.Supervision.DecideReport;
using CleanHeating.Supervision.Domain;
using CleanHeating.Supervision.DraftReport;
using CleanHeating.Supervision.ListReports;
using CleanHeating.Supervision.ReadReport;
using CleanHeating.TestKit;

namespace CleanHeating.Storage.Tests;

/// <summary>Reports over both databases: their life, who may do what, sums against parts, corrections, two people at once.</summary>
public sealed class ReportStorageTests
{
    private const string City = "980100000000", East = "980101000000", West = "980103000000", NewTown = "980102000000", Bridge = "980101001000", Willow = "980101001202", River = "980101002000", North = "980101002002";
    private const string Day = "2025-09-30";
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en");

    [Theory, EveryDatabase]
    public void Life_VillageToCity_IsSignedByEachLevelAndJournalled(string kind)
    {
        using var city = Filled(kind);
        foreach (var (region, above) in new[] { (Willow, Bridge), (North, River), (Bridge, East), (River, East), (East, City), (West, City), (NewTown, City) })
        {
            Sign(city, region, above, region is West ? "no township reported" : null);
        }

        var own = city.As("mayor", Role.CityOffice, City);
        var key = own.Draft(City);
        var draft = own.Read(key);
        own.Submit(key, null);
        var locked = city.As("auditor of the mayor", Role.CityOffice, City).Through(key, ReportTrigger.Accept, ReportTrigger.Lock);

        Assert.Equal("locked", locked.Report.State);
        Assert.Equal((6, 6, 0), (draft.Report.Figures.Ledger, draft.PartsSum.Ledger, draft.Differences.Count));
        Assert.Equal(["draft", "submit", "accept", "lock"], locked.History.Select(h => h.Kind));
        Assert.Equal(["mayor", "mayor", "auditor of the mayor", "auditor of the mayor"], locked.History.Select(h => h.Actor));
        Assert.Equal(locked.Report.Figures.Ledger, locked.Routes.Sum(r => r.Figures.Ledger));
        using var connection = city.City.Workplace.Database.Open();
        Assert.Equal(4, connection.ScalarLong(null, "SELECT COUNT(*) FROM journal_entry WHERE county_code = 980100 AND target = 'report'"));
        Assert.Empty(new LedgerVerifier(city.City.Workplace.Database, city.City.Workplace.Keys).Run().Broken);
    }

    [Theory, EveryDatabase]
    public void Act_EveryStateAndTrigger_FollowsTheTable(string kind)
    {
        using var city = Filled(kind);
        var day = new DateOnly(2025, 1, 1);
        foreach (var state in Enum.GetValues<ReportState>())
        {
            foreach (var trigger in Enum.GetValues<ReportTrigger>())
            {
                day = day.AddDays(1);
                var key = At(city, state, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
                var who = trigger is ReportTrigger.Refresh or ReportTrigger.Submit ? city.As("villager", Role.Village, Willow) : city.As("clerk", Role.Township, Bridge);
                var version = who.Read(key).Report.Version;

                var result = who.Act(key, version, trigger, "because");

                var allowed = ReportLifeCycle.Table.FirstOrDefault(t => t.From == state && t.Trigger == trigger);
                Assert.Equal(allowed is null ? ["report-state"] : [], result.Errors.Select(e => e.Code));
                Assert.Equal(ReportLifeCycle.Word(allowed?.To ?? state), who.Read(key).Report.State);
                Assert.Equal(allowed is null ? version : version + 1, who.Read(key).Report.Version);
            }
        }
    }

    [Theory, EveryDatabase]
    public void Decide_BySubmitterSiblingOrOwnLevel_IsRefused(string kind)
    {
        using var city = Filled(kind);
        var key = At(city, ReportState.Submitted, Day);
        string Accept(Person by) => by.Act(key, 2, ReportTrigger.Accept, null).Errors[0].Code;

        Assert.Equal("report-own", Accept(city.As("villager", Role.Township, Bridge)));
        Assert.Equal("report-not-above", Accept(city.As("neighbour", Role.Township, Willow)));
        Assert.Equal("permission-missing", Accept(city.As("neighbour", Role.Village, Willow)));
        Assert.Equal("report-unknown", Accept(city.As("stranger", Role.Township, River)));
        Assert.Equal("report-unknown", Accept(city.As("stranger", Role.CountyOffice, West)));
        Assert.Equal("reason-missing", city.As("clerk", Role.Township, Bridge).Act(key, 2, ReportTrigger.Return, " ").Errors[0].Code);
        Assert.True(city.As("county", Role.CountyOffice, East).Act(key, 2, ReportTrigger.Accept, null).IsOk);
    }

    [Theory, EveryDatabase]
    public void Draft_ForeignUnknownOrTwice_IsRefused(string kind)
    {
        using var city = Filled(kind);
        var clerk = city.As("clerk", Role.Township, Bridge);
        var key = clerk.Draft(Bridge);
        Result<ReportKey> Try(string region, string date = Day) => clerk.Drafts.Draft(region, date);

        Assert.Equal(("report-exists", key), (Try(Bridge).Errors[0].Code, Try(Bridge).Errors[0].Place!.Path));
        Assert.Equal("region-unknown", Try(River).Errors[0].Code);
        Assert.Equal("region-unknown", Try(East).Errors[0].Code);
        Assert.Equal("region-unknown", Try("980101001999").Errors[0].Code);
        Assert.Equal("report-date", Try(Bridge, "2999-01-01").Errors[0].Code);
        Assert.Equal("report-date", Try(Bridge, "yesterday").Errors[0].Code);
        Assert.Equal("permission-missing", city.As("reader", Role.Audit, City).Drafts.Draft(East, Day).Errors[0].Code);
    }

    [Theory, EveryDatabase]
    public void Submit_PartsMissingOrDiffering_NeedsAReasonAndSaysWhere(string kind)
    {
        using var city = Filled(kind);
        Sign(city, Willow, Bridge, null);
        city.City.Import(LedgerBook.Write(city.City.File("more.xlsx"), [LedgerBook.Row(7), LedgerBook.Row(8, village: "桥头村民委员会")]));
        var clerk = city.As("clerk", Role.Township, Bridge);
        var key = clerk.Draft(Bridge);

        var refused = clerk.Act(key, 1, ReportTrigger.Submit, null);
        var submitted = clerk.Submit(key, "the villages report on Friday");

        Assert.Equal("report-differs", refused.Errors[0].Code);
        var missing = Assert.Single(submitted.Differences, d => d.Figure is null);
        Assert.Equal(("桥头村民委员会", 1L, null), (missing.Region, missing.Counted, missing.Reported));
        var ledger = Assert.Single(submitted.Differences, d => d is { Figure: "ledger", Route: null });
        Assert.Equal((Willow, 4L, 3L), (ledger.RegionCode, ledger.Counted, ledger.Reported!.Value));
        Assert.Contains(submitted.Differences, d => d is { Figure: "ledger", Route: not null, Counted: 4, Reported: 3 });
        Assert.Equal("the villages report on Friday", submitted.DifferenceReason);
        Assert.Equal("the villages report on Friday", submitted.History[^1].Reason);
        Assert.Equal((5, 3), (submitted.Report.Figures.Ledger, submitted.PartsSum.Ledger));
    }

    [Theory, EveryDatabase]
    public void Submit_AfterTheLedgerMovedOn_SignsWhatWasSeen(string kind)
    {
        using var city = Filled(kind);
        var villager = city.As("villager", Role.Village, Willow);
        var key = villager.Draft(Willow);
        city.City.Import(LedgerBook.Write(city.City.File("more.xlsx"), [LedgerBook.Row(7)]));

        var signed = villager.Submit(key, null);
        city.As("clerk", Role.Township, Bridge).Act(key, 2, ReportTrigger.Return, "one household is missing");
        villager.Act(key, 3, ReportTrigger.Refresh, null);
        var anew = villager.Submit(key, null);

        Assert.Equal((3, 4), (signed.Report.Figures.Ledger, anew.Report.Figures.Ledger));
        Assert.Equal(["draft", "submit", "return", "refresh", "submit"], anew.History.Select(h => h.Kind));
        Assert.Equal("one household is missing", anew.History[2].Reason);
    }

    [Theory, EveryDatabase]
    public void Correct_LockedFigure_IsSeenByEveryLevelAbove(string kind)
    {
        using var city = Filled(kind);
        Sign(city, Willow, Bridge, null);
        var clerk = city.As("clerk", Role.Township, Bridge);
        var bridge = clerk.Draft(Bridge);
        var village = clerk.Read(clerk.Read(bridge).Parts.Single(p => p.RegionCode == Willow).ReportId!);
        var route = village.Routes[0].Code;
        Result<ReportKey> Correct(FigureCorrection correction, string reason = "counted twice") => clerk.Corrections.Correct(village.Report.Id, village.Report.Version, correction, reason, English);

        Assert.Equal("report-incoherent", Correct(new FigureCorrection(route, "passed", 4)).Errors[0].Code);
        Assert.Equal("report-figure", Correct(new FigureCorrection(null, "passed", 2)).Errors[0].Code);
        Assert.Equal("report-figure", Correct(new FigureCorrection("perpetuum-mobile", "passed", 0)).Errors[0].Code);
        Assert.Equal("reason-missing", Correct(new FigureCorrection(route, "passed", 2), "").Errors[0].Code);
        Assert.True(Correct(new FigureCorrection(route, "passed", 3)).IsOk);
        Assert.Equal(village.Report.Version, clerk.Read(village.Report.Id).Report.Version);
        Assert.True(Correct(new FigureCorrection(route, "passed", 2)).IsOk);

        var corrected = clerk.Read(village.Report.Id);
        Assert.Equal((2, 3, "locked"), (corrected.Report.Figures.Passed, corrected.Report.Figures.Completed, corrected.Report.State));
        foreach (var (role, region) in new[] { (Role.Township, Bridge), (Role.CountyOffice, East), (Role.CityOffice, City) })
        {
            var line = Assert.Single(city.As("reader", role, region).Lists.Corrections(null, null, 50, English).Value.Rows);
            Assert.Equal((3, 2, "counted twice", "clerk", Willow), (line.Before, line.After, line.Reason, line.Actor, line.RegionCode));
        }

        Assert.Single(clerk.Read(bridge).CorrectionsBelow);
        Assert.Equal(("passed", 3L, 2L), clerk.Read(bridge).Differences.Where(d => d.Route is null).Select(d => (d.Figure, d.Counted, d.Reported!.Value)).First());
        Assert.Empty(city.As("reader", Role.CountyOffice, West).Lists.Corrections(null, null, 50, English).Value.Rows);
    }

    [Theory, EveryDatabase]
    public void Act_TwoDecideAtOnce_SecondSeesBothSidesAndNothingIsLost(string kind)
    {
        using var city = Filled(kind);
        var key = At(city, ReportState.Submitted, Day);
        city.As("first", Role.Township, Bridge).Act(key, 2, ReportTrigger.Return, "the area is wrong");

        var error = city.As("second", Role.Township, Bridge).Act(key, 2, ReportTrigger.Accept, null).Errors[0];

        Assert.Equal("version-conflict", error.Code);
        Assert.Equal((3, "first"), (error.Current!.Version, error.Current.Actor));
        Assert.Contains(error.Current.Fields, f => f is { Key: "state", Yours: "Accept", Theirs: "Returned" });
        Assert.Contains(error.Current.Fields, f => f is { Key: "reason", Theirs: "the area is wrong" });
        Assert.Equal("returned", city.As("second", Role.Township, Bridge).Read(key).Report.State);
    }

    [Theory, EveryDatabase]
    public async Task Act_ManyAtOnceInOneCounty_AllAreDone(string kind)
    {
        using var city = Filled(kind);
        string[] regions = [Bridge, River, Willow, North, East, "980101001201", "980101001203", "980101001204"];

        var keys = await Task.WhenAll(regions.Select(r => Task.Run(() => city.As("someone", Role.CountyOffice, East).Drafts.Draft(r, Day))));

        Assert.All(keys, k => Assert.True(k.IsOk));
        Assert.Equal(regions.Length, city.As("someone", Role.CountyOffice, East).Lists.List(new ReportListRequest(), English).Value.Rows.Count);
        Assert.Empty(new LedgerVerifier(city.City.Workplace.Database, city.City.Workplace.Keys).Run().Broken);
    }

    [Theory, EveryDatabase]
    public async Task Accept_ByTwoAtOnce_OneIsToldOfTheOther(string kind)
    {
        using var city = Filled(kind);
        var key = At(city, ReportState.Submitted, Day);

        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Task.Run(() => city.As($"clerk {i}", Role.Township, Bridge).Act(key, 2, ReportTrigger.Accept, null))));

        Assert.Single(results, r => r.IsOk);
        Assert.All(results.Where(r => !r.IsOk), r => Assert.NotNull(Assert.Single(r.Errors).Current));
        Assert.Equal(3, city.As("clerk", Role.Township, Bridge).Read(key).Report.Version);
    }

    [Theory, EveryDatabase]
    public void List_AllPages_ShowEachOwnReportOnceNewestDayFirst(string kind)
    {
        using var city = Filled(kind);
        var office = city.As("city", Role.CityOffice, City);
        foreach (var region in (string[])[East, West, Bridge, River, Willow, City])
        {
            foreach (var day in (string[])["2025-09-16", "2025-09-23", Day])
            {
                office.Drafts.Draft(region, day);
            }
        }

        var seen = new List<ReportLine>();
        string? cursor = null;
        do
        {
            var page = office.Lists.List(new ReportListRequest { Cursor = cursor, Limit = 4 }, English).Value;
            seen.AddRange(page.Rows);
            cursor = page.Next;
        }
        while (cursor is not null);

        Assert.Equal(18, seen.Select(r => r.Id).Distinct().Count());
        Assert.Equal(seen.OrderByDescending(r => r.Date, StringComparer.Ordinal).ThenBy(r => r.RegionCode, StringComparer.Ordinal).Select(r => r.Id), seen.Select(r => r.Id));
        List<string> Regions(Person by, ReportListRequest request) => [.. by.Lists.List(request, English).Value.Rows.Select(r => r.RegionCode).Distinct()];
        Assert.Equal([East, Bridge, Willow, River], Regions(city.As("county", Role.CountyOffice, East), new ReportListRequest()));
        Assert.Equal([Bridge, Willow], Regions(city.As("clerk", Role.Township, Bridge), new ReportListRequest()));
        Assert.Equal([East, West], Regions(office, new ReportListRequest { Level = "county", Date = Day }));
        Assert.Equal("region-unknown", city.As("clerk", Role.Township, Bridge).Lists.List(new ReportListRequest { Region = West }, English).Errors[0].Code);
        Assert.Equal("filter-unknown", office.Lists.List(new ReportListRequest { State = "burnt" }, English).Errors[0].Code);
    }

    [Theory, EveryDatabase]
    public void Print_Submitted_HasPartsTotalRoutesAndSignature(string kind)
    {
        using var city = Filled(kind);
        var clerk = city.As("clerk", Role.Township, Bridge);
        var key = clerk.Draft(Bridge);
        clerk.Submit(key, "no village reported");

        var print = clerk.Reads.Print(key, English).Value;

        Assert.Equal(["柳林村委会"], print.Rows.Select(r => r.Name));
        Assert.Equal("3", print.Total.Cells[1]);
        Assert.Equal(print.Columns.Count, print.Total.Cells.Count);
        Assert.Single(print.Routes);
        Assert.Contains("no village reported", Assert.Single(print.Notes), StringComparison.Ordinal);
        Assert.Equal(("submit", "clerk"), print.Signatures.Select(s => (s.Kind, s.Actor)).Single());
    }

    private static string At(Offices city, ReportState state, string day)
    {
        var (villager, clerk) = (city.As("villager", Role.Village, Willow), city.As("clerk", Role.Township, Bridge));
        var key = villager.Drafts.Draft(Willow, day).Value.ToString();
        ReportTrigger[] way = state switch
        {
            ReportState.Submitted => [ReportTrigger.Submit],
            ReportState.Returned => [ReportTrigger.Submit, ReportTrigger.Return],
            ReportState.Accepted => [ReportTrigger.Submit, ReportTrigger.Accept],
            ReportState.Locked => [ReportTrigger.Submit, ReportTrigger.Accept, ReportTrigger.Lock],
            _ => [],
        };
        foreach (var trigger in way)
        {
            (trigger == ReportTrigger.Submit ? villager : clerk).Through(key, trigger);
        }

        return key;
    }

    private static void Sign(Offices city, string region, string above, string? reason)
    {
        var own = city.As("own " + region, region == Willow || region == North ? Role.Village : region == East || region == West || region == NewTown ? Role.CountyOffice : Role.Township, region);
        var key = own.Draft(region);
        own.Submit(key, reason);
        city.As("above " + region, above == City ? Role.CityOffice : above == East ? Role.CountyOffice : Role.Township, above).Through(key, ReportTrigger.Accept, ReportTrigger.Lock);
    }

    // Three households in Willow, one in North; two in the other county.
    private static Offices Filled(string kind)
    {
        var city = InventedCity.Open(kind);
        city.Import(
            LedgerBook.Write(city.File("e.xlsx"), [LedgerBook.Row(1), LedgerBook.Row(2), LedgerBook.Row(3), LedgerBook.Row(4, "沙河街道", "北关居委会")]),
            LedgerBook.Write(city.File("w.xlsx"), [LedgerBook.Row(5, "山前乡", "石门村委会"), LedgerBook.Row(6, "山前乡", "山前村委会")], "填报单位：西山县"));
        return new Offices(city);
    }

    private sealed record Offices(InventedCity City) : IDisposable
    {
        public Person As(string name, Role role, string region)
        {
            var workplace = City.Workplace.As(new Caller(name, role, Scope.OfRegions([RegionCode.TryParse(region, out var code) ? code : default])));
            return new Person(workplace, City);
        }

        public void Dispose() => City.Dispose();
    }

    /// <summary>One person's handlers.</summary>
    private sealed record Person(Workplace Workplace, InventedCity City)
    {
        public DraftReportHandler Drafts => new(Workplace, City.Programmes);

        public CorrectReportHandler Corrections => new(Workplace, City.Programmes);

        public ListReportsHandler Lists => new(Workplace, City.Programmes);

        public ReadReportHandler Reads => new(Workplace, City.Programmes);

        private DecideReportHandler Decisions => new(Workplace, City.Programmes);

        public string Draft(string region) => Drafts.Draft(region, Day).Value.ToString();

        public ReportAnswer Read(string key) => Reads.Read(key, English).Value;

        public ReportAnswer Submit(string key, string? reason)
        {
            Assert.Empty(Act(key, Read(key).Report.Version, ReportTrigger.Submit, reason).Errors);
            return Read(key);
        }

        public ReportAnswer Through(string key, params ReportTrigger[] triggers)
        {
            foreach (var trigger in triggers)
            {
                Assert.Empty(Act(key, Read(key).Report.Version, trigger, "because").Errors);
            }

            return Read(key);
        }

        public Result<ReportKey> Act(string key, int version, ReportTrigger trigger, string? reason) => trigger switch
        {
            ReportTrigger.Refresh => Decisions.Refresh(key, version, English),
            ReportTrigger.Submit => Decisions.Submit(key, version, reason, English),
            ReportTrigger.Return => Decisions.Return(key, version, reason, English),
            ReportTrigger.Accept => Decisions.Accept(key, version, English),
            ReportTrigger.Lock => Decisions.Lock(key, version, English),
            _ => Corrections.Correct(key, version, new FigureCorrection(Read(key).Routes[0].Code, "passed", 1), reason, English),
        };
    }
}
