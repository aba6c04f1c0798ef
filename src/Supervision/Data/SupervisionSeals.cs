using CleanHeating.Platform.Seals;
using CleanHeating.Platform.Storage;

namespace CleanHeating.Supervision.Data;

/// <summary>The room's sealed tables: all of them.</summary>
internal static class SupervisionSeals
{
    public static readonly SealedTable Report = new(
        "report", 2,
        ("county_code", ColumnType.Int), ("id", ColumnType.Long), ("programme", ColumnType.Int), ("region_code", ColumnType.Long), ("level", ColumnType.Int), ("report_date", ColumnType.Text),
        ("state", ColumnType.Int), ("version", ColumnType.Int), ("figures", ColumnType.Text), ("parts", ColumnType.Text), ("counted_at", ColumnType.Long), ("differences", ColumnType.Text),
        ("difference_reason", ColumnType.Text), ("submitted_by", ColumnType.Text), ("created_at", ColumnType.Long), ("created_by", ColumnType.Text));

    public static readonly SealedTable Step = new(
        "report_step", 3,
        ("county_code", ColumnType.Int), ("report_id", ColumnType.Long), ("id", ColumnType.Long), ("at", ColumnType.Long), ("actor", ColumnType.Text), ("kind", ColumnType.Text),
        ("state", ColumnType.Int), ("version", ColumnType.Int), ("reason", ColumnType.Text));

    public static readonly SealedTable Correction = new(
        "report_correction", 3,
        ("county_code", ColumnType.Int), ("report_id", ColumnType.Long), ("id", ColumnType.Long), ("programme", ColumnType.Int), ("region_code", ColumnType.Long), ("report_date", ColumnType.Text),
        ("route", ColumnType.Text), ("figure", ColumnType.Text), ("before", ColumnType.Long), ("after", ColumnType.Long), ("reason", ColumnType.Text), ("actor", ColumnType.Text), ("at", ColumnType.Long),
        ("version", ColumnType.Int));

    public static readonly IReadOnlyList<SealedTable> All = [Report, Step, Correction];
}
