using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Simulator.Store.Database.Migrations
{
    /// <inheritdoc />
    public partial class JobSeries : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "SeriesJson",
                table: "Jobs",
                type: "TEXT",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "SeriesJson",
                table: "Jobs");
        }
    }
}
