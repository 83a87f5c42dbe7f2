namespace Simulator.Tests.Store.Damage;

/// <summary>Short forms of <c>Bench.dll damage</c> and <c>Bench.dll kill</c>.</summary>
public sealed class DamageTests
{
    [Fact]
    public async Task Files_Damaged_AreRefusedOrRestored_AndNoneIsUsed()
    {
        using var run = await DamageRun.RunAsync(40, 1);

        Assert.Empty(run.Faults);
        Assert.Equal(40, run.Counts.Values.Sum());
    }

    [Fact]
    public async Task Store_WhoseProgramIsKilled_KeepsEverythingThatWasAcknowledged()
    {
        using var run = new KillRun(typeof(Program).Assembly.Location);
        await run.RunAsync(6, 1);

        Assert.Empty(run.Faults);
        Assert.Contains("kills during a migration", run.Counts.Keys);
    }

    [SkippableFact]
    public async Task Disk_FullAgainAndAgain_LosesNothingThatWasAcknowledged()
    {
        Skip.IfNot(DiskFullRun.IsPossible(), "needs a file system in memory of its own (unshare)");

        var (exit, said) = await DiskFullRun.RunAsync(typeof(Program).Assembly.Location, 3, 1);

        Assert.True(exit == 0, said);
    }
}
