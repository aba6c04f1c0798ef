using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CleanHeating.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class TokenUse : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "used_at",
                table: "account_token");

            migrationBuilder.CreateTable(
                name: "account_order",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_account_order", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "account_token_use",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    used_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_account_token_use", x => x.id);
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "account_order");

            migrationBuilder.DropTable(
                name: "account_token_use");

            migrationBuilder.AddColumn<long>(
                name: "used_at",
                table: "account_token",
                type: "INTEGER",
                nullable: true);
        }
    }
}
