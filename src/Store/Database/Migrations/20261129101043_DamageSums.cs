using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Simulator.Store.Database.Migrations
{
    /// <inheritdoc />
    public partial class DamageSums : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "Sum",
                table: "Trials",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "Sum",
                table: "Settings",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "Sum",
                table: "Series",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "Sum",
                table: "Results",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "Sum",
                table: "MarketNames",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "Sum",
                table: "Links",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<double>(
                name: "Furthest",
                table: "Jobs",
                type: "REAL",
                nullable: false,
                defaultValue: 0.0);

            migrationBuilder.AddColumn<double>(
                name: "FurthestBefore",
                table: "Jobs",
                type: "REAL",
                nullable: false,
                defaultValue: 0.0);

            migrationBuilder.AddColumn<long>(
                name: "Sum",
                table: "Jobs",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "Sum",
                table: "Curves",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "SetAside",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    TableName = table.Column<string>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", nullable: false),
                    RowJson = table.Column<string>(type: "TEXT", nullable: false),
                    Found = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SetAside", x => x.Id);
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "SetAside");

            migrationBuilder.DropColumn(
                name: "Sum",
                table: "Trials");

            migrationBuilder.DropColumn(
                name: "Sum",
                table: "Settings");

            migrationBuilder.DropColumn(
                name: "Sum",
                table: "Series");

            migrationBuilder.DropColumn(
                name: "Sum",
                table: "Results");

            migrationBuilder.DropColumn(
                name: "Sum",
                table: "MarketNames");

            migrationBuilder.DropColumn(
                name: "Sum",
                table: "Links");

            migrationBuilder.DropColumn(
                name: "Furthest",
                table: "Jobs");

            migrationBuilder.DropColumn(
                name: "FurthestBefore",
                table: "Jobs");

            migrationBuilder.DropColumn(
                name: "Sum",
                table: "Jobs");

            migrationBuilder.DropColumn(
                name: "Sum",
                table: "Curves");
        }
    }
}
