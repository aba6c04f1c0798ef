using CleanHeating.Platform.Seals;
using CleanHeating.Platform.Security;
using CleanHeating.Platform.Storage;

namespace CleanHeating.Ledger.Data;

/// <summary>
/// The room's sealed tables. Not among them: person_claim, progress_counter and village_sequence, whose every row follows from households
/// and journal, with which a verification compares them.
/// </summary>
internal static class LedgerSeals
{
    public static readonly SealedTable Household = new(HouseholdRecord.Shape, 2)
    {
        Ciphers = [("identity_cipher", PersonalField.Identity), ("phone_cipher", PersonalField.Phone), ("account_cipher", PersonalField.Account)],
    };

    public static readonly SealedTable HouseholdMove = new(
        "household_move", 2,
        ("county_code", ColumnType.Int), ("household_id", ColumnType.Long), ("programme", ColumnType.Int), ("new_household_id", ColumnType.Long), ("at", ColumnType.Long));

    public static readonly SealedTable QuarantinedRow = new(
        "quarantined_row", 2,
        ("county_code", ColumnType.Int), ("fingerprint", ColumnType.Bytes), ("programme", ColumnType.Int), ("import_id", ColumnType.Long), ("file", ColumnType.Text),
        ("sheet", ColumnType.Text), ("row", ColumnType.Int), ("codes", ColumnType.Text), ("cells_cipher", ColumnType.Bytes))
    {
        Ciphers = [("cells_cipher", PersonalField.RefusedRow)],
    };

    public static readonly SealedTable ImportRun = new(
        "import_run", 1,
        ("id", ColumnType.Long), ("programme", ColumnType.Int), ("started_at", ColumnType.Long), ("finished_at", ColumnType.Long), ("actor", ColumnType.Text),
        ("state", ColumnType.Text), ("as_of", ColumnType.Text), ("files", ColumnType.Text), ("summary", ColumnType.Text));

    public static readonly SealedTable ImportPart = new(
        "import_part", 2,
        ("county_code", ColumnType.Int), ("import_id", ColumnType.Long), ("rows", ColumnType.Int), ("imported", ColumnType.Int), ("updated", ColumnType.Int),
        ("unchanged", ColumnType.Int), ("quarantined", ColumnType.Int));

    public static readonly SealedTable Sweep = new(
        "lead_sweep", 1,
        ("id", ColumnType.Long), ("programme", ColumnType.Int), ("at", ColumnType.Long), ("document", ColumnType.Text));

    public static readonly SealedTable OutstandingFloor = new("outstanding_floor", 1, ("programme", ColumnType.Int), ("floor", ColumnType.Long));

    public static readonly SealedTable Event = new(
        "ledger_event", 2,
        ("county_code", ColumnType.Int), ("id", ColumnType.Long), ("kind", ColumnType.Text), ("import_id", ColumnType.Long), ("household_id", ColumnType.Long));

    public static readonly IReadOnlyList<SealedTable> All = [Event, Household, HouseholdMove, QuarantinedRow, ImportRun, ImportPart, Sweep, OutstandingFloor];
}
