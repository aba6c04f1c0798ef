using CleanHeating.Acceptance;
using CleanHeating.Acceptance.DecideAcceptance;
using CleanHeating.Acceptance.Domain;
using CleanHeating.Acceptance.InspectHousehold;
using CleanHeating.Acceptance.MendHousehold;
using CleanHeating.Kernel;
using CleanHeating.Ledger.CorrectHousehold;
using CleanHeating.Platform.Accounts;
using CleanHeating.Programme.Data;
using CleanHeating.Programme.ReadProgress;
using CleanHeating.TestKit;

namespace CleanHeating.Storage.Tests.Inspections;

/// <summary>Inspections with everything that follows from them, on both databases.</summary>
public sealed class InspectionStorageTests
{
    public static TheoryData<string, string, string> Faults => new()
    {
        { "future", "inspection-future", "at" },
        { "early", "acceptance-before-completion", "at" },
        { "unregistered", "inspector-unregistered", "inspector" },
        { "checklist", "checklist-other", "checklist" },
        { "missing item", "item-missing", "answers.trained" },
        { "unknown item", "item-unknown", "answers.moon" },
        { "item twice", "item-twice", "answers.plate" },
        { "no value", "item-value", "answers.leak" },
        { "not applicable", "item-applies", "answers.leak" },
        { "no note", "item-note", "answers.room-temperature" },
        { "no item photo", "item-photo", "answers.leak" },
        { "against", "inspection-passed-against", "outcome" },
        { "outcome", "inspection-outcome", "outcome" },
        { "no position", "position-missing", "position" },
        { "position", "position-wrong", "position" },
        { "no plate", "photo-missing", "photos" },
        { "no signature", "signature-missing", "household_signature" },
        { "signature kind", "attachment-kind", "inspector_signature" },
        { "unknown photo", "attachment-unknown", "photos.0" },
        { "no order", "rectification-missing", "rectification" },
        { "due", "rectification-due", "rectification.due" },
        { "no reason", "reason-missing", "reason" },
        { "batch", "batch-unknown", "batch" },
    };

    [Theory, EveryDatabase]
    public void Submit_Passed_ChangesLedgerAcceptanceCountersAndTellsWhoListens(string kind)
    {
        using var city = InspectedCity.Open(kind);
        var household = city.Households()[0];

        var done = city.Submit(city.Good(household)).Value;

        Assert.Equal((1, "passed", false, 2, null), (done.Number, done.Outcome, done.Repeated, done.HouseholdVersion, done.Rectification));
        var accepted = city.Accepted(household.Id)!;
        Assert.Equal((AcceptanceState.Standing, AcceptanceSource.Field, new DateOnly(2030, 6, 20), 1), (accepted.State, accepted.Source, accepted.Day, accepted.Version));
        var row = city.Households()[0];
        Assert.Equal(("passed", "2030-06-20", 2), (row.Stage, row.Accepted, row.Version));
        Assert.Equal(1, new ProgressHandler(city.Workplace, new ProgrammeStore(city.Workplace)).Read(RegionLevel.County, null).Value.Total.Passed);
        Assert.Equal((null, accepted), (city.Listener.Changes.Single().Before, city.Listener.Changes.Single().After));
        var chain = city.Reading().Household(household.Id, InspectedCity.English).Value;
        var inspection = Assert.Single(chain.Inspections);
        Assert.Equal(("王检", "SD-001", 6), (inspection.Inspector, inspection.Certificate, inspection.Attachments.Count));
        Assert.Equal(("12.5", "Pa", true), (inspection.Answers.Single(a => a.Item == "leak").Value, inspection.Answers.Single(a => a.Item == "leak").Unit, inspection.Answers.Single(a => a.Item == "leak").IsGood));
        city.AssertSound();
    }

    [Theory, EveryDatabase]
    public async Task Submit_SameAgainAndAtOnce_IsStoredOnceAndAnsweredEachTime(string kind)
    {
        using var city = InspectedCity.Open(kind);
        var request = city.Good(city.Households()[0]);

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Task.Run(() => city.Submit(request))));
        var later = city.Submit(request).Value;

        Assert.All(answers, a => Assert.True(a.IsOk, string.Join(",", a.Errors)));
        Assert.Equal(4, answers.Count(a => a.Value.Repeated));
        Assert.True(later.Repeated);
        Assert.Single(answers.Select(a => a.Value.Id).Append(later.Id).Distinct());
        Assert.Equal((1, 1), (city.Count("inspection"), city.Count("acceptance")));
        city.AssertSound();
    }

    [Theory, EveryDatabase]
    public void Submit_SameNumberOtherContents_IsRefused(string kind)
    {
        using var city = InspectedCity.Open(kind);
        var request = city.Good(city.Households()[0]);
        city.Submit(request);

        var other = city.Submit(request with { Reason = "x" });

        Assert.Equal("submission-differs", Assert.Single(other.Errors).Code);
        Assert.Equal(1, city.Count("inspection"));
    }

    [Theory, EveryDatabase]
    public void Submit_FailedThenMendedThenPassed_KeepsTheChain(string kind)
    {
        using var city = InspectedCity.Open(kind);
        var failed = city.Submit(city.Bad(city.Households()[0])).Value;
        Assert.Equal("failed", city.Households()[0].Stage);
        Assert.Null(city.Accepted(failed.Household));

        var reported = city.Mending().Report(failed.Rectification!, new RectificationActRequest(1, "重做完毕"), InspectedCity.English);
        Assert.True(reported.IsOk);
        city.Clock.Now = city.Clock.Now.AddDays(5);
        var passed = city.Submit(city.Good(city.Households()[0])).Value;

        var chain = city.Reading().Household(failed.Household, InspectedCity.English).Value;
        Assert.Equal([(1, "failed"), (2, "passed")], chain.Inspections.Select(i => (i.Number, i.Outcome)));
        var rectification = Assert.Single(chain.Rectifications);
        Assert.Equal(("cleared", failed.Id, passed.Id, "接口漏水，重做", "某公司", "2030-07-01"), (rectification.State, rectification.Inspection, rectification.ClosingInspection, rectification.What, rectification.Who, rectification.Due));
        Assert.Equal("standing", chain.Acceptance!.State);
        Assert.Equal("passed", city.Households()[0].Stage);
        city.AssertSound();
    }

    [Theory, EveryDatabase]
    public void Submit_FailedTwice_OneRectificationFollowsTheOther(string kind)
    {
        using var city = InspectedCity.Open(kind);
        city.Submit(city.Bad(city.Households()[0]));

        city.Submit(city.Bad(city.Households()[0]));

        Assert.Equal((1, 1), (city.Count("rectification", "state = 3"), city.Count("rectification", "state = 0")));
        city.AssertSound();
    }

    [Theory, EveryDatabase]
    public void Submit_OverWhatAWorkbookSaid_ReplacesOrEndsIt(string kind)
    {
        using var city = InspectedCity.Open(kind);
        city.Import(InspectedCity.Row(1, "合格"), InspectedCity.Row(2, "合格"), InspectedCity.Row(3));
        city.Acceptances().CatchUp();
        var rows = city.Households();

        city.Submit(city.Good(rows[0]));
        city.Submit(city.Bad(rows[1]));

        Assert.Equal((AcceptanceState.Standing, AcceptanceSource.Field, 2), (city.Accepted(rows[0].Id)!.State, city.Accepted(rows[0].Id)!.Source, city.Accepted(rows[0].Id)!.Version));
        Assert.Equal((AcceptanceState.Withdrawn, WithdrawnBy.Inspection), (city.Accepted(rows[1].Id)!.State, city.Accepted(rows[1].Id)!.WithdrawnBy));
        Assert.Equal([AcceptanceState.Unconfirmed, AcceptanceState.Unconfirmed, AcceptanceState.Standing, AcceptanceState.Withdrawn], city.Listener.Changes.Select(c => c.After.State));
        city.AssertSound();
    }

    [Theory, EveryDatabase]
    public void Submit_Impossible_IsKeptAndChangesNothingElse(string kind)
    {
        using var city = InspectedCity.Open(kind);
        var household = city.Households()[0];

        var done = city.Submit(new SubmitInspectionRequest("nobody-in-1", household.Id, household.Version, city.Clock.Now, "impossible", "solar/1", Reason: "家中无人")).Value;

        Assert.Equal(("impossible", 1), (done.Outcome, done.HouseholdVersion));
        Assert.Equal((1, 0, 0), (city.Count("inspection"), city.Count("acceptance"), city.Count("rectification")));
        city.AssertSound();
    }

    [Theory, MemberData(nameof(Faults))]
    public void Submit_Faulty_IsRefusedAtItsPathAndStoresNothing(string fault, string code, string path)
    {
        using var city = InspectedCity.Open(TestDatabases.Sqlite);
        var household = city.Households()[0];
        var good = city.Good(household, fault == "unregistered" ? "stranger" : InspectedCity.InspectorName);
        SubmitInspectionRequest With(string item, Func<ItemAnswer, ItemAnswer> change) => good with { Answers = [.. good.Answers!.Select(a => a.Item == item ? change(a) : a)] };
        var request = fault switch
        {
            "future" => good with { At = city.Clock.Now.AddHours(1) },
            "early" => good with { At = new DateTimeOffset(2030, 5, 1, 0, 0, 0, TimeSpan.Zero) },
            "checklist" => good with { Checklist = "solar/7" },
            "missing item" => good with { Answers = [.. good.Answers!.SkipLast(1)] },
            "unknown item" => good with { Answers = [.. good.Answers!, new ItemAnswer("moon", "yes")] },
            "item twice" => good with { Answers = [.. good.Answers!, new ItemAnswer("plate", "yes")] },
            "no value" => With("leak", a => a with { Value = "much" }),
            "not applicable" => With("leak", a => a with { Answer = "not_applicable", Note = "x" }),
            "no note" => With("room-temperature", a => a with { Note = " " }),
            "no item photo" => With("leak", a => a with { Photos = [] }),
            "against" => With("leak", a => a with { Value = "20.01" }),
            "outcome" => good with { Outcome = "fine" },
            "no position" => good with { Position = null },
            "position" => good with { Position = new InspectionPosition(91, 0, 5) },
            "no plate" => good with { Photos = [.. good.Photos!.Take(2)] },
            "no signature" => good with { HouseholdSignature = null },
            "signature kind" => good with { InspectorSignature = city.Attach(household.Id, "household_signature") },
            "unknown photo" => good with { Photos = ["980101-1", .. good.Photos!] },
            "no order" => city.Bad(household) with { Rectification = null },
            "due" => city.Bad(household) with { Rectification = new RectificationOrder("x", "y", "2030-06-20") },
            "no reason" => good with { Outcome = "impossible" },
            "batch" => good with { Batch = "980101-5" },
            _ => good,
        };

        var errors = city.Submit(request, fault == "unregistered" ? "stranger" : InspectedCity.InspectorName).Errors;

        Assert.Contains(errors, e => (e.Code, e.Place?.Path) == (code, path));
        Assert.All(errors, e => Assert.NotEqual(e.Code, InventedCity.Texts.Message(e, Platform.Texts.TextCatalog.English)));
        Assert.Equal((0, 0), (city.Count("inspection"), city.Count("acceptance")));
        Assert.Equal(1, city.Households()[0].Version);
    }

    [Fact]
    public void Submit_ManyFaults_AllAreTold()
    {
        using var city = InspectedCity.Open(TestDatabases.Sqlite);
        var household = city.Households()[0];

        var errors = city.Submit(new SubmitInspectionRequest("everything-wrong", household.Id, household.Version, city.Clock.Now, "passed", "solar/1")).Errors;

        Assert.Equal(5, errors.Count(e => e.Code == "item-missing"));
        Assert.Equal(3, errors.Count(e => e.Code == "photo-missing"));
        Assert.Equal(2, errors.Count(e => e.Code == "signature-missing"));
        Assert.Contains(errors, e => e.Code == "position-missing");
    }

    [Theory]
    [InlineData("2031-01-01", "2031-12-31", "solar-thermal", "inspector-expired")]
    [InlineData("2030-01-01", "2030-06-19", "solar-thermal", "inspector-expired")]
    [InlineData("2030-01-01", "2030-12-31", "biomass-boiler", "inspector-route")]
    public void Submit_QualificationThatDoesNotCoverIt_IsRefused(string from, string to, string routes, string code)
    {
        using var city = InspectedCity.Open(TestDatabases.Sqlite);
        Assert.True(city.Inspectors().Save(null, city.Entry("second", from, to, routes)).IsOk);
        var household = city.Households()[0];

        var errors = city.Submit(city.Good(household, "second"), "second").Errors;

        Assert.Equal(code, Assert.Single(errors).Code);
    }

    [Fact]
    public void Submit_EndedEntry_NoLongerInspects()
    {
        using var city = InspectedCity.Open(TestDatabases.Sqlite);
        var request = city.Good(city.Households()[0]);

        Assert.True(city.Inspectors().End(city.Inspector, 1).Value.IsEnded);

        Assert.Equal("inspector-expired", Assert.Single(city.Submit(request).Errors).Code);
    }

    [Theory, EveryDatabase]
    public void Submit_WithAnotherHouseholdsEvidence_IsRefused(string kind)
    {
        using var city = InspectedCity.Open(kind);
        var rows = city.Households();
        var first = city.Good(rows[0]);
        city.Submit(first);

        var copied = city.Submit(first with { Submission = "copied-0001", Household = rows[1].Id, HouseholdVersion = rows[1].Version });
        var resent = city.Submit(first with { Submission = "copied-0002", Household = rows[1].Id, HouseholdVersion = rows[1].Version, Photos = [], HouseholdSignature = null, InspectorSignature = null, Answers = [] });

        Assert.Equal(6, copied.Errors.Count(e => e.Code == "attachment-of-another"));
        Assert.DoesNotContain(resent.Errors, e => e.Code == "attachment-of-another");
        Assert.False(resent.IsOk);
        Assert.Equal(1, city.Count("inspection"));
    }

    [Theory, EveryDatabase]
    public void Submit_CopiedSignature_IsRefusedAndCopiedPhotoIsALead(string kind)
    {
        using var city = InspectedCity.Open(kind);
        var rows = city.Households();
        SubmitInspectionRequest With(int i, string photo, string signature)
        {
            var good = city.Good(rows[i]);
            return good with { Photos = [good.Photos![0], good.Photos[1], good.Photos[2], city.Attach(rows[i].Id, "detail", photo)], HouseholdSignature = city.Attach(rows[i].Id, "household_signature", signature) };
        }

        Assert.True(city.Submit(With(0, "first.jpg", "signature.png")).IsOk);
        var copied = city.Submit(With(1, "first.jpg", "signature.png"));
        var own = city.Submit(With(1, "first.jpg", "signature-other.png"));
        city.Submit(city.Good(rows[2]) with { Photos = [.. city.Good(rows[2]).Photos!, city.Attach(rows[2].Id, "detail", "first-poor.jpg")] });
        var counts = city.Sweeping().Sweep(TestContext.Current.CancellationToken).Value.Counts;

        Assert.Equal(("signature-copied", "household_signature"), (Assert.Single(copied.Errors).Code, copied.Errors[0].Place!.Path));
        Assert.True(own.IsOk);
        Assert.Equal((1, 1), (counts["photo-same"], counts["photo-alike"] > 0 ? 1 : 0));
        var leads = city.Sweeping().Latest(InspectedCity.English).Value.Leads;
        Assert.Equal([rows[0].Id, rows[1].Id], leads.Single(l => l.Pattern == "photo-same").Households.Select(h => h.Id));
        Assert.Contains(leads, l => l.Pattern == "photo-alike" && l.Households.Any(h => h.Id == rows[2].Id) && l.Households.Any(h => h.Id == rows[0].Id));
        city.AssertSound();
    }

    [Theory, EveryDatabase]
    public void Submit_HouseholdChangedMeanwhile_IsShownAndNotWrittenOver(string kind)
    {
        using var city = InspectedCity.Open(kind);
        var household = city.Households()[0];
        var request = city.Good(household);
        new CorrectHouseholdHandler(city.Office, new ProgrammeStore(city.Office)).Correct(household.Id, new CorrectionRequest(1, new Dictionary<string, string?> { ["serial"] = "S-other" }, "checked on site"), InspectedCity.English);

        var error = Assert.Single(city.Submit(request).Errors);

        Assert.Equal("version-conflict", error.Code);
        Assert.Equal((2, "office"), (error.Current!.Version, error.Current.Actor));
        Assert.Equal(("S000001", "S-other"), (error.Current.Fields.Single().Base, error.Current.Fields.Single().Theirs));
        Assert.Equal(0, city.Count("inspection"));
        Assert.True(city.Submit(request with { HouseholdVersion = 2 }).IsOk);
    }

    [Theory, EveryDatabase]
    public void Submit_SomebodyElsePassedIt_IsShownAndNotWrittenOver(string kind)
    {
        using var city = InspectedCity.Open(kind);
        Assert.True(city.Inspectors().Save(null, city.Entry("second")).IsOk);
        var household = city.Households()[0];
        var (mine, theirs) = (city.Good(household), city.Good(household, "second"));
        city.Submit(theirs, "second");

        var error = Assert.Single(city.Submit(mine).Errors);

        Assert.Equal(("inspection-already-passed", "second"), (error.Code, error.Current!.Actor));
        Assert.Equal(1, city.Count("inspection"));
    }

    [Theory, EveryDatabase]
    public void Withdraw_Standing_TakesTheResultAwayAndNoWorkbookGivesItAgain(string kind)
    {
        using var city = InspectedCity.Open(kind);
        var id = city.Submit(city.Good(city.Households()[0])).Value.Household;

        Assert.Equal("reason-missing", city.Deciding().Withdraw(id, new AcceptanceActRequest(1), InspectedCity.English).Errors[0].Code);
        Assert.Equal("version-conflict", city.Deciding().Withdraw(id, new AcceptanceActRequest(7, "fraud"), InspectedCity.English).Errors[0].Code);
        Assert.True(city.Deciding().Withdraw(id, new AcceptanceActRequest(1, "photos of another house"), InspectedCity.English).IsOk);
        Assert.Equal("completed", city.Households()[0].Stage);
        city.Import(InspectedCity.Row(1, "合格"), InspectedCity.Row(2), InspectedCity.Row(3));
        city.Acceptances().CatchUp();

        var accepted = city.Accepted(id)!;
        Assert.Equal((AcceptanceState.Withdrawn, WithdrawnBy.Person, "photos of another house", "office"), (accepted.State, accepted.WithdrawnBy, accepted.Reason, accepted.DecidedBy));
        Assert.Equal(1, city.Sweeping().Sweep(TestContext.Current.CancellationToken).Value.Counts["acceptance-against-ledger"]);
        Assert.Equal([AcceptanceState.Standing, AcceptanceState.Withdrawn], city.Listener.Changes.Select(c => c.After.State));
        Assert.Equal("acceptance-state", city.Deciding().Confirm(id, new AcceptanceActRequest(2), InspectedCity.English).Errors[0].Code);
        city.AssertSound();
    }

    [Theory, EveryDatabase]
    public void Correct_PaidAndThenWithdrawn_OtherFieldsAreCorrectedAndTheMoneyStays(string kind)
    {
        using var city = InspectedCity.Open(kind);
        var paid = InspectedCity.Row(1, "合格");
        paid["已拨付金额（元）"] = 1200.5;
        city.Import(paid, InspectedCity.Row(2), InspectedCity.Row(3));
        city.Acceptances().CatchUp();
        var id = city.Households()[0].Id;
        Assert.True(city.Deciding().Withdraw(id, new AcceptanceActRequest(1, "fraud"), InspectedCity.English).IsOk);
        var corrector = new CorrectHouseholdHandler(city.Office, new ProgrammeStore(city.Office));
        Result<CorrectedHousehold> Correct(string field, string? value) =>
            corrector.Correct(id, new CorrectionRequest(city.Households()[0].Version, new Dictionary<string, string?> { [field] = value }, "checked on site"), InspectedCity.English);

        Assert.True(Correct("head", "李四").IsOk);
        Assert.Equal("paid-before-acceptance", Correct("paid", "1300").Errors[0].Code);

        Assert.Equal(("李四", 120050, "completed"), (city.Households()[0].Head, city.Households()[0].PaidFen, city.Households()[0].Stage));
        city.AssertSound();
    }

    [Theory, EveryDatabase]
    public void Confirm_OneAndAVillage_StandAndStayAgainstTheWorkbook(string kind)
    {
        using var city = InspectedCity.Open(kind);
        city.Import(InspectedCity.Row(1, "合格"), InspectedCity.Row(2, "合格"), InspectedCity.Row(3, "合格"));
        var rows = city.Households();

        Assert.True(city.Deciding().Confirm(rows[0].Id, new AcceptanceActRequest(1), InspectedCity.English).IsOk);
        Assert.Equal(2, city.Deciding().ConfirmVillage(new ConfirmVillageRequest(InspectedCity.Willow)).Value.Confirmed);
        Assert.Equal(0, city.Deciding().ConfirmVillage(new ConfirmVillageRequest(InspectedCity.Willow)).Value.Confirmed);
        city.Import(InspectedCity.Row(1), InspectedCity.Row(2, "合格"), InspectedCity.Row(3, "合格"));
        city.Acceptances().CatchUp();

        Assert.All(rows, r => Assert.Equal((AcceptanceState.Standing, AcceptanceSource.Workbook, "office"), (city.Accepted(r.Id)!.State, city.Accepted(r.Id)!.Source, city.Accepted(r.Id)!.DecidedBy)));
        Assert.Equal(1, city.Sweeping().Sweep(TestContext.Current.CancellationToken).Value.Counts["acceptance-against-ledger"]);
        city.AssertSound();
    }

    [Theory, EveryDatabase]
    public void Mend_EveryAct_FollowsTheTableAndTheRoles(string kind)
    {
        using var city = InspectedCity.Open(kind);
        var key = city.Submit(city.Bad(city.Households()[0])).Value.Rectification!;
        var mending = city.Mending();

        Assert.Equal("rectification-state", mending.Return(key, new RectificationActRequest(1, "no"), InspectedCity.English).Errors[0].Code);
        Assert.Equal("rectification-due", mending.Amend(key, new AmendRectificationRequest(1, "a", "b", "2030-01-01"), InspectedCity.English).Errors[0].Code);
        Assert.True(mending.Amend(key, new AmendRectificationRequest(1, "换阀门", "另一公司", "2030-07-15"), InspectedCity.English).IsOk);
        Assert.Equal("version-conflict", mending.Report(key, new RectificationActRequest(1, "done"), InspectedCity.English).Errors[0].Code);
        Assert.True(mending.Report(key, new RectificationActRequest(2, "done"), InspectedCity.English).IsOk);
        Assert.True(mending.Return(key, new RectificationActRequest(3, "still leaks"), InspectedCity.English).IsOk);
        Assert.Equal("reason-missing", mending.Drop(key, new RectificationActRequest(4), InspectedCity.English).Errors[0].Code);
        Assert.True(mending.Drop(key, new RectificationActRequest(4, "torn down"), InspectedCity.English).IsOk);
        Assert.Equal("rectification-state", mending.Report(key, new RectificationActRequest(5, "done"), InspectedCity.English).Errors[0].Code);
        Assert.Equal("rectification-unknown", city.Mending(city.As(Role.CountyOffice, "foreign", "980103000000")).Drop(key, new RectificationActRequest(5, "x"), InspectedCity.English).Errors[0].Code);
        city.AssertSound();
    }

    [Theory, EveryDatabase]
    public void Move_InspectedHousehold_StaysWhereItIs(string kind)
    {
        using var city = InspectedCity.Open(kind);
        var household = city.Households()[0];
        city.Submit(city.Good(household));

        var moved = new Ledger.MoveHousehold.MoveHouseholdHandler(city.Workplace, new ProgrammeStore(city.Workplace), [AcceptanceModule.Follower([])])
            .Move(household.Id, new Ledger.MoveHousehold.MoveRequest(2, "980103001202", "wrong village"), InspectedCity.English);

        Assert.Equal("household-inspected", Assert.Single(moved.Errors).Code);
        city.AssertSound();
    }

    [Fact]
    public void Submit_WithoutPermissionOrScope_IsRefused()
    {
        using var city = InspectedCity.Open(TestDatabases.Sqlite);
        var request = city.Good(city.Households()[0]);
        Result<SubmittedInspection> By(Platform.Workplace by) => new SubmitInspectionHandler(by, new ProgrammeStore(by), city.Acceptances(by), []).Submit(request, InspectedCity.English);

        Assert.Equal("permission-missing", By(city.Office).Errors[0].Code);
        Assert.Equal("household-unknown", By(city.As(Role.Inspector, InspectedCity.InspectorName, "980103000000")).Errors[0].Code);
    }
}
