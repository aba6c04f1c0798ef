using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CleanHeating.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class Seals : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<byte[]>(
                name: "seal",
                table: "target_act",
                type: "bytea",
                nullable: false,
                defaultValue: new byte[0]);

            migrationBuilder.AddColumn<byte[]>(
                name: "seal",
                table: "target",
                type: "bytea",
                nullable: false,
                defaultValue: new byte[0]);

            migrationBuilder.AddColumn<byte[]>(
                name: "seal",
                table: "route",
                type: "bytea",
                nullable: false,
                defaultValue: new byte[0]);

            migrationBuilder.AddColumn<byte[]>(
                name: "seal",
                table: "quarantined_row",
                type: "bytea",
                nullable: false,
                defaultValue: new byte[0]);

            migrationBuilder.AddColumn<byte[]>(
                name: "seal",
                table: "programme_version",
                type: "bytea",
                nullable: false,
                defaultValue: new byte[0]);

            migrationBuilder.AddColumn<byte[]>(
                name: "seal",
                table: "programme",
                type: "bytea",
                nullable: false,
                defaultValue: new byte[0]);

            migrationBuilder.AddColumn<byte[]>(
                name: "seal",
                table: "outstanding_floor",
                type: "bytea",
                nullable: false,
                defaultValue: new byte[0]);

            migrationBuilder.AddColumn<byte[]>(
                name: "seal",
                table: "lead_sweep",
                type: "bytea",
                nullable: false,
                defaultValue: new byte[0]);

            migrationBuilder.AddColumn<int>(
                name: "keys",
                table: "journal_head",
                type: "integer",
                nullable: false,
                defaultValue: 1);

            migrationBuilder.AddColumn<byte[]>(
                name: "seals",
                table: "journal_head",
                type: "bytea",
                nullable: false,
                defaultValue: new byte[0]);

            migrationBuilder.AddColumn<int>(
                name: "keys",
                table: "journal_entry",
                type: "integer",
                nullable: false,
                defaultValue: 1);

            migrationBuilder.AddColumn<byte[]>(
                name: "seal",
                table: "import_run",
                type: "bytea",
                nullable: false,
                defaultValue: new byte[0]);

            migrationBuilder.AddColumn<byte[]>(
                name: "seal",
                table: "import_part",
                type: "bytea",
                nullable: false,
                defaultValue: new byte[0]);

            migrationBuilder.AddColumn<byte[]>(
                name: "seal",
                table: "county_outline",
                type: "bytea",
                nullable: false,
                defaultValue: new byte[0]);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "seal",
                table: "target_act");

            migrationBuilder.DropColumn(
                name: "seal",
                table: "target");

            migrationBuilder.DropColumn(
                name: "seal",
                table: "route");

            migrationBuilder.DropColumn(
                name: "seal",
                table: "quarantined_row");

            migrationBuilder.DropColumn(
                name: "seal",
                table: "programme_version");

            migrationBuilder.DropColumn(
                name: "seal",
                table: "programme");

            migrationBuilder.DropColumn(
                name: "seal",
                table: "outstanding_floor");

            migrationBuilder.DropColumn(
                name: "seal",
                table: "lead_sweep");

            migrationBuilder.DropColumn(
                name: "keys",
                table: "journal_head");

            migrationBuilder.DropColumn(
                name: "seals",
                table: "journal_head");

            migrationBuilder.DropColumn(
                name: "keys",
                table: "journal_entry");

            migrationBuilder.DropColumn(
                name: "seal",
                table: "import_run");

            migrationBuilder.DropColumn(
                name: "seal",
                table: "import_part");

            migrationBuilder.DropColumn(
                name: "seal",
                table: "county_outline");
        }
    }
}
