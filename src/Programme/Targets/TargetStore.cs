using System.Data.Common;
using System.Globalization;
using CleanHeating.Kernel;
using CleanHeating.Platform;
using CleanHeating.Platform.Journal;
using CleanHeating.Platform.Storage;
using CleanHeating.Programme.Data;
using CleanHeating.Programme.Plan;

namespace CleanHeating.Programme.Targets;

/// <summary>
/// Reads and writes the nodes of a programme's target trees inside the caller's transaction. The rule that it keeps: whatever a
/// node handed down, its children's amounts and its reserve add up to its amount.
/// </summary>
internal sealed class TargetStore(Workplace workplace, DbConnection connection, DbTransaction transaction, int programme)
{
    private const string Columns = "amount, reserve, version";
    private readonly SortedDictionary<int, long> _touched = [];

    public TargetNode Read(TargetMeasure measure, long code)
    {
        foreach (var row in connection.Query(
            transaction, $"SELECT {Columns} FROM target WHERE county_code = @p0 AND programme = @p1 AND measure = @p2 AND region_code = @p3", County(code), programme, (int)measure, code))
        {
            return new TargetNode(code, row.GetInt64(0), row.LongOrNull(1) ?? row.GetInt64(0), !row.IsDBNull(1), row.GetInt32(2));
        }

        return new TargetNode(code, 0, 0, false, 0);
    }

    /// <summary>Amounts of every node of the given counties, by code.</summary>
    public Dictionary<long, long> Amounts(TargetMeasure measure, IEnumerable<int> counties) => counties.SelectMany(county => connection.Query(
        transaction, "SELECT region_code, amount FROM target WHERE county_code = @p0 AND programme = @p1 AND measure = @p2", county, programme, (int)measure)
        .Select(r => (Code: r.GetInt64(0), Amount: r.GetInt64(1)))).ToDictionary(r => r.Code, r => r.Amount);

    /// <summary>Writes a node over the version that was read; false when somebody else wrote first.</summary>
    public bool Write(TargetMeasure measure, TargetNode node, JournalWriter journal)
    {
        object? reserve = node.IsHandedDown ? node.Reserve : null;
        var (county, rows) = (County(node.Code), journal.Rows);
        _touched[county] = node.Code;
        if (node.Version == 0)
        {
            return rows.Insert(ProgrammeSeals.Target, county, programme, (int)measure, node.Code, node.Amount, reserve, 1);
        }

        return rows.Find(ProgrammeSeals.Target, county, programme, (int)measure, node.Code) is { } row && row.Long("version") == node.Version
            && rows.Update(row, ("amount", node.Amount), ("reserve", reserve), ("version", node.Version + 1));
    }

    /// <summary>An act on a county group changes counties beside it: each has an entry in its own journal.</summary>
    public void Finish(JournalWriter journal)
    {
        foreach (var (county, code) in _touched)
        {
            journal.Append(county, "set", "target", code, code, 0);
        }

        _touched.Clear();
    }

    public void Record(TargetMeasure measure, ProcessContext process, JournalWriter journal, string kind, long from, long to, long amount, string reason, string? detail = null)
    {
        _touched.Remove(County(from));
        journal.Rows.Insert(ProgrammeSeals.TargetAct, County(from), workplace.Ids.Next(), programme, (int)measure, process.At, process.Actor, kind, from, to, amount, reason);
        journal.Append(County(from), kind, "target", Math.Min(from, to), Math.Max(from, to), 0, detail ?? string.Create(
            CultureInfo.InvariantCulture, $$"""{"measure":"{{measure.ToString().ToLowerInvariant()}}","from":{{from}},"to":{{to}},"amount":{{amount}}}"""));
    }

    public List<TargetAct> Acts(TargetMeasure measure, long code, int limit = 100) => [.. connection.Query(
        transaction,
        "SELECT id, at, actor, kind, from_code, to_code, amount, reason FROM target_act WHERE county_code = @p0 AND programme = @p1 AND measure = @p2 AND (from_code = @p3 OR to_code = @p3) ORDER BY id DESC LIMIT @p4",
        County(code), programme, (int)measure, code, limit)
        .Select(r => new TargetAct(r.GetInt64(0), new DateTimeOffset(r.GetInt64(1), TimeSpan.Zero), r.GetString(2), r.GetString(3), r.GetInt64(4), r.GetInt64(5), r.GetInt64(6), r.GetString(7)))];

    /// <summary>
    /// Brings the trees to a new version of the plan: every county changes by what the plan changed, so transfers made since stay.
    /// A rise goes to the county's reserve. A fall takes from it; what the reserve can't give is taken from the townships in
    /// proportion, down the tree, as recorded acts.
    /// </summary>
    public List<Error> ApplyProgramme(ProgrammePlan plan, ProgrammePlan? before, ProcessContext process, JournalWriter journal)
    {
        var errors = new List<Error>();
        foreach (var measure in (TargetMeasure[])[TargetMeasure.Households, TargetMeasure.Area])
        {
            var now = Annex(plan, measure);
            var was = before is null ? null : Annex(before, measure);
            var tree = new TargetTree(plan, measure);
            var amounts = now.Rows.ToDictionary(r => r.Code, r => r.Amount);
            var old = was?.Rows.ToDictionary(r => r.Code, r => r.Amount) ?? [];
            foreach (var code in amounts.Keys.Union(old.Keys).Order())
            {
                var change = amounts.GetValueOrDefault(code) - old.GetValueOrDefault(code);
                var node = Read(measure, code);
                if (change == 0 && node.Version > 0)
                {
                    continue;
                }

                if (node.Amount + change < 0)
                {
                    errors.Add(new Error("programme-target-below-transfers", null, tree.NameOf(code), Text(amounts.GetValueOrDefault(code)), Text(-node.Amount - change)));
                    continue;
                }

                Change(tree, measure, node, change, process, journal);
            }

            var root = Read(measure, tree.Root);
            Write(measure, root with { Amount = now.Total, Reserve = 0, IsHandedDown = true }, journal);
            Record(measure, process, journal, "plan", tree.Root, tree.Root, now.Total, plan.Document.Number);
        }

        Finish(journal);
        return errors;
    }

    private void Change(TargetTree tree, TargetMeasure measure, TargetNode node, long change, ProcessContext process, JournalWriter journal)
    {
        if (!node.IsHandedDown)
        {
            Write(measure, node with { Amount = node.Amount + change }, journal);
            return;
        }

        var fromReserve = Math.Max(change, -node.Reserve);
        var rest = change - fromReserve;
        Write(measure, node with { Amount = node.Amount + change, Reserve = node.Reserve + fromReserve }, journal);
        if (rest == 0)
        {
            return;
        }

        var children = tree.ChildrenOf(node.Code).Select(c => Read(measure, c)).Where(c => c.Amount > 0).ToList();
        var cuts = TargetShares.Divide(-rest, [.. children.Select(c => c.Amount)]);
        for (var i = 0; i < children.Count; i++)
        {
            if (cuts[i] > 0)
            {
                Change(tree, measure, children[i], -cuts[i], process, journal);
                Record(measure, process, journal, "cut", node.Code, children[i].Code, -cuts[i], process.Reason ?? "");
            }
        }
    }

    private static TargetAnnex Annex(ProgrammePlan plan, TargetMeasure measure) => measure == TargetMeasure.Area ? plan.Urban : plan.Rural;

    private static int County(long code) => (int)(code / 1_000_000);

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);
}
