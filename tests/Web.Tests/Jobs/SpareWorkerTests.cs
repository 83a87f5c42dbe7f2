using System.Diagnostics;
using System.Globalization;
using Simulator.Jobs;
using Simulator.Web.Jobs;

namespace Simulator.Tests.Web.Jobs;

/// <summary>The worker that waits for its order: used when it is ready, ended when it is not, never left behind.</summary>
public sealed class SpareWorkerTests : IDisposable
{
    private static readonly WorkOrder s_order = new("job1", "sweep", 3, "{}", new Dictionary<string, string>(), "/nowhere", "cpu", 0, 1);
    private readonly string _started = Path.GetTempFileName();

    public void Dispose() => File.Delete(_started);

    [Fact]
    public async Task Spare_ThatIsReady_GetsTheOrder_AtTheNicenessOfTheOrder()
    {
        using var launcher = Launcher("echo ready; read order; echo \"$order\"; read more");
        launcher.Prepare();
        var spare = await StartedAsync(1);
        for (var wait = Stopwatch.StartNew(); !launcher.HasReadySpare; await Task.Delay(20))
            Assert.True(wait.Elapsed < TimeSpan.FromSeconds(20), "the spare worker is not ready");

        await using var worker = await launcher.StartAsync(s_order, 15, default);

        Assert.Equal(spare, worker.ProcessId);
        Assert.Equal(Math.Min(19, NicenessOf(Environment.ProcessId) + 15), NicenessOf(spare));
        Assert.Contains("\"job\":\"job1\"", await worker.ReadLineAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Spare_ThatIsNotReadyYet_IsEnded_AndAnotherWorkerStarts()
    {
        using var launcher = Launcher("read order; echo \"$order\"; read more");
        launcher.Prepare();
        var spare = await StartedAsync(1);

        await using var worker = await launcher.StartAsync(s_order, 5, default);

        Assert.NotEqual(spare, worker.ProcessId);
        Assert.Contains("\"job\":\"job1\"", await worker.ReadLineAsync(), StringComparison.Ordinal);
        await GoneAsync(spare);
    }

    [Fact]
    public async Task Spare_ThatDied_IsNotUsed()
    {
        using var launcher = Launcher("echo ready; [ -n \"$SIMULATOR_SPARE_WORKER\" ] && exit 1; read order; echo \"$order\"; read more");
        launcher.Prepare();
        var spare = await StartedAsync(1);
        await GoneAsync(spare);

        await using var worker = await launcher.StartAsync(s_order, 5, default);

        Assert.NotEqual(spare, worker.ProcessId);
        Assert.Equal("ready", await worker.ReadLineAsync());
        Assert.Contains("\"job\":\"job1\"", await worker.ReadLineAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Worker_ThatEnded_LeavesASpareBehind_AndTheEndOfTheServerEndsIt()
    {
        var launcher = Launcher("echo ready; read order; read more");
        await using (var worker = await launcher.StartAsync(s_order, 5, default))
            Assert.Equal("ready", await worker.ReadLineAsync());
        await StartedAsync(2);
        var spare = int.Parse(File.ReadLines(_started).Last(), CultureInfo.InvariantCulture);
        Assert.True(Directory.Exists($"/proc/{spare}"));

        launcher.Dispose();

        await GoneAsync(spare);
        launcher.Prepare();
        await Task.Delay(TimeSpan.FromSeconds(1));
        Assert.Equal(2, File.ReadLines(_started).Count());
    }

    [Fact]
    public async Task Spare_IsNotStarted_WhereTheOptionsSaySo()
    {
        using var launcher = new ChildWorkerLauncher(Command("read order"), new JobOptions { SpareWorker = false });

        launcher.Prepare();
        await Task.Delay(TimeSpan.FromSeconds(1));

        Assert.Empty(File.ReadLines(_started));
    }

    [Fact]
    public void WarmUp_DoesEachOrderToItsEnd_AndLeavesNothing()
    {
        var folder = Directory.CreateTempSubdirectory("simulator-test-").FullName;

        var said = WorkerWarmUp.Run(folder);

        Assert.Equal(2, said.Split("\"message\":\"finished\"").Length - 1);
        Assert.DoesNotContain("\"message\":\"failed\"", said, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder));
    }

    private ChildWorkerLauncher Launcher(string script) => new(Command(script), new JobOptions());

    private WorkerCommand Command(string script) => new("/bin/bash", ["-c", $"echo $$ >> {_started}; {script}"]);

    private async Task<int> StartedAsync(int count)
    {
        for (var wait = Stopwatch.StartNew(); wait.Elapsed < TimeSpan.FromSeconds(20); await Task.Delay(20))
        {
            if (File.ReadLines(_started).Count() >= count)
                return int.Parse(File.ReadLines(_started).First(), CultureInfo.InvariantCulture);
        }
        throw new TimeoutException("no worker started");
    }

    private static async Task GoneAsync(int process)
    {
        for (var wait = Stopwatch.StartNew(); Directory.Exists($"/proc/{process}"); await Task.Delay(20))
            Assert.True(wait.Elapsed < TimeSpan.FromSeconds(20), "the worker is still there");
    }

    // The 19th field; the second one, a name in brackets, may hold blanks.
    private static int NicenessOf(int process) =>
        int.Parse(File.ReadAllText($"/proc/{process}/stat").Split(") ")[^1].Split(' ')[16], CultureInfo.InvariantCulture);
}
