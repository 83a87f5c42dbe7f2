using System.Diagnostics;
using Simulator.Jobs;
using Simulator.Web.Jobs;

namespace Simulator.Tests.Web.Jobs;

/// <summary>Real processes: a shell script stands in for the worker where only its life and death matter.</summary>
public sealed class ChildWorkerTests
{
    private static readonly WorkOrder s_order = new("job1", "sweep", 3, "{}", new Dictionary<string, string>(), "/nowhere", "cpu", 0, 1);

    [Fact]
    public async Task Worker_Started_ReadsItsOrderAndIsToldToUseOneThread()
    {
        await using var worker = await Script(
            "read order; echo \"$order\"; echo \"$OMP_NUM_THREADS $OPENBLAS_NUM_THREADS\"; echo last words >&2; exit 3"
        );

        var order = await worker.ReadLineAsync();

        Assert.Contains("\"job\":\"job1\",\"kind\":\"sweep\",\"epoch\":3", order, StringComparison.Ordinal);
        Assert.Equal("1 1", await worker.ReadLineAsync());
        Assert.Null(await worker.ReadLineAsync());
        Assert.Equal(new WorkerExit(3, "last words"), await worker.WaitForExitAsync());
    }

    [Fact]
    public async Task Worker_WhoseInputIsClosed_EndsByItself()
    {
        await using var worker = await Script("read order; read more; echo stopped; exit 130");

        worker.CloseInput();

        Assert.Equal("stopped", await worker.ReadLineAsync());
        Assert.Equal(130, (await worker.WaitForExitAsync()).Code);
    }

    [Fact]
    public async Task Worker_KilledFromOutside_IsReportedWithItsSignal()
    {
        await using var worker = await Script("read order; echo ready; sleep 60");
        Assert.Equal("ready", await worker.ReadLineAsync());

        using (var process = Process.GetProcessById(worker.ProcessId))
            process.Kill();

        Assert.Null(await worker.ReadLineAsync());
        Assert.Contains("signal 9", (await worker.WaitForExitAsync()).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Worker_ThatDiesBeforeItReads_IsNoErrorOfTheLauncher()
    {
        await using var worker = await Script("exit 7");

        Assert.Null(await worker.ReadLineAsync());
        Assert.Equal(7, (await worker.WaitForExitAsync()).Code);
    }

    [Fact]
    public async Task Memory_OfAWorker_IsKnownWhileItLives_AndItsHeapIsBounded()
    {
        await using var worker = await Script("read order; echo $DOTNET_GCHeapHardLimit; read more");

        Assert.Equal(
            (new JobOptions().WorkerMemoryBytes / 4 * 3).ToString("X", System.Globalization.CultureInfo.InvariantCulture),
            await worker.ReadLineAsync()
        );
        Assert.InRange(worker.MemoryBytes ?? 0, 1 << 16, 1 << 30);
        Assert.Equal("500", (await File.ReadAllTextAsync($"/proc/{worker.ProcessId}/oom_score_adj")).Trim());
        worker.CloseInput();
        await worker.WaitForExitAsync();
        Assert.Null(worker.MemoryBytes);
    }

    [Fact]
    public async Task Program_ThatIsNotThere_IsNamedWithTheRemedy()
    {
        var launcher = new ChildWorkerLauncher(new WorkerCommand("/no/such/program", []), new JobOptions { SpareWorker = false });

        var error = await Assert.ThrowsAsync<WorkerLaunchException>(() => launcher.StartAsync(s_order, 0, default));

        Assert.Contains("/no/such/program", error.Message, StringComparison.Ordinal);
        Assert.Contains("Remedy", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Job_ThroughProcessesThatCrash_FailsAndLeavesNoProcess()
    {
        var pids = Path.GetTempFileName();
        await using var jobs = await JobsHarness.StartAsync(
            new ChildWorkerLauncher(
                new WorkerCommand("/bin/bash", ["-c", $"read order; echo $$ >> {pids}; kill -SEGV $$"]),
                new JobOptions { SpareWorker = false }
            )
        );

        var end = await jobs.EndOfAsync(await jobs.SubmitAsync());

        Assert.Equal(JobState.Failed, end.State);
        Assert.Contains("signal 11", end.Reason, StringComparison.Ordinal);
        var started = await File.ReadAllLinesAsync(pids);
        File.Delete(pids);
        Assert.Equal(3, started.Length);
        Assert.All(started, pid => Assert.False(Directory.Exists($"/proc/{pid}")));
    }

    private static Task<IWorkerProcess> Script(string script) =>
        new ChildWorkerLauncher(new WorkerCommand("/bin/bash", ["-c", script]), new JobOptions { SpareWorker = false }).StartAsync(
            s_order,
            0,
            default
        );
}
