using Simulator.Environments;
using Simulator.Learning.Agents.Ppo;
using Simulator.Learning.Agents.Training;
using Simulator.Seeding;
using static TorchSharp.torch;

namespace Simulator.Tests.Learning.Agents;

public sealed class DensePpoTests(Xunit.Abstractions.ITestOutputHelper output)
{
    [Theory]
    [InlineData(1, 0.5, -0.5)]
    [InlineData(1, 1.5, -1.2)]
    [InlineData(-1, 0.5, 0.8)]
    [InlineData(-1, 1.5, 1.5)]
    public void Policy_BeyondTheClipRange_TakesThePessimisticBranch(double advantage, double ratio, double expected) =>
        Assert.Equal(expected, ClippedObjective.Policy(advantage, ratio, 0.2), 1e-12);

    [Fact]
    public void Gradients_OfRandomSamples_EqualThoseOfTheTorchLoss()
    {
        using var scope = NewDisposeScope();
        const int Rows = 64,
            Actions = 3;
        var random = new SplitMix64(4);
        float[] Normals(int count, double scale) => [.. Enumerable.Range(0, count).Select(_ => (float)(scale * random.NextGaussian()))];
        var (logits, old, advantages) = (Normals(Rows * Actions, 1), Normals(Rows, 0.3), Normals(Rows, 1));
        var (values, returns) = (Normals(Rows, 1), Normals(Rows, 1));
        long[] actions = [.. Enumerable.Range(0, Rows).Select(_ => (long)random.NextInt(Actions))];
        var (fedLogits, fedValues) = (tensor(logits, [Rows, Actions]).requires_grad_(true), tensor(values).requires_grad_(true));
        for (var j = 0; j < Rows; j++) // near the new probabilities, so that some ratios are inside the range
        {
            var row = new float[Actions];
            Categorical.LogProbabilities(logits.AsSpan(j * Actions, Actions), row);
            old[j] += row[actions[j]];
        }
        var loss = PpoLoss.Of(fedLogits, fedValues, tensor(actions), tensor(old), tensor(advantages), tensor(returns), 0.2, 0.01);
        loss.Total.backward();

        var mean = advantages.Average(a => (double)a);
        var deviation = Math.Sqrt(advantages.Sum(a => (a - mean) * (a - mean)) / (Rows - 1)) + 1e-8;
        var (policy, entropy) = (0.0, 0.0);
        var (mine, taken) = (new float[Rows * Actions], new float[Actions]);
        var slopes = new List<float>();
        for (var j = 0; j < Rows; j++)
        {
            Categorical.LogProbabilities(logits.AsSpan(j * Actions, Actions), taken);
            var (ratio, advantage) = (Math.Exp(taken[actions[j]] - old[j]), (advantages[j] - mean) / deviation);
            policy += ClippedObjective.Policy(advantage, ratio, 0.2) / Rows;
            entropy +=
                ClippedObjective.LogitGradient(
                    taken,
                    (int)actions[j],
                    ClippedObjective.PolicySlope(advantage, ratio, 0.2) / Rows,
                    0.01 / Rows,
                    mine.AsSpan(j * Actions, Actions)
                ) / Rows;
            slopes.Add((float)(ClippedObjective.Value(values[j], 0, returns[j], double.PositiveInfinity).Slope / Rows));
        }
        Assert.Equal(loss.Policy.item<float>(), policy, 1e-5);
        Assert.Equal(loss.Entropy.item<float>(), entropy, 1e-5);
        AssertClose(mine, fedLogits.grad!);
        AssertClose([.. slopes], fedValues.grad!); // ½·2(V − R)/B
    }

    [Theory]
    [InlineData(1.5, 1, 2, 0.5 * 0.8 * 0.8, 0)] // moved by 0.5, allowed 0.2: the cut loss is the greater and does not move
    [InlineData(1.1, 1, 2, 0.5 * 0.9 * 0.9, -0.9)]
    [InlineData(0.5, 1, 2, 0.5 * 1.5 * 1.5, -1.5)]
    public void Value_MovedBeyondTheRange_TakesTheGreaterLoss(double value, double old, double target, double loss, double slope)
    {
        var actual = ClippedObjective.Value(value, old, target, 0.2);
        Assert.Equal(loss, actual.Loss, 1e-12);
        Assert.Equal(slope, actual.Slope, 1e-12);
    }

    [Fact]
    public void FirstMinibatch_OfEveryUpdate_HasRatioOne()
    {
        var training = Training(DensePpoOptions.CleanRl, 4, 3);
        for (var update = 0; update < 3; update++)
            Assert.Equal(0, training.RunUpdate().FirstRatioDeviation, 1e-6);
    }

    [Fact]
    public void OneEpochOfOneMinibatch_NeverMovesBeforeItLooks()
    {
        var diagnostics = Training(DensePpoOptions.CleanRl with { Epochs = 1, Minibatches = 1 }, 4, 1).RunUpdate();
        Assert.Equal(0, diagnostics.ApproximateKl, 1e-6);
        Assert.Equal(0, diagnostics.ClipFraction);
        Assert.Equal(Math.Log(2), diagnostics.Entropy, 1e-3);
        Assert.Equal(1, diagnostics.MeanReward);
    }

    [Fact]
    public void Epochs_BeyondTheTargetKl_AreNotRun()
    {
        var options = DensePpoOptions.CleanRl with { Epochs = 5 };
        var once = Weights(options with { Epochs = 1 });
        Assert.Equal(once, Weights(options with { TargetKl = 1e-9 }));
        Assert.Equal(Weights(options), Weights(options with { TargetKl = 1 }));
        Assert.NotEqual(once, Weights(options));

        static float[] Weights(DensePpoOptions options)
        {
            var training = Training(options, 4, 1);
            training.RunUpdate();
            return DensePpoTests.Weights(training);
        }
    }

    [Fact]
    public void Training_SavedAndRestored_ContinuesBitIdentically()
    {
        var options = DensePpoOptions.CleanRl with { ScalesRewards = true };
        var undisturbed = Training(options, 4, 6);
        undisturbed.RunUpdate();
        undisturbed.RunUpdate();
        using var stream = new MemoryStream();
        var writer = new BinaryWriter(stream);
        undisturbed.Save(writer);
        writer.Flush();
        stream.Position = 0;
        var resumed = Training(options, 4, 6, seed: 99);
        resumed.Restore(new BinaryReader(stream));
        for (var update = 0; update < 4; update++)
            Assert.Equal(undisturbed.RunUpdate(), resumed.RunUpdate());
        Assert.Equal(Weights(undisturbed), Weights(resumed));
        Assert.Equal(undisturbed.Episodes.MeanReturn, resumed.Episodes.MeanReturn);
    }

    [Fact]
    public void Training_SameSeed_GivesTheSameWeights()
    {
        var (first, second, other) = (Weights(1), Weights(1), Weights(2));
        Assert.Equal(first, second);
        Assert.NotEqual(first, other);

        static float[] Weights(long seed)
        {
            var training = Training(DensePpoOptions.CleanRl, 4, 2, seed);
            training.RunUpdate();
            training.RunUpdate();
            return DensePpoTests.Weights(training);
        }
    }

    [Fact]
    public void Updates_Many_AllocateNothing()
    {
        var training = Training(DensePpoOptions.CleanRl, 4, 40);
        training.RunUpdate();
        training.RunUpdate();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var update = 0; update < 20; update++)
            training.RunUpdate();
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 20 * 512); // a few bytes an update, none a step
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void CartPole_After100kSteps_IsBalanced()
    {
        const int Environments = 8,
            Steps = 100_000;
        var updates = Steps / (Environments * DensePpoOptions.ZooCartPole.RolloutSteps);
        var training = Training(DensePpoOptions.ZooCartPole, Environments, updates);
        while (training.Update < updates)
            training.RunUpdate();
        var mean = EpisodeEvaluation.Returns(CartPoles(77, 100), training.Networks).Average();
        output.WriteLine($"mean of 100 greedy episodes {mean}, of the last 100 in training {training.Episodes.MeanReturn}");
        Assert.True(mean >= 475, $"mean return {mean}");
    }

    [Fact]
    public void A2c_WhateverTheClipRange_TakesThePlainPolicyGradient()
    {
        Assert.Equal(Weights(DensePpoOptions.A2c), Weights(DensePpoOptions.A2c with { ClipRange = 1e-3 }));
        Assert.NotEqual(Weights(DensePpoOptions.A2c), Weights(DensePpoOptions.A2c with { IsRmsProp = false }));

        static float[] Weights(DensePpoOptions options)
        {
            var training = Training(options, 8, 20);
            for (var update = 0; update < 20; update++)
                Assert.Equal(0, training.RunUpdate().ApproximateKl, 1e-9);
            return DensePpoTests.Weights(training);
        }
    }

    [Fact]
    public void Options_ThatCannotBe_AreRefusedByName()
    {
        var error = Assert.Throws<ArgumentException>(() => Training(DensePpoOptions.CleanRl with { Minibatches = 400 }, 4, 1));
        Assert.Contains("Minibatches is 400", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Training(DensePpoOptions.CleanRl with { LearningRate = double.NaN }, 4, 1));
    }

    private static float[] Weights(DensePpo training) => [.. training.Networks.Parameters.SelectMany(b => b.Values.Span.ToArray())];

    private static DensePpo Training(DensePpoOptions options, int environments, int updates, long seed = 1) =>
        new(CartPoles(seed, environments), options, updates, seed, "test");

    private static CartPole CartPoles(long seed, int count) =>
        new([.. Enumerable.Range(0, count).Select(i => Seeds.Derive(seed, $"environment{i}"))]);

    private static void AssertClose(float[] expected, Tensor actual)
    {
        var numbers = actual.reshape(-1).data<float>().ToArray();
        Assert.Equal(expected.Length, numbers.Length);
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], numbers[i], 1e-5f);
    }
}
