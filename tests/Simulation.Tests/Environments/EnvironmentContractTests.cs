using Simulator.Environments;
using Simulator.Seeding;

namespace Simulator.Tests.Simulation.Environments;

/// <summary>What holds for every vectorised environment.</summary>
public abstract class EnvironmentContractTests
{
    private const int Steps = 2_000;

    protected abstract IVectorEnvironment Create(params ulong[] seeds);

    /// <summary>
    /// The same single episode on data with and without what comes after some steps; null where there is no data that could be cut.
    /// </summary>
    protected virtual (IVectorEnvironment Whole, IVectorEnvironment Cut, int Steps)? Truncated() => null;

    [Fact]
    public void Environment_Checked_HasNoFindings() => Assert.Empty(new EnvironmentChecker(seeds => Create(seeds), Steps).Check());

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
    public void Environment_FutureCutOff_ChangesNothingBefore()
    {
        if (Truncated() is not var (whole, cut, steps))
            return;
        var random = new SplitMix64(6);
        for (var step = 0; step < steps; step++)
        {
            Assert.True(whole.Observations.SequenceEqual(cut.Observations), $"step {step} sees what comes later");
            int[] actions = [random.NextInt(whole.ActionCount)];
            whole.Step(actions);
            cut.Step(actions);
            Assert.Equal(whole.Rewards[0], cut.Rewards[0]);
            Assert.Equal(whole.Terminated[0], cut.Terminated[0]);
            Assert.Equal(step == steps - 1, cut.Truncated[0]); // the data ends there
            Assert.False(whole.Truncated[0]);
        }
        Assert.True(whole.Observations.SequenceEqual(cut.FinalObservations));
    }

    [Fact]
    public void Environment_Values_AreFiniteAndOfTheStatedSizes()
    {
        var environment = Create(51, 52);
        foreach (var row in Actions(2))
        {
            Assert.Equal(2 * environment.ObservationSize, environment.Observations.Length);
            Assert.True(AllFinite(environment.Observations));
            environment.Step(row);
            Assert.Equal((2, 2, 2), (environment.Rewards.Length, environment.Terminated.Length, environment.Truncated.Length));
            Assert.True(double.IsFinite(environment.Rewards[0] + environment.Rewards[1]));
        }
        Assert.True(AllFinite(environment.FinalObservations));

        static bool AllFinite(ReadOnlySpan<float> values)
        {
            foreach (var value in values)
            {
                if (!float.IsFinite(value))
                    return false;
            }
            return true;
        }
    }

    [Fact]
    public void Environment_Reset_StartsANewEpisodeEverywhere()
    {
        var (environment, other) = (Create(61, 62), Create(61, 62));
        var first = environment.Observations.ToArray();
        environment.Step([0, 0]);
        environment.Reset();
        Assert.NotEqual(first, environment.Observations.ToArray()); // the next draws of the generators
        other.Reset();
        Assert.Equal(environment.Observations.ToArray(), other.Observations.ToArray()); // whatever was done before
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
