using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CleanHeating.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class HouseholdList : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_household_county_code_head_household_id",
                table: "household");

            migrationBuilder.DropIndex(
                name: "IX_household_county_code_stage_household_id",
                table: "household");

            migrationBuilder.CreateIndex(
                name: "ix_household_list",
                table: "household",
                columns: new[] { "county_code", "household_id", "programme", "stage", "route", "rooms", "area", "hardship", "warnings", "paid", "started", "completed", "accepted", "head", "phone_index", "account_index" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_household_list",
                table: "household");

            migrationBuilder.CreateIndex(
                name: "IX_household_county_code_head_household_id",
                table: "household",
                columns: new[] { "county_code", "head", "household_id" });

            migrationBuilder.CreateIndex(
                name: "IX_household_county_code_stage_household_id",
                table: "household",
                columns: new[] { "county_code", "stage", "household_id" });
        }
    }
}
