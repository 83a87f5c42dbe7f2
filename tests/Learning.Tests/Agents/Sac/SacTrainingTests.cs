using Simulator.Environments;
using Simulator.Learning.Agents.Sac;
using Simulator.Learning.Agents.Training;
using Simulator.Seeding;

namespace Simulator.Tests.Learning.Agents.Sac;

public sealed class SacTrainingTests(Xunit.Abstractions.ITestOutputHelper output)
{
    // Small, so that hundreds of gradient steps take no time.
    private static readonly SacOptions s_small = new()
    {
        Capacity = 300,
        LearningStarts = 40,
        BatchSize = 16,
        Hidden = [16],
    };

    [Theory]
    [InlineData(null)]
    [InlineData(0.2)]
    public void Training_Interrupted_LearnsResumesAndRepeatsBitIdentically(double? temperature)
    {
        var options = s_small with { FixedTemperature = temperature };
        var (undisturbed, again, other) = (Training(options), Training(options), Training(options, seed: 2));
        Run(undisturbed, 250);
        using var stream = new MemoryStream();
        var writer = new BinaryWriter(stream);
        undisturbed.Save(writer);
        writer.Flush();
        stream.Position = 0;
        var resumed = Training(options, seed: 99);
        resumed.Restore(new BinaryReader(stream));
        Assert.Equal(stream.Length, stream.Position);
        EpisodeEvaluation.Returns(Pendulums(5, 3), Run(again, 250).Policy); // a look changes nothing
        foreach (var training in new[] { undisturbed, again, other, resumed })
            Run(training, 700);
        Assert.Equal(Weights(undisturbed), Weights(resumed));
        Assert.Equal(undisturbed.Last, resumed.Last);
        Assert.Equal(undisturbed.Episodes.MeanReturn, resumed.Episodes.MeanReturn);
        Assert.Equal(Weights(undisturbed), Weights(again));
        Assert.NotEqual(Weights(undisturbed), Weights(other));
        Assert.True(undisturbed.Last.CriticLoss > 0);
    }

    [Fact]
    public void Training_OnSeveralNumbers_KeepsThemAsTheyWereTaken()
    {
        // Rows hold the observation and the action from −1 to 1; after a cut the final row counts, after an end nothing does.
        var (environment, training) = (new Levers(1), new SacTraining(new Levers(1), s_small, 1, "test"));
        for (var step = 1; step <= 60; step++)
        {
            var seen = environment.Observations.ToArray();
            training.RunStep();
            var row = training.Replay.Row(step - 1);
            Assert.Equal(seen, row[..3].ToArray());
            Assert.InRange(row[3], -1f, 1f);
            environment.Drive([(row[3] + 1) / 2, 3 * row[4]]);
            var isOver = step % 4 == 0;
            var next = isOver ? environment.FinalObservations : environment.Observations;
            Assert.Equal(next.ToArray(), training.Replay.NextRow(step - 1)[..3].ToArray());
            Assert.Equal(isOver && step % 8 != 0 ? 0f : 0.99f, training.Replay.Discount(step - 1));
            Assert.Equal((float)environment.Rewards[0], training.Replay.Reward(step - 1), 1e-5f);
        }
        Assert.False(double.IsNaN(training.Last.CriticLoss));
    }

    [Fact]
    public void Policy_Asked_AnswersWithinTheBounds()
    {
        var training = new SacTraining(new Levers(1, 2), s_small, 1, "test");
        var (random, observations, actions) = (new SplitMix64(1), new float[50 * 3], new float[50 * 2]);
        for (var k = 0; k < observations.Length; k++)
            observations[k] = (float)random.NextGaussian();
        training.Policy.Act(observations, actions, random);
        Assert.All(actions.Where((_, k) => k % 2 == 0), x => Assert.InRange(x, 0f, 1f));
        Assert.All(actions.Where((_, k) => k % 2 == 1), y => Assert.InRange(y, -3f, 3f));
        var (middle, again) = (new float[100], new float[100]);
        training.Policy.Act(observations, middle, null);
        training.Policy.Act(observations, again, null);
        Assert.Equal(middle, again);
        Assert.NotEqual(middle, actions);
    }

    [Fact]
    public void Levers_AfterSomeSteps_AreWhereTheyShouldBe()
    {
        var options = s_small with { Capacity = 10_000, BatchSize = 64, Hidden = [32, 32], LearningRate = 3e-3, Gamma = 0.5 };
        var training = new SacTraining(new Levers(1), options, 1, "test");
        while (training.Steps < 3_000)
            training.RunStep();
        ulong[] seeds = [.. Enumerable.Range(0, 50).Select(i => (ulong)(100 + i))];
        var mean = EpisodeEvaluation.Returns(new Levers(seeds), training.Policy).Average();
        output.WriteLine($"mean of 50 greedy episodes {mean}, {training.Last}");
        Assert.True(mean >= -1, $"mean return {mean}; at random about −15");
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void Pendulum_AfterSomeSteps_IsSwungUpAndHeld()
    {
        var options = SacOptions.ZooPendulum with { Capacity = 10_000, BatchSize = 128, Hidden = [64, 64] };
        var training = Run(Training(options, environments: 1), 8_000);
        var mean = EpisodeEvaluation.Returns(Pendulums(77, 50), training.Policy).Average();
        output.WriteLine($"mean of 50 greedy episodes {mean}, {training.Last}");
        Assert.True(mean >= -200, $"mean return {mean}; at random −1230");
    }

    [Fact]
    public void Options_ThatCannotBe_AreRefusedByName()
    {
        var error = Assert.Throws<ArgumentException>(() => Training(s_small with { TargetFraction = 0 }));
        Assert.Contains("TargetFraction is 0", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Training(s_small with { FixedTemperature = double.NaN }));
    }

    private static SacTraining Run(SacTraining training, long steps)
    {
        while (training.Steps < steps)
            training.RunStep();
        return training;
    }

    private static float[] Weights(SacTraining training) => [.. training.Learner.Parameters.SelectMany(b => b.Values.Span.ToArray())];

    private static SacTraining Training(SacOptions options, long seed = 1, int environments = 2) =>
        new(Pendulums(seed, environments), options, seed, "test");

    private static Pendulum Pendulums(long seed, int count) =>
        new(2, [.. Enumerable.Range(0, count).Select(i => Seeds.Derive(seed, $"environment{i}"))]);
}
