using System.Globalization;
using CleanHeating.Platform.Texts;

namespace CleanHeating.Ledger.ListHouseholds;

/// <summary>The columns of the ledger table: key of the row's property, text, whether rows sort by it, whether it is shown at first.</summary>
internal static class LedgerColumns
{
    private static readonly (string Key, string Text, bool Sortable, bool Default)[] All =
    [
        ("county", "field.county", false, true), ("township", "field.township", false, true), ("village", "field.village", true, true), ("head", "field.head", true, true),
        ("identity", "field.identity", false, true), ("phone", "field.phone", false, false), ("account", "field.account", false, false),
        ("route", "field.route", true, true), ("stage", "field.stage", true, true), ("rooms", "field.rooms", true, false), ("area", "field.area", true, true),
        ("hardship", "field.hardship", false, false), ("enterprise", "field.enterprise", false, false), ("credit_code", "field.credit_code", false, false),
        ("contract", "field.contract", false, false), ("brand", "field.brand", false, false), ("model", "field.model", false, false), ("serial", "field.serial", false, false),
        ("rated_power", "field.rated_power", false, false), ("utility_account", "field.utility_account", false, false),
        ("started", "field.started", true, false), ("completed", "field.completed", true, true), ("accepted", "field.accepted", true, true),
        ("paid", "field.paid", true, true), ("outstanding", "field.outstanding", false, false), ("note", "field.note", false, false), ("warnings", "field.warnings", false, true),
    ];

    public static IReadOnlyList<LedgerColumn> For(TextCatalog texts, CultureInfo culture) =>
        [.. All.Select(c => new LedgerColumn(c.Key, texts.Get(c.Text, culture), c.Sortable, c.Default))];
}
