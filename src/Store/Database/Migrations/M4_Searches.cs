using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Simulator.Store.Database.Migrations;

/// <summary>Searches for parameters.</summary>
[DbContext(typeof(SimulatorContext))]
[Migration("20261128000400_Searches")]
internal sealed class M4_Searches : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "Searches",
            t => new
            {
                Id = t.Column<string>(type: "TEXT"),
                Name = t.Column<string>(type: "TEXT"),
                Target = t.Column<string>(type: "TEXT"),
                Method = t.Column<string>(type: "TEXT"),
                State = t.Column<string>(type: "TEXT"),
                Reason = t.Column<string>(type: "TEXT", nullable: true),
                Attempt = t.Column<int>(type: "INTEGER"),
                RequestJson = t.Column<string>(type: "TEXT"),
                SeriesJson = t.Column<string>(type: "TEXT"),
                IsSynthetic = t.Column<bool>(type: "INTEGER"),
                EarlierTrials = t.Column<int>(type: "INTEGER"),
                Runs = t.Column<long>(type: "INTEGER"),
                FigureKey = t.Column<string>(type: "TEXT", nullable: true),
                Figure = t.Column<double>(type: "REAL", nullable: true),
                Sentence = t.Column<string>(type: "TEXT", nullable: true),
                BlobHash = t.Column<string>(type: "TEXT", nullable: true),
                Created = t.Column<long>(type: "INTEGER"),
                Started = t.Column<long>(type: "INTEGER", nullable: true),
                Ended = t.Column<long>(type: "INTEGER", nullable: true),
                Deleted = t.Column<long>(type: "INTEGER", nullable: true),
            },
            constraints: t => t.PrimaryKey("PK_Searches", s => s.Id)
        );
        migrationBuilder.CreateIndex("IX_Searches_State", "Searches", "State");
        migrationBuilder.CreateIndex("IX_Searches_Created", "Searches", "Created");
    }
}
