namespace Simulator.Tests.Cli;

/// <summary>What only a process of its own can show: native libraries, standard streams, exit codes.</summary>
public sealed class ProcessTests : IDisposable
{
    private static readonly Dictionary<string, string> s_same = [];
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Doctor_OnAMachineThatHasEverything_SaysSo()
    {
        var run = ChildProcess.Cli(s_same, "doctor", "--data", _folder.File("data"));
        Assert.True(run.ExitCode == 0, run.Out + run.Error);
        Assert.Matches(@"device\s+c(pu|uda)", run.Out);
        Assert.Matches(@"sqlite\s+3\.", run.Out);
    }

    [Fact]
    public void Doctor_WithoutLibtorch_NamesItAndTheRemedy()
    {
        // The loader finds this one first, and it is no library.
        _folder.Write("libgomp-98b21ff3.so.1", "");
        var run = ChildProcess.Cli(
            new Dictionary<string, string> { ["LD_LIBRARY_PATH"] = _folder.Path },
            "doctor",
            "--data",
            _folder.File("data")
        );
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("MISSING", run.Out, StringComparison.Ordinal);
        Assert.Contains("libgomp-98b21ff3.so.1: file too short", run.Out, StringComparison.Ordinal);
        Assert.Contains("Install", run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Out + run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Worker_WithoutAnOrder_SaysWhoStartsWorkers()
    {
        var run = ChildProcess.Cli(s_same, "worker");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("no work order on standard input", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void WrongUse_WritesNothingToStandardOutput()
    {
        var run = ChildProcess.Cli(s_same, "simulate", "--panel");
        Assert.Equal(2, run.ExitCode);
        Assert.Empty(run.Out);
    }
}
