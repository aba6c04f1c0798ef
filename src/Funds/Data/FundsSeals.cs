using CleanHeating.Platform.Seals;
using CleanHeating.Platform.Security;
using CleanHeating.Platform.Storage;

namespace CleanHeating.Funds.Data;

/// <summary>The room's sealed tables. Not among them: fund_balance, which follows from the entries.</summary>
internal static class FundsSeals
{
    public static readonly SealedTable MeterPack = new(
        "meter_pack", 3,
        ("county_code", ColumnType.Int), ("season", ColumnType.Int), ("village_code", ColumnType.Long), ("pack", ColumnType.Bytes), ("readings", ColumnType.Int),
        ("version", ColumnType.Int));

    public static readonly SealedTable HardshipCertificate = new(
        "hardship_certificate", 3,
        ("county_code", ColumnType.Int), ("identity_index", ColumnType.Bytes), ("certificate", ColumnType.Text), ("household_id", ColumnType.Long), ("category", ColumnType.Text),
        ("issuer", ColumnType.Int), ("valid_from", ColumnType.Text), ("valid_to", ColumnType.Text), ("import_id", ColumnType.Long), ("version", ColumnType.Int));

    public static readonly SealedTable SeasonImport = new(
        "season_import", 1,
        ("id", ColumnType.Long), ("season", ColumnType.Int), ("at", ColumnType.Long), ("actor", ColumnType.Text), ("files", ColumnType.Text), ("answer", ColumnType.Text));

    public static readonly SealedTable ParameterDecision = new(
        "parameter_decision", 3,
        ("programme", ColumnType.Int), ("code", ColumnType.Text), ("effective_from", ColumnType.Text), ("value", ColumnType.Text), ("at", ColumnType.Long),
        ("actor", ColumnType.Text), ("reason", ColumnType.Text));

    public static readonly SealedTable Right = new(
        "payable_right", 4,
        ("county_code", ColumnType.Int), ("household_id", ColumnType.Long), ("kind", ColumnType.Int), ("period", ColumnType.Text), ("programme", ColumnType.Int),
        ("day", ColumnType.Text), ("amount", ColumnType.Long), ("city", ColumnType.Long), ("paid_before", ColumnType.Long), ("paid", ColumnType.Long), ("held", ColumnType.Long),
        ("overpaid", ColumnType.Long), ("recovered", ColumnType.Long), ("state", ColumnType.Int), ("reason", ColumnType.Text), ("rules", ColumnType.Int),
        ("minted_at", ColumnType.Long), ("version", ColumnType.Int));

    public static readonly SealedTable PaymentBatch = new(
        "payment_batch", 2,
        ("county_code", ColumnType.Int), ("id", ColumnType.Long), ("programme", ColumnType.Int), ("region_code", ColumnType.Long), ("kind", ColumnType.Int),
        ("period", ColumnType.Text), ("state", ColumnType.Int), ("lines", ColumnType.Int), ("total", ColumnType.Long), ("city", ColumnType.Long), ("hash", ColumnType.Text),
        ("notice_from", ColumnType.Text), ("notice_until", ColumnType.Text), ("files", ColumnType.Int), ("proposed_by", ColumnType.Text), ("checked_by", ColumnType.Text),
        ("approved_by", ColumnType.Text), ("created_at", ColumnType.Long), ("version", ColumnType.Int));

    public static readonly SealedTable PaymentStep = new(
        "payment_step", 3,
        ("county_code", ColumnType.Int), ("batch_id", ColumnType.Long), ("id", ColumnType.Long), ("at", ColumnType.Long), ("actor", ColumnType.Text), ("act", ColumnType.Text),
        ("state", ColumnType.Int), ("version", ColumnType.Int), ("hash", ColumnType.Text), ("total", ColumnType.Long), ("reason", ColumnType.Text));

    public static readonly SealedTable PaymentLine = new(
        "payment_line", 5,
        ("county_code", ColumnType.Int), ("batch_id", ColumnType.Long), ("household_id", ColumnType.Long), ("kind", ColumnType.Int), ("period", ColumnType.Text),
        ("number", ColumnType.Int), ("amount", ColumnType.Long), ("city", ColumnType.Long), ("state", ColumnType.Int), ("live", ColumnType.Int), ("payee", ColumnType.Text),
        ("account_cipher", ColumnType.Bytes), ("account_index", ColumnType.Bytes), ("file", ColumnType.Int), ("reason", ColumnType.Text), ("settled_at", ColumnType.Long),
        ("version", ColumnType.Int))
    {
        Ciphers = [("account_cipher", PersonalField.Account)],
    };

    public static readonly SealedTable BankFile = new(
        "bank_file", 3,
        ("county_code", ColumnType.Int), ("batch_id", ColumnType.Long), ("number", ColumnType.Int), ("at", ColumnType.Long), ("actor", ColumnType.Text), ("name", ColumnType.Text),
        ("lines", ColumnType.Int), ("total", ColumnType.Long), ("hash", ColumnType.Text), ("content_cipher", ColumnType.Bytes))
    {
        Ciphers = [("content_cipher", PersonalField.BankFile)],
    };

    public static readonly SealedTable RecoveryClaim = new(
        "recovery_claim", 2,
        ("county_code", ColumnType.Int), ("id", ColumnType.Long), ("household_id", ColumnType.Long), ("kind", ColumnType.Int), ("period", ColumnType.Text),
        ("amount", ColumnType.Long), ("recovered", ColumnType.Long), ("state", ColumnType.Int), ("open", ColumnType.Int), ("cause", ColumnType.Text), ("at", ColumnType.Long),
        ("actor", ColumnType.Text), ("version", ColumnType.Int));

    public static readonly SealedTable Objection = new(
        "objection", 3,
        ("county_code", ColumnType.Int), ("batch_id", ColumnType.Long), ("id", ColumnType.Long), ("household_id", ColumnType.Long), ("text", ColumnType.Text),
        ("raised_by", ColumnType.Text), ("at", ColumnType.Long), ("actor", ColumnType.Text), ("state", ColumnType.Int), ("decision", ColumnType.Text),
        ("decided_by", ColumnType.Text), ("decided_at", ColumnType.Long), ("version", ColumnType.Int));

    public static readonly SealedTable FundEntry = new(
        "fund_entry", 2,
        ("county_code", ColumnType.Int), ("id", ColumnType.Long), ("programme", ColumnType.Int), ("source", ColumnType.Int), ("debit", ColumnType.Int), ("credit", ColumnType.Int),
        ("amount", ColumnType.Long), ("kind", ColumnType.Text), ("day", ColumnType.Text), ("document", ColumnType.Text), ("batch_id", ColumnType.Long),
        ("household_id", ColumnType.Long), ("reason", ColumnType.Text), ("at", ColumnType.Long), ("actor", ColumnType.Text));

    public static readonly SealedTable Retention = new(
        "retention", 2,
        ("county_code", ColumnType.Int), ("id", ColumnType.Long), ("programme", ColumnType.Int), ("source", ColumnType.Int), ("contract", ColumnType.Text),
        ("credit_code", ColumnType.Text), ("amount", ColumnType.Long), ("released", ColumnType.Long), ("due", ColumnType.Text), ("at", ColumnType.Long),
        ("actor", ColumnType.Text), ("version", ColumnType.Int));

    public static readonly SealedTable BankBalance = new(
        "bank_balance", 2,
        ("county_code", ColumnType.Int), ("id", ColumnType.Long), ("programme", ColumnType.Int), ("day", ColumnType.Text), ("balance", ColumnType.Long),
        ("books", ColumnType.Long), ("document", ColumnType.Text), ("at", ColumnType.Long), ("actor", ColumnType.Text));

    public static readonly SealedTable CountySanction = new(
        "county_sanction", 2,
        ("county_code", ColumnType.Int), ("id", ColumnType.Long), ("programme", ColumnType.Int), ("state", ColumnType.Int), ("in_force", ColumnType.Int),
        ("reason", ColumnType.Text), ("document", ColumnType.Text), ("at", ColumnType.Long), ("actor", ColumnType.Text), ("lifted_at", ColumnType.Long),
        ("lifted_by", ColumnType.Text), ("lift_reason", ColumnType.Text), ("version", ColumnType.Int));

    public static readonly IReadOnlyList<SealedTable> All =
    [
        MeterPack, HardshipCertificate, SeasonImport, ParameterDecision, Right, PaymentBatch, PaymentStep, PaymentLine, BankFile, RecoveryClaim, Objection, FundEntry, Retention, BankBalance, CountySanction,
    ];
}
