using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Simulator.Jobs;

namespace Simulator.Store.Database;

/// <summary>The model of everything that can be queried. Bars, artifacts and results are files named by their hash.</summary>
public sealed class SimulatorContext(DbContextOptions<SimulatorContext> options) : DbContext(options)
{
    public DbSet<StoredSeries> Series => Set<StoredSeries>();

    public DbSet<StoredSeriesVersion> SeriesVersions => Set<StoredSeriesVersion>();

    public DbSet<StoredJob> Jobs => Set<StoredJob>();

    public DbSet<StoredCurves> Curves => Set<StoredCurves>();

    public DbSet<StoredResult> Results => Set<StoredResult>();

    public DbSet<StoredTrial> Trials => Set<StoredTrial>();

    public DbSet<StoredMarketName> MarketNames => Set<StoredMarketName>();

    public DbSet<StoredLink> Links => Set<StoredLink>();

    public DbSet<StoredDrawings> Drawings => Set<StoredDrawings>();

    public DbSet<StoredStrategy> Strategies => Set<StoredStrategy>();

    public DbSet<StoredSetting> Settings => Set<StoredSetting>();

    public DbSet<StoredSetAside> SetAside => Set<StoredSetAside>();

    /// <summary>Options for a database file; <paramref name="readOnly"/> opens it without changing it.</summary>
    public static DbContextOptions<SimulatorContext> OptionsFor(string database, bool readOnly = false)
    {
        var connection = new SqliteConnectionStringBuilder
        {
            DataSource = database,
            Mode = readOnly ? SqliteOpenMode.ReadOnly : SqliteOpenMode.ReadWriteCreate,
            ForeignKeys = true,
            DefaultTimeout = 30,
        };
        return new DbContextOptionsBuilder<SimulatorContext>()
            .UseSqlite(connection.ToString())
            .AddInterceptors(ConnectionSettings.Instance)
            .Options;
    }

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcTicks>();
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcDateTicks>();
        configurationBuilder.Properties<JobState>().HaveConversion<string>();
    }

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<StoredSeries>(e =>
        {
            e.ToTable("Series");
            e.Property(s => s.Symbol).UseCollation("NOCASE");
            e.HasIndex(s => s.Symbol).IsUnique();
        });
        modelBuilder.Entity<StoredSeriesVersion>(e =>
        {
            e.ToTable("SeriesVersions");
            e.HasIndex(v => v.SeriesId);
            e.HasOne<StoredSeries>().WithMany().HasForeignKey(v => v.SeriesId).OnDelete(DeleteBehavior.Cascade);
        });
        modelBuilder.Entity<StoredJob>(e =>
        {
            e.ToTable("Jobs");
            e.Property(j => j.Kind).HasDefaultValue("simulation");
            e.Property(j => j.Priority).HasDefaultValue(0);
            e.Property(j => j.Furthest).HasDefaultValue(0.0);
            e.Property(j => j.FurthestBefore).HasDefaultValue(0.0);
            e.HasIndex(j => j.State);
            e.HasIndex(j => j.Created);
            e.HasIndex(j => j.Target);
            e.HasIndex(j => j.Kind);
        });
        modelBuilder.Entity<StoredCurves>(e =>
        {
            e.ToTable("Curves");
            e.HasKey(c => new { c.JobId, c.First });
            e.HasOne<StoredJob>().WithMany().HasForeignKey(c => c.JobId).OnDelete(DeleteBehavior.Cascade);
        });
        modelBuilder.Entity<StoredResult>(e =>
        {
            e.ToTable("Results");
            e.Property(r => r.Runs).HasDefaultValue(0L);
            e.HasKey(r => r.JobId);
            e.HasOne<StoredJob>().WithOne(j => j.Result).HasForeignKey<StoredResult>(r => r.JobId).OnDelete(DeleteBehavior.Cascade);
        });
        modelBuilder.Entity<StoredLink>(e =>
        {
            e.ToTable("Links");
            e.HasIndex(l => l.TokenHash).IsUnique();
            e.HasOne<StoredJob>().WithMany().HasForeignKey(l => l.JobId).OnDelete(DeleteBehavior.Cascade);
        });
        modelBuilder.Entity<StoredTrial>(e =>
        {
            e.ToTable("Trials");
            e.HasIndex(t => t.Target);
            e.HasIndex(t => t.BarsHash);
            e.HasIndex(t => new { t.Hash, t.Target }).IsUnique();
        });
        modelBuilder.Entity<StoredMarketName>(e =>
        {
            e.ToTable("MarketNames");
            e.HasKey(n => new { n.BarsHash, n.Symbol });
        });
        modelBuilder.Entity<StoredDrawings>(e =>
        {
            e.ToTable("Drawings");
            e.HasKey(d => d.Symbol);
            e.Property(d => d.Symbol).UseCollation("NOCASE");
        });
        modelBuilder.Entity<StoredStrategy>(e =>
        {
            e.ToTable("Strategies");
            e.Property(s => s.Name).UseCollation("NOCASE");
            e.HasIndex(s => new { s.Name, s.Version }).IsUnique();
        });
        modelBuilder.Entity<StoredSetting>(e =>
        {
            e.ToTable("Settings");
            e.HasKey(s => s.Key);
        });
        modelBuilder.Entity<StoredSetAside>().ToTable("SetAside");
        foreach (var entity in modelBuilder.Model.GetEntityTypes().Where(e => RowSums.Tables.Contains(e.GetTableName())))
            entity.AddProperty(RowSums.Column, typeof(long?));
    }

    /// <summary>Instants as UTC ticks: SQLite has no time type, and whole numbers sort.</summary>
    private sealed class UtcTicks() : ValueConverter<DateTimeOffset, long>(t => t.UtcTicks, t => new DateTimeOffset(t, TimeSpan.Zero));

    private sealed class UtcDateTicks() : ValueConverter<DateTime, long>(t => t.Ticks, t => new DateTime(t, DateTimeKind.Utc));
}
