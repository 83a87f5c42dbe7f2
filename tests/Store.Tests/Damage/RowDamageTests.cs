using Simulator.Jobs;
using Simulator.Store.Database;

namespace Simulator.Tests.Store.Damage;

/// <summary>A damaged row neither stops the start nor is used: it is set aside, kept whole, and named.</summary>
public sealed class RowDamageTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("UPDATE Jobs SET StagesJson = 'nonsense'", "job")]
    [InlineData("UPDATE Jobs SET Target = 'GZ'", "job")]
    [InlineData("UPDATE Series SET ContentHash = replace(ContentHash, 'a', 'b')", "series S1")]
    [InlineData("UPDATE Links SET JobId = JobId, Expires = 1", "share link")]
    [InlineData("UPDATE Settings SET Value = 'w' WHERE Key = 'kept'", "setting kept")]
    [InlineData("UPDATE Trials SET Count = 4", "trials of S1")]
    public async Task Row_ThatDiffersFromItsSum_IsSetAsideAndNamed(string damage, string named)
    {
        await FillAsync();
        PlainSql.Scalar(_folder.Data.Database, damage);

        using var store = _folder.Open();

        Assert.StartsWith(named, Assert.Single(store.Opening.SetAside), StringComparison.Ordinal);
        Assert.Contains((await store.Upkeep.StorageAsync(default)).SetAside, r => r.Reason.Contains("checksum", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Result_ThatIsSetAside_FailsItsRun_AndSaysHowToGetItAgain()
    {
        await FillAsync();
        PlainSql.Scalar(_folder.Data.Database, "UPDATE Results SET Sharpe = 4");

        using var store = _folder.Open();

        var row = Assert.Single((await store.Library.ListAsync(null, 0, 10, default)).Rows);
        var job = store.Jobs.Find(row.Id)!;
        Assert.Equal(JobState.Failed, job.State);
        Assert.Contains("run it again", job.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Row_WrittenByHand_IsTakenWhereItCanBeRead_AndSetAsideWhereNot()
    {
        await FillAsync();
        PlainSql.Scalar(_folder.Data.Database, "INSERT INTO Settings (Key, Value) VALUES ('byHand', 'yes')");
        PlainSql.Scalar(_folder.Data.Database, "UPDATE Jobs SET State = 'Dancing', Sum = NULL");

        using var store = _folder.Open();

        Assert.Equal("yes", await store.Settings.FindAsync("byHand", default));
        Assert.Contains("state or kind that does not exist", Assert.Single(store.Opening.SetAside), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rows_ChangedInEveryWay_KeepTheirSums()
    {
        using (var store = _folder.Open())
        {
            var tokens = await SampleStore.FillAsync(store);
            await store.Links.FindAsync(tokens[0], default);
            var id = (await store.Library.ListAsync(null, 0, 1, default)).Rows[0].Id;
            await store.Library.DeleteAsync(id, default);
            await store.Library.RestoreAsync(id, default);
            await store.Series.DeleteAsync("S2", default);
            await store.Series.SetActionsAsync("S3", [], default);
            var job = await store.Jobs.AddAsync(Examples.Sweep(), default);
            await store.Jobs.TryStartAsync(job.Id, job.Epoch, Examples.Start, default);
            await store.Jobs.TryNoteFurthestAsync(job.Id, job.Epoch, 0.5, default);
            await store.Jobs.RecoverAsync(3, endedCleanly: false, default);
            await store.Jobs.TryCancelAsync(job.Id, "enough", null, default);
        }

        using var next = _folder.Open();

        Assert.Empty(next.Opening.SetAside);
        Assert.Equal(0L, PlainSql.Scalar(_folder.Data.Database, "SELECT COUNT(*) FROM Jobs WHERE Sum IS NULL"));
    }

    [Fact]
    public async Task Log_DamagedBeforeItsLastCommit_IsRefused_AndRepairKeepsWhatIsBefore()
    {
        var copy = Path.Combine(_folder.Path, "copy");
        Directory.CreateDirectory(copy);
        using (var store = _folder.Open())
        {
            using var held = new HeldLog(_folder.Data.Database);
            for (var i = 0; i < 30; i++)
                await store.Settings.TryAddAsync($"key{i}", "kept", default);
            foreach (var end in new[] { "", "-wal" })
                File.Copy(_folder.Data.Database + end, Path.Combine(copy, "simulator.db" + end));
        }
        var log = Path.Combine(copy, "simulator.db-wal");
        var bytes = File.ReadAllBytes(log);
        bytes[^(10 * (4096 + 24))] ^= 1;
        File.WriteAllBytes(log, bytes);
        var folder = new Simulator.Artifacts.DataFolder(copy);

        var error = Assert.Throws<StoreException>(() => Simulator.Store.SimulatorStore.Open(folder, TimeProvider.System));
        Assert.Contains("later commits", error.Message, StringComparison.Ordinal);
        Assert.Contains("./run store repair", error.Message, StringComparison.Ordinal);

        Simulator.Store.Rescue.StoreRescue.Repair(folder, TimeProvider.System);
        using var repaired = Simulator.Store.SimulatorStore.Open(folder, TimeProvider.System);
        Assert.Equal("kept", await repaired.Settings.FindAsync("key0", default));
        Assert.Null(await repaired.Settings.FindAsync("key29", default));
    }

    private async Task FillAsync()
    {
        using var store = _folder.Open();
        await store.Series.AddAsync([SampleStore.Stored(SampleStore.Series("S1", 1))], default);
        var id = await SampleStore.RunAsync(store, "S1", "{}");
        await store.Links.CreateAsync(id, null, default);
        await store.Settings.TryAddAsync("kept", "v", default);
    }
}
