using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CleanHeating.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Delivery : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "device_model",
                columns: table => new
                {
                    model_id = table.Column<long>(type: "INTEGER", nullable: false),
                    technology = table.Column<string>(type: "TEXT", nullable: false),
                    maker = table.Column<string>(type: "TEXT", nullable: false),
                    model = table.Column<string>(type: "TEXT", nullable: false),
                    cop = table.Column<int>(type: "INTEGER", nullable: true),
                    rated_power = table.Column<long>(type: "INTEGER", nullable: true),
                    certificate = table.Column<string>(type: "TEXT", nullable: true),
                    certificate_to = table.Column<string>(type: "TEXT", nullable: true),
                    report = table.Column<string>(type: "TEXT", nullable: true),
                    report_to = table.Column<string>(type: "TEXT", nullable: true),
                    state = table.Column<int>(type: "INTEGER", nullable: false),
                    reason = table.Column<string>(type: "TEXT", nullable: true),
                    changed_at = table.Column<long>(type: "INTEGER", nullable: false),
                    changed_by = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    seal = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_device_model", x => x.model_id);
                });

            migrationBuilder.CreateTable(
                name: "firm",
                columns: table => new
                {
                    county_code = table.Column<int>(type: "INTEGER", nullable: false),
                    firm_id = table.Column<long>(type: "INTEGER", nullable: false),
                    credit_code = table.Column<string>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    capital = table.Column<long>(type: "INTEGER", nullable: false),
                    work_done = table.Column<string>(type: "TEXT", nullable: true),
                    state = table.Column<int>(type: "INTEGER", nullable: false),
                    reason = table.Column<string>(type: "TEXT", nullable: true),
                    decided_on = table.Column<string>(type: "TEXT", nullable: true),
                    listed_until = table.Column<string>(type: "TEXT", nullable: true),
                    changed_at = table.Column<long>(type: "INTEGER", nullable: false),
                    changed_by = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    seal = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_firm", x => new { x.county_code, x.firm_id });
                });

            migrationBuilder.CreateTable(
                name: "project",
                columns: table => new
                {
                    county_code = table.Column<int>(type: "INTEGER", nullable: false),
                    project_id = table.Column<long>(type: "INTEGER", nullable: false),
                    programme = table.Column<int>(type: "INTEGER", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    credit_code = table.Column<string>(type: "TEXT", nullable: true),
                    villages = table.Column<string>(type: "TEXT", nullable: false),
                    households = table.Column<int>(type: "INTEGER", nullable: false),
                    amount = table.Column<long>(type: "INTEGER", nullable: false),
                    is_green = table.Column<int>(type: "INTEGER", nullable: false),
                    state = table.Column<int>(type: "INTEGER", nullable: false),
                    note = table.Column<string>(type: "TEXT", nullable: true),
                    submitted = table.Column<string>(type: "TEXT", nullable: true),
                    approved = table.Column<string>(type: "TEXT", nullable: true),
                    started = table.Column<string>(type: "TEXT", nullable: true),
                    finished = table.Column<string>(type: "TEXT", nullable: true),
                    reason = table.Column<string>(type: "TEXT", nullable: true),
                    changed_at = table.Column<long>(type: "INTEGER", nullable: false),
                    changed_by = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    seal = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_project", x => new { x.county_code, x.project_id });
                });

            migrationBuilder.CreateTable(
                name: "device_sample",
                columns: table => new
                {
                    sample_id = table.Column<long>(type: "INTEGER", nullable: false),
                    model_id = table.Column<long>(type: "INTEGER", nullable: false),
                    serial = table.Column<string>(type: "TEXT", nullable: false),
                    lab = table.Column<string>(type: "TEXT", nullable: false),
                    day = table.Column<string>(type: "TEXT", nullable: false),
                    is_passed = table.Column<int>(type: "INTEGER", nullable: false),
                    finding = table.Column<string>(type: "TEXT", nullable: true),
                    changed_at = table.Column<long>(type: "INTEGER", nullable: false),
                    changed_by = table.Column<string>(type: "TEXT", nullable: false),
                    seal = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_device_sample", x => x.sample_id);
                    table.ForeignKey(
                        name: "FK_device_sample_device_model_model_id",
                        column: x => x.model_id,
                        principalTable: "device_model",
                        principalColumn: "model_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "firm_contract",
                columns: table => new
                {
                    county_code = table.Column<int>(type: "INTEGER", nullable: false),
                    contract_id = table.Column<long>(type: "INTEGER", nullable: false),
                    firm_id = table.Column<long>(type: "INTEGER", nullable: false),
                    number = table.Column<string>(type: "TEXT", nullable: false),
                    signed = table.Column<string>(type: "TEXT", nullable: false),
                    amount = table.Column<long>(type: "INTEGER", nullable: false),
                    households = table.Column<int>(type: "INTEGER", nullable: false),
                    villages = table.Column<string>(type: "TEXT", nullable: false),
                    retained = table.Column<long>(type: "INTEGER", nullable: false),
                    retention_due = table.Column<string>(type: "TEXT", nullable: false),
                    released = table.Column<string>(type: "TEXT", nullable: true),
                    changed_at = table.Column<long>(type: "INTEGER", nullable: false),
                    changed_by = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    seal = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_firm_contract", x => new { x.county_code, x.contract_id });
                    table.ForeignKey(
                        name: "FK_firm_contract_firm_county_code_firm_id",
                        columns: x => new { x.county_code, x.firm_id },
                        principalTable: "firm",
                        principalColumns: new[] { "county_code", "firm_id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "firm_paper",
                columns: table => new
                {
                    county_code = table.Column<int>(type: "INTEGER", nullable: false),
                    paper_id = table.Column<long>(type: "INTEGER", nullable: false),
                    firm_id = table.Column<long>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    number = table.Column<string>(type: "TEXT", nullable: false),
                    issuer = table.Column<string>(type: "TEXT", nullable: false),
                    valid_from = table.Column<string>(type: "TEXT", nullable: false),
                    valid_to = table.Column<string>(type: "TEXT", nullable: false),
                    changed_at = table.Column<long>(type: "INTEGER", nullable: false),
                    changed_by = table.Column<string>(type: "TEXT", nullable: false),
                    seal = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_firm_paper", x => new { x.county_code, x.paper_id });
                    table.ForeignKey(
                        name: "FK_firm_paper_firm_county_code_firm_id",
                        columns: x => new { x.county_code, x.firm_id },
                        principalTable: "firm",
                        principalColumns: new[] { "county_code", "firm_id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "project_paper",
                columns: table => new
                {
                    county_code = table.Column<int>(type: "INTEGER", nullable: false),
                    paper_id = table.Column<long>(type: "INTEGER", nullable: false),
                    project_id = table.Column<long>(type: "INTEGER", nullable: false),
                    step = table.Column<string>(type: "TEXT", nullable: false),
                    number = table.Column<string>(type: "TEXT", nullable: false),
                    issuer = table.Column<string>(type: "TEXT", nullable: false),
                    day = table.Column<string>(type: "TEXT", nullable: false),
                    changed_at = table.Column<long>(type: "INTEGER", nullable: false),
                    changed_by = table.Column<string>(type: "TEXT", nullable: false),
                    seal = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_project_paper", x => new { x.county_code, x.paper_id });
                    table.ForeignKey(
                        name: "FK_project_paper_project_county_code_project_id",
                        columns: x => new { x.county_code, x.project_id },
                        principalTable: "project",
                        principalColumns: new[] { "county_code", "project_id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "project_step",
                columns: table => new
                {
                    county_code = table.Column<int>(type: "INTEGER", nullable: false),
                    project_id = table.Column<long>(type: "INTEGER", nullable: false),
                    step = table.Column<string>(type: "TEXT", nullable: false),
                    position = table.Column<int>(type: "INTEGER", nullable: false),
                    state = table.Column<int>(type: "INTEGER", nullable: false),
                    holder = table.Column<string>(type: "TEXT", nullable: true),
                    since = table.Column<string>(type: "TEXT", nullable: true),
                    due = table.Column<string>(type: "TEXT", nullable: true),
                    decided = table.Column<string>(type: "TEXT", nullable: true),
                    decided_by = table.Column<string>(type: "TEXT", nullable: true),
                    reason = table.Column<string>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    seal = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_project_step", x => new { x.county_code, x.project_id, x.step });
                    table.ForeignKey(
                        name: "FK_project_step_project_county_code_project_id",
                        columns: x => new { x.county_code, x.project_id },
                        principalTable: "project",
                        principalColumns: new[] { "county_code", "project_id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_device_model_maker_model",
                table: "device_model",
                columns: new[] { "maker", "model" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_device_sample_model_id_serial",
                table: "device_sample",
                columns: new[] { "model_id", "serial" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_firm_county_code_credit_code",
                table: "firm",
                columns: new[] { "county_code", "credit_code" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_firm_contract_county_code_firm_id",
                table: "firm_contract",
                columns: new[] { "county_code", "firm_id" });

            migrationBuilder.CreateIndex(
                name: "IX_firm_contract_county_code_number",
                table: "firm_contract",
                columns: new[] { "county_code", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_firm_paper_county_code_firm_id",
                table: "firm_paper",
                columns: new[] { "county_code", "firm_id" });

            migrationBuilder.CreateIndex(
                name: "IX_project_paper_county_code_project_id",
                table: "project_paper",
                columns: new[] { "county_code", "project_id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "device_sample");

            migrationBuilder.DropTable(
                name: "firm_contract");

            migrationBuilder.DropTable(
                name: "firm_paper");

            migrationBuilder.DropTable(
                name: "project_paper");

            migrationBuilder.DropTable(
                name: "project_step");

            migrationBuilder.DropTable(
                name: "device_model");

            migrationBuilder.DropTable(
                name: "firm");

            migrationBuilder.DropTable(
                name: "project");
        }
    }
}
