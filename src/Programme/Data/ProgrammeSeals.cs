using CleanHeating.Platform.Seals;
using CleanHeating.Platform.Storage;

namespace CleanHeating.Programme.Data;

/// <summary>The room's sealed tables. progress_counter is not among them: its every row follows from households, from which a verification recounts it.</summary>
internal static class ProgrammeSeals
{
    public static readonly SealedTable Programme = new(
        "programme", 1,
        ("number", ColumnType.Int), ("id", ColumnType.Text), ("current", ColumnType.Int), ("loaded_at", ColumnType.Long));

    public static readonly SealedTable Version = new(
        "programme_version", 2,
        ("programme", ColumnType.Int), ("version", ColumnType.Int), ("effective_from", ColumnType.Text), ("loaded_at", ColumnType.Long), ("content_hash", ColumnType.Text),
        ("document", ColumnType.Text), ("actor", ColumnType.Text), ("note", ColumnType.Text));

    public static readonly SealedTable Route = new("route", 1, ("number", ColumnType.Int), ("code", ColumnType.Text));

    public static readonly SealedTable Target = new(
        "target", 4,
        ("county_code", ColumnType.Int), ("programme", ColumnType.Int), ("measure", ColumnType.Int), ("region_code", ColumnType.Long), ("amount", ColumnType.Long),
        ("reserve", ColumnType.Long), ("version", ColumnType.Int));

    public static readonly SealedTable TargetAct = new(
        "target_act", 2,
        ("county_code", ColumnType.Int), ("id", ColumnType.Long), ("programme", ColumnType.Int), ("measure", ColumnType.Int), ("at", ColumnType.Long), ("actor", ColumnType.Text),
        ("kind", ColumnType.Text), ("from_code", ColumnType.Long), ("to_code", ColumnType.Long), ("amount", ColumnType.Long), ("reason", ColumnType.Text));

    public static readonly SealedTable Outline = new("county_outline", 2, ("county_code", ColumnType.Int), ("programme", ColumnType.Int), ("geometry", ColumnType.Text));

    public static readonly IReadOnlyList<SealedTable> All = [Programme, Version, Route, Target, TargetAct, Outline];
}
