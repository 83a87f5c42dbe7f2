using Simulator.Artifacts;
using Simulator.Store;
using Simulator.Store.Database;
using Simulator.Store.Rescue;

namespace Simulator.Tests.Store.Damage;

/// <summary>What can be done about a database that is missing, empty or damaged.</summary>
public sealed class RescueTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string> Absent => ["missing", "empty file", "database without tables", "another, younger one"];

    [Theory]
    [MemberData(nameof(Absent))]
    public async Task Database_MissingOrEmptyBesideFiles_IsAnErrorWithChoices_AndNothingIsMade(string how)
    {
        await FillAsync();
        RemoveDatabase(how);
        var before = Listing();

        var error = Assert.Throws<StoreException>(() => _folder.Open());

        foreach (var choice in new[] { "restore", "repair", "rebuild", "new" })
            Assert.Contains($"./run store {choice}", error.Message, StringComparison.Ordinal);
        Assert.Contains("Remedy", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, Listing());
    }

    [Theory]
    [InlineData("yesterday")]
    [InlineData("99999999999999999999999")]
    [InlineData("9223372036854775807")]
    [InlineData("-1")]
    [InlineData("0")]
    public async Task Database_WhoseTimeOfMakingIsNoTime_Opens(string made)
    {
        await FillAsync();
        PlainSql.Scalar(_folder.Data.Database, "DELETE FROM Series; DELETE FROM Jobs");
        PlainSql.Scalar(_folder.Data.Database, $"UPDATE Settings SET Value = '{made}' WHERE Key = 'made'");

        using var store = _folder.Open();

        Assert.StartsWith("setting made", Assert.Single(store.Opening.SetAside), StringComparison.Ordinal);
    }

    [Fact]
    public void Aside_OfAFolderWhoseNameEndsInItsMark_StaysInThatFolder()
    {
        var clock = new StandingClock(new DateTimeOffset(2026, 3, 4, 12, 0, 0, TimeSpan.Zero));
        var folder = new DataFolder(Path.Combine(_folder.Path, "data+"));
        var asides = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            SimulatorStore.Open(folder, clock).Dispose();
            asides.Add(Path.GetRelativePath(folder.Backups, StoreRescue.StartNew(folder, clock).Aside));
        }

        Assert.Equal(["aside-20260304-120000", "aside-20260304-120000+2", "aside-20260304-120000+3"], asides);
    }

    [Fact]
    public async Task Restore_OfTheNewestBackupThatIsWhole_BringsEverythingBack()
    {
        var tokens = await FillAsync();
        SortedDictionary<string, string> truth;
        DateTimeOffset made;
        using (var store = _folder.Open())
        {
            truth = await SampleStore.ReadAsync(store, tokens);
            store.Backups.Make();
            made = store.Backups.List()[0].Made;
        }
        var damaged = Path.Combine(_folder.Data.Backups, FormattableString.Invariant($"daily-{made.AddMinutes(5):yyyyMMdd-HHmmss}.db"));
        File.WriteAllBytes(damaged, File.ReadAllBytes(_folder.Data.Database)[..8000]);
        RemoveDatabase("missing");

        var report = StoreRescue.Restore(_folder.Data, null, TimeProvider.System);

        Assert.Contains(report.Told, t => t.StartsWith($"passed over {damaged}", StringComparison.Ordinal));
        using var next = _folder.Open();
        var read = await SampleStore.ReadAsync(next, tokens);
        Assert.Equal(
            truth.Where(t => !t.Key.StartsWith("link", StringComparison.Ordinal)),
            read.Where(t => !t.Key.StartsWith("link", StringComparison.Ordinal))
        );
    }

    [Fact]
    public void Restore_WithoutABackup_ChangesNothing_AndSaysWhatElse()
    {
        _folder.Open().Dispose();

        var error = Assert.Throws<StoreException>(() => StoreRescue.Restore(_folder.Data, null, TimeProvider.System));

        Assert.Contains("there is none", error.Message, StringComparison.Ordinal);
        _folder.Open().Dispose();
    }

    [Fact]
    public async Task Rescue_WhileTheStoreIsInUse_IsRefused()
    {
        using var store = _folder.Open();
        store.Backups.Make();

        Assert.Contains(
            "in use",
            Assert.Throws<StoreException>(() => StoreRescue.Restore(_folder.Data, null, TimeProvider.System)).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "in use",
            Assert.Throws<StoreException>(() => StoreRescue.StartNew(_folder.Data, TimeProvider.System)).Message,
            StringComparison.Ordinal
        );
        await Assert.ThrowsAsync<StoreException>(() => StoreRescue.RebuildAsync(_folder.Data, TimeProvider.System, default));
    }

    [Fact]
    public async Task Rebuild_FromTheFiles_HasEverySeries_AndEverySimulationWithItsResult()
    {
        using (var store = _folder.Open())
        {
            await store.Series.AddAsync(
                [SampleStore.Stored(SampleStore.Series("GS", 1)), SampleStore.Stored(SampleStore.Series("XLF", 2))],
                default
            );
            await store.Series.AddAsync([SampleStore.Stored(SampleStore.Series("GS", 3))], default);
            File.SetLastWriteTimeUtc(
                store.Series.PathOf(SampleStore.Series("GS", 1).ContentHash),
                new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc)
            );
            var job = await store.Jobs.AddAsync(Examples.Submission(), default);
            await store.Jobs.TryStartAsync(job.Id, job.Epoch, Examples.Start, default);
            await store.Jobs.TrySucceedAsync(job.Id, job.Epoch, Examples.Outcome(Examples.Spec(), 0.12, 1.5), new([], []), default);
            await SampleStore.RunAsync(store, "GS", """{"search":1}""");
        }
        RemoveDatabase("missing");

        var report = await StoreRescue.RebuildAsync(_folder.Data, TimeProvider.System, default);

        Assert.Contains("2 series", report.Told);
        Assert.Contains("1 simulations with their results", report.Told);
        using var next = _folder.Open();
        Assert.Equal(SampleStore.Series("GS", 3).ContentHash, next.Series.Find("GS")!.ContentHash);
        var row = Assert.Single((await next.Simulations.ListAsync(null, 0, 10, default)).Rows);
        Assert.Equal((0.12, 1.5), (row.ReturnFraction, row.Sharpe));
        Assert.Equal("a1b2", (await next.Simulations.ResultAsync(row.Id, default))!.ResultHash);
        Assert.Equal(1, await next.Simulations.TrialsAsync("GS", default));
        Assert.Empty(next.Opening.SetAside);
    }

    [Fact]
    public async Task New_SetsEverythingAside_AndStartsEmpty()
    {
        await FillAsync();
        RemoveDatabase("missing");

        var report = StoreRescue.StartNew(_folder.Data, TimeProvider.System);

        using var next = _folder.Open();
        Assert.Empty(await next.Series.ListAsync(default));
        Assert.NotEmpty(Directory.GetFiles(Path.Combine(report.Aside, "series")));
    }

    [Fact]
    public async Task Check_NamesEveryFault_AndChangesNothing()
    {
        await FillAsync();
        using (var store = _folder.Open())
            store.Backups.Make();
        Assert.Empty((await StoreExamination.RunAsync(_folder.Data, TimeProvider.System, default)).Faults);
        var blob = Directory.GetFiles(_folder.Data.Series)[0];
        var bytes = File.ReadAllBytes(blob);
        bytes[^3] ^= 8;
        File.WriteAllBytes(blob, bytes);
        File.WriteAllText(Path.Combine(_folder.Data.Backups, "daily-20200101-000000.db"), "nothing");

        var faults = (await StoreExamination.RunAsync(_folder.Data, TimeProvider.System, default)).Faults;

        Assert.Equal(2, faults.Count);
        Assert.Contains(faults, f => f.Contains(blob, StringComparison.Ordinal));
        Assert.Contains(faults, f => f.Contains("daily-20200101", StringComparison.Ordinal));
    }

    [Fact]
    public void Backups_AreRotated_SevenDaysAndFourWeeks()
    {
        var clock = new StandingClock(new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.Zero));
        using var store = _folder.Open(clock);
        for (var day = 0; day < 60; day++)
        {
            Assert.NotNull(store.Backups.MakeDaily());
            Assert.Null(store.Backups.MakeDaily());
            clock.Now += TimeSpan.FromDays(1);
        }

        var made = store.Backups.List().Select(b => DateOnly.FromDateTime(b.Made.UtcDateTime)).ToList();

        Assert.Equal(Enumerable.Range(0, 7).Select(i => new DateOnly(2026, 3, 1).AddDays(-i)), made.Take(7));
        // Sundays, the last days of their weeks.
        Assert.Equal([new DateOnly(2026, 2, 22), new DateOnly(2026, 2, 15), new DateOnly(2026, 2, 8)], made.Skip(7));
    }

    private async Task<IReadOnlyList<string>> FillAsync()
    {
        using var store = _folder.Open();
        return await SampleStore.FillAsync(store);
    }

    private void RemoveDatabase(string how)
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        foreach (var file in Directory.GetFiles(_folder.Path, "simulator.db*"))
            File.Delete(file);
        if (how == "empty file")
            File.WriteAllBytes(_folder.Data.Database, []);
        if (how == "database without tables")
            PlainSql.Scalar(_folder.Data.Database, "CREATE TABLE x (y); ");
        if (how != "another, younger one")
            return;
        using var other = new TemporaryFolder();
        SimulatorStore.Open(new DataFolder(other.Path), new StandingClock(TimeProvider.System.GetUtcNow().AddHours(1))).Dispose();
        File.Copy(other.Data.Database, _folder.Data.Database);
    }

    private string[] Listing() =>
        [
            .. Directory
                .GetFiles(_folder.Path, "*", SearchOption.AllDirectories)
                .Where(f => !f.EndsWith(".opening", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
                .Select(f => $"{f} {new FileInfo(f).Length}"),
        ];
}
