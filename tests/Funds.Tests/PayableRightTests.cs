using CleanHeating.Funds.Domain.Payments;
using CleanHeating.Funds.Domain.Subsidies;
using FsCheck;
using FsCheck.Fluent;

namespace CleanHeating.Funds.Tests;

/// <summary>Thousands of random lives of a right: it never pays more than it comes to, and whatever it paid too much is owed.</summary>
public sealed class PayableRightTests
{
    private static readonly RightKey Key = new(980101, 98010100120200001, 1, "");

    [Fact]
    public void Life_AtRandom_NeverPaysMoreThanItsAmount()
    {
        var acts = Gen.Choose(0, 6).Zip(Gen.Choose(0, 2000)).ListOf();
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(5000).WithEndSize(40),
            Prop.ForAll(Arb.From(acts.Zip(Gen.Choose(0, 1200))), life =>
            {
                var (steps, before) = life;
                var right = PayableRight.Mint(Key, 1, new Entitlement(1000, 600, false), "2030-06-01", before, 1, 1);
                var (paid, back, highest) = (0L, 0L, 1000L);
                foreach (var (act, number) in steps)
                {
                    right = Step(right, act, number, ref paid, ref back);
                    highest = Math.Max(highest, right.Amount);
                    Invariants(right, paid, back);
                }
            }));
    }

    [Fact]
    public void Hold_MoreThanPayable_IsABug()
    {
        var right = PayableRight.Mint(Key, 1, new Entitlement(1000, 600, false), "2030-06-01", 300, 1, 1);

        Assert.Equal(700, right.Payable);
        Assert.Throws<InvalidOperationException>(() => right.Hold(701));
        Assert.Throws<InvalidOperationException>(() => right.Hold(700).Hold(1));
        Assert.Throws<InvalidOperationException>(() => right.Hold(700).Pay(701));
        Assert.Throws<InvalidOperationException>(() => right.Frozen("x").Hold(1));
        Assert.Throws<InvalidOperationException>(() => right.Recover(1));
    }

    [Theory]
    [InlineData(0, 1000, 600)]
    [InlineData(300, 700, 300)]
    [InlineData(600, 400, 0)]
    [InlineData(700, 300, 0)]
    public void CityOfNext_AfterWhatWasPaidBefore_IsUsedUpFirst(long before, long payable, long city)
    {
        var right = PayableRight.Mint(Key, 1, new Entitlement(1000, 600, false), "2030-06-01", before, 1, 1);

        Assert.Equal((payable, city), (right.Payable, right.CityOfNext(right.Payable)));
    }

    [Fact]
    public void OfRecovered_PaidLast_ComesBackFirst()
    {
        var right = PayableRight.Mint(Key, 1, new Entitlement(1000, 600, false), "2030-06-01", 200, 1, 1).Hold(800).Pay(800).Frozen("x");

        Assert.Equal(1000, right.Debt);
        Assert.Equal((400, 0), right.OfRecovered(400));
        Assert.Equal((500, 100), right.OfRecovered(500));
        Assert.Equal((800, 400), right.OfRecovered(1000));
        Assert.Equal((100, 100), right.Recover(700).OfRecovered(300));
    }

    private static PayableRight Step(PayableRight right, int act, long number, ref long paid, ref long back)
    {
        var part = right.Payable == 0 ? 0 : 1 + number % right.Payable;
        switch (act)
        {
            case 0 when part > 0: return right.Hold(part);
            case 1 when right.Held > 0: return right.Release(1 + number % right.Held);
            case 2 when right.Held > 0:
                var fen = 1 + number % right.Held;
                paid += fen;
                return right.Pay(fen);
            case 3: return right.Entitled(new Entitlement(number, number / 2, false), "2030-06-01", right.PaidBefore, 2);
            case 4: return right.Frozen("x");
            case 5 when right.Debt > 0:
                var returned = 1 + number % right.Debt;
                back += returned;
                return right.Recover(returned);
            default: return right;
        }
    }

    private static void Invariants(PayableRight right, long paid, long back)
    {
        Assert.Equal((paid, back), (right.Paid, right.Recovered));
        Assert.True(right is { Held: >= 0, Payable: >= 0, Debt: >= 0, Overpaid: >= 0 });
        Assert.True(right.Paid + right.Held == 0 || right.PaidBefore + right.Paid + right.Held <= right.Amount + right.Overpaid + right.Recovered);
        Assert.True(right.State == RightState.Frozen || right.PaidBefore + right.Paid + right.Held - right.Recovered + right.Payable <= Math.Max(right.Amount, right.PaidBefore + right.Paid + right.Held - right.Recovered));
        Assert.True(right.State != RightState.Frozen || right.Payable == 0);
        Assert.True(right.State != RightState.Settled || right is { Payable: 0, Held: 0 });
        Assert.True(right.State != RightState.Open || right.Payable > 0 || right.Held > 0);
    }
}
