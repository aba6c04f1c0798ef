using CleanHeating.Kernel;
using CleanHeating.Programme.Loading;
using CleanHeating.Programme.Plan;
using CleanHeating.Programme.Targets;
using CleanHeating.TestKit;
using FsCheck;
using FsCheck.Fluent;

namespace CleanHeating.Programme.Tests;

public sealed class TargetTests : IDisposable
{
    private const long County = 980101000000, Other = 980103000000, Town = 980101001000, SecondTown = 980101002000, Group = 980100000001;
    private readonly InventedCity _city = InventedCity.Open(TestDatabases.Sqlite);
    private readonly TargetHandler _targets;

    public TargetTests() => _targets = new TargetHandler(_city.Workplace, _city.Programmes);

    public void Dispose() => _city.Dispose();

    [Fact]
    public void Divide_AnyWeights_AddsUp()
    {
        var weights = Gen.ListOf(Gen.Choose(0, 1_000_000)).Where(w => w.Any(x => x > 0)).Select(w => w.Select(x => (long)x).ToArray());

        Prop.ForAll(weights.ToArbitrary(), Gen.Choose(0, 1_000_000_000).ToArbitrary(), (w, amount) =>
        {
            var parts = TargetShares.Divide(amount, w);
            Assert.Equal(amount, parts.Sum());
            var sum = w.Sum();
            Assert.All(parts.Zip(w), p => Assert.InRange(p.First - (decimal)amount * p.Second / sum, -1, 1));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void HandDown_SharesThatMissTheAmount_AreRefusedWithTheDifference()
    {
        var node = Node(County);

        var result = _targets.HandDown(TargetMeasure.Households, County, node.Version, [new(Town, 400), new(SecondTown, 200)], 0, "first try", "test");

        var error = Assert.Single(result.Errors);
        Assert.Equal(("targets-do-not-balance", "100"), (error.Code, error.Args[3]));
        Assert.Equal(node, Node(County));
    }

    [Fact]
    public void HandDown_Balanced_IsKeptWithItsReasonAndReserve()
    {
        var view = _targets.HandDown(TargetMeasure.Households, County, Node(County).Version, [new(Town, 400), new(SecondTown, 200)], 100, "by need", "test").Value;

        Assert.True(view.IsBalanced);
        Assert.Equal((700, 100, true), (view.Node.Amount, view.Node.Reserve, view.Node.IsHandedDown));
        Assert.Contains(view.Acts, a => a is { Kind: "hand-down", Reason: "by need", Actor: "test" });
    }

    [Fact]
    public void HandDown_StaleVersion_IsAConflict()
    {
        var version = Node(County).Version;
        _targets.HandDown(TargetMeasure.Households, County, version, [new(Town, 700)], 0, "one", "a");

        var second = _targets.HandDown(TargetMeasure.Households, County, version, [new(SecondTown, 700)], 0, "two", "b");

        Assert.Equal("version-conflict", Assert.Single(second.Errors).Code);
        Assert.Equal(700, Node(Town).Amount);
    }

    [Fact]
    public void HandDown_BelowWhatTheChildHandedDown_IsRefused()
    {
        _targets.HandDown(TargetMeasure.Households, County, Node(County).Version, [new(Town, 700)], 0, "all", "test");
        _targets.HandDown(TargetMeasure.Households, Town, Node(Town).Version, [new(Town + 201, 650)], 50, "all", "test");

        var less = _targets.HandDown(TargetMeasure.Households, County, Node(County).Version, [new(Town, 600)], 100, "less", "test");
        var enough = _targets.HandDown(TargetMeasure.Households, County, Node(County).Version, [new(Town, 650)], 50, "less", "test");

        Assert.Equal("target-below-handed-down", Assert.Single(less.Errors).Code);
        Assert.True(enough.IsOk);
        Assert.Equal((650, 0), (Node(Town).Amount, Node(Town).Reserve));
    }

    [Fact]
    public void HandDown_CityOrNoReason_IsRefused()
    {
        Assert.Equal("target-set-by-plan", _targets.HandDown(TargetMeasure.Households, 980100000000, Node(980100000000).Version, [], 1401, "x", "test").Errors.Single().Code);
        Assert.Equal("reason-missing", _targets.HandDown(TargetMeasure.Households, County, 1, [], 700, " ", "test").Errors.Single().Code);
        Assert.Equal("target-not-a-child", _targets.HandDown(TargetMeasure.Households, County, Node(County).Version, [new(Other, 700)], 0, "x", "test").Errors.Single().Code);
    }

    [Fact]
    public void HandDown_CountyGroup_SplitsTheUrbanTarget()
    {
        var node = _targets.Read(TargetMeasure.Area, Group).Value.Node;

        var view = _targets.HandDown(TargetMeasure.Area, Group, node.Version, [new(County, 10_000_000), new(980102000000, 2_345_678)], 0, "agreed", "test").Value;

        Assert.True(view.IsBalanced);
        Assert.Equal(12_345_678, view.Children.Sum(c => c.Amount));
    }

    [Fact]
    public void Transfer_BetweenCounties_KeepsTheCity()
    {
        var (from, to) = (Node(County), Node(Other));

        var view = _targets.Transfer(TargetMeasure.Households, County, from.Version, Other, to.Version, 50, "more willing", "test").Value;

        Assert.True(view.IsBalanced);
        Assert.Equal((650, 551), (Node(County).Amount, Node(Other).Amount));
        Assert.Contains(view.Acts, a => a is { Kind: "transfer", From: County, To: Other, Amount: 50, Reason: "more willing" });
        Assert.Equal("target-too-much", _targets.Transfer(TargetMeasure.Households, County, Node(County).Version, Other, Node(Other).Version, 651, "x", "test").Errors.Single().Code);
        Assert.Equal("target-not-siblings", _targets.Transfer(TargetMeasure.Households, County, Node(County).Version, Town, 0, 1, "x", "test").Errors.Single().Code);
    }

    [Fact]
    public void Propose_NoHouseholds_DividesEqually()
    {
        var proposal = _targets.Propose(TargetMeasure.Households, County).Value;

        Assert.Equal(("equal", 700), (proposal.Basis, proposal.Children.Sum(c => c.Amount)));
    }

    [Fact]
    public void Propose_FromTheLedger_FollowsTheHouseholds()
    {
        _city.Import(LedgerBook.Write(_city.File("a.xlsx"), [LedgerBook.Row(1), LedgerBook.Row(2), LedgerBook.Row(3), LedgerBook.Row(4, "沙河街道", "北关居委会")]));

        var proposal = _targets.Propose(TargetMeasure.Households, County).Value;

        Assert.Equal("ledger", proposal.Basis);
        Assert.Equal([525, 175], proposal.Children.Select(c => c.Amount));
    }

    [Fact]
    public void Save_CutPlan_TakesReserveThenTownshipsInProportion()
    {
        _targets.HandDown(TargetMeasure.Households, County, Node(County).Version, [new(Town, 450), new(SecondTown, 150)], 100, "x", "test");
        using var folder = new TempFolder();
        foreach (var file in Directory.GetFiles(InventedCity.ProgrammeFolder))
        {
            var text = File.ReadAllText(file).Replace("name: 河东区, amount: 700", "name: 河东区, amount: 500", StringComparison.Ordinal).Replace("total: 1401", "total: 1201", StringComparison.Ordinal);
            File.WriteAllText(folder.File(Path.GetFileName(file)), text);
        }

        _city.Programmes.Save(ProgrammeLoader.Load(folder.Path).Value, "test", "cut");

        Assert.Equal((500, 0), (Node(County).Amount, Node(County).Reserve));
        Assert.Equal((375, 125), (Node(Town).Amount, Node(SecondTown).Amount));
        AssertBalanced(980100000000);
    }

    [Fact]
    public void Tree_AnyActs_AlwaysBalances()
    {
        var random = new Random(2021);
        long[] nodes = [County, Other, 980102000000, Town, SecondTown, 980103001000, Group];
        for (var i = 0; i < 400; i++)
        {
            var measure = random.Next(5) == 0 ? TargetMeasure.Area : TargetMeasure.Households;
            var code = nodes[random.Next(nodes.Length)];
            var view = _targets.Read(measure, code);
            if (!view.IsOk)
            {
                continue;
            }

            if (random.Next(2) == 0)
            {
                Hand(random, measure, view.Value);
            }
            else if (_targets.Read(measure, random.Next(3) == 0 ? 980100000000 : County).Value.Children is { Count: > 1 } siblings)
            {
                var (from, to) = (siblings[random.Next(siblings.Count)], siblings[random.Next(siblings.Count)]);
                _targets.Transfer(measure, from.Code, from.Version, to.Code, to.Version, random.Next(0, (int)Math.Min(from.Amount, 1_000_000) + 3), "random", "test");
            }

            AssertBalanced(980100000000);
        }

        Assert.Equal((1401, 15_345_678), (Node(980100000000).Amount, _targets.Read(TargetMeasure.Area, null).Value.Node.Amount));
    }

    private void Hand(Random random, TargetMeasure measure, TargetView view)
    {
        var left = view.Node.Amount;
        var shares = view.Children.Select(c =>
        {
            var part = random.Next(0, (int)left + 1);
            left -= part;
            return new TargetShare(c.Code, part);
        }).ToList();
        _targets.HandDown(measure, view.Node.Code, view.Node.Version, shares, random.Next(10) == 0 ? left + 1 : left, "random", "test");
    }

    private void AssertBalanced(long root)
    {
        foreach (var measure in (TargetMeasure[])[TargetMeasure.Households, TargetMeasure.Area])
        {
            var open = new Stack<long>([root]);
            while (open.TryPop(out var code))
            {
                var view = _targets.Read(measure, code).Value;
                Assert.True(view.IsBalanced && view.Node.Reserve >= 0 && view.Node.Amount >= 0, $"{measure} {code}");
                foreach (var child in view.Children.Where(_ => view.Node.IsHandedDown))
                {
                    open.Push(child.Code);
                }
            }
        }
    }

    private TargetNode Node(long code) => _targets.Read(TargetMeasure.Households, code).Value.Node;
}
