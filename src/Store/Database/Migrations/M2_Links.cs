using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Simulator.Store.Database.Migrations;

/// <summary>Read-only links to results.</summary>
[DbContext(typeof(SimulatorContext))]
[Migration("20261120000200_Links")]
internal sealed class M2_Links : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "Links",
            t => new
            {
                Id = t.Column<long>(type: "INTEGER").Annotation("Sqlite:Autoincrement", true),
                JobId = t.Column<string>(type: "TEXT"),
                TokenHash = t.Column<byte[]>(type: "BLOB"),
                Created = t.Column<long>(type: "INTEGER"),
                Expires = t.Column<long>(type: "INTEGER", nullable: true),
                Revoked = t.Column<long>(type: "INTEGER", nullable: true),
                Views = t.Column<int>(type: "INTEGER"),
            },
            constraints: t =>
            {
                t.PrimaryKey("PK_Links", l => l.Id);
                t.ForeignKey("FK_Links_Jobs_JobId", l => l.JobId, "Jobs", "Id", onDelete: ReferentialAction.Cascade);
            }
        );
        migrationBuilder.CreateIndex("IX_Links_TokenHash", "Links", "TokenHash", unique: true);
        migrationBuilder.CreateIndex("IX_Links_JobId", "Links", "JobId");
    }
}
