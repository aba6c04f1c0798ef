using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CleanHeating.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class Funds : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "bank_balance",
                columns: table => new
                {
                    county_code = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<long>(type: "bigint", nullable: false),
                    programme = table.Column<int>(type: "integer", nullable: false),
                    day = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    balance = table.Column<long>(type: "bigint", nullable: false),
                    books = table.Column<long>(type: "bigint", nullable: false),
                    document = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    actor = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    seal = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_bank_balance", x => new { x.county_code, x.id });
                });

            migrationBuilder.CreateTable(
                name: "county_sanction",
                columns: table => new
                {
                    county_code = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<long>(type: "bigint", nullable: false),
                    programme = table.Column<int>(type: "integer", nullable: false),
                    state = table.Column<int>(type: "integer", nullable: false),
                    in_force = table.Column<int>(type: "integer", nullable: true),
                    reason = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    document = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    actor = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    lifted_at = table.Column<long>(type: "bigint", nullable: true),
                    lifted_by = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    lift_reason = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    version = table.Column<int>(type: "integer", nullable: false),
                    seal = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_county_sanction", x => new { x.county_code, x.id });
                });

            migrationBuilder.CreateTable(
                name: "fund_balance",
                columns: table => new
                {
                    county_code = table.Column<int>(type: "integer", nullable: false),
                    programme = table.Column<int>(type: "integer", nullable: false),
                    source = table.Column<int>(type: "integer", nullable: false),
                    account = table.Column<int>(type: "integer", nullable: false),
                    amount = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_fund_balance", x => new { x.county_code, x.programme, x.source, x.account });
                    table.CheckConstraint("ck_fund_balance_amount", "account = 0 OR amount >= 0");
                });

            migrationBuilder.CreateTable(
                name: "fund_entry",
                columns: table => new
                {
                    county_code = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<long>(type: "bigint", nullable: false),
                    programme = table.Column<int>(type: "integer", nullable: false),
                    source = table.Column<int>(type: "integer", nullable: false),
                    debit = table.Column<int>(type: "integer", nullable: false),
                    credit = table.Column<int>(type: "integer", nullable: false),
                    amount = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    day = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    document = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    batch_id = table.Column<long>(type: "bigint", nullable: true),
                    household_id = table.Column<long>(type: "bigint", nullable: true),
                    reason = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    actor = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    seal = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_fund_entry", x => new { x.county_code, x.id });
                    table.CheckConstraint("ck_fund_entry_amount", "amount > 0 AND debit <> credit");
                });

            migrationBuilder.CreateTable(
                name: "hardship_certificate",
                columns: table => new
                {
                    county_code = table.Column<int>(type: "integer", nullable: false),
                    identity_index = table.Column<byte[]>(type: "bytea", nullable: false),
                    certificate = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    household_id = table.Column<long>(type: "bigint", nullable: true),
                    category = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    issuer = table.Column<int>(type: "integer", nullable: false),
                    valid_from = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    valid_to = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    import_id = table.Column<long>(type: "bigint", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    seal = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_hardship_certificate", x => new { x.county_code, x.identity_index, x.certificate });
                });

            migrationBuilder.CreateTable(
                name: "meter_pack",
                columns: table => new
                {
                    county_code = table.Column<int>(type: "integer", nullable: false),
                    season = table.Column<int>(type: "integer", nullable: false),
                    village_code = table.Column<long>(type: "bigint", nullable: false),
                    pack = table.Column<byte[]>(type: "bytea", nullable: false),
                    readings = table.Column<int>(type: "integer", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    seal = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_meter_pack", x => new { x.county_code, x.season, x.village_code });
                });

            migrationBuilder.CreateTable(
                name: "parameter_decision",
                columns: table => new
                {
                    programme = table.Column<int>(type: "integer", nullable: false),
                    code = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    effective_from = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    value = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    actor = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    reason = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    seal = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_parameter_decision", x => new { x.programme, x.code, x.effective_from });
                });

            migrationBuilder.CreateTable(
                name: "payable_right",
                columns: table => new
                {
                    county_code = table.Column<int>(type: "integer", nullable: false),
                    household_id = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<int>(type: "integer", nullable: false),
                    period = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    programme = table.Column<int>(type: "integer", nullable: false),
                    day = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    amount = table.Column<long>(type: "bigint", nullable: false),
                    city = table.Column<long>(type: "bigint", nullable: false),
                    paid_before = table.Column<long>(type: "bigint", nullable: false),
                    paid = table.Column<long>(type: "bigint", nullable: false),
                    held = table.Column<long>(type: "bigint", nullable: false),
                    overpaid = table.Column<long>(type: "bigint", nullable: false),
                    recovered = table.Column<long>(type: "bigint", nullable: false),
                    state = table.Column<int>(type: "integer", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    rules = table.Column<int>(type: "integer", nullable: false),
                    minted_at = table.Column<long>(type: "bigint", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    seal = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_payable_right", x => new { x.county_code, x.household_id, x.kind, x.period });
                    table.CheckConstraint("ck_payable_right_amounts", "amount >= 0 AND city >= 0 AND city <= amount AND paid_before >= 0 AND paid >= 0 AND held >= 0 AND overpaid >= 0 AND recovered >= 0");
                    table.CheckConstraint("ck_payable_right_never_more", "paid + held = 0 OR paid_before + paid + held <= amount + overpaid + recovered");
                    table.ForeignKey(
                        name: "FK_payable_right_acceptance_county_code_household_id",
                        columns: x => new { x.county_code, x.household_id },
                        principalTable: "acceptance",
                        principalColumns: new[] { "county_code", "household_id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "payment_batch",
                columns: table => new
                {
                    county_code = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<long>(type: "bigint", nullable: false),
                    programme = table.Column<int>(type: "integer", nullable: false),
                    region_code = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<int>(type: "integer", nullable: false),
                    period = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    state = table.Column<int>(type: "integer", nullable: false),
                    lines = table.Column<int>(type: "integer", nullable: false),
                    total = table.Column<long>(type: "bigint", nullable: false),
                    city = table.Column<long>(type: "bigint", nullable: false),
                    hash = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    notice_from = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    notice_until = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    files = table.Column<int>(type: "integer", nullable: false),
                    proposed_by = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    checked_by = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    approved_by = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    created_at = table.Column<long>(type: "bigint", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    seal = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_payment_batch", x => new { x.county_code, x.id });
                });

            migrationBuilder.CreateTable(
                name: "retention",
                columns: table => new
                {
                    county_code = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<long>(type: "bigint", nullable: false),
                    programme = table.Column<int>(type: "integer", nullable: false),
                    source = table.Column<int>(type: "integer", nullable: false),
                    contract = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    credit_code = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    amount = table.Column<long>(type: "bigint", nullable: false),
                    released = table.Column<long>(type: "bigint", nullable: false),
                    due = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    actor = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    version = table.Column<int>(type: "integer", nullable: false),
                    seal = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_retention", x => new { x.county_code, x.id });
                    table.CheckConstraint("ck_retention_amount", "amount > 0 AND released >= 0 AND released <= amount");
                });

            migrationBuilder.CreateTable(
                name: "season_import",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    season = table.Column<int>(type: "integer", nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    actor = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    files = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    answer = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    seal = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_season_import", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "recovery_claim",
                columns: table => new
                {
                    county_code = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<long>(type: "bigint", nullable: false),
                    household_id = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<int>(type: "integer", nullable: false),
                    period = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    amount = table.Column<long>(type: "bigint", nullable: false),
                    recovered = table.Column<long>(type: "bigint", nullable: false),
                    state = table.Column<int>(type: "integer", nullable: false),
                    open = table.Column<int>(type: "integer", nullable: true),
                    cause = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    actor = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    version = table.Column<int>(type: "integer", nullable: false),
                    seal = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_recovery_claim", x => new { x.county_code, x.id });
                    table.CheckConstraint("ck_recovery_claim_amount", "amount > 0 AND recovered >= 0 AND recovered <= amount");
                    table.ForeignKey(
                        name: "FK_recovery_claim_payable_right_county_code_household_id_kind_~",
                        columns: x => new { x.county_code, x.household_id, x.kind, x.period },
                        principalTable: "payable_right",
                        principalColumns: new[] { "county_code", "household_id", "kind", "period" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "bank_file",
                columns: table => new
                {
                    county_code = table.Column<int>(type: "integer", nullable: false),
                    batch_id = table.Column<long>(type: "bigint", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    actor = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    lines = table.Column<int>(type: "integer", nullable: false),
                    total = table.Column<long>(type: "bigint", nullable: false),
                    hash = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    content_cipher = table.Column<byte[]>(type: "bytea", nullable: false),
                    seal = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_bank_file", x => new { x.county_code, x.batch_id, x.number });
                    table.ForeignKey(
                        name: "FK_bank_file_payment_batch_county_code_batch_id",
                        columns: x => new { x.county_code, x.batch_id },
                        principalTable: "payment_batch",
                        principalColumns: new[] { "county_code", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "objection",
                columns: table => new
                {
                    county_code = table.Column<int>(type: "integer", nullable: false),
                    batch_id = table.Column<long>(type: "bigint", nullable: false),
                    id = table.Column<long>(type: "bigint", nullable: false),
                    household_id = table.Column<long>(type: "bigint", nullable: true),
                    text = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    raised_by = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    actor = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    state = table.Column<int>(type: "integer", nullable: false),
                    decision = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    decided_by = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    decided_at = table.Column<long>(type: "bigint", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    seal = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_objection", x => new { x.county_code, x.batch_id, x.id });
                    table.ForeignKey(
                        name: "FK_objection_payment_batch_county_code_batch_id",
                        columns: x => new { x.county_code, x.batch_id },
                        principalTable: "payment_batch",
                        principalColumns: new[] { "county_code", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "payment_line",
                columns: table => new
                {
                    county_code = table.Column<int>(type: "integer", nullable: false),
                    batch_id = table.Column<long>(type: "bigint", nullable: false),
                    household_id = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<int>(type: "integer", nullable: false),
                    period = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    number = table.Column<int>(type: "integer", nullable: false),
                    amount = table.Column<long>(type: "bigint", nullable: false),
                    city = table.Column<long>(type: "bigint", nullable: false),
                    state = table.Column<int>(type: "integer", nullable: false),
                    live = table.Column<int>(type: "integer", nullable: true),
                    payee = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    account_cipher = table.Column<byte[]>(type: "bytea", nullable: true),
                    account_index = table.Column<byte[]>(type: "bytea", nullable: true),
                    file = table.Column<int>(type: "integer", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    settled_at = table.Column<long>(type: "bigint", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    seal = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_payment_line", x => new { x.county_code, x.batch_id, x.household_id, x.kind, x.period });
                    table.CheckConstraint("ck_payment_line_amount", "amount > 0 AND city >= 0 AND city <= amount");
                    table.CheckConstraint("ck_payment_line_live", "live IS NULL OR live = 1");
                    table.ForeignKey(
                        name: "FK_payment_line_payable_right_county_code_household_id_kind_pe~",
                        columns: x => new { x.county_code, x.household_id, x.kind, x.period },
                        principalTable: "payable_right",
                        principalColumns: new[] { "county_code", "household_id", "kind", "period" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_payment_line_payment_batch_county_code_batch_id",
                        columns: x => new { x.county_code, x.batch_id },
                        principalTable: "payment_batch",
                        principalColumns: new[] { "county_code", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "payment_step",
                columns: table => new
                {
                    county_code = table.Column<int>(type: "integer", nullable: false),
                    batch_id = table.Column<long>(type: "bigint", nullable: false),
                    id = table.Column<long>(type: "bigint", nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    actor = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    act = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    state = table.Column<int>(type: "integer", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    hash = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    total = table.Column<long>(type: "bigint", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    seal = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_payment_step", x => new { x.county_code, x.batch_id, x.id });
                    table.ForeignKey(
                        name: "FK_payment_step_payment_batch_county_code_batch_id",
                        columns: x => new { x.county_code, x.batch_id },
                        principalTable: "payment_batch",
                        principalColumns: new[] { "county_code", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_county_sanction_in_force",
                table: "county_sanction",
                columns: new[] { "county_code", "programme" },
                unique: true,
                filter: "in_force = 1");

            migrationBuilder.CreateIndex(
                name: "IX_fund_entry_county_code_programme_day_id",
                table: "fund_entry",
                columns: new[] { "county_code", "programme", "day", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_hardship_certificate_county_code_household_id",
                table: "hardship_certificate",
                columns: new[] { "county_code", "household_id" });

            migrationBuilder.CreateIndex(
                name: "IX_payable_right_county_code_kind_period_state_household_id",
                table: "payable_right",
                columns: new[] { "county_code", "kind", "period", "state", "household_id" });

            migrationBuilder.CreateIndex(
                name: "IX_payment_batch_programme_id",
                table: "payment_batch",
                columns: new[] { "programme", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_payment_line_live",
                table: "payment_line",
                columns: new[] { "county_code", "household_id", "kind", "period" },
                unique: true,
                filter: "live = 1");

            migrationBuilder.CreateIndex(
                name: "ix_recovery_claim_open",
                table: "recovery_claim",
                columns: new[] { "county_code", "household_id", "kind", "period" },
                unique: true,
                filter: "open = 1");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "bank_balance");

            migrationBuilder.DropTable(
                name: "bank_file");

            migrationBuilder.DropTable(
                name: "county_sanction");

            migrationBuilder.DropTable(
                name: "fund_balance");

            migrationBuilder.DropTable(
                name: "fund_entry");

            migrationBuilder.DropTable(
                name: "hardship_certificate");

            migrationBuilder.DropTable(
                name: "meter_pack");

            migrationBuilder.DropTable(
                name: "objection");

            migrationBuilder.DropTable(
                name: "parameter_decision");

            migrationBuilder.DropTable(
                name: "payment_line");

            migrationBuilder.DropTable(
                name: "payment_step");

            migrationBuilder.DropTable(
                name: "recovery_claim");

            migrationBuilder.DropTable(
                name: "retention");

            migrationBuilder.DropTable(
                name: "season_import");

            migrationBuilder.DropTable(
                name: "payment_batch");

            migrationBuilder.DropTable(
                name: "payable_right");
        }
    }
}
