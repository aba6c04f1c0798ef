using CleanHeating.Platform.Seals;
using CleanHeating.Platform.Security;
using CleanHeating.Platform.Storage;

namespace CleanHeating.Acceptance.Data;

/// <summary>The room's sealed tables: all of them.</summary>
internal static class AcceptanceSeals
{
    public static readonly SealedTable Acceptance = new(
        "acceptance", 2,
        ("county_code", ColumnType.Int), ("household_id", ColumnType.Long), ("programme", ColumnType.Int), ("inspection_id", ColumnType.Long), ("day", ColumnType.Text), ("source", ColumnType.Int),
        ("state", ColumnType.Int), ("withdrawn_by", ColumnType.Int), ("reason", ColumnType.Text), ("decided_by", ColumnType.Text), ("decided_at", ColumnType.Long), ("version", ColumnType.Int));

    public static readonly SealedTable Inspection = new(
        "inspection", 2,
        ("county_code", ColumnType.Int), ("inspection_id", ColumnType.Long), ("household_id", ColumnType.Long), ("programme", ColumnType.Int), ("number", ColumnType.Int), ("submission", ColumnType.Text),
        ("request_hash", ColumnType.Bytes), ("batch_id", ColumnType.Long), ("inspector_id", ColumnType.Long), ("inspector", ColumnType.Text), ("actor", ColumnType.Text), ("certificate", ColumnType.Text),
        ("at", ColumnType.Long), ("received_at", ColumnType.Long), ("day", ColumnType.Text), ("outcome", ColumnType.Int), ("reason", ColumnType.Text), ("checklist", ColumnType.Text),
        ("answers", ColumnType.Text), ("position_cipher", ColumnType.Bytes), ("position_accuracy", ColumnType.Int), ("household_signature", ColumnType.Long), ("inspector_signature", ColumnType.Long),
        ("household_version", ColumnType.Int))
    {
        Ciphers = [("position_cipher", PersonalField.Position)],
    };

    public static readonly SealedTable Rectification = new(
        "rectification", 2,
        ("county_code", ColumnType.Int), ("rectification_id", ColumnType.Long), ("household_id", ColumnType.Long), ("programme", ColumnType.Int), ("inspection_id", ColumnType.Long), ("source", ColumnType.Int),
        ("state", ColumnType.Int), ("what", ColumnType.Text), ("who", ColumnType.Text), ("credit_code", ColumnType.Text), ("due", ColumnType.Text), ("opened_at", ColumnType.Long), ("opened_by", ColumnType.Text),
        ("reported_at", ColumnType.Long), ("reported_by", ColumnType.Text), ("report", ColumnType.Text), ("closed_at", ColumnType.Long), ("closed_by", ColumnType.Text), ("closing_inspection", ColumnType.Long),
        ("reason", ColumnType.Text), ("version", ColumnType.Int));

    public static readonly SealedTable Inspector = new(
        "inspector", 2,
        ("county_code", ColumnType.Int), ("inspector_id", ColumnType.Long), ("account", ColumnType.Text), ("name", ColumnType.Text), ("certificate", ColumnType.Text), ("valid_from", ColumnType.Text),
        ("valid_to", ColumnType.Text), ("routes", ColumnType.Text), ("is_ended", ColumnType.Int), ("changed_at", ColumnType.Long), ("changed_by", ColumnType.Text), ("version", ColumnType.Int));

    public static readonly SealedTable Batch = new(
        "acceptance_batch", 2,
        ("county_code", ColumnType.Int), ("batch_id", ColumnType.Long), ("programme", ColumnType.Int), ("region_code", ColumnType.Long), ("day", ColumnType.Text), ("inspector_id", ColumnType.Long),
        ("state", ColumnType.Int), ("note", ColumnType.Text), ("created_at", ColumnType.Long), ("created_by", ColumnType.Text), ("reason", ColumnType.Text), ("version", ColumnType.Int));

    public static readonly SealedTable BatchHousehold = new(
        "acceptance_batch_household", 3,
        ("county_code", ColumnType.Int), ("batch_id", ColumnType.Long), ("household_id", ColumnType.Long), ("position", ColumnType.Int));

    public static readonly SealedTable Attachment = new(
        "attachment", 2,
        ("county_code", ColumnType.Int), ("attachment_id", ColumnType.Long), ("household_id", ColumnType.Long), ("inspection_id", ColumnType.Long), ("kind", ColumnType.Int), ("state", ColumnType.Int),
        ("size", ColumnType.Long), ("sha256", ColumnType.Text), ("media_type", ColumnType.Text), ("picture_hash", ColumnType.Long), ("taken_at", ColumnType.Long), ("position_cipher", ColumnType.Bytes),
        ("created_at", ColumnType.Long), ("created_by", ColumnType.Text), ("version", ColumnType.Int))
    {
        Ciphers = [("position_cipher", PersonalField.Position)],
    };

    public static readonly SealedTable Sweep = new(
        "acceptance_sweep", 1, ("id", ColumnType.Long), ("programme", ColumnType.Int), ("at", ColumnType.Long), ("document", ColumnType.Text));

    public static readonly IReadOnlyList<SealedTable> All = [Acceptance, Inspection, Rectification, Inspector, Batch, BatchHousehold, Attachment, Sweep];
}
