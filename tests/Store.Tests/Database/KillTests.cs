using System.Diagnostics;
using System.Globalization;
using System.Text;
using Simulator.Jobs;

namespace Simulator.Tests.Store.Database;

public sealed class KillTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Writer_KilledAgainAndAgain_LosesNothingThatItAcknowledged()
    {
        var acknowledged = new List<string>();
        for (var round = 0; round < 5; round++)
            acknowledged.AddRange(
                await WorkUntilKilled(
                    "commit",
                    acknowledged.Count == 0 ? 0 : int.Parse(acknowledged[^1], CultureInfo.InvariantCulture) + 1,
                    40 + (round * 7)
                )
            );

        using var store = _folder.Open();
        var kept = PlainSql.Rows(_folder.Data.Database, "SELECT Key FROM Settings").ToHashSet(StringComparer.Ordinal);
        Assert.True(acknowledged.Count >= 200);
        Assert.DoesNotContain(acknowledged, k => !kept.Contains(k));
        Assert.Equal("ok", PlainSql.Scalar(_folder.Data.Database, "PRAGMA integrity_check"));
    }

    [Fact]
    public async Task Searches_KilledAgainAndAgain_EveryEndThatWasAcknowledgedIsThereWhole_AndNoneIsHalf()
    {
        var acknowledged = new List<string>();
        for (var round = 0; round < 3; round++)
            acknowledged.AddRange(await WorkUntilKilled("search", 100 * round, 15 + round));

        using var store = _folder.Open();
        foreach (var line in acknowledged)
        {
            var row = store.Jobs.Find(line.Split(' ')[0])!;
            Assert.Equal(
                (JobState.Succeeded, line.Split(' ')[1]),
                (row.State, Encoding.UTF8.GetString((await store.Library.ResultBytesAsync(row.Id, default))!))
            );
        }
        await store.Jobs.RecoverAsync(3, endedCleanly: false, default);
        Assert.Equal(
            0L,
            PlainSql.Scalar(
                _folder.Data.Database,
                """
                SELECT COUNT(*) FROM Jobs j LEFT JOIN Results r ON r.JobId = j.Id
                WHERE (j.State = 'Succeeded') <> (r.BlobHash IS NOT NULL) OR j.State = 'Running'
                """
            )
        );
    }

    private async Task<List<string>> WorkUntilKilled(string work, int first, int commits)
    {
        using var child = Process.Start(
            new ProcessStartInfo(
                "dotnet",
                ["exec", typeof(Program).Assembly.Location, work, _folder.Path, first.ToString(CultureInfo.InvariantCulture)]
            )
            {
                RedirectStandardOutput = true,
            }
        )!;
        var acknowledged = new List<string>();
        while (acknowledged.Count < commits && await child.StandardOutput.ReadLineAsync() is { } line)
            acknowledged.Add(line);
        child.Kill(); // SIGKILL: no chance to tidy up
        while (await child.StandardOutput.ReadLineAsync() is { } line)
            acknowledged.Add(line);
        await child.WaitForExitAsync();
        return acknowledged;
    }
}
