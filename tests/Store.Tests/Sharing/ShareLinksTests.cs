using Simulator.Runs;
using Simulator.Store;
using Simulator.Store.Jobs;

namespace Simulator.Tests.Store.Sharing;

public sealed class ShareLinksTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly StandingClock _clock = new(new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero));
    private readonly SimulatorStore _store;

    public ShareLinksTests() => _store = _folder.Open(_clock);

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Token_OfALink_OpensItsSimulationAndCountsViews()
    {
        var id = await Succeeded();
        var link = await _store.Links.CreateAsync(id, null, default);

        Assert.Equal(id, await _store.Links.FindAsync(link.Token, default));
        Assert.Equal(id, await _store.Links.FindAsync(link.Token, default));

        await _store.Links.CountingAsync();
        var row = Assert.Single(await _store.Links.ListAsync(id, default));
        Assert.Equal((link.Id, id, "GS, moving averages 10/30", 2), (row.Id, row.SimulationId, row.SimulationName, row.Views));
    }

    [Fact]
    public async Task RevokedLink_Restored_OpensAgain()
    {
        var id = await Succeeded();
        var link = await _store.Links.CreateAsync(id, null, default);
        await _store.Links.RevokeAsync(link.Id, default);
        Assert.Null(await _store.Links.FindAsync(link.Token, default));

        await _store.Links.RestoreAsync(link.Id, default);

        Assert.Equal(id, await _store.Links.FindAsync(link.Token, default));
    }

    [Fact]
    public async Task Token_Has160RandomBitsAndIsNowhereInTheStore()
    {
        var id = await Succeeded();
        var tokens = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < 50; i++)
            tokens.Add((await _store.Links.CreateAsync(id, null, default)).Token);

        Assert.Equal(50, tokens.Count);
        Assert.All(tokens, t => Assert.Matches("^[A-Za-z0-9_-]{27}$", t));
        PlainSql.Scalar(_folder.Data.Database, "PRAGMA wal_checkpoint(TRUNCATE)");
        var file = System.Text.Encoding.Latin1.GetString(await File.ReadAllBytesAsync(_folder.Data.Database));
        Assert.DoesNotContain(tokens, t => file.Contains(t, StringComparison.Ordinal));
    }

    [Fact]
    public async Task WrongExpiredAndRevoked_AreAlikeAndCountNoView()
    {
        var id = await Succeeded();
        var expired = await _store.Links.CreateAsync(id, TimeSpan.FromHours(1), default);
        var revoked = await _store.Links.CreateAsync(id, null, default);
        var good = await _store.Links.CreateAsync(id, null, default);
        await _store.Links.RevokeAsync(revoked.Id, default);
        Assert.Equal(id, await _store.Links.FindAsync(expired.Token, default));
        _clock.Now = _clock.Now.AddHours(1);
        var wrong = (good.Token[0] == 'A' ? 'B' : 'A') + good.Token[1..];

        foreach (
            var token in new[]
            {
                wrong,
                expired.Token,
                revoked.Token,
                "",
                "x",
                new string('A', 27),
                new string('A', 10_000),
                good.Token.ToLowerInvariant() + "=",
            }
        )
            Assert.Null(await _store.Links.FindAsync(token, default));

        await _store.Links.CountingAsync();
        var views = (await _store.Links.ListAsync(null, default)).ToDictionary(l => l.Id, l => l.Views);
        Assert.Equal([1, 0, 0], [views[expired.Id], views[revoked.Id], views[good.Id]]);
    }

    [Fact]
    public async Task Token_WhileTheStoreRefusesToWrite_OpensItsSimulation()
    {
        var id = await Succeeded();
        var link = await _store.Links.CreateAsync(id, null, default);
        PlainSql.Scalar(_folder.Data.Database, "CREATE TRIGGER refuse BEFORE UPDATE ON Links BEGIN SELECT RAISE(ABORT, 'no room'); END");

        Assert.Equal(id, await _store.Links.FindAsync(link.Token, default));

        await _store.Links.CountingAsync();
        Assert.Equal(0, Assert.Single(await _store.Links.ListAsync(id, default)).Views);
    }

    [Fact]
    public async Task Create_WithoutAResult_IsRefusedInWords()
    {
        var job = await _store.Jobs.AddAsync(Examples.Submission(), default);

        var error = await Assert.ThrowsAsync<ArgumentException>(() => _store.Links.CreateAsync(job.Id, null, default));

        Assert.Contains("no result to share", error.Message, StringComparison.Ordinal);
    }

    private async Task<string> Succeeded()
    {
        var spec = Examples.Spec();
        var job = await _store.Jobs.AddAsync(Examples.Submission(spec), default);
        await _store.Jobs.TryStartAsync(job.Id, job.Epoch, Examples.Start, default);
        await _store.Jobs.TrySucceedAsync(
            job.Id,
            job.Epoch,
            Examples.Outcome(spec),
            new JobEnding(StagesJson.Planned(new SimulationRequest(spec)), []),
            default
        );
        return job.Id;
    }
}
