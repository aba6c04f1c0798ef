using System.Globalization;
using CleanHeating.Funds.KeepBooks;
using CleanHeating.Funds.PayBatch;
using CleanHeating.Ledger.CorrectHousehold;
using CleanHeating.Platform.Accounts;
using CleanHeating.TestKit;

namespace CleanHeating.Storage.Tests.Funds;

/// <summary>Payments from proposal to account on both databases, and everything that can come between.</summary>
public sealed class PaymentStorageTests
{
    [Theory, EveryDatabase]
    public void Life_ProposalToAccount_IsSignedAndEveryFenIsInTheBooks(string kind)
    {
        using var city = FundsCity.Filled(kind);
        var key = Sent(city);
        var finance = city.As("finance", Role.Finance);

        var sent = finance.FileOf(key);
        var answered = finance.Answer(key, _ => null).Value;

        Assert.Equal(4, sent.Count);
        Assert.All(sent, p => Assert.Equal(("张三", FundsCity.Amount), (p.Name, p.Fen)));
        Assert.Equal(Enumerable.Range(1, 4).Select(LedgerBook.Account), sent.Select(p => p.Account));
        Assert.Equal((4, 4 * FundsCity.Amount, 0), (answered.Paid, answered.PaidFen, answered.Refused.Count));
        var batch = finance.Read(key);
        Assert.Equal("closed", batch.Batch.State);
        Assert.Equal(["propose", "check", "publish", "approve", "send", "answer", "close"], batch.Steps.Select(s => s.Act));
        Assert.Equal(["township", "county", "county", "finance", "finance", "finance", "finance"], batch.Steps.Select(s => s.Actor));
        Assert.Single(batch.Steps.Select(s => s.Hash).Distinct());
        Assert.Equal((4 * FundsCity.CityPart, 4 * (FundsCity.Amount - FundsCity.CityPart)), (city.Balance(1, 5), city.Balance(2, 5)));
        Assert.Equal((10_000_000 - 4 * FundsCity.CityPart, 0), (city.Balance(1, 2), city.Balance(1, 4)));
        Assert.Equal(4, city.Number("SELECT COUNT(*) FROM payable_right WHERE paid = 120050 AND held = 0 AND state = 1"));
        city.AssertSound();
    }

    [Theory, EveryDatabase]
    public void Propose_Twice_SecondFindsNothing(string kind)
    {
        using var city = FundsCity.Filled(kind);
        var township = city.As("township", Role.Township, FundsCity.Bridge);
        var first = township.TryPropose(FundsCity.Bridge);

        var second = city.As("county", Role.CountyOffice, FundsCity.East).TryPropose();

        Assert.Equal(4, first.Value.Lines);
        Assert.Equal("payment-nothing", second.Errors[0].Code);
    }

    [Theory, EveryDatabase]
    public void Propose_NoAcceptanceNoAccountOrPaidBefore_IsLeftOut(string kind)
    {
        using var city = FundsCity.Open(kind);
        var noAccount = FundsCity.Row(3);
        noAccount["一卡通账号"] = null;
        city.Import(FundsCity.Row(1), FundsCity.Row(2, "不合格"), noAccount, FundsCity.Row(4, paid: 700.5), FundsCity.Row(5, paid: 3000), FundsCity.Row(6, null));

        var proposed = city.As("county", Role.CountyOffice, FundsCity.East).TryPropose().Value;

        Assert.Equal((2, FundsCity.Amount + 50000, 1), (proposed.Lines, proposed.TotalFen, proposed.WithoutAccount));
        Assert.Equal(180000 - 60000 + 60000, city.Number("SELECT SUM(paid_before - amount) FROM payable_right WHERE paid_before > amount") + 50);
        city.AssertSound();
    }

    [Theory, EveryDatabase]
    public void Act_WrongPersonTimeOrMoney_IsRefused(string kind)
    {
        using var city = FundsCity.Filled(kind, cityFen: 4 * FundsCity.CityPart - 1);
        var (county, finance) = (city.As("county", Role.CountyOffice, FundsCity.East), city.As("finance", Role.Finance));
        var key = county.Propose();

        Assert.Equal("payment-own", county.Check(key).Errors[0].Code);
        Assert.Equal("permission-missing", finance.Check(key).Errors[0].Code);
        FundsPerson.Ok(city.As("second", Role.CountyOffice, FundsCity.East).Check(key));
        Assert.Equal("payment-state", city.As("second", Role.CountyOffice, FundsCity.East).Check(key).Errors[0].Code);
        FundsPerson.Ok(county.Publish(key));
        Assert.Equal("notice-running", finance.Approve(key).Errors[0].Code);
        city.Move(6);
        Assert.Equal("payment-own", city.As("county", Role.Finance).Approve(key).Errors[0].Code);
        Assert.Equal("payment-own", city.As("second", Role.Finance).Approve(key).Errors[0].Code);
        Assert.Equal("funds-short", finance.Approve(key).Errors[0].Code);
        Assert.Equal("published", finance.Read(key).Batch.State);
        Assert.Equal("payment-state", finance.Send(key).Errors[0].Code);
        city.AssertSound();
    }

    [Theory, EveryDatabase]
    public void Objection_OpenUpheldOrDismissed_HoldsTheBatchAndTakesTheLineOut(string kind)
    {
        using var city = FundsCity.Filled(kind);
        var (township, county, finance) = (city.As("township", Role.Township, FundsCity.Bridge), city.As("county", Role.CountyOffice, FundsCity.East), city.As("finance", Role.Finance));
        var key = township.Propose(FundsCity.Bridge);
        FundsPerson.Ok(county.Check(key));
        Assert.Equal("notice-not-running", township.Objections.Raise(key, new ObjectionRequest(null, "too early")).Errors[0].Code);
        FundsPerson.Ok(county.Publish(key));

        var first = township.Objections.Raise(key, new ObjectionRequest(city.Household(2), "lives elsewhere", "neighbour")).Value;
        var second = township.Objections.Raise(key, new ObjectionRequest(null, "list hung too high")).Value;
        city.Move(6);
        Assert.Equal("objections-open", finance.Approve(key).Errors[0].Code);
        FundsPerson.Ok(county.Objections.Decide(key, first, new ObjectionDecision(1, true, "visited, true")));
        FundsPerson.Ok(county.Objections.Decide(key, second, new ObjectionDecision(1, false, "hangs well")));
        Assert.Equal("version-conflict", county.Objections.Decide(key, second, new ObjectionDecision(1, true, "again")).Errors[0].Code);
        Assert.Equal("objection-state", county.Objections.Decide(key, second, new ObjectionDecision(2, true, "again")).Errors[0].Code);
        FundsPerson.Ok(finance.Approve(key));
        FundsPerson.Ok(finance.Send(key));

        Assert.Equal(3, finance.FileOf(key).Count);
        Assert.Equal(3 * FundsCity.CityPart, city.Balance(1, 4));
        Assert.Equal(["sent 3", "withdrawn 1"], finance.Read(key).Counts.Select(c => $"{c.State} {c.Lines}"));
        Assert.Equal(FundsCity.Amount, city.Number("SELECT amount - held FROM payable_right WHERE household_id = @p0", long.Parse(city.Household(2), CultureInfo.InvariantCulture)));
        city.AssertSound();
    }

    [Theory, EveryDatabase]
    public void Answer_ReturnedCorrectedAndSentAgain_IsPaidOnce(string kind)
    {
        using var city = FundsCity.Filled(kind);
        var (finance, county) = (city.As("finance", Role.Finance), city.As("county", Role.CountyOffice, FundsCity.East));
        var key = Sent(city);
        var second = finance.FileOf(key)[1].Reference;

        var answered = finance.Answer(key, r => r == second ? "账号不存在" : null).Value;
        Assert.Equal((3, 1, FundsCity.Amount), (answered.Paid, answered.Returned, answered.ReturnedFen));
        Assert.Equal("payment-nothing-to-send", finance.Resend(key).Errors[0].Code);
        Assert.Equal("answer-nothing", finance.Answer(key, _ => null).Errors[0].Code);
        var corrected = new CorrectHouseholdHandler(county.Workplace, city.City.Programmes).Correct(
            city.Household(2), new CorrectionRequest(1, new Dictionary<string, string?> { ["account"] = LedgerBook.Account(77) }, "wrong card"), CultureInfo.InvariantCulture);
        FundsPerson.Ok(corrected);
        FundsPerson.Ok(finance.Resend(key));
        Assert.Equal([(second, LedgerBook.Account(77))], finance.FileOf(key).Select(p => (p.Reference, p.Account)));
        Assert.Equal(FundsCity.CityPart, city.Balance(1, 4));
        var again = finance.Answer(key, _ => null).Value;

        Assert.Equal((1, 0), (again.Paid, again.Returned));
        Assert.Equal("closed", finance.Read(key).Batch.State);
        Assert.Equal((4 * FundsCity.CityPart, 0), (city.Balance(1, 5), city.Balance(1, 6)));
        Assert.Equal("payment-state", finance.Answer(key, _ => null).Errors[0].Code);
        Assert.Equal("payment-nothing", county.TryPropose().Errors[0].Code);
        city.AssertSound();
    }

    [Theory, EveryDatabase]
    public void Answer_LinesThatDoNotFit_AreNamedAndChangeNothing(string kind)
    {
        using var city = FundsCity.Filled(kind);
        var finance = city.As("finance", Role.Finance);
        var key = Sent(city);
        var file = finance.FileOf(key);
        string Line(string reference, long fen) => reference.PadRight(28) + fen.ToString("D12", CultureInfo.InvariantCulture) + "00";

        var answered = finance.AnswerWith(key, [Line(file[0].Reference, 1), Line("1-1", FundsCity.Amount), Line(file[1].Reference, FundsCity.Amount), Line(file[1].Reference, FundsCity.Amount), "x"]).Value;

        Assert.Equal(1, answered.Paid);
        Assert.Equal(["answer-amount", "answer-unknown", "answer-unread", "answer-unknown"], answered.Refused.OrderBy(r => r.Line == 5 ? 2.5 : r.Line).Select(r => r.Code));
        city.AssertSound();
    }

    [Theory, EveryDatabase]
    public void Reject_AtEveryStage_FreesRightsAndMoney(string kind)
    {
        using var city = FundsCity.Filled(kind);
        var (county, finance) = (city.As("county", Role.CountyOffice, FundsCity.East), city.As("finance", Role.Finance));
        foreach (var stage in Enumerable.Range(0, 4))
        {
            var key = Through(city, stage);
            Assert.Equal("reason-missing", county.Reject(key, " ").Errors[0].Code);
            FundsPerson.Ok((stage == 3 ? finance : county).Reject(key));
            Assert.Equal("rejected", county.Read(key).Batch.State);
            Assert.Equal((0L, 10_000_000L), (city.Number("SELECT SUM(held) FROM payable_right"), city.Balance(1, 2)));
            city.AssertSound();
        }
    }

    [Theory, EveryDatabase]
    public void Sanction_InForce_StopsCityMoneyUntilLifted(string kind)
    {
        using var city = FundsCity.Filled(kind);
        var (office, finance) = (city.As("office", Role.CityOffice), city.As("finance", Role.Finance));
        var key = Through(city, 2);
        city.Move(6);
        FundsPerson.Ok(office.Sanctions.Impose(FundsCity.East, "money kept back", "督查通报3号"));

        Assert.Equal("sanction-exists", office.Sanctions.Impose(FundsCity.East, "again", "x").Errors[0].Code);
        Assert.Equal("permission-missing", finance.Sanctions.Lift(FundsCity.East, "please").Errors[0].Code);
        Assert.Equal("county-sanctioned", finance.Approve(key).Errors[0].Code);
        FundsPerson.Ok(finance.Books.Enter(new EntryRequest(FundsCity.Whole, "appropriate", "reward", 500, "2026-02-01", "奖补")));
        Assert.Equal("county-sanctioned", finance.Books.Enter(new EntryRequest(FundsCity.East, "allocate", "reward", 500, "2026-02-01", "奖补分配")).Errors[0].Code);
        FundsPerson.Ok(office.Sanctions.Lift(FundsCity.East, "paid back"));
        FundsPerson.Ok(finance.Approve(key));
        FundsPerson.Ok(finance.Books.Enter(new EntryRequest(FundsCity.East, "allocate", "reward", 500, "2026-02-01", "奖补分配")));
        city.AssertSound();
    }

    [Theory, EveryDatabase]
    public void Propose_UnconfirmedWhereThatIsNotPaid_WaitsForTheOffice(string kind)
    {
        using var city = FundsCity.Open(kind, text => text.Replace("pay_unconfirmed: true", "pay_unconfirmed: false", StringComparison.Ordinal));
        city.Import(FundsCity.Row(1), FundsCity.Row(2));
        var county = city.As("county", Role.CountyOffice, FundsCity.East);

        var refused = county.TryPropose();

        Assert.Equal(("payment-nothing", "2"), (refused.Errors[0].Code, refused.Errors[0].Args[1]));
        Assert.Equal(2, city.Number("SELECT COUNT(*) FROM payable_right WHERE state = 0"));
    }

    [Theory, EveryDatabase]
    public void Propose_ProgrammeWithoutFundsFile_PaysTheFloorOutOfTheCountysMoney(string kind)
    {
        using var city = FundsCity.Open(kind, _ => null);
        city.Import(FundsCity.Row(1));

        var key = city.As("county", Role.CountyOffice, FundsCity.East).Propose();

        var batch = city.As("county", Role.CountyOffice, FundsCity.East).Read(key).Batch;
        Assert.Equal((FundsCity.Amount, 0, FundsCity.Amount), (batch.TotalFen, batch.CityFen, batch.CountyFen));
    }

    [Theory, EveryDatabase]
    public void Reward_WonByACounty_IsUsedAsItsOwn(string kind)
    {
        using var city = FundsCity.Filled(kind, 1, countyFen: 1);
        var finance = city.As("finance", Role.Finance);
        string? Enter(string county, string what, string source, long fen) => finance.Books.Enter(new EntryRequest(county, what, source, fen, "2026-02-01", "奖补")) is { IsOk: false } refused ? refused.Errors[0].Code : null;

        Assert.Equal("entry-source", Enter(FundsCity.East, "appropriate", "reward", 500));
        Assert.Null(Enter(FundsCity.Whole, "appropriate", "reward", 90_000));
        Assert.Equal("funds-short", Enter(FundsCity.East, "allocate", "reward", 90_001));
        Assert.Null(Enter(FundsCity.East, "allocate", "reward", 90_000));
        Assert.Equal("funds-short", Enter(FundsCity.East, "spend-reward", "reward", 1));
        Assert.Null(Enter(FundsCity.East, "arrive", "reward", 90_000));
        Assert.Equal("entry-source", Enter(FundsCity.East, "spend-reward", "city", 1));
        Assert.Null(Enter(FundsCity.East, "spend-reward", "reward", 80_000));
        FundsPerson.Ok(finance.Answer(PaymentStorageTests.Sent(city), _ => null));

        Assert.Equal((10_000, 80_001 - (FundsCity.Amount - FundsCity.CityPart)), (city.Balance(3, 2), city.Balance(2, 2)));
        Assert.Equal(90_000, city.Balance(3, 8, county: 0));
        city.AssertSound();
    }

    [Theory, EveryDatabase]
    public async Task Approve_TwoAtOnce_OneSucceeds(string kind)
    {
        using var city = FundsCity.Filled(kind);
        var key = Through(city, 2);
        city.Move(6);
        var version = city.As("finance", Role.Finance).Read(key).Batch.Version;
        using var go = new Barrier(4);

        var results = await Task.WhenAll(Enumerable.Range(1, 4).Select(i => Task.Run(() =>
        {
            var person = city.As(string.Create(CultureInfo.InvariantCulture, $"finance {i}"), Role.Finance);
            go.SignalAndWait();
            return person.Decisions.Approve(key, version, CultureInfo.InvariantCulture);
        })));

        Assert.Single(results, r => r.IsOk);
        Assert.All(results.Where(r => !r.IsOk), r => Assert.Equal("version-conflict", r.Errors[0].Code));
        Assert.Equal(4 * FundsCity.CityPart, city.Balance(1, 3));
        city.AssertSound();
    }

    [Theory, EveryDatabase]
    public async Task Propose_FourAtOnce_NoRightIsTakenTwice(string kind)
    {
        using var city = FundsCity.Filled(kind, 12);
        using var go = new Barrier(4);

        var results = await Task.WhenAll(Enumerable.Range(1, 4).Select(i => Task.Run(() =>
        {
            go.SignalAndWait();
            return city.As(string.Create(CultureInfo.InvariantCulture, $"county {i}"), Role.CountyOffice, FundsCity.East).TryPropose();
        })));

        Assert.Single(results, r => r.IsOk);
        Assert.Equal(12, city.Number("SELECT COUNT(*) FROM payment_line"));
        city.AssertSound();
    }

    internal static string Sent(FundsCity city)
    {
        var key = Through(city, 3);
        FundsPerson.Ok(city.As("finance", Role.Finance).Send(key));
        return key;
    }

    // 0 proposed, 1 checked, 2 published, 3 approved.
    internal static string Through(FundsCity city, int stage)
    {
        var key = city.As("township", Role.Township, FundsCity.Bridge).Propose(FundsCity.Bridge);
        var county = city.As("county", Role.CountyOffice, FundsCity.East);
        if (stage > 0)
        {
            FundsPerson.Ok(county.Check(key));
        }

        if (stage > 1)
        {
            FundsPerson.Ok(county.Publish(key));
        }

        if (stage > 2)
        {
            city.Move(6);
            FundsPerson.Ok(city.As("finance", Role.Finance).Approve(key));
        }

        return key;
    }
}
