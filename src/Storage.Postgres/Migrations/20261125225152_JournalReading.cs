using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CleanHeating.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class JournalReading : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "IX_journal_entry_actor_at",
                table: "journal_entry",
                columns: new[] { "actor", "at" });

            migrationBuilder.CreateIndex(
                name: "IX_journal_entry_county_code_at",
                table: "journal_entry",
                columns: new[] { "county_code", "at" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_journal_entry_actor_at",
                table: "journal_entry");

            migrationBuilder.DropIndex(
                name: "IX_journal_entry_county_code_at",
                table: "journal_entry");
        }
    }
}
