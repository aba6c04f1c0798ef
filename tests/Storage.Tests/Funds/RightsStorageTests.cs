using System.Globalization;
using CleanHeating.Funds.ExplainAmount;
using CleanHeating.Funds.ImportSeason;
using CleanHeating.Funds.MintRights;
using CleanHeating.Funds.ReadPayments;
using CleanHeating.Funds.ReckonOperating;
using CleanHeating.Funds.TryParameter;
using CleanHeating.Ledger.MoveHousehold;
using CleanHeating.Platform.Accounts;
using CleanHeating.TestKit;

namespace CleanHeating.Storage.Tests.Funds;

/// <summary>Rights follow acceptances, bills, certificates and parameters; what was paid too much comes back.</summary>
public sealed class RightsStorageTests
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en");
    private const string Season = "2030-2031";

    [Theory, EveryDatabase]
    public void Withdrawn_BeforePayment_FreezesAndLeavesTheBatch(string kind)
    {
        using var city = FundsCity.Filled(kind, 3);
        var key = PaymentStorageTests.Through(city, 3);
        var finance = city.As("finance", Role.Finance);

        city.Import(FundsCity.Row(2, "不合格"));

        Assert.Equal(["held 2", "withdrawn 1"], finance.Read(key).Counts.Select(c => $"{c.State} {c.Lines}"));
        Assert.Equal((2L, 0L), (city.Number("SELECT state FROM payable_right WHERE household_id = @p0", Id(city, 2)), city.Number("SELECT held FROM payable_right WHERE household_id = @p0", Id(city, 2))));
        Assert.Equal(2 * FundsCity.CityPart, city.Balance(1, 3));
        FundsPerson.Ok(finance.Send(key));
        FundsPerson.Ok(finance.Answer(key, _ => null));
        Assert.Equal("closed", finance.Read(key).Batch.State);
        Assert.Equal(0, city.Number("SELECT COUNT(*) FROM recovery_claim"));
        city.AssertSound();
    }

    [Theory, EveryDatabase]
    public void Withdrawn_AfterPayment_IsClaimedRecoveredAndPaidAnewWhenAcceptedAgain(string kind)
    {
        using var city = FundsCity.Filled(kind, 2);
        var finance = city.As("finance", Role.Finance);
        FundsPerson.Ok(finance.Answer(PaymentStorageTests.Sent(city), _ => null));

        city.Import(FundsCity.Row(2, "不合格"));
        var claim = Assert.Single(new ReadRightsHandler(finance.Workplace, city.City.Programmes).Claims(FundsCity.East, "open", English).Value.Claims);
        Assert.Equal((FundsCity.Amount, city.Household(2)), (claim.AmountFen, claim.Household));
        Assert.Equal("claim-amount", finance.Recovery.Recover(FundsCity.East, claim.Id, FundsCity.Amount + 1, "2026-03-01", "回单").Errors[0].Code);
        FundsPerson.Ok(finance.Recovery.Recover(FundsCity.East, claim.Id, 50000, "2026-03-01", "回单2"));
        Assert.Equal(FundsCity.Amount - 50000, city.Number("SELECT amount - recovered FROM recovery_claim"));
        city.AssertSound();
        FundsPerson.Ok(finance.Recovery.Recover(FundsCity.East, claim.Id, FundsCity.Amount - 50000, "2026-03-02", "回单3"));
        Assert.Equal("claim-amount", finance.Recovery.Recover(FundsCity.East, claim.Id, 1, "2026-03-02", "回单4").Errors[0].Code);
        Assert.Equal((10_000_000 - FundsCity.CityPart, FundsCity.CityPart), (city.Balance(1, 2), city.Balance(1, 5)));

        city.Import(FundsCity.Row(2));
        var again = PaymentStorageTests.Sent(city);
        FundsPerson.Ok(finance.Answer(again, _ => null));

        Assert.Equal((2 * FundsCity.Amount, FundsCity.Amount), (city.Number("SELECT paid FROM payable_right WHERE household_id = @p0", Id(city, 2)), city.Number("SELECT recovered FROM payable_right WHERE household_id = @p0", Id(city, 2))));
        Assert.Equal(2 * FundsCity.CityPart, city.Balance(1, 5));
        city.AssertSound();
    }

    [Theory, EveryDatabase]
    public void Withdrawn_WhileWithTheBank_IsClaimedOncePaid(string kind)
    {
        using var city = FundsCity.Filled(kind, 2);
        var finance = city.As("finance", Role.Finance);
        var key = PaymentStorageTests.Sent(city);

        city.Import(FundsCity.Row(1, "不合格"), FundsCity.Row(2, "不合格"));
        Assert.Equal(0, city.Number("SELECT COUNT(*) FROM recovery_claim"));
        var second = finance.FileOf(key)[1].Reference;
        FundsPerson.Ok(finance.Answer(key, r => r == second ? "销户" : null));

        Assert.Equal((1L, FundsCity.Amount), (city.Number("SELECT COUNT(*) FROM recovery_claim"), city.Number("SELECT amount FROM recovery_claim")));
        city.Import(FundsCity.Row(1));
        Assert.Equal(2, city.Number("SELECT state FROM recovery_claim"));
        city.AssertSound();
    }

    [Theory, EveryDatabase]
    public void Season_BillsCorrectedUpAndDown_PayTheDifferenceOrClaimIt(string kind)
    {
        using var city = FundsCity.Filled(kind, 3);
        var (county, finance) = (city.As("county", Role.CountyOffice, FundsCity.East), city.As("finance", Role.Finance));
        var answer = city.ImportSeason(Season, Register(1, 2), "户号,账期,电量（千瓦时）\nU000001,2030-11,1000.00\nU000001,2030-10,500.00\nU000002,2031-03,400.05\nU000003,2030-12,900\nU000009,2030-12,1\n");
        Assert.Equal((2, 4, 1, 2), (answer.Certificates, answer.Readings, answer.Refused["account-unknown"], answer.RightsChanged));
        var reckoned = new OperatingHandler(county.Workplace, city.City.Programmes).Run(Season).Value;
        Assert.Equal((2, 20000 + 8001), (reckoned.Households, reckoned.Fen));
        FundsPerson.Ok(finance.Answer(Pay(city, "operating", Season), _ => null));

        var up = Correct(city, 1, "2031-01", "100");
        Assert.Equal(1, up.RightsChanged);
        Assert.Equal(2000, city.Number("SELECT amount - paid FROM payable_right WHERE household_id = @p0 AND kind = 2", Id(city, 1)));
        FundsPerson.Ok(finance.Answer(Pay(city, "operating", Season), _ => null));
        var down = Correct(city, 1, "2030-11", "600");

        Assert.Equal((1, "1000", "600"), (down.RightsChanged, down.Before, down.After));
        Assert.Equal((8000L, 8000L), (city.Number("SELECT overpaid FROM payable_right WHERE household_id = @p0 AND kind = 2", Id(city, 1)), city.Number("SELECT amount FROM recovery_claim WHERE state = 0")));
        Correct(city, 1, "2030-11", "1000");
        Assert.Equal(0, city.Number("SELECT COUNT(*) FROM recovery_claim WHERE state = 0"));
        city.AssertSound();
    }

    [Theory, EveryDatabase]
    public void Season_SameFilesAgainAndLaterRegister_ChangeOnlyWhatDiffers(string kind)
    {
        using var city = FundsCity.Filled(kind, 2);
        const string bills = "户号,账期,电量（千瓦时）\nU000001,2030-11,100.00\nU000001,2030-12,100.00\n";
        city.ImportSeason(Season, Register(1), bills);
        var again = city.ImportSeason(Season, Register(1), bills);
        Assert.Equal((1, 0, 2, 0, 0), (again.Certificates, again.Readings, again.Refused["reading-duplicate"], again.CertificatesChanged, again.RightsChanged));

        var shorter = city.ImportSeason(Season, Register(1).Replace("2033-12-31", "2030-12-30", StringComparison.Ordinal));

        Assert.Equal((1, 1), (shorter.CertificatesChanged, shorter.RightsChanged));
        Assert.Equal(2000, city.Number("SELECT amount FROM payable_right WHERE kind = 2"));
        city.AssertSound();
    }

    [Theory, EveryDatabase]
    public void Register_PersonWhoComesLater_IsTakenUp(string kind)
    {
        using var city = FundsCity.Filled(kind, 1);
        var answer = city.ImportSeason(Season, Register(7));
        Assert.Equal(1, answer.CertificatesWithoutHousehold);

        city.Import(FundsCity.Row(7));

        Assert.Equal(1, city.Number("SELECT COUNT(*) FROM hardship_certificate WHERE county_code = 980101 AND household_id = @p0", Id(city, 7)));
        city.AssertSound();
    }

    [Theory, EveryDatabase]
    public void Parameter_TriedThenDecided_SaysWhoGainsAndChangesRights(string kind)
    {
        using var city = FundsCity.Filled(kind, 3);
        var office = city.As("office", Role.CityOffice);
        var handler = new TryParameterHandler(office.Workplace, city.City.Programmes);

        var tried = handler.Try(new TryRequest("capital-subsidy-floor", "1300", "2030-05-01")).Value;
        var later = handler.Try(new TryRequest("capital-subsidy-floor", "1300", "2030-06-02")).Value;
        Assert.Equal((3, 0, 3 * FundsCity.Amount, 390000), (tried.Gain, tried.Lose, tried.BeforeFen, tried.AfterFen));
        Assert.Equal((0, 0), (later.Gain, later.Lose));
        Assert.Equal(0, city.Number("SELECT COUNT(*) FROM parameter_decision"));
        Assert.Equal("reason-missing", handler.Decide(new DecideRequest("capital-subsidy-floor", "1300", "2030-05-01", "")).Errors[0].Code);
        Assert.Equal("parameter-value", handler.Try(new TryRequest("capital-subsidy-floor", "1.005", "2030-05-01")).Errors[0].Code);
        Assert.Equal("parameter-unknown", handler.Try(new TryRequest("minimum-rooms", "2", "2030-05-01")).Errors[0].Code);
        Assert.Equal("permission-missing", new TryParameterHandler(city.As("x", Role.Finance).Workplace, city.City.Programmes).Decide(new DecideRequest("capital-subsidy-floor", "1300", "2030-05-01", "why")).Errors[0].Code);
        var decided = handler.Decide(new DecideRequest("capital-subsidy-floor", "1300", "2030-05-01", "市政府常务会议纪要")).Value;

        Assert.Equal(3, decided.RightsChanged);
        Assert.Equal(390000, city.Number("SELECT SUM(amount) FROM payable_right"));
        var explained = new ExplainHandler(office.Workplace, city.City.Programmes).Explain(city.Household(1), English).Value.Amounts[0];
        var parameter = explained.Parameters.Single(p => p.Code == "capital-subsidy-floor");
        Assert.Equal(("1300", "L6", "2030-05-01", "office", "市政府常务会议纪要"), (parameter.Value, parameter.Clause, parameter.EffectiveFrom, parameter.DecidedBy, parameter.Reason));
        Assert.Equal((130000, 78000, 52000), (explained.AmountFen, explained.CityFen, explained.CountyFen));
        Assert.Equal("parameter-decided", handler.Decide(new DecideRequest("capital-subsidy-floor", "1400", "2030-05-01", "again")).Errors[0].Code);
        city.AssertSound();
    }

    [Theory, EveryDatabase]
    public void Explain_TieredRateByArea_RoundsOnceAndSaysHow(string kind)
    {
        using var city = FundsCity.Open(kind);
        var row = FundsCity.Row(1);
        (row["改造方式"], row["取暖面积（㎡）"]) = ("生物质锅炉", 63.37);
        city.Import(row);

        var explained = new ExplainHandler(city.As("audit", Role.Audit).Workplace, city.City.Programmes).Explain(city.Household(1), English).Value.Amounts[0];

        Assert.Equal((127522, 76513, 51009), (explained.AmountFen, explained.CityFen, explained.CountyFen));
        Assert.Equal(("1275.219858", 127522L, true), (explained.Rounding.ExactYuan, explained.Rounding.Fen, explained.Rounding.Changed));
        Assert.Equal(["by", "unit", "cap", "floor"], explained.Steps.Select(s => s.Block));
        Assert.Contains("63.37 × 20.1234 = 1275.219858", explained.Steps[1].Text, StringComparison.Ordinal);
        Assert.Equal("household-unknown", new ExplainHandler(city.As("x", Role.CountyOffice, "980103000000").Workplace, city.City.Programmes).Explain(city.Household(1), English).Errors[0].Code);
    }

    [Theory, EveryDatabase]
    public void ExplainTotal_Batch_SaysWhichAmountsAndParametersItIsMadeOf(string kind)
    {
        using var city = FundsCity.Open(kind);
        city.Import(FundsCity.Row(1), FundsCity.Row(2), FundsCity.Row(3, paid: 1000));
        var county = city.As("county", Role.CountyOffice, FundsCity.East);
        var key = county.Propose();
        FundsPerson.Ok(new TryParameterHandler(city.As("office", Role.CityOffice).Workplace, city.City.Programmes).Decide(new DecideRequest("area-cap", "1600", "2030-05-01", "why")));

        var total = new ExplainTotalHandler(county.Workplace, city.City.Programmes).Explain(key, English).Value;

        Assert.Equal([(FundsCity.Amount, 2), (20050, 1)], total.Parts.Select(p => (p.AmountFen, p.Lines)));
        Assert.Equal(total.TotalFen, total.Parts.Sum(p => p.TotalFen));
        Assert.Equal(["capital-subsidy-floor 1200.50", "area-rate 20.1234", "area-cap 1600", "city-share 60"], total.Parameters.Select(p => $"{p.Code} {p.Value}"));
        Assert.Equal(county.Read(key).Batch.Hash, total.Hash);
    }

    [Theory, EveryDatabase]
    public void Move_HouseholdWithMoney_StaysWhereItWasPaid(string kind)
    {
        using var city = FundsCity.Filled(kind, 2);
        var county = city.As("county", Role.CountyOffice, FundsCity.East);
        var key = county.Propose();
        string? Try(int number)
        {
            IEnumerable<Ledger.IHouseholdFollower> followers = [CleanHeating.Acceptance.AcceptanceModule.Follower([new RightsListener(county.Workplace, city.City.Programmes)]), new FundsFollower()];
            var moved = new MoveHouseholdHandler(county.Workplace, city.City.Programmes, followers).Move(city.Household(number), new MoveRequest(1, "980101001201", "wrong village"), English);
            return moved.IsOk ? null : moved.Errors[0].Code;
        }

        Assert.Equal("household-paid", Try(1));
        FundsPerson.Ok(county.Reject(key));
        Assert.Equal("household-paid", Try(1));
        city.Import(FundsCity.Row(5));
        Assert.Null(Try(5));
        new RightsKeeper(city.Workplace, city.City.Programmes).Refresh();
        Assert.Equal(1, city.Number("SELECT COUNT(*) FROM payable_right WHERE household_id = @p0", Id(city, 5)));
        city.AssertSound();
    }

    private static string Pay(FundsCity city, string kind, string period)
    {
        var (county, finance) = (city.As("county", Role.CountyOffice, FundsCity.East), city.As("finance", Role.Finance));
        var key = city.As("township", Role.Township, FundsCity.Bridge).Propose(FundsCity.Bridge, kind, period);
        FundsPerson.Ok(county.Check(key));
        FundsPerson.Ok(county.Publish(key));
        city.Move(6);
        FundsPerson.Ok(finance.Approve(key));
        FundsPerson.Ok(finance.Send(key));
        return key;
    }

    private static CorrectedReading Correct(FundsCity city, int number, string period, string? value) =>
        new CorrectReadingHandler(city.As("county", Role.CountyOffice, FundsCity.East).Workplace, city.City.Programmes).Correct(city.Household(number), new ReadingCorrection(Season, "power", period, value, "read again")).Value;

    private static string Register(params int[] numbers) => "身份证号,姓名,困难类别,证书编号,认定部门,生效日期,失效日期\n" + string.Concat(
        numbers.Select(n => $"{LedgerBook.Identity(n)},张三,低保户,ZS{n:D4},民政部门,2020-01-01,2033-12-31\n"));

    private static long Id(FundsCity city, int number) => long.Parse(city.Household(number), CultureInfo.InvariantCulture);
}
