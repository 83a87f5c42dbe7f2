using Simulator.Environments;
using Simulator.Learning.Agents.Rainbow;
using Simulator.Learning.Agents.Training;
using Simulator.Seeding;

namespace Simulator.Tests.Learning.Agents.Rainbow;

public sealed class RainbowTrainingTests(Xunit.Abstractions.ITestOutputHelper output)
{
    // Small, so that hundreds of gradient steps take no time.
    private static readonly RainbowOptions s_plain = new()
    {
        Capacity = 500,
        LearningStarts = 64,
        BatchSize = 16,
        TrainInterval = 4,
        TargetInterval = 50,
        Hidden = [16],
    };

    public static TheoryData<string> Parts =>
        ["none", "double", "duelling", "prioritised", "noisy", "three steps", "distribution", "all", "streams"];

    [Fact]
    public void Training_WithAllPartsOff_IsDqnBitForBit()
    {
        const int Steps = 2_000;
        var training = Training(s_plain, Steps, environments: 1);
        while (training.Steps < Steps)
            training.RunStep();
        Assert.True(training.Last.GradientNorm > 0);
        Assert.Equal(Weights(PlainDqn.Train(CartPoles(1, 1), s_plain, Steps, 1, "test")), Weights(training.Network));
    }

    [Theory]
    [MemberData(nameof(Parts))]
    public void Training_WithAnyPart_LearnsResumesAndRepeatsBitIdentically(string part)
    {
        var options = With(part);
        var (undisturbed, again, other) = (Training(options, 1_200), Training(options, 1_200), Training(options, 1_200, seed: 2));
        Run(undisturbed, 600);
        using var stream = new MemoryStream();
        var writer = new BinaryWriter(stream);
        undisturbed.Save(writer);
        writer.Flush();
        stream.Position = 0;
        var resumed = Training(options, 1_200, seed: 99);
        resumed.Restore(new BinaryReader(stream));
        EpisodeEvaluation.Returns(CartPoles(5, 3), Run(again, 600).Network); // a look changes nothing
        foreach (var training in new[] { undisturbed, again, other, resumed })
            Run(training, 1_200);
        Assert.Equal(Weights(undisturbed.Network), Weights(resumed.Network));
        Assert.Equal(undisturbed.Last, resumed.Last);
        Assert.Equal(Weights(undisturbed.Network), Weights(again.Network));
        Assert.NotEqual(Weights(undisturbed.Network), Weights(other.Network));
        if (part != "none")
            Assert.NotEqual(Weights(undisturbed.Network), Weights(Run(Training(s_plain, 1_200), 1_200).Network));
    }

    [Fact]
    public void Network_Duelling_HasTheGradientOfItsOutputs()
    {
        // Central differences of Σ c·output by some parameters of every stream.
        var options = s_plain with
        {
            IsDuelling = true,
            Atoms = 3,
            ValueMin = 0,
            ValueMax = 10,
            StreamHidden = [5],
        };
        var network = new QNetwork(4, 2, options, 8, new SplitMix64(1));
        var random = new SplitMix64(2);
        float[] rows = [.. Enumerable.Range(0, 8 * 4).Select(_ => (float)random.NextGaussian())];
        float[] factors = [.. Enumerable.Range(0, 8 * 6).Select(_ => (float)random.NextGaussian())];
        double Sum()
        {
            var (outputs, sum) = (network.Forward(rows, 8).ToArray(), 0.0);
            for (var k = 0; k < factors.Length; k++)
                sum += factors[k] * (double)outputs[k];
            return sum;
        }
        Sum();
        factors.CopyTo(network.Gradients, 0);
        network.Backward(rows, 8);
        var compared = 0;
        foreach (var block in network.Parameters)
        {
            var gradients = block.Gradients.Span.ToArray();
            for (var at = 0; at < gradients.Length; at += 7)
            {
                if (gradients[at] == 0)
                    continue; // padding, or a unit that is off
                var value = block.Values.Span[at];
                block.Values.Span[at] = value + 1e-3f;
                var above = Sum();
                block.Values.Span[at] = value - 1e-3f;
                var below = Sum();
                block.Values.Span[at] = value;
                Assert.Equal(gradients[at], (above - below) / 2e-3, 0.02 + (0.01 * Math.Abs(gradients[at])));
                compared++;
            }
        }
        Assert.True(compared > 20, $"{compared} compared");
    }

    [Fact]
    public void Network_Duelling_HasAdvantagesThatSumToNothing()
    {
        // Whatever the advantages' biases, the mean over the actions is the state's value.
        var network = new QNetwork(4, 2, s_plain with { IsDuelling = true }, 1, new SplitMix64(1));
        var before = network.Forward([.1f, .2f, .3f, .4f], 1).ToArray();
        var advantages = network.Parameters[1].Values.Span;
        for (var k = 0; k < 2; k++)
            advantages[(16 * 16) + k] += 5; // both biases
        var after = network.Forward([.1f, .2f, .3f, .4f], 1).ToArray();
        Assert.Equal(before[0], after[0], 1e-5f);
        Assert.Equal(before[1], after[1], 1e-5f);
    }

    [Fact]
    public void Exploration_FallsToItsEndOverItsFraction()
    {
        var training = Training(s_plain, 1_000);
        Assert.Equal(1, training.Exploration);
        Run(training, 250);
        Assert.Equal(0.525, training.Exploration, 1e-12);
        Run(training, 700);
        Assert.Equal(0.05, training.Exploration, 1e-12);
        Assert.Equal(0, Training(s_plain with { IsNoisy = true }, 1_000).Exploration);
    }

    [Theory]
    [Trait("Category", "Slow")]
    [InlineData(false, 12_000, 60)]
    [InlineData(true, 20_000, 100)]
    public void CartPole_AfterSomeSteps_IsHeldLongerThanByChance(bool isRainbow, int steps, double least)
    {
        var options = isRainbow
            ? RainbowOptions.RainbowCartPole
            : RainbowOptions.CleanRlDqn with
            {
                LearningStarts = 1_000,
                TrainInterval = 4,
                LearningRate = 1e-3,
            };
        var training = Run(Training(options, steps), steps);
        var mean = EpisodeEvaluation.Returns(CartPoles(77, 50), training.Network).Average();
        output.WriteLine($"mean of 50 greedy episodes {mean}");
        Assert.True(mean >= least, $"mean return {mean}; by chance 22");
    }

    [Fact]
    public void Options_ThatCannotBe_AreRefusedByName()
    {
        var error = Assert.Throws<ArgumentException>(() => Training(s_plain with { Atoms = 51, ValueMin = 3, ValueMax = 3 }, 1));
        Assert.Contains("ValueMax is 3", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Training(s_plain with { LearningRate = double.NaN }, 1));
    }

    private static RainbowOptions With(string part) =>
        part switch
        {
            "double" => s_plain with { IsDouble = true },
            "duelling" => s_plain with { IsDuelling = true },
            "prioritised" => s_plain with { IsPrioritised = true },
            "noisy" => s_plain with { IsNoisy = true },
            "three steps" => s_plain with { Steps = 3 },
            "distribution" => s_plain with { Atoms = 21, ValueMin = 0, ValueMax = 100 },
            "all" => All,
            "streams" => All with { StreamHidden = [8] },
            _ => s_plain,
        };

    private static RainbowOptions All =>
        s_plain with
        {
            IsDouble = true,
            IsDuelling = true,
            IsPrioritised = true,
            IsNoisy = true,
            Steps = 3,
            Atoms = 21,
            ValueMin = 0,
            ValueMax = 100,
        };

    private static RainbowTraining Run(RainbowTraining training, long steps)
    {
        while (training.Steps < steps)
            training.RunStep();
        return training;
    }

    private static float[] Weights(QNetwork network) => [.. network.Parameters.SelectMany(b => b.Values.Span.ToArray())];

    private static RainbowTraining Training(RainbowOptions options, long steps, long seed = 1, int environments = 2) =>
        new(CartPoles(seed, environments), options, steps, seed, "test");

    private static CartPole CartPoles(long seed, int count) =>
        new([.. Enumerable.Range(0, count).Select(i => Seeds.Derive(seed, $"environment{i}"))]);
}
