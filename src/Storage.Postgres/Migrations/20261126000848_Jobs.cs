using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CleanHeating.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class Jobs : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "job",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    arguments = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    actor = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    role = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    scope = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    on_behalf_of = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    language = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    subject = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    state = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    busy_with = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    lane = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    progress = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    result = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    error = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    error_arguments = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    file = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    file_until = table.Column<long>(type: "bigint", nullable: true),
                    queued_at = table.Column<long>(type: "bigint", nullable: false),
                    started_at = table.Column<long>(type: "bigint", nullable: true),
                    finished_at = table.Column<long>(type: "bigint", nullable: true),
                    server = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    heartbeat_at = table.Column<long>(type: "bigint", nullable: true),
                    attempt = table.Column<int>(type: "integer", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    seal_keys = table.Column<int>(type: "integer", nullable: false),
                    seal = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_job", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "notice",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    subject = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    kind = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    roles = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    arguments = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    page = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_notice", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "notice_read",
                columns: table => new
                {
                    actor = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    notice_id = table.Column<long>(type: "bigint", nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_notice_read", x => new { x.actor, x.notice_id });
                });

            migrationBuilder.CreateTable(
                name: "schedule",
                columns: table => new
                {
                    kind = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    cron = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    time_zone = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    enabled = table.Column<int>(type: "integer", nullable: false),
                    next_at = table.Column<long>(type: "bigint", nullable: true),
                    last_at = table.Column<long>(type: "bigint", nullable: true),
                    last_job = table.Column<long>(type: "bigint", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    seal = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_schedule", x => x.kind);
                });

            migrationBuilder.CreateIndex(
                name: "IX_job_actor_id",
                table: "job",
                columns: new[] { "actor", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_job_busy_with",
                table: "job",
                column: "busy_with",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_job_lane",
                table: "job",
                column: "lane",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_job_state_id",
                table: "job",
                columns: new[] { "state", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_notice_subject",
                table: "notice",
                column: "subject",
                unique: true);

            QuartzTables.Create(migrationBuilder);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            QuartzTables.Drop(migrationBuilder);

            migrationBuilder.DropTable(
                name: "job");

            migrationBuilder.DropTable(
                name: "notice");

            migrationBuilder.DropTable(
                name: "notice_read");

            migrationBuilder.DropTable(
                name: "schedule");
        }
    }
}
