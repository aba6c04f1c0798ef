using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CleanHeating.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Acceptance : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "acceptance_batch",
                columns: table => new
                {
                    county_code = table.Column<int>(type: "INTEGER", nullable: false),
                    batch_id = table.Column<long>(type: "INTEGER", nullable: false),
                    programme = table.Column<int>(type: "INTEGER", nullable: false),
                    region_code = table.Column<long>(type: "INTEGER", nullable: false),
                    day = table.Column<string>(type: "TEXT", nullable: false),
                    inspector_id = table.Column<long>(type: "INTEGER", nullable: true),
                    state = table.Column<int>(type: "INTEGER", nullable: false),
                    note = table.Column<string>(type: "TEXT", nullable: true),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    created_by = table.Column<string>(type: "TEXT", nullable: false),
                    reason = table.Column<string>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    seal = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_acceptance_batch", x => new { x.county_code, x.batch_id });
                });

            migrationBuilder.CreateTable(
                name: "acceptance_sweep",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    programme = table.Column<int>(type: "INTEGER", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    document = table.Column<string>(type: "TEXT", nullable: false),
                    seal = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_acceptance_sweep", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "inspection",
                columns: table => new
                {
                    county_code = table.Column<int>(type: "INTEGER", nullable: false),
                    inspection_id = table.Column<long>(type: "INTEGER", nullable: false),
                    household_id = table.Column<long>(type: "INTEGER", nullable: false),
                    programme = table.Column<int>(type: "INTEGER", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    submission = table.Column<string>(type: "TEXT", nullable: false),
                    request_hash = table.Column<byte[]>(type: "BLOB", nullable: false),
                    batch_id = table.Column<long>(type: "INTEGER", nullable: true),
                    inspector_id = table.Column<long>(type: "INTEGER", nullable: false),
                    inspector = table.Column<string>(type: "TEXT", nullable: false),
                    actor = table.Column<string>(type: "TEXT", nullable: false),
                    certificate = table.Column<string>(type: "TEXT", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    received_at = table.Column<long>(type: "INTEGER", nullable: false),
                    day = table.Column<string>(type: "TEXT", nullable: false),
                    outcome = table.Column<int>(type: "INTEGER", nullable: false),
                    reason = table.Column<string>(type: "TEXT", nullable: true),
                    checklist = table.Column<string>(type: "TEXT", nullable: false),
                    answers = table.Column<string>(type: "TEXT", nullable: false),
                    position_cipher = table.Column<byte[]>(type: "BLOB", nullable: true),
                    position_accuracy = table.Column<int>(type: "INTEGER", nullable: true),
                    household_signature = table.Column<long>(type: "INTEGER", nullable: true),
                    inspector_signature = table.Column<long>(type: "INTEGER", nullable: true),
                    household_version = table.Column<int>(type: "INTEGER", nullable: false),
                    seal = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_inspection", x => new { x.county_code, x.inspection_id });
                    table.ForeignKey(
                        name: "FK_inspection_household_county_code_household_id",
                        columns: x => new { x.county_code, x.household_id },
                        principalTable: "household",
                        principalColumns: new[] { "county_code", "household_id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "inspector",
                columns: table => new
                {
                    county_code = table.Column<int>(type: "INTEGER", nullable: false),
                    inspector_id = table.Column<long>(type: "INTEGER", nullable: false),
                    account = table.Column<string>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    certificate = table.Column<string>(type: "TEXT", nullable: false),
                    valid_from = table.Column<string>(type: "TEXT", nullable: false),
                    valid_to = table.Column<string>(type: "TEXT", nullable: false),
                    routes = table.Column<string>(type: "TEXT", nullable: false),
                    is_ended = table.Column<int>(type: "INTEGER", nullable: false),
                    changed_at = table.Column<long>(type: "INTEGER", nullable: false),
                    changed_by = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    seal = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_inspector", x => new { x.county_code, x.inspector_id });
                });

            migrationBuilder.CreateTable(
                name: "ledger_event",
                columns: table => new
                {
                    county_code = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    import_id = table.Column<long>(type: "INTEGER", nullable: true),
                    household_id = table.Column<long>(type: "INTEGER", nullable: true),
                    seal = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ledger_event", x => new { x.county_code, x.id });
                });

            migrationBuilder.CreateTable(
                name: "acceptance_batch_household",
                columns: table => new
                {
                    county_code = table.Column<int>(type: "INTEGER", nullable: false),
                    batch_id = table.Column<long>(type: "INTEGER", nullable: false),
                    household_id = table.Column<long>(type: "INTEGER", nullable: false),
                    position = table.Column<int>(type: "INTEGER", nullable: false),
                    seal = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_acceptance_batch_household", x => new { x.county_code, x.batch_id, x.household_id });
                    table.ForeignKey(
                        name: "FK_acceptance_batch_household_acceptance_batch_county_code_batch_id",
                        columns: x => new { x.county_code, x.batch_id },
                        principalTable: "acceptance_batch",
                        principalColumns: new[] { "county_code", "batch_id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_acceptance_batch_household_household_county_code_household_id",
                        columns: x => new { x.county_code, x.household_id },
                        principalTable: "household",
                        principalColumns: new[] { "county_code", "household_id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "acceptance",
                columns: table => new
                {
                    county_code = table.Column<int>(type: "INTEGER", nullable: false),
                    household_id = table.Column<long>(type: "INTEGER", nullable: false),
                    programme = table.Column<int>(type: "INTEGER", nullable: false),
                    inspection_id = table.Column<long>(type: "INTEGER", nullable: true),
                    day = table.Column<string>(type: "TEXT", nullable: false),
                    source = table.Column<int>(type: "INTEGER", nullable: false),
                    state = table.Column<int>(type: "INTEGER", nullable: false),
                    withdrawn_by = table.Column<int>(type: "INTEGER", nullable: false),
                    reason = table.Column<string>(type: "TEXT", nullable: true),
                    decided_by = table.Column<string>(type: "TEXT", nullable: true),
                    decided_at = table.Column<long>(type: "INTEGER", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    seal = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_acceptance", x => new { x.county_code, x.household_id });
                    table.ForeignKey(
                        name: "FK_acceptance_household_county_code_household_id",
                        columns: x => new { x.county_code, x.household_id },
                        principalTable: "household",
                        principalColumns: new[] { "county_code", "household_id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_acceptance_inspection_county_code_inspection_id",
                        columns: x => new { x.county_code, x.inspection_id },
                        principalTable: "inspection",
                        principalColumns: new[] { "county_code", "inspection_id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "attachment",
                columns: table => new
                {
                    county_code = table.Column<int>(type: "INTEGER", nullable: false),
                    attachment_id = table.Column<long>(type: "INTEGER", nullable: false),
                    household_id = table.Column<long>(type: "INTEGER", nullable: false),
                    inspection_id = table.Column<long>(type: "INTEGER", nullable: true),
                    kind = table.Column<int>(type: "INTEGER", nullable: false),
                    state = table.Column<int>(type: "INTEGER", nullable: false),
                    size = table.Column<long>(type: "INTEGER", nullable: false),
                    sha256 = table.Column<string>(type: "TEXT", nullable: false),
                    media_type = table.Column<string>(type: "TEXT", nullable: true),
                    picture_hash = table.Column<long>(type: "INTEGER", nullable: true),
                    taken_at = table.Column<long>(type: "INTEGER", nullable: true),
                    position_cipher = table.Column<byte[]>(type: "BLOB", nullable: true),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    created_by = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    seal = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_attachment", x => new { x.county_code, x.attachment_id });
                    table.ForeignKey(
                        name: "FK_attachment_household_county_code_household_id",
                        columns: x => new { x.county_code, x.household_id },
                        principalTable: "household",
                        principalColumns: new[] { "county_code", "household_id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_attachment_inspection_county_code_inspection_id",
                        columns: x => new { x.county_code, x.inspection_id },
                        principalTable: "inspection",
                        principalColumns: new[] { "county_code", "inspection_id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "rectification",
                columns: table => new
                {
                    county_code = table.Column<int>(type: "INTEGER", nullable: false),
                    rectification_id = table.Column<long>(type: "INTEGER", nullable: false),
                    household_id = table.Column<long>(type: "INTEGER", nullable: false),
                    programme = table.Column<int>(type: "INTEGER", nullable: false),
                    inspection_id = table.Column<long>(type: "INTEGER", nullable: true),
                    source = table.Column<int>(type: "INTEGER", nullable: false),
                    state = table.Column<int>(type: "INTEGER", nullable: false),
                    what = table.Column<string>(type: "TEXT", nullable: true),
                    who = table.Column<string>(type: "TEXT", nullable: true),
                    credit_code = table.Column<string>(type: "TEXT", nullable: true),
                    due = table.Column<string>(type: "TEXT", nullable: true),
                    opened_at = table.Column<long>(type: "INTEGER", nullable: false),
                    opened_by = table.Column<string>(type: "TEXT", nullable: false),
                    reported_at = table.Column<long>(type: "INTEGER", nullable: true),
                    reported_by = table.Column<string>(type: "TEXT", nullable: true),
                    report = table.Column<string>(type: "TEXT", nullable: true),
                    closed_at = table.Column<long>(type: "INTEGER", nullable: true),
                    closed_by = table.Column<string>(type: "TEXT", nullable: true),
                    closing_inspection = table.Column<long>(type: "INTEGER", nullable: true),
                    reason = table.Column<string>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    seal = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_rectification", x => new { x.county_code, x.rectification_id });
                    table.ForeignKey(
                        name: "FK_rectification_household_county_code_household_id",
                        columns: x => new { x.county_code, x.household_id },
                        principalTable: "household",
                        principalColumns: new[] { "county_code", "household_id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_rectification_inspection_county_code_inspection_id",
                        columns: x => new { x.county_code, x.inspection_id },
                        principalTable: "inspection",
                        principalColumns: new[] { "county_code", "inspection_id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_acceptance_county_code_inspection_id",
                table: "acceptance",
                columns: new[] { "county_code", "inspection_id" });

            migrationBuilder.CreateIndex(
                name: "IX_acceptance_batch_county_code_day",
                table: "acceptance_batch",
                columns: new[] { "county_code", "day" });

            migrationBuilder.CreateIndex(
                name: "IX_acceptance_batch_household_county_code_household_id",
                table: "acceptance_batch_household",
                columns: new[] { "county_code", "household_id" });

            migrationBuilder.CreateIndex(
                name: "IX_attachment_county_code_household_id",
                table: "attachment",
                columns: new[] { "county_code", "household_id" });

            migrationBuilder.CreateIndex(
                name: "IX_attachment_county_code_inspection_id",
                table: "attachment",
                columns: new[] { "county_code", "inspection_id" });

            migrationBuilder.CreateIndex(
                name: "IX_attachment_county_code_sha256",
                table: "attachment",
                columns: new[] { "county_code", "sha256" });

            migrationBuilder.CreateIndex(
                name: "IX_inspection_county_code_household_id_number",
                table: "inspection",
                columns: new[] { "county_code", "household_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_inspection_county_code_submission",
                table: "inspection",
                columns: new[] { "county_code", "submission" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_inspector_county_code_account",
                table: "inspector",
                columns: new[] { "county_code", "account" });

            migrationBuilder.CreateIndex(
                name: "IX_rectification_county_code_inspection_id",
                table: "rectification",
                columns: new[] { "county_code", "inspection_id" });

            migrationBuilder.CreateIndex(
                name: "ix_rectification_live",
                table: "rectification",
                columns: new[] { "county_code", "household_id" },
                unique: true,
                filter: "state < 2");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "acceptance");

            migrationBuilder.DropTable(
                name: "acceptance_batch_household");

            migrationBuilder.DropTable(
                name: "acceptance_sweep");

            migrationBuilder.DropTable(
                name: "attachment");

            migrationBuilder.DropTable(
                name: "inspector");

            migrationBuilder.DropTable(
                name: "ledger_event");

            migrationBuilder.DropTable(
                name: "rectification");

            migrationBuilder.DropTable(
                name: "acceptance_batch");

            migrationBuilder.DropTable(
                name: "inspection");
        }
    }
}
