using Simulator.Store.Jobs;
using Simulator.Store.Upkeep;

namespace Simulator.Tests.Store.Jobs;

/// <summary>Logs of jobs: what is written is read again, none grows without end, and a disk that refuses harms nothing.</summary>
public sealed class JobLogsTests : IDisposable
{
    private static readonly DateTimeOffset s_now = new(2026, 3, 4, 5, 6, 7, 89, TimeSpan.Zero);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Line_Added_IsReadAgain_OnOneLine()
    {
        var logs = new JobLogs(_folder.Data, new StandingClock(s_now));

        logs.Add("ab12", JobLogLevel.Warning, JobLogSource.Worker, "one\ttab\nnext line");

        Assert.Equal([new JobLogLine(s_now, JobLogLevel.Warning, JobLogSource.Worker, "one tab ⏎ next line")], logs.Read("ab12"));
        Assert.Equal("2026-03-04T05:06:07.089Z\twarning\tworker\tone tab ⏎ next line\n", logs.Text("ab12"));
        Assert.Equal(new FileInfo(logs.PathOf("ab12")).Length, logs.Length("ab12"));
    }

    [Fact]
    public void Log_OfAJobWithoutOne_IsEmpty()
    {
        var logs = new JobLogs(_folder.Data, TimeProvider.System);

        Assert.Empty(logs.Read("none"));
        Assert.Equal(("", 0), (logs.Text("none"), logs.Length("none")));
    }

    [Fact]
    public void Log_AtItsLimit_LosesItsOlderHalf_AndSaysSo()
    {
        var logs = new JobLogs(_folder.Data, TimeProvider.System);
        for (var i = 0; logs.Length("ab12") + 2_100 < JobLogs.MostBytes; i++)
            logs.Add("ab12", JobLogLevel.Info, JobLogSource.Server, $"{i} {new string('x', 1_990)}");

        logs.Add("ab12", JobLogLevel.Info, JobLogSource.Server, new string('y', 2_500));
        logs.Add("ab12", JobLogLevel.Info, JobLogSource.Server, "last");

        var lines = logs.Read("ab12");
        Assert.InRange(logs.Length("ab12"), JobLogs.MostBytes / 2, (JobLogs.MostBytes / 2) + 8_000);
        Assert.Equal("the older half of this log was removed", lines[0].Text);
        Assert.Equal(new string('y', 2_000) + " …", lines[^2].Text);
        Assert.Equal("last", lines[^1].Text);
    }

    [Fact]
    public void Add_ToAFolderThatIsGone_MakesNone()
    {
        var root = Path.Combine(_folder.Path, "mounted");
        var logs = new JobLogs(new(root), TimeProvider.System);
        Directory.Delete(root, recursive: true);

        logs.Add("ab12", JobLogLevel.Info, JobLogSource.Server, "lost");

        Assert.False(Directory.Exists(root));
    }

    [Fact]
    public async Task Upkeep_RemovesLogsOfJobsThatAreGone_AndNoOthers()
    {
        using var store = _folder.Open();
        var id = (await store.Jobs.AddAsync(Examples.Submission(Examples.Spec()), default)).Id;
        foreach (var job in new[] { id, "gone" })
            store.Logs.Add(job, JobLogLevel.Info, JobLogSource.Server, "said");

        await store.Upkeep.RunAsync(new UpkeepOptions(), default);
        Assert.Equal((true, false), (store.Logs.Length(id) > 0, store.Logs.Length("gone") > 0));
        Assert.Contains((await store.Upkeep.StorageAsync(default)).Parts, p => p.Name == "Logs of jobs" && p.Size.Files == 1);

        await store.Library.DeleteAsync(id, default);
        await store.Upkeep.CleanUpAsync(new UpkeepOptions(), default);
        Assert.Equal(0, store.Logs.Length(id));
    }
}
