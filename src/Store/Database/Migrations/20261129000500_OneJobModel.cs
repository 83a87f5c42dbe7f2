using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Simulator.Store.Database.Migrations
{
    /// <inheritdoc />
    public partial class OneJobModel : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.RenameColumn(
                name: "SpecJson",
                table: "Jobs",
                newName: "RequestJson");

            migrationBuilder.RenameColumn(
                name: "SpecHash",
                table: "Jobs",
                newName: "RequestHash");

            migrationBuilder.AddColumn<double>(
                name: "Figure",
                table: "Results",
                type: "REAL",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "FigureKey",
                table: "Results",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "Runs",
                table: "Results",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<string>(
                name: "CodeVersion",
                table: "Jobs",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "EarlierTrials",
                table: "Jobs",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Kind",
                table: "Jobs",
                type: "TEXT",
                nullable: false,
                defaultValue: "simulation");

            migrationBuilder.AddColumn<string>(
                name: "Note",
                table: "Jobs",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Priority",
                table: "Jobs",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateTable(
                name: "MarketNames",
                columns: table => new
                {
                    BarsHash = table.Column<string>(type: "TEXT", nullable: false),
                    Symbol = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MarketNames", x => new { x.BarsHash, x.Symbol });
                });

            migrationBuilder.CreateTable(
                name: "Trials",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Target = table.Column<string>(type: "TEXT", nullable: false),
                    Hash = table.Column<string>(type: "TEXT", nullable: false),
                    BarsHash = table.Column<string>(type: "TEXT", nullable: true),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    Count = table.Column<long>(type: "INTEGER", nullable: false),
                    Counted = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Trials", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Jobs_Kind",
                table: "Jobs",
                column: "Kind");

            migrationBuilder.CreateIndex(
                name: "IX_Trials_BarsHash",
                table: "Trials",
                column: "BarsHash");

            migrationBuilder.CreateIndex(
                name: "IX_Trials_Hash_Target",
                table: "Trials",
                columns: new[] { "Hash", "Target" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Trials_Target",
                table: "Trials",
                column: "Target");

            // Written by hand: the rows move, then the old table goes.
            OneJobModelRows.Move(migrationBuilder);

            migrationBuilder.DropTable(
                name: "Searches");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) =>
            throw new System.NotSupportedException("Searches and trials do not move back. Use the copy of the database in the folder 'backups'.");
    }
}
