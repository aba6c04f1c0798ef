using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CleanHeating.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class Planning : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "county_plan",
                columns: table => new
                {
                    county_code = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<long>(type: "bigint", nullable: false),
                    changed_at = table.Column<long>(type: "bigint", nullable: false),
                    changed_by = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    code = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    document = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    programme = table.Column<int>(type: "integer", nullable: false),
                    seal = table.Column<byte[]>(type: "bytea", nullable: false),
                    state = table.Column<int>(type: "integer", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_county_plan", x => new { x.county_code, x.id });
                });

            migrationBuilder.CreateTable(
                name: "plan_result",
                columns: table => new
                {
                    county_code = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<long>(type: "bigint", nullable: false),
                    changed_at = table.Column<long>(type: "bigint", nullable: false),
                    changed_by = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    code = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    document = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    programme = table.Column<int>(type: "integer", nullable: false),
                    seal = table.Column<byte[]>(type: "bytea", nullable: false),
                    state = table.Column<int>(type: "integer", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_plan_result", x => new { x.county_code, x.id });
                });

            migrationBuilder.CreateTable(
                name: "plan_scenario",
                columns: table => new
                {
                    county_code = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<long>(type: "bigint", nullable: false),
                    changed_at = table.Column<long>(type: "bigint", nullable: false),
                    changed_by = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    code = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    document = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    programme = table.Column<int>(type: "integer", nullable: false),
                    seal = table.Column<byte[]>(type: "bytea", nullable: false),
                    state = table.Column<int>(type: "integer", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_plan_scenario", x => new { x.county_code, x.id });
                });

            migrationBuilder.CreateTable(
                name: "supply_item",
                columns: table => new
                {
                    county_code = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<long>(type: "bigint", nullable: false),
                    changed_at = table.Column<long>(type: "bigint", nullable: false),
                    changed_by = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    code = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    document = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    programme = table.Column<int>(type: "integer", nullable: false),
                    seal = table.Column<byte[]>(type: "bytea", nullable: false),
                    state = table.Column<int>(type: "integer", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_supply_item", x => new { x.county_code, x.id });
                });

            migrationBuilder.CreateIndex(
                name: "IX_county_plan_county_code_programme_code",
                table: "county_plan",
                columns: new[] { "county_code", "programme", "code" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_plan_result_county_code_programme_code",
                table: "plan_result",
                columns: new[] { "county_code", "programme", "code" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_plan_scenario_county_code_programme_code",
                table: "plan_scenario",
                columns: new[] { "county_code", "programme", "code" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_supply_item_county_code_programme_code",
                table: "supply_item",
                columns: new[] { "county_code", "programme", "code" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "county_plan");

            migrationBuilder.DropTable(
                name: "plan_result");

            migrationBuilder.DropTable(
                name: "plan_scenario");

            migrationBuilder.DropTable(
                name: "supply_item");
        }
    }
}
