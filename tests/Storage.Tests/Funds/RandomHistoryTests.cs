using System.Globalization;
using CleanHeating.Funds.KeepBooks;
using CleanHeating.Funds.PayBatch;
using CleanHeating.Funds.ReadPayments;
using CleanHeating.Platform.Accounts;
using CleanHeating.TestKit;

namespace CleanHeating.Storage.Tests.Funds;

/// <summary>Whatever people do in whatever order, no fen comes or goes: a verification proves it after every history.</summary>
public sealed class RandomHistoryTests
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en");

    [Theory]
    [InlineData(TestDatabases.Sqlite, 20, 60)]
    [InlineData(TestDatabases.Postgres, 2, 40)]
    public void Acts_AtRandom_NeverLoseOrMakeMoney(string kind, int histories, int acts)
    {
        for (var seed = 1; seed <= histories; seed++)
        {
            using var city = FundsCity.Filled(kind, 6, cityFen: 300_000, countyFen: 250_000);
            var (random, done) = (new Random(seed), new List<string>());
            for (var act = 0; act < acts; act++)
            {
                done.Add(Act(city, random));
                Invariants(city, $"seed {seed}: {string.Join(", ", done)}");
            }

            city.AssertSound();
            Assert.True(done.Distinct().Count() > 8, string.Join(", ", done));
        }
    }

    private static string Act(FundsCity city, Random random)
    {
        var (township, county, finance, office) = (city.As("township", Role.Township, FundsCity.Bridge), city.As("county", Role.CountyOffice, FundsCity.East), city.As("finance", Role.Finance), city.As("office", Role.CityOffice));
        var batches = new ReadBatchHandler(county.Workplace, city.City.Programmes).List(null, null, null, 50, English).Value.Batches;
        var key = batches.Count == 0 ? null : batches[random.Next(batches.Count)].Id;
        var household = random.Next(1, 9);
        switch (random.Next(15))
        {
            case 0 or 1: return Said("propose", township.TryPropose(random.Next(2) == 0 ? FundsCity.Bridge : FundsCity.Willow).IsOk);
            case 2 when key is not null: return Said("check", county.Check(key).IsOk);
            case 3 when key is not null: return Said("publish", county.Publish(key).IsOk);
            case 4 or 5 when key is not null:
                city.Move(6);
                return Said("approve", finance.Approve(key).IsOk);
            case 6 when key is not null: return Said("send", finance.Send(key).IsOk);
            case 7 or 8 when key is not null && finance.Read(key).Files.Any(f => f.Number > 0): return Said("answer", finance.Answer(key, _ => random.Next(3) == 0 ? "不符" : null).IsOk);
            case 9 when key is not null: return Said("resend", finance.Resend(key).IsOk);
            case 10 when key is not null && random.Next(3) == 0: return Said("reject", finance.Reject(key).IsOk);
            case 11:
                city.Import(FundsCity.Row(household, random.Next(2) == 0 ? "合格" : "不合格", random.Next(3) == 0 ? 300.5 : 0));
                return "import";
            case 12 when key is not null:
                return Said("object", township.Objections.Raise(key, new ObjectionRequest(null, "no")) is { IsOk: true } raised
                    && county.Objections.Decide(key, raised.Value, new ObjectionDecision(1, random.Next(2) == 0, "looked")).IsOk);
            case 13:
                var claims = new ReadRightsHandler(finance.Workplace, city.City.Programmes).Claims(FundsCity.East, "open", English).Value.Claims;
                return claims.Count == 0 ? "no claim" : Said("recover", finance.Recovery.Recover(FundsCity.East, claims[0].Id, Math.Max(1, (claims[0].AmountFen - claims[0].RecoveredFen) / random.Next(1, 4)), "2026-03-01", "回单").IsOk);
            default:
                _ = random.Next(2) == 0 ? office.Sanctions.Impose(FundsCity.East, "why", "x") : office.Sanctions.Lift(FundsCity.East, "over");
                return Said("appropriate", finance.Books.Enter(new EntryRequest(FundsCity.East, "appropriate", "county", random.Next(1, 90_000), "2026-02-02", "预算")).IsOk);
        }
    }

    // What must hold after every single act; the verification at the end proves much more.
    private static void Invariants(FundsCity city, string where)
    {
        Assert.True(city.Number("SELECT COUNT(*) FROM fund_balance WHERE account <> 0 AND amount < 0") == 0, where);
        Assert.True(city.Number("SELECT CAST(COALESCE(SUM(amount), 0) AS BIGINT) FROM fund_balance") == 0, where);
        Assert.True(city.Number("SELECT COUNT(*) FROM payable_right WHERE paid + held > 0 AND paid_before + paid + held > amount + overpaid + recovered") == 0, where);
        Assert.True(city.Number("SELECT CAST(COALESCE(SUM(held), 0) AS BIGINT) FROM payable_right") == city.Number("SELECT CAST(COALESCE(SUM(amount), 0) AS BIGINT) FROM payment_line WHERE live = 1"), where);
        Assert.True(city.Number("SELECT CAST(COALESCE(SUM(paid), 0) AS BIGINT) FROM payable_right") == city.Number("SELECT CAST(COALESCE(SUM(amount), 0) AS BIGINT) FROM payment_line WHERE state = 2"), where);
        Assert.True(
            city.Number("SELECT CAST(COALESCE(SUM(amount), 0) AS BIGINT) FROM recovery_claim WHERE state = 0") - city.Number("SELECT CAST(COALESCE(SUM(recovered), 0) AS BIGINT) FROM recovery_claim WHERE state = 0")
            == city.Number("SELECT CAST(COALESCE(SUM(CASE WHEN state = 2 AND paid_before + paid > recovered THEN paid_before + paid - recovered WHEN state <> 2 AND paid > 0 AND paid_before + paid - recovered > amount THEN paid_before + paid - recovered - amount ELSE 0 END), 0) AS BIGINT) FROM payable_right"), where);
    }

    private static string Said(string act, bool isOk) => isOk ? act : act + " refused";
}
