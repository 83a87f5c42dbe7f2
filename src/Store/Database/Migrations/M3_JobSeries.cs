using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Simulator.Store.Database.Migrations;

/// <summary>The content of a job's series at its submission. Jobs from before have none.</summary>
[DbContext(typeof(SimulatorContext))]
[Migration("20261121000300_JobSeries")]
internal sealed class M3_JobSeries : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.AddColumn<string>("SeriesJson", "Jobs", type: "TEXT", nullable: true);
}
