using System.Globalization;
using CleanHeating.Kernel;
using CleanHeating.Platform.Texts;
using CleanHeating.Programme.Plan;

namespace CleanHeating.Programme.Targets;

/// <summary>Puts both sides of a stale act on targets together. Keys are codes of regions, and reserve; what both began with is not kept.</summary>
internal sealed class TargetConflict(TargetStore store, TargetTree tree, TargetMeasure measure, TextCatalog texts, CultureInfo culture)
{
    /// <summary>A hand-down: each child's share and the reserve, where they differ, and the amount there is to divide.</summary>
    public Conflict Of(TargetNode node, IReadOnlyList<long> children, IReadOnlyDictionary<long, long> wanted, long reserve)
    {
        var fields = new List<ConflictField> { new("amount", texts.Get("target.amount", culture), null, null, Shown(node.Amount)) };
        fields.AddRange(children.Select(c => Field(Key(c), tree.NameOf(c), wanted.GetValueOrDefault(c), store.Read(measure, c).Amount)).OfType<ConflictField>());
        if (Field("reserve", texts.Get("target.reserve", culture), reserve, node.Reserve) is { } kept)
        {
            fields.Add(kept);
        }

        return Conflict(node, fields, children);
    }

    /// <summary>A transfer: what it would take and give, beside the amounts that stand.</summary>
    public Conflict Of(TargetNode giver, TargetNode taker, int giverVersion, int takerVersion, long amount) => Conflict(
        giver.Version != giverVersion || taker.Version == takerVersion ? giver : taker,
        [
            new(Key(giver.Code), tree.NameOf(giver.Code), null, "-" + Shown(amount), Shown(giver.Amount)),
            new(Key(taker.Code), tree.NameOf(taker.Code), null, "+" + Shown(amount), Shown(taker.Amount)),
        ],
        []);

    private ConflictField? Field(string key, string name, long yours, long theirs) => yours == theirs ? null : new ConflictField(key, name, null, Shown(yours), Shown(theirs));

    // A node changes by acts of its own, by those of the node above, which divides it, and by transfers between its children.
    private Conflict Conflict(TargetNode node, IReadOnlyList<ConflictField> fields, IReadOnlyList<long> children)
    {
        var parent = tree.ParentOf(node.Code);
        var transfers = children.SelectMany(c => store.Acts(measure, c, 1)).Where(a => a.Kind == "transfer");
        var last = store.Acts(measure, node.Code, 1).Concat(parent == 0 ? [] : store.Acts(measure, parent, 1)).Concat(transfers).MaxBy(a => a.Id);
        return new Conflict(node.Version, last?.Actor, last?.At, fields);
    }

    private string Shown(long amount) => measure == TargetMeasure.Area ? TargetHandler.Shown(measure, amount) : amount.ToString("N0", CultureInfo.InvariantCulture);

    private static string Key(long code) => code.ToString("D12", CultureInfo.InvariantCulture);
}
