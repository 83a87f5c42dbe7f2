using Simulator.Learning.Agents.Dense;
using Simulator.Learning.Agents.Sac;
using Simulator.Seeding;

namespace Simulator.Tests.Learning.Agents.Sac;

/// <summary>Gradients of the three losses against differences of them, with the same ε, on networks without corners.</summary>
public sealed class SacLearnerTests
{
    private const int Batch = 8,
        ActorBlocks = 1,
        CriticBlocks = 2;

    private static readonly SacOptions s_options = new()
    {
        BatchSize = Batch,
        Hidden = [5, 4],
        Activation = Activation.Tanh,
        FirstTemperature = 0.4,
    };

    [Fact]
    public void Critics_HaveTheGradientOfTheirLoss()
    {
        var (learner, batch) = Make();
        Compare(learner.Parameters.Skip(ActorBlocks).Take(CriticBlocks), () => learner.DifferentiateCritics(batch, Noise()).Loss);
    }

    [Fact]
    public void Actor_ThroughTheCriticsInput_HasTheGradientOfItsLoss()
    {
        var (learner, batch) = Make();
        Compare(learner.Parameters.Take(ActorBlocks), () => learner.DifferentiateActor(batch, Noise()).Loss);
    }

    [Fact]
    public void Temperature_HasTheGradientOfItsLoss()
    {
        var (learner, batch) = Make();
        var entropy = learner.DifferentiateActor(batch, Noise()).Entropy;
        Compare(learner.Parameters.Skip(ActorBlocks + CriticBlocks), () => learner.DifferentiateTemperature(entropy));
    }

    [Fact]
    public void Actor_Differentiated_LeavesTheGradientsOfTheCritics()
    {
        var (learner, batch) = Make();
        learner.DifferentiateCritics(batch, Noise());
        var before = Gradients(learner.Parameters.Skip(ActorBlocks).Take(CriticBlocks));
        learner.DifferentiateActor(batch, Noise());
        Assert.Equal(before, Gradients(learner.Parameters.Skip(ActorBlocks).Take(CriticBlocks)));
    }

    [Fact]
    public void Aim_AfterAnEnd_IsTheRewardAlone()
    {
        // With every discount 0 neither the next row nor the temperature counts.
        var (learner, batch) = Make();
        Array.Clear(batch.Discounts);
        var loss = learner.DifferentiateCritics(batch, Noise()).Loss;
        Array.Fill(batch.NextRows, 3f);
        Assert.Equal(loss, learner.DifferentiateCritics(batch, Noise()).Loss);
        Array.Fill(batch.Discounts, 0.99);
        Assert.NotEqual(loss, learner.DifferentiateCritics(batch, Noise()).Loss);
    }

    [Theory]
    [InlineData(50, true)]
    [InlineData(-50, false)]
    public void Temperature_WithAnEntropyBelowItsTarget_Rises(double target, bool rises)
    {
        var (learner, batch) = Make(s_options with { TargetEntropy = target });
        var before = learner.Temperature;
        Assert.Equal(before, learner.Learn(batch, Noise()).Temperature); // that of the losses
        Assert.Equal(rises, learner.Temperature > before);
    }

    [Fact]
    public void Temperature_ThatIsFixed_Stays()
    {
        var (learner, batch) = Make(s_options with { FixedTemperature = 0.2 });
        learner.Learn(batch, Noise());
        Assert.Equal(0.2, learner.Temperature);
    }

    [Fact]
    public void Targets_AfterAStep_AreAPartOfTheWayToTheCritics()
    {
        var (learner, batch) = Make(s_options with { TargetFraction = 0.25, LearningRate = 0.01 });
        var before = Values(learner.Parameters.Skip(ActorBlocks).Take(CriticBlocks));
        Assert.Equal(before, Values(learner.TargetParameters));
        learner.Learn(batch, Noise());
        var after = Values(learner.Parameters.Skip(ActorBlocks).Take(CriticBlocks));
        Assert.NotEqual(before, after);
        var targets = Values(learner.TargetParameters);
        for (var k = 0; k < before.Length; k++)
            Assert.Equal(before[k] + (0.25f * (after[k] - before[k])), targets[k], 1e-6f);
    }

    private static (SacLearner Learner, SacBatch Batch) Make(SacOptions? options = null)
    {
        var learner = new SacLearner(new Levers(1), options ?? s_options, new SplitMix64(3));
        var (batch, random) = (new SacBatch(Batch, learner.RowSize), new SplitMix64(4));
        foreach (var rows in (float[][])[batch.Rows, batch.NextRows])
        {
            for (var k = 0; k < rows.Length; k++)
                rows[k] = (float)((2 * random.NextDouble()) - 1);
        }
        for (var j = 0; j < Batch; j++)
            (batch.Rewards[j], batch.Discounts[j]) = (random.NextGaussian(), j % 4 == 0 ? 0 : 0.9);
        return (learner, batch);
    }

    private static SplitMix64 Noise() => new(5);

    private static void Compare(IEnumerable<ParameterBlock> blocks, Func<double> loss)
    {
        const float H = 4e-3f;
        loss();
        var (large, compared) = (0, blocks.Select(b => (Block: b, Gradients: b.Gradients.Span.ToArray())).ToList());
        foreach (var (block, gradients) in compared)
        {
            for (var at = 0; at < gradients.Length; at++)
            {
                var value = block.Values.Span[at];
                block.Values.Span[at] = value + H;
                var above = loss();
                block.Values.Span[at] = value - H;
                var below = loss();
                block.Values.Span[at] = value;
                Assert.Equal((above - below) / (2 * H), gradients[at], 1e-3);
                large += Math.Abs(gradients[at]) > 0.02 ? 1 : 0;
            }
            Assert.Contains(gradients, g => Math.Abs(g) > 0.02);
        }
        Assert.True(large >= 1, "every gradient is about 0");
    }

    private static float[] Values(IEnumerable<ParameterBlock> blocks) => [.. blocks.SelectMany(b => b.Values.Span.ToArray())];

    private static float[] Gradients(IEnumerable<ParameterBlock> blocks) => [.. blocks.SelectMany(b => b.Gradients.Span.ToArray())];
}
