using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Simulator.Rules.Columns;
using Simulator.Runs;
using Simulator.Store.Jobs;

namespace Simulator.Store.Database.Migrations;

/// <summary>
/// One table of jobs of every kind, into which the searches move with their ids, states and results; tables of their own for trials and for
/// the names of markets, which were settings.
/// </summary>
public partial class OneJobModel : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        ExtendJobs(migrationBuilder);
        MoveSearches(migrationBuilder);
        CreateTrials(migrationBuilder);
        MoveTrials(migrationBuilder);
    }

    private static void ExtendJobs(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.RenameColumn("SpecJson", "Jobs", "RequestJson");
        migrationBuilder.RenameColumn("SpecHash", "Jobs", "RequestHash");
        migrationBuilder.AddColumn<string>("Kind", "Jobs", type: "TEXT", defaultValue: "simulation");
        migrationBuilder.AddColumn<int>("Priority", "Jobs", type: "INTEGER", defaultValue: 0);
        migrationBuilder.AddColumn<int>("EarlierTrials", "Jobs", type: "INTEGER", nullable: true);
        migrationBuilder.AddColumn<string>("CodeVersion", "Jobs", type: "TEXT", nullable: true);
        migrationBuilder.AddColumn<string>("Note", "Jobs", type: "TEXT", nullable: true);
        migrationBuilder.CreateIndex("IX_Jobs_Kind", "Jobs", "Kind");
        migrationBuilder.AddColumn<string>("FigureKey", "Results", type: "TEXT", nullable: true);
        migrationBuilder.AddColumn<double>("Figure", "Results", type: "REAL", nullable: true);
        migrationBuilder.AddColumn<long>("Runs", "Results", type: "INTEGER", defaultValue: 0L);
        migrationBuilder.Sql("UPDATE Results SET FigureKey = 'sharpe', Figure = Sharpe");
    }

    // A search that was at work begins again in this version, which the supervisor says; one that the server ended under again and again
    // stays ended.
    private static void MoveSearches(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql(
            """
            INSERT INTO Jobs (Id, Kind, Name, Target, Strategy, State, Reason, Epoch, Attempt, CrashesInARow, Priority, RequestJson,
                RequestHash, EarlierTrials, Device, IsDemo, IsSynthetic, StagesJson, SeriesJson, Created, Started, Ended, Deleted)
            SELECT Id, Method, Name, Target,
                CASE WHEN json_valid(RequestJson) THEN COALESCE(json_extract(RequestJson, '$.spec.strategy.name'),
                    json_extract(RequestJson, '$.spec.strategy.kind'), '') ELSE '' END,
                CASE State WHEN 'Finished' THEN 'Succeeded' WHEN 'Stopped' THEN 'Cancelled' WHEN 'Interrupted' THEN 'Failed' ELSE State END,
                CASE WHEN State = 'Stopped' THEN COALESCE(Reason, 'cancelled on request') ELSE Reason END,
                1, Attempt, 0, 0, RequestJson, '', EarlierTrials, 'cpu', 0, IsSynthetic,
                '[{"stage":"' || CASE Method WHEN 'walkForward' THEN 'windows' WHEN 'crossValidation' THEN 'choices' ELSE 'runs' END
                    || '","state":"' || CASE State WHEN 'Finished' THEN 'Done' ELSE 'Waiting' END
                    || '","fraction":' || CASE State WHEN 'Finished' THEN 1 ELSE 0 END
                    || ',"doing":"","seconds":0,"fromCache":false}]',
                SeriesJson, Created, Started, Ended, Deleted
            FROM Searches
            """
        );
        migrationBuilder.Sql(
            """
            INSERT INTO Results (JobId, BlobHash, ResultHash, Sentence, FigureKey, Figure, Runs, Device, CodeVersion, Stored)
            SELECT Id, BlobHash, BlobHash, COALESCE(Sentence, ''), FigureKey, Figure, Runs, 'cpu', '', COALESCE(Ended, Created)
            FROM Searches WHERE BlobHash IS NOT NULL
            """
        );
        migrationBuilder.DropTable("Searches");
    }

    private static void CreateTrials(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "Trials",
            t => new
            {
                Id = t.Column<long>(type: "INTEGER").Annotation("Sqlite:Autoincrement", true),
                Target = t.Column<string>(type: "TEXT"),
                Hash = t.Column<string>(type: "TEXT"),
                BarsHash = t.Column<string>(type: "TEXT", nullable: true),
                Kind = t.Column<string>(type: "TEXT"),
                Count = t.Column<long>(type: "INTEGER"),
                Counted = t.Column<long>(type: "INTEGER"),
            },
            constraints: t => t.PrimaryKey("PK_Trials", x => x.Id)
        );
        migrationBuilder.CreateIndex("IX_Trials_Target", "Trials", "Target");
        migrationBuilder.CreateIndex("IX_Trials_BarsHash", "Trials", "BarsHash");
        migrationBuilder.CreateIndex("IX_Trials_Hash_Target", "Trials", ["Hash", "Target"], unique: true);
        migrationBuilder.CreateTable(
            "MarketNames",
            t => new { BarsHash = t.Column<string>(type: "TEXT"), Symbol = t.Column<string>(type: "TEXT") },
            constraints: t => t.PrimaryKey("PK_MarketNames", x => new { x.BarsHash, x.Symbol })
        );
    }

    // Settings were “bars/HASH/NAME” and “trials/NAME/HASH” → runs; a name may hold slashes, a hash does not, but for a simulation at the
    // terminal it began with “spec-”. When a trial was counted was not kept: it is the time of the migration, for a simulation its end.
    // The same simulation run twice was counted twice, and no longer is.
    private static void MoveTrials(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql(
            """
            INSERT OR IGNORE INTO MarketNames (BarsHash, Symbol)
            SELECT substr(Key, 6, instr(substr(Key, 6), '/') - 1), substr(Key, 6 + instr(substr(Key, 6), '/'))
            FROM Settings WHERE Key LIKE 'bars/%/%'
            """
        );
        migrationBuilder.Sql(
            """
            INSERT OR IGNORE INTO Trials (Target, Hash, Kind, Count, Counted)
            SELECT substr(Name, 1, length(Name) - 1), replace(substr(Key, 8 + length(Name)), 'spec-', ''), 'search', CAST(Value AS INTEGER),
                CAST((julianday('now') - 1721425.5) * 86400 AS INTEGER) * 10000000
            FROM (SELECT Key, Value, rtrim(substr(Key, 8), replace(Key, '/', '')) AS Name FROM Settings WHERE Key LIKE 'trials/%/%')
            """
        );
        migrationBuilder.Sql(
            """
            INSERT OR IGNORE INTO Trials (Target, Hash, Kind, Count, Counted)
            SELECT upper(Target), RequestHash, 'simulation', 1, MIN(COALESCE(Ended, Created))
            FROM Jobs WHERE Kind = 'simulation' AND State = 'Succeeded' GROUP BY upper(Target), RequestHash
            """
        );
        migrationBuilder.Sql(
            """
            UPDATE Trials SET BarsHash = (SELECT n.BarsHash FROM MarketNames n WHERE n.Symbol = Trials.Target)
            WHERE (SELECT COUNT(*) FROM MarketNames n WHERE n.Symbol = Trials.Target) = 1
            """
        );
        migrationBuilder.Sql("DELETE FROM Settings WHERE Key LIKE 'bars/%/%' OR Key LIKE 'trials/%/%'");
    }
}
