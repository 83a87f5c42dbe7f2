using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Simulator.Runs;

namespace Simulator.Store.Database.Migrations;

/// <summary>Series, jobs with their curves and results, settings.</summary>
[DbContext(typeof(SimulatorContext))]
[Migration("20261120000100_SeriesAndJobs")]
internal sealed class M1_SeriesAndJobs : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        CreateSeries(migrationBuilder);
        CreateJobs(migrationBuilder);
        migrationBuilder.CreateTable(
            "Curves",
            t => new
            {
                JobId = t.Column<string>(type: "TEXT"),
                First = t.Column<int>(type: "INTEGER"),
                Points = t.Column<byte[]>(type: "BLOB"),
            },
            constraints: t =>
            {
                t.PrimaryKey("PK_Curves", c => new { c.JobId, c.First });
                t.ForeignKey("FK_Curves_Jobs_JobId", c => c.JobId, "Jobs", "Id", onDelete: ReferentialAction.Cascade);
            }
        );
        CreateResults(migrationBuilder);
        migrationBuilder.CreateTable(
            "Settings",
            t => new { Key = t.Column<string>(type: "TEXT"), Value = t.Column<string>(type: "TEXT") },
            constraints: t => t.PrimaryKey("PK_Settings", s => s.Key)
        );
    }

    private static void CreateSeries(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "Series",
            t => new
            {
                Id = t.Column<long>(type: "INTEGER").Annotation("Sqlite:Autoincrement", true),
                Symbol = t.Column<string>(type: "TEXT", collation: "NOCASE"),
                ContentHash = t.Column<string>(type: "TEXT"),
                Bars = t.Column<int>(type: "INTEGER"),
                From = t.Column<long>(type: "INTEGER"),
                To = t.Column<long>(type: "INTEGER"),
                Calendar = t.Column<string>(type: "TEXT"),
                Interval = t.Column<string>(type: "TEXT"),
                Kind = t.Column<string>(type: "TEXT"),
                HasOhlc = t.Column<bool>(type: "INTEGER"),
                IsSynthetic = t.Column<bool>(type: "INTEGER"),
                SourceName = t.Column<string>(type: "TEXT"),
                QualityJson = t.Column<string>(type: "TEXT"),
                QualityFindings = t.Column<int>(type: "INTEGER"),
                Imported = t.Column<long>(type: "INTEGER"),
                Deleted = t.Column<long>(type: "INTEGER", nullable: true),
            },
            constraints: t => t.PrimaryKey("PK_Series", s => s.Id)
        );
        migrationBuilder.CreateIndex("IX_Series_Symbol", "Series", "Symbol", unique: true);
    }

    private static void CreateJobs(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "Jobs",
            t => new
            {
                Id = t.Column<string>(type: "TEXT"),
                Name = t.Column<string>(type: "TEXT"),
                Target = t.Column<string>(type: "TEXT"),
                Strategy = t.Column<string>(type: "TEXT"),
                State = t.Column<string>(type: "TEXT"),
                Reason = t.Column<string>(type: "TEXT", nullable: true),
                Epoch = t.Column<int>(type: "INTEGER"),
                Attempt = t.Column<int>(type: "INTEGER"),
                CrashesInARow = t.Column<int>(type: "INTEGER"),
                SpecJson = t.Column<string>(type: "TEXT"),
                SpecHash = t.Column<string>(type: "TEXT"),
                Device = t.Column<string>(type: "TEXT"),
                IsDemo = t.Column<bool>(type: "INTEGER"),
                IsSynthetic = t.Column<bool>(type: "INTEGER"),
                StagesJson = t.Column<string>(type: "TEXT"),
                Created = t.Column<long>(type: "INTEGER"),
                Started = t.Column<long>(type: "INTEGER", nullable: true),
                Ended = t.Column<long>(type: "INTEGER", nullable: true),
                Deleted = t.Column<long>(type: "INTEGER", nullable: true),
            },
            constraints: t => t.PrimaryKey("PK_Jobs", j => j.Id)
        );
        migrationBuilder.CreateIndex("IX_Jobs_State", "Jobs", "State");
        migrationBuilder.CreateIndex("IX_Jobs_Created", "Jobs", "Created");
        migrationBuilder.CreateIndex("IX_Jobs_Target", "Jobs", "Target");
    }

    private static void CreateResults(MigrationBuilder migrationBuilder) =>
        migrationBuilder.CreateTable(
            "Results",
            t => new
            {
                JobId = t.Column<string>(type: "TEXT"),
                BlobHash = t.Column<string>(type: "TEXT"),
                ResultHash = t.Column<string>(type: "TEXT"),
                ReturnFraction = t.Column<double>(type: "REAL", nullable: true),
                BenchmarkReturnFraction = t.Column<double>(type: "REAL", nullable: true),
                Sharpe = t.Column<double>(type: "REAL", nullable: true),
                Sentence = t.Column<string>(type: "TEXT"),
                Device = t.Column<string>(type: "TEXT"),
                CodeVersion = t.Column<string>(type: "TEXT"),
                Stored = t.Column<long>(type: "INTEGER"),
            },
            constraints: t =>
            {
                t.PrimaryKey("PK_Results", r => r.JobId);
                t.ForeignKey("FK_Results_Jobs_JobId", r => r.JobId, "Jobs", "Id", onDelete: ReferentialAction.Cascade);
            }
        );
}
