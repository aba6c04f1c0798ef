namespace CleanHeating.Programme.Plan;

/// <summary>What an inspector looks at in a household of some routes. A changed list is a new version: what was inspected by an older one stays readable.</summary>
/// <param name="Code">Stable code.</param>
/// <param name="Version">Version, from 1.</param>
/// <param name="Name">Chinese name.</param>
/// <param name="NameEn">English name.</param>
/// <param name="Routes">Technologies that it is for; a technology is of one checklist.</param>
/// <param name="Photos">Kinds of photos without which no household passes or fails.</param>
/// <param name="Items">Items in order.</param>
public sealed record Checklist(string Code, int Version, string Name, string NameEn, IReadOnlyList<string> Routes, IReadOnlyList<string> Photos, IReadOnlyList<ChecklistItem> Items)
{
    /// <summary>How an inspection names it: code and version.</summary>
    public string Key => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Code}/{Version}");
}

/// <summary>How an item is answered.</summary>
public enum ItemKind
{
    /// <summary>Yes or no.</summary>
    Check,

    /// <summary>A measured value, which the limits judge.</summary>
    Measure,
}

/// <summary>When an item needs a photo.</summary>
public enum ItemPhoto
{
    Never,
    Always,

    /// <summary>Where the answer is no, or the value is out of its limits.</summary>
    OnFail,
}

/// <summary>An item of a checklist.</summary>
/// <param name="Code">Code, once in its checklist.</param>
/// <param name="Text">What is looked at, in Chinese.</param>
/// <param name="TextEn">The same in English.</param>
/// <param name="Kind">How it is answered.</param>
/// <param name="Fails">Whether the household fails where the answer is no or the value out of its limits.</param>
/// <param name="MayNotApply">Whether "does not apply", with a note, is an answer.</param>
/// <param name="Photo">When it needs a photo.</param>
/// <param name="Unit">Unit of the measured value.</param>
/// <param name="AtLeast">Least good value in hundredths of the unit; null where there is none.</param>
/// <param name="AtMost">Greatest good value in hundredths of the unit; null where there is none.</param>
/// <param name="Clause">Clause of the plan.</param>
/// <param name="Standard">Standard, or whose usage it is.</param>
public sealed record ChecklistItem(
    string Code, string Text, string TextEn, ItemKind Kind, bool Fails, bool MayNotApply, ItemPhoto Photo, string? Unit, long? AtLeast, long? AtMost, string? Clause, string? Standard)
{
    public static readonly IReadOnlyList<string> Units = ["°C", "Pa", "kPa", "mA", "ms", "kW", "m", "mm2", "ohm"];

    /// <summary>Whether a value, in hundredths of the unit, is good.</summary>
    public bool IsWithin(long hundredths) => (AtLeast is not { } least || hundredths >= least) && (AtMost is not { } most || hundredths <= most);
}
