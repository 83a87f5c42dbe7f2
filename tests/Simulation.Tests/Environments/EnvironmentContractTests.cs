using Simulator.Environments;
using Simulator.Seeding;

namespace Simulator.Tests.Simulation.Environments;

/// <summary>What holds for every vectorised environment.</summary>
public abstract class EnvironmentContractTests
{
    private const int Steps = 2_000;

    protected abstract IVectorEnvironment Create(params ulong[] seeds);

    [Fact]
    public void Environment_SameSeedsAndActions_IsBitIdentical() =>
        Assert.Equal(Run(Create(3, 5, 7), Actions(3)), Run(Create(3, 5, 7), Actions(3)));

    [Fact]
    public void Environment_OtherSeeds_Differs() => Assert.NotEqual(Run(Create(3, 5, 7), Actions(3)), Run(Create(4, 6, 8), Actions(3)));

    [Fact]
    public void Environment_AmongOthers_BehavesAsAlone()
    {
        var seeds = new ulong[] { 11, 12, 13, 14 };
        var actions = Actions(seeds.Length);
        var together = Run(Create(seeds), actions);
        for (var i = 0; i < seeds.Length; i++)
        {
            var at = i;
            var alone = Run(Create(seeds[i]), [.. actions.Select(row => new[] { row[at] })]);
            Assert.Equal(alone, [.. together.Where((_, k) => k % seeds.Length == at)]);
        }
    }

    [Fact]
    public void Environment_SavedAndRestored_ContinuesBitIdentically()
    {
        var actions = Actions(2);
        var undisturbed = Create(21, 22);
        Run(undisturbed, actions[..700]);
        using var stream = new MemoryStream();
        using (var writer = new BinaryWriter(stream, System.Text.Encoding.UTF8, leaveOpen: true))
            undisturbed.Save(writer);
        stream.Position = 0;
        var resumed = Create(1, 2);
        using (var reader = new BinaryReader(stream))
            resumed.Restore(reader);
        Assert.Equal(Run(undisturbed, actions[700..]), Run(resumed, actions[700..]));
    }

    [Fact]
    public void Environment_EndedEpisode_GivesItsLastRowAndStartsANewOne()
    {
        var environment = Create(31);
        var actions = Actions(1);
        var ends = 0;
        foreach (var row in actions)
        {
            environment.Step(row);
            Assert.False(environment.Terminated[0] && environment.Truncated[0]);
            if (!environment.Terminated[0] && !environment.Truncated[0])
                continue;
            ends++;
            Assert.False(environment.FinalObservations.SequenceEqual(environment.Observations));
        }
        Assert.InRange(ends, 2, Steps);
    }

    [Fact]
    public void Environment_Step_AllocatesNothing()
    {
        var environment = Create(41, 42);
        var actions = Actions(2);
        Run(environment, actions);
        var before = GC.GetAllocatedBytesForCurrentThread();
        foreach (var row in actions)
            environment.Step(row);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Environment_UnknownAction_SaysWhichExist()
    {
        var environment = Create(1);
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => environment.Step([environment.ActionCount]));
        Assert.Contains($"0 to {environment.ActionCount - 1}", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => environment.Step([0, 0]));
    }

    private int[][] Actions(int count)
    {
        var random = new SplitMix64(99);
        var actionCount = Create(1).ActionCount;
        return [.. Enumerable.Range(0, Steps).Select(_ => Enumerable.Range(0, count).Select(_ => random.NextInt(actionCount)).ToArray())];
    }

    /// <summary>One line of everything visible per step and environment.</summary>
    private static List<string> Run(IVectorEnvironment environment, int[][] actions)
    {
        var seen = new List<string>();
        foreach (var row in actions)
        {
            environment.Step(row);
            for (var i = 0; i < environment.Count; i++)
            {
                var observation = environment.Observations.Slice(i * environment.ObservationSize, environment.ObservationSize);
                var bits = string.Join(',', observation.ToArray().Select(BitConverter.SingleToInt32Bits));
                seen.Add(
                    $"{bits}|{BitConverter.DoubleToInt64Bits(environment.Rewards[i])}|"
                        + $"{environment.Terminated[i]}|{environment.Truncated[i]}"
                );
            }
        }
        return seen;
    }
}
