using System.Globalization;
using CleanHeating.Funds.KeepBooks;
using CleanHeating.Funds.PayBatch;
using CleanHeating.Funds.TryParameter;
using CleanHeating.Platform.Accounts;
using CleanHeating.TestKit;

namespace CleanHeating.Storage.Tests.Funds;

/// <summary>Rows in every table of the money, made by the product itself: they must agree with each other, so nothing can be made up.</summary>
internal static class MoneyFilling
{
    public static void Fill(InventedCity invented)
    {
        var city = FundsCity.Over(invented);
        city.Import([.. Enumerable.Range(101, 6).Select(n => FundsCity.Row(n))]);
        var (county, finance, office) = (city.As("county", Role.CountyOffice, FundsCity.East), city.As("finance", Role.Finance), city.As("office", Role.CityOffice));
        finance.Provide(2_000_000, 2_000_000);
        FundsPerson.Ok(finance.Books.Enter(new EntryRequest(FundsCity.East, "retain", "county", 500, "2026-02-01", "合同", "HT-1", null, "2026-03-01")));
        FundsPerson.Ok(finance.Books.Enter(new EntryRequest(FundsCity.East, "retain", "county", 700, "2026-02-01", "合同", "HT-2", null, "2026-03-01")));
        FundsPerson.Ok(finance.Books.State(FundsCity.East, 100, "2026-02-01", "对账单"));
        FundsPerson.Ok(finance.Books.State(FundsCity.East, 200, "2026-02-02", "对账单"));
        Season(city);
        FundsPerson.Ok(new TryParameterHandler(office.Workplace, invented.Programmes).Decide(new DecideRequest("area-cap", "1600", "2030-01-01", "why")));
        FundsPerson.Ok(new TryParameterHandler(office.Workplace, invented.Programmes).Decide(new DecideRequest("area-cap", "1700", "2030-02-01", "why")));
        var key = Published(city);
        FundsPerson.Ok(county.Objections.Raise(key, new ObjectionRequest(city.Household(106), "elsewhere")));
        var first = county.Objections.Raise(key, new ObjectionRequest(null, "hangs high")).Value;
        FundsPerson.Ok(county.Objections.Decide(key, first, new ObjectionDecision(1, false, "no")));
        FundsPerson.Ok(county.Objections.Decide(key, county.Read(key).Objections[0].Id, new ObjectionDecision(1, true, "true")));
        city.Move(6);
        FundsPerson.Ok(finance.Approve(key));
        FundsPerson.Ok(finance.Send(key));
        var last = finance.FileOf(key)[^1].Reference;
        FundsPerson.Ok(finance.Answer(key, r => r == last ? "销户" : null));
        city.Import(FundsCity.Row(101, "不合格"), FundsCity.Row(102, "不合格"));
        var claim = city.Number("SELECT MIN(id) FROM recovery_claim").ToString(CultureInfo.InvariantCulture);
        FundsPerson.Ok(finance.Recovery.Recover(FundsCity.East, claim, 100, "2026-03-01", "回单"));
        FundsPerson.Ok(office.Sanctions.Impose(FundsCity.East, "why", "x"));
        FundsPerson.Ok(office.Sanctions.Lift(FundsCity.East, "over"));
        FundsPerson.Ok(office.Sanctions.Impose(FundsCity.East, "again", "y"));
        Published(city);
    }

    private static void Season(FundsCity city)
    {
        const string heading = "身份证号,姓名,困难类别,证书编号,认定部门,生效日期,失效日期\n";
        city.ImportSeason("2030-2031", heading + string.Concat(new[] { 103, 104, 999 }.Select(n => $"{LedgerBook.Identity(n)},张三,低保户,ZS{n},民政部门,2020-01-01,2033-12-31\n")), "户号,账期,电量（千瓦时）\nU000103,2030-11,100.00\nU000104,2030-12,150.00\n");
        city.ImportSeason("2031-2032", null, null, "户号,账期,气量（立方米）\nU000103,2031-11,10.00\n");
    }

    private static string Published(FundsCity city)
    {
        var (county, second) = (city.As("county", Role.CountyOffice, FundsCity.East), city.As("second", Role.CountyOffice, FundsCity.East));
        var proposed = county.TryPropose();
        var key = (proposed.IsOk ? proposed : county.TryPropose(FundsCity.East, "operating", "2030-2031")).Value.Batches[0];
        FundsPerson.Ok(second.Check(key));
        FundsPerson.Ok(county.Publish(key));
        return key;
    }
}
