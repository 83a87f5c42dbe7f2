using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Simulator.Store.Database;

namespace Simulator.Tests.Store.Database;

public sealed class MigrationTests : IDisposable
{
    private const string Schema = """
        SELECT m.name, c.cid, c.name, c.type, c."notnull", c.dflt_value, c.pk FROM sqlite_master m, pragma_table_info(m.name) c
        WHERE m.type = 'table' AND m.name NOT LIKE '\_\_EF%' ESCAPE '\' AND m.name NOT LIKE 'sqlite%' ORDER BY m.name, c.name
        """;

    private const string Indexes = "SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL ORDER BY name";

    private const string ForeignKeys = """
        SELECT m.name, f."table", f."from", f."to", f.on_delete FROM sqlite_master m, pragma_foreign_key_list(m.name) f
        WHERE m.type = 'table' ORDER BY m.name, f."from"
        """;

    private const string Collations =
        "SELECT name, sql LIKE '%COLLATE NOCASE%', sql LIKE '%AUTOINCREMENT%' FROM sqlite_master "
        + "WHERE type = 'table' AND name NOT LIKE '\\_\\_EF%' ESCAPE '\\' AND name NOT LIKE 'sqlite%' ORDER BY name";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Migrations_FromEmpty_GiveExactlyTheModelsSchema()
    {
        _folder.Open().Dispose();
        var model = Path.Combine(_folder.Path, "model.db");
        using (var context = new SimulatorContext(SimulatorContext.OptionsFor(model)))
            context.Database.EnsureCreated();

        // cid is the column's place in the table, which neither reads nor writes depend on.
        Assert.Equal(Columns(model), Columns(_folder.Data.Database));
        foreach (var sql in new[] { Indexes, ForeignKeys, Collations })
            Assert.Equal(PlainSql.Rows(model, sql), PlainSql.Rows(_folder.Data.Database, sql));
        Assert.Contains(Columns(model), c => c.StartsWith("Links|TokenHash", StringComparison.Ordinal));
    }

    [Fact]
    public void Model_AgainstTheLastMigration_HasNoPendingChanges()
    {
        using var context = new SimulatorContext(SimulatorContext.OptionsFor(_folder.Data.Database));

        Assert.False(
            context.Database.HasPendingModelChanges(),
            "the model changed: dotnet ef migrations add NAME --project src/Store --output-dir Database/Migrations"
        );
    }

    [Fact]
    public void Open_NewFolder_MakesTheDatabaseWithoutBackup()
    {
        using var store = _folder.Open();

        Assert.False(store.Opening.Existed);
        Assert.Null(store.Opening.Backup);
        Assert.Equal("wal", PlainSql.Scalar(_folder.Data.Database, "PRAGMA journal_mode"));
    }

    [Fact]
    public void Open_Twice_ChangesNothingTheSecondTime()
    {
        _folder.Open().Dispose();
        using var store = _folder.Open();

        Assert.True(store.Opening.Existed);
        Assert.Empty(store.Opening.Migrated);
        Assert.Null(store.Opening.Backup);
    }

    [Fact]
    public async Task Open_DatabaseOfVersion010_KeepsItsRowsAndHasTheSchemaOfANewOne()
    {
        PlainSql.Scalar(_folder.Data.Database, File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "version-0.1.0.sql")));
        using var fresh = new TemporaryFolder();
        fresh.Open().Dispose();

        using var store = _folder.Open();

        Assert.True(store.Opening.Existed);
        Assert.DoesNotContain("20261128000400_Searches", store.Opening.Migrated);
        Assert.Equal(Columns(fresh.Data.Database), Columns(_folder.Data.Database));
        foreach (var sql in new[] { Indexes, ForeignKeys, Collations })
            Assert.Equal(PlainSql.Rows(fresh.Data.Database, sql), PlainSql.Rows(_folder.Data.Database, sql));
        Assert.Equal("DEMO", Assert.Single(await store.Series.ListAsync(default)).Symbol);
        Assert.Contains("Demo", await store.Simulations.SpecJsonAsync("91b8e8f42f438ed7", default), StringComparison.Ordinal);
        Assert.Equal(3L, PlainSql.Scalar(_folder.Data.Database, "SELECT Views FROM Links WHERE JobId = '91b8e8f42f438ed7'"));
    }

    [Fact]
    public void Open_DatabaseOfAnEarlierVersion_BacksItUpThenKeepsEveryRow()
    {
        MigrateTo("20261120000100_SeriesAndJobs");
        PlainSql.Scalar(_folder.Data.Database, "INSERT INTO Settings (Key, Value) VALUES ('kept', 'yes')");

        using var store = _folder.Open();

        Assert.Equal(
            [
                "20261120000200_Links",
                "20261121000300_JobSeries",
                "20261128000400_Searches",
                "20261129000500_OneJobModel",
                "20261129101043_DamageSums",
                "20261129111002_FormatsSeriesVersions",
                "20261129141643_SavedStrategies",
                "20261129141721_Drawings",
            ],
            store.Opening.Migrated
        );
        Assert.Equal("yes", PlainSql.Scalar(_folder.Data.Database, "SELECT Value FROM Settings WHERE Key = 'kept'"));
        Assert.Equal(0L, PlainSql.Scalar(_folder.Data.Database, "SELECT COUNT(*) FROM Links"));
        var backup = Assert.IsType<string>(store.Opening.Backup);
        Assert.Equal("yes", PlainSql.Scalar(backup, "SELECT Value FROM Settings WHERE Key = 'kept'"));
        Assert.Equal(0L, PlainSql.Scalar(backup, "SELECT COUNT(*) FROM sqlite_master WHERE name = 'Links'"));
    }

    [Fact]
    public async Task Open_KilledBetweenAMigrationAndItsNotes_IsNoDamage()
    {
        using (var store = _folder.Open())
            await store.Settings.TryAddAsync("kept", "yes", default);
        const string asAMigrationDoes = "ALTER TABLE Series ADD COLUMN Later TEXT";

        Simulator.Store.Database.DatabaseCheck.ForgetForm(_folder.Data.Database);
        PlainSql.Scalar(_folder.Data.Database, asAMigrationDoes);
        for (var start = 0; start < 2; start++)
        {
            using var store = _folder.Open();
            Assert.Empty(store.Opening.SetAside);
            Assert.Equal("yes", await store.Settings.FindAsync("kept", default));
        }

        // Noted again: tables that change otherwise are damage.
        PlainSql.Scalar(_folder.Data.Database, "ALTER TABLE Series ADD COLUMN Otherwise TEXT");
        Assert.Contains(
            "not those that it was made with",
            Assert.Throws<StoreException>(() => _folder.Open()).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Open_StaleMigrationLock_IsClearedAfterABackup()
    {
        MigrateTo("20261120000100_SeriesAndJobs");
        PlainSql.Scalar(_folder.Data.Database, "INSERT INTO __EFMigrationsLock (Id, Timestamp) VALUES (1, '2026-01-01 00:00:00+00:00')");

        var opening = Task.Run(() => _folder.Open());
        Assert.Same(opening, await Task.WhenAny(opening, Task.Delay(TimeSpan.FromSeconds(30))));

        using var store = await opening;
        Assert.True(store.Opening.ClearedStaleLock);
        Assert.NotNull(store.Opening.Backup);
        Assert.Equal(0L, PlainSql.Scalar(_folder.Data.Database, "SELECT COUNT(*) FROM __EFMigrationsLock"));
    }

    [Fact]
    public void Open_DatabaseOfANewerVersion_IsRefusedAndUntouched()
    {
        _folder.Open().Dispose();
        PlainSql.Scalar(
            _folder.Data.Database,
            "INSERT INTO __EFMigrationsHistory (MigrationId, ProductVersion) VALUES ('20990101000000_Later', '99.0')"
        );

        var error = Assert.Throws<StoreException>(() => _folder.Open());

        Assert.Contains("newer version", error.Message, StringComparison.Ordinal);
        Assert.Contains("20990101000000_Later", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_ManyAtOnce_AllSucceedAndOneMigrates()
    {
        var stores = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => _folder.Open())));

        Assert.Single(stores, s => s.Opening.Migrated.Count > 0);
        foreach (var store in stores)
            store.Dispose();
    }

    private void MigrateTo(string migration)
    {
        using var context = new SimulatorContext(SimulatorContext.OptionsFor(_folder.Data.Database));
        context.GetService<IMigrator>().Migrate(migration);
        SqliteConnection.ClearPool((SqliteConnection)context.Database.GetDbConnection());
    }

    private static List<string> Columns(string database) =>
        [
            .. PlainSql
                .Rows(database, Schema)
                .Select(r => r.Split('|'))
                .Select(p => string.Join('|', p[0], p[2], p[3], p[4], p[5], p[6]))
                .Order(StringComparer.Ordinal),
        ];
}
