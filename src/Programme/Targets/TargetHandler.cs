using System.Globalization;
using CleanHeating.Kernel;
using CleanHeating.Platform;
using CleanHeating.Platform.Journal;
using CleanHeating.Platform.Storage;
using CleanHeating.Platform.Texts;
using CleanHeating.Programme.Data;
using CleanHeating.Programme.Plan;
using CleanHeating.Programme.Progress;

namespace CleanHeating.Programme.Targets;

/// <summary>A child's share in a hand-down.</summary>
public sealed record TargetShare(long Code, long Amount);

/// <summary>A proposal how to divide a target, and what it rests on: ledger, or equal where the ledger knows nobody there.</summary>
public sealed record TargetProposal(long Code, IReadOnlyList<TargetShare> Children, long Reserve, string Basis);

/// <summary>Use cases of the target tree: look, propose, hand down, transfer. Every act has a reason and a person.</summary>
public sealed class TargetHandler(Workplace workplace, ProgrammeStore programmes)
{
    public Result<TargetView> Read(TargetMeasure measure, long? code)
    {
        using var work = new Work(workplace, programmes, measure, write: false);
        return work.Refusal(code) is { } error ? error : work.View(code ?? work.Tree!.Root);
    }

    /// <summary>Divides a node's amount among its children by the households that the ledger has there.</summary>
    public Result<TargetProposal> Propose(TargetMeasure measure, long code)
    {
        using var work = new Work(workplace, programmes, measure, write: false);
        if (work.Refusal(code) is { } error)
        {
            return error;
        }

        var children = work.Tree!.ChildrenOf(code);
        var progress = new ProgressReader(work.Connection, work.Transaction, workplace.Caller.Scope).Read(work.Programme!.Number, children.Where(c => RegionCode.From(c).CountyCode != (int)(work.Tree.Root / 1_000_000)).Select(RegionCode.From));
        long[] weights = [.. children.Select(c => progress.GetValueOrDefault(c)?.Ledger ?? 0)];
        var basis = measure == TargetMeasure.Households && weights.Any(w => w > 0) ? "ledger" : "equal";
        if (basis == "equal")
        {
            Array.Fill(weights, 1);
        }

        var parts = TargetShares.Divide(work.Store!.Read(measure, code).Amount, weights);
        return new TargetProposal(code, [.. children.Select((c, i) => new TargetShare(c, parts[i]))], 0, basis);
    }

    /// <summary>
    /// Sets the amounts of all children at once. Shares and reserve must add up to the node's amount; a child that handed down itself
    /// can't fall below what it handed down.
    /// </summary>
    public Result<TargetView> HandDown(TargetMeasure measure, long code, int version, IReadOnlyList<TargetShare> shares, long reserve, string reason, string actor, CultureInfo? culture = null) =>
        Repeating.Run(workplace.Database, () => HandDownOnce(measure, code, version, shares, reserve, reason, actor, culture ?? TextCatalog.Chinese));

    private Result<TargetView> HandDownOnce(TargetMeasure measure, long code, int version, IReadOnlyList<TargetShare> shares, long reserve, string reason, string actor, CultureInfo culture)
    {
        using var work = new Work(workplace, programmes, measure, write: true);
        if ((work.Refusal(code) ?? work.Outside(code)) is { } error)
        {
            return error;
        }

        if (Reasons.Objection(reason) is { } why)
        {
            return why;
        }

        var (tree, store) = (work.Tree!, work.Store!);
        var node = store.Read(measure, code);
        var children = tree.ChildrenOf(code);
        var amounts = shares.GroupBy(s => s.Code).ToDictionary(g => g.Key, g => g.Sum(s => s.Amount));
        if (node.Version != version)
        {
            return new Error("version-conflict") { Current = new TargetConflict(store, tree, measure, workplace.Texts, culture).Of(node, children, amounts, reserve) };
        }

        if (amounts.Keys.FirstOrDefault(c => !children.Contains(c)) is var stranger && stranger != 0)
        {
            return new Error("target-not-a-child", null, Text(stranger), tree.NameOf(code));
        }

        if (code == tree.Root || children.Count == 0)
        {
            return new Error(code == tree.Root ? "target-set-by-plan" : "target-no-children", null, tree.NameOf(code));
        }

        if (reserve < 0 || amounts.Values.Any(a => a < 0))
        {
            return new Error("target-negative");
        }

        var sum = amounts.Values.Sum() + reserve;
        if (sum != node.Amount)
        {
            return new Error("targets-do-not-balance", null, tree.NameOf(code), Shown(measure, node.Amount), Shown(measure, sum), Shown(measure, node.Amount - sum));
        }

        work.Begin("target-hand-down", actor, reason);
        foreach (var child in children.Select(c => store.Read(measure, c)))
        {
            if (SetAmount(work, child, amounts.GetValueOrDefault(child.Code)) is { } refusal)
            {
                return refusal;
            }
        }

        Write(work, measure, node with { Reserve = reserve, IsHandedDown = true });
        store.Record(measure, work.Process!, work.Journal!, "hand-down", code, code, node.Amount - reserve, reason);
        return work.Commit(code);
    }

    /// <summary>Moves an amount between two children of one node; the node itself stays as it is.</summary>
    public Result<TargetView> Transfer(TargetMeasure measure, long from, int fromVersion, long to, int toVersion, long amount, string reason, string actor, CultureInfo? culture = null) =>
        Repeating.Run(workplace.Database, () => TransferOnce(measure, from, fromVersion, to, toVersion, amount, reason, actor, culture ?? TextCatalog.Chinese));

    private Result<TargetView> TransferOnce(TargetMeasure measure, long from, int fromVersion, long to, int toVersion, long amount, string reason, string actor, CultureInfo culture)
    {
        using var work = new Work(workplace, programmes, measure, write: true);
        if ((work.Refusal(from) ?? work.Refusal(to) ?? Reasons.Objection(reason)) is { } error)
        {
            return error;
        }

        var (tree, store) = (work.Tree!, work.Store!);
        var parent = tree.ParentOf(from);
        if (work.Outside(parent) is { } outside)
        {
            return outside;
        }

        if (from == to || parent == 0 || parent != tree.ParentOf(to))
        {
            return new Error("target-not-siblings", null, tree.NameOf(from), tree.NameOf(to));
        }

        var (giver, taker) = (store.Read(measure, from), store.Read(measure, to));
        if (giver.Version != fromVersion || taker.Version != toVersion)
        {
            return new Error("version-conflict") { Current = new TargetConflict(store, tree, measure, workplace.Texts, culture).Of(giver, taker, fromVersion, toVersion, amount) };
        }

        if (amount <= 0 || giver.Version == 0 || taker.Version == 0)
        {
            return new Error("target-negative");
        }

        if (amount > giver.Amount)
        {
            return new Error("target-too-much", null, tree.NameOf(from), Shown(measure, giver.Amount), Shown(measure, amount));
        }

        work.Begin("target-transfer", actor, reason);
        if ((SetAmount(work, giver, giver.Amount - amount) ?? SetAmount(work, taker, taker.Amount + amount)) is { } refusal)
        {
            return refusal;
        }

        // Whoever divides the node anew must have seen this transfer: its version tells.
        Write(work, measure, store.Read(measure, parent));
        store.Record(measure, work.Process!, work.Journal!, "transfer", from, to, amount, reason);
        if (from / 1_000_000 != to / 1_000_000)
        {
            store.Record(measure, work.Process!, work.Journal!, "transfer-in", to, from, amount, reason);
        }

        return work.Commit(parent);
    }

    private static Error? SetAmount(Work work, TargetNode child, long amount)
    {
        var measure = work.Measure;
        if (child.Version > 0 && child.Amount == amount)
        {
            return null;
        }

        var reserve = child.Reserve + amount - child.Amount;
        if (child.IsHandedDown && reserve < 0)
        {
            return new Error("target-below-handed-down", null, work.Tree!.NameOf(child.Code), Shown(measure, child.Amount - child.Reserve), Shown(measure, amount));
        }

        Write(work, measure, child with { Amount = amount, Reserve = reserve });
        return null;
    }

    private static void Write(Work work, TargetMeasure measure, TargetNode node)
    {
        if (!work.Store!.Write(measure, node, work.Journal!))
        {
            throw new StaleRowException("target", node.Code);
        }
    }

    internal static string Shown(TargetMeasure measure, long amount) => measure == TargetMeasure.Area ? new Area(amount).ToTenThousandString() : Text(amount);

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>One transaction over the tree.</summary>
    private sealed class Work : IDisposable
    {
        private readonly Workplace _workplace;
        public System.Data.Common.DbTransaction Transaction { get; }

        public Work(Workplace workplace, ProgrammeStore programmes, TargetMeasure measure, bool write)
        {
            (_workplace, Measure) = (workplace, measure);
            Connection = workplace.Database.Open();
            Transaction = write ? workplace.Database.BeginWrite(Connection) : workplace.Database.BeginRead(Connection);
            Programme = programmes.Current(Connection, Transaction);
            if (Programme is not null)
            {
                Tree = new TargetTree(Programme.Plan, measure);
                Store = new TargetStore(workplace, Connection, Transaction, Programme.Number);
            }
        }

        public TargetMeasure Measure { get; }

        public System.Data.Common.DbConnection Connection { get; }

        public LoadedProgramme? Programme { get; }

        public TargetTree? Tree { get; }

        public TargetStore? Store { get; }

        public ProcessContext? Process { get; private set; }

        public JournalWriter? Journal { get; private set; }

        public Error? Refusal(long? code) =>
            Programme is null ? new Error("programme-missing") : code is { } some && !Tree!.Has(some) ? new Error("region-unknown", null, Text(some)) : null;

        /// <summary>Refuses what is not the caller's to divide: whoever answers for a region divides its target, its siblings' shares are its parent's.</summary>
        public Error? Outside(long code)
        {
            var scope = _workplace.Caller.Scope;
            return scope.IsAll || (RegionCode.TryFrom(code, out var region) && Programme!.Plan.Divisions.Has(region) && scope.Covers(region)) ? null : new Error("outside-scope", null, Tree!.NameOf(code));
        }

        public TargetView View(long code) =>
            new(Measure, Store!.Read(Measure, code), [.. Tree!.ChildrenOf(code).Select(c => Store.Read(Measure, c))], Acts(code));

        public void Begin(string kind, string actor, string reason)
        {
            Process = _workplace.Begin(kind, actor, reason);
            Journal = new JournalWriter(_workplace.Database, Connection, Transaction, _workplace.Keys, Process);
        }

        public TargetView Commit(long code)
        {
            Store!.Finish(Journal!);
            Journal!.Flush();
            var view = View(code);
            Transaction.Commit();
            return view;
        }

        public void Dispose()
        {
            Journal?.Dispose();
            Transaction.Dispose();
            Connection.Dispose();
        }

        // A transfer between counties stands in both counties' journals; the city shows it once.
        private List<TargetAct> Acts(long code)
        {
            var own = Store!.Acts(Measure, code);
            var below = Tree!.ChildrenOf(code).SelectMany(c => Store.Acts(Measure, c)).Where(a => a.Kind == "transfer");
            return [.. own.Concat(below).DistinctBy(a => a.Id).OrderByDescending(a => a.Id).Take(100)];
        }
    }
}
