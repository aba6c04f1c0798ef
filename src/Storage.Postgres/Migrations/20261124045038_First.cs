using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CleanHeating.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class First : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "county_outline",
                columns: table => new
                {
                    county_code = table.Column<int>(type: "integer", nullable: false),
                    programme = table.Column<int>(type: "integer", nullable: false),
                    geometry = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_county_outline", x => new { x.county_code, x.programme });
                });

            migrationBuilder.CreateTable(
                name: "household",
                columns: table => new
                {
                    county_code = table.Column<int>(type: "integer", nullable: false),
                    household_id = table.Column<long>(type: "bigint", nullable: false),
                    programme = table.Column<int>(type: "integer", nullable: false),
                    head = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    identity_cipher = table.Column<byte[]>(type: "bytea", nullable: false),
                    identity_index = table.Column<byte[]>(type: "bytea", nullable: false),
                    phone_cipher = table.Column<byte[]>(type: "bytea", nullable: true),
                    phone_index = table.Column<byte[]>(type: "bytea", nullable: true),
                    account_cipher = table.Column<byte[]>(type: "bytea", nullable: true),
                    account_index = table.Column<byte[]>(type: "bytea", nullable: true),
                    route = table.Column<int>(type: "integer", nullable: false),
                    rooms = table.Column<int>(type: "integer", nullable: false),
                    area = table.Column<long>(type: "bigint", nullable: false),
                    hardship = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    enterprise = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    credit_code = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    contract = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    brand = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    model = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    serial = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    rated_power = table.Column<long>(type: "bigint", nullable: true),
                    utility_account = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    started = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    completed = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    accepted = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    result = table.Column<int>(type: "integer", nullable: false),
                    paid = table.Column<long>(type: "bigint", nullable: false),
                    note = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    extra = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    stage = table.Column<int>(type: "integer", nullable: false),
                    warnings = table.Column<int>(type: "integer", nullable: false),
                    import_id = table.Column<long>(type: "bigint", nullable: false),
                    source_file = table.Column<int>(type: "integer", nullable: false),
                    source_sheet = table.Column<int>(type: "integer", nullable: false),
                    source_row = table.Column<int>(type: "integer", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    seal = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_household", x => new { x.county_code, x.household_id });
                });

            migrationBuilder.CreateTable(
                name: "import_part",
                columns: table => new
                {
                    county_code = table.Column<int>(type: "integer", nullable: false),
                    import_id = table.Column<long>(type: "bigint", nullable: false),
                    rows = table.Column<int>(type: "integer", nullable: false),
                    imported = table.Column<int>(type: "integer", nullable: false),
                    updated = table.Column<int>(type: "integer", nullable: false),
                    unchanged = table.Column<int>(type: "integer", nullable: false),
                    quarantined = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_import_part", x => new { x.county_code, x.import_id });
                });

            migrationBuilder.CreateTable(
                name: "import_run",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    programme = table.Column<int>(type: "integer", nullable: false),
                    started_at = table.Column<long>(type: "bigint", nullable: false),
                    finished_at = table.Column<long>(type: "bigint", nullable: true),
                    actor = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    state = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    as_of = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    files = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    summary = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_import_run", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "journal_entry",
                columns: table => new
                {
                    county_code = table.Column<int>(type: "integer", nullable: false),
                    number = table.Column<long>(type: "bigint", nullable: false),
                    process_id = table.Column<long>(type: "bigint", nullable: false),
                    process = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    actor = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    on_behalf_of = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    reason = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    action = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    target = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    first_key = table.Column<long>(type: "bigint", nullable: false),
                    last_key = table.Column<long>(type: "bigint", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    detail = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    hash = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_journal_entry", x => new { x.county_code, x.number });
                });

            migrationBuilder.CreateTable(
                name: "journal_head",
                columns: table => new
                {
                    county_code = table.Column<int>(type: "integer", nullable: false),
                    number = table.Column<long>(type: "bigint", nullable: false),
                    hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    seal = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_journal_head", x => x.county_code);
                });

            migrationBuilder.CreateTable(
                name: "lead_sweep",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    programme = table.Column<int>(type: "integer", nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    document = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_lead_sweep", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "person_claim",
                columns: table => new
                {
                    identity_index = table.Column<byte[]>(type: "bytea", nullable: false),
                    programme = table.Column<int>(type: "integer", nullable: false),
                    county_code = table.Column<int>(type: "integer", nullable: false),
                    household_id = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_person_claim", x => new { x.identity_index, x.programme });
                });

            migrationBuilder.CreateTable(
                name: "programme",
                columns: table => new
                {
                    number = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    current = table.Column<int>(type: "integer", nullable: false),
                    loaded_at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_programme", x => x.number);
                });

            migrationBuilder.CreateTable(
                name: "progress_counter",
                columns: table => new
                {
                    county_code = table.Column<int>(type: "integer", nullable: false),
                    programme = table.Column<int>(type: "integer", nullable: false),
                    region_code = table.Column<long>(type: "bigint", nullable: false),
                    route = table.Column<int>(type: "integer", nullable: false),
                    stage = table.Column<int>(type: "integer", nullable: false),
                    households = table.Column<long>(type: "bigint", nullable: false),
                    area = table.Column<long>(type: "bigint", nullable: false),
                    paid = table.Column<long>(type: "bigint", nullable: false),
                    outstanding = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_progress_counter", x => new { x.county_code, x.programme, x.region_code, x.route, x.stage });
                });

            migrationBuilder.CreateTable(
                name: "quarantined_row",
                columns: table => new
                {
                    county_code = table.Column<int>(type: "integer", nullable: false),
                    fingerprint = table.Column<byte[]>(type: "bytea", nullable: false),
                    programme = table.Column<int>(type: "integer", nullable: false),
                    import_id = table.Column<long>(type: "bigint", nullable: false),
                    file = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    sheet = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    row = table.Column<int>(type: "integer", nullable: false),
                    codes = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    cells_cipher = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_quarantined_row", x => new { x.county_code, x.fingerprint });
                });

            migrationBuilder.CreateTable(
                name: "route",
                columns: table => new
                {
                    number = table.Column<int>(type: "integer", nullable: false),
                    code = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_route", x => x.number);
                });

            migrationBuilder.CreateTable(
                name: "target",
                columns: table => new
                {
                    county_code = table.Column<int>(type: "integer", nullable: false),
                    programme = table.Column<int>(type: "integer", nullable: false),
                    measure = table.Column<int>(type: "integer", nullable: false),
                    region_code = table.Column<long>(type: "bigint", nullable: false),
                    amount = table.Column<long>(type: "bigint", nullable: false),
                    reserve = table.Column<long>(type: "bigint", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_target", x => new { x.county_code, x.programme, x.measure, x.region_code });
                });

            migrationBuilder.CreateTable(
                name: "target_act",
                columns: table => new
                {
                    county_code = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<long>(type: "bigint", nullable: false),
                    programme = table.Column<int>(type: "integer", nullable: false),
                    measure = table.Column<int>(type: "integer", nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    actor = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    kind = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    from_code = table.Column<long>(type: "bigint", nullable: false),
                    to_code = table.Column<long>(type: "bigint", nullable: false),
                    amount = table.Column<long>(type: "bigint", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_target_act", x => new { x.county_code, x.id });
                });

            migrationBuilder.CreateTable(
                name: "village_sequence",
                columns: table => new
                {
                    county_code = table.Column<int>(type: "integer", nullable: false),
                    village_code = table.Column<long>(type: "bigint", nullable: false),
                    last = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_village_sequence", x => new { x.county_code, x.village_code });
                });

            migrationBuilder.CreateTable(
                name: "programme_version",
                columns: table => new
                {
                    programme = table.Column<int>(type: "integer", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    effective_from = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    loaded_at = table.Column<long>(type: "bigint", nullable: false),
                    content_hash = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    document = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    actor = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    note = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_programme_version", x => new { x.programme, x.version });
                    table.ForeignKey(
                        name: "FK_programme_version_programme_programme",
                        column: x => x.programme,
                        principalTable: "programme",
                        principalColumn: "number",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_household_county_code_head_household_id",
                table: "household",
                columns: new[] { "county_code", "head", "household_id" });

            migrationBuilder.CreateIndex(
                name: "IX_household_county_code_stage_household_id",
                table: "household",
                columns: new[] { "county_code", "stage", "household_id" });

            migrationBuilder.CreateIndex(
                name: "IX_journal_entry_county_code_target_first_key",
                table: "journal_entry",
                columns: new[] { "county_code", "target", "first_key" });

            migrationBuilder.CreateIndex(
                name: "IX_programme_id",
                table: "programme",
                column: "id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_route_code",
                table: "route",
                column: "code",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "county_outline");

            migrationBuilder.DropTable(
                name: "household");

            migrationBuilder.DropTable(
                name: "import_part");

            migrationBuilder.DropTable(
                name: "import_run");

            migrationBuilder.DropTable(
                name: "journal_entry");

            migrationBuilder.DropTable(
                name: "journal_head");

            migrationBuilder.DropTable(
                name: "lead_sweep");

            migrationBuilder.DropTable(
                name: "person_claim");

            migrationBuilder.DropTable(
                name: "programme_version");

            migrationBuilder.DropTable(
                name: "progress_counter");

            migrationBuilder.DropTable(
                name: "quarantined_row");

            migrationBuilder.DropTable(
                name: "route");

            migrationBuilder.DropTable(
                name: "target");

            migrationBuilder.DropTable(
                name: "target_act");

            migrationBuilder.DropTable(
                name: "village_sequence");

            migrationBuilder.DropTable(
                name: "programme");
        }
    }
}
