using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Simulator.Store.Database.Migrations
{
    /// <inheritdoc />
    public partial class Searches : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "Searches",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Target = table.Column<string>(type: "TEXT", nullable: false),
                    Method = table.Column<string>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", nullable: true),
                    Attempt = table.Column<int>(type: "INTEGER", nullable: false),
                    RequestJson = table.Column<string>(type: "TEXT", nullable: false),
                    SeriesJson = table.Column<string>(type: "TEXT", nullable: false),
                    IsSynthetic = table.Column<bool>(type: "INTEGER", nullable: false),
                    EarlierTrials = table.Column<int>(type: "INTEGER", nullable: false),
                    Runs = table.Column<long>(type: "INTEGER", nullable: false),
                    FigureKey = table.Column<string>(type: "TEXT", nullable: true),
                    Figure = table.Column<double>(type: "REAL", nullable: true),
                    Sentence = table.Column<string>(type: "TEXT", nullable: true),
                    BlobHash = table.Column<string>(type: "TEXT", nullable: true),
                    Created = table.Column<long>(type: "INTEGER", nullable: false),
                    Started = table.Column<long>(type: "INTEGER", nullable: true),
                    Ended = table.Column<long>(type: "INTEGER", nullable: true),
                    Deleted = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Searches", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Searches_Created",
                table: "Searches",
                column: "Created");

            migrationBuilder.CreateIndex(
                name: "IX_Searches_State",
                table: "Searches",
                column: "State");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Searches");
        }
    }
}
