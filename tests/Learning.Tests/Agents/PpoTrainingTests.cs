using Simulator.Environments;
using Simulator.Learning.Agents.Ppo;
using Simulator.Seeding;
using TorchSharp;
using static TorchSharp.torch;

namespace Simulator.Tests.Learning.Agents;

public sealed class PpoTrainingTests
{
    private static readonly PpoAgentSpec s_cartPole = new()
    {
        Environments = 8,
        RolloutSteps = 32,
        MinibatchSize = 256,
        Epochs = 20,
        GaeLambda = 0.8,
        Gamma = 0.98,
        LearningRate = 1e-3,
        EntropyWeight = 0,
    };

    public PpoTrainingTests() => set_num_threads(1);

    [Fact]
    public void FirstMinibatch_OfEveryUpdate_HasRatioOne()
    {
        using var training = Training(s_cartPole, 3);
        for (var update = 0; update < 3; update++)
            Assert.InRange(training.RunUpdate().FirstRatioDeviation, 0, 1e-5);
    }

    [Fact]
    public void OneEpochOfOneMinibatch_NeverMovesBeforeItLooks()
    {
        using var training = Training(s_cartPole with { Epochs = 1, MinibatchSize = 1_000_000 }, 1);
        var diagnostics = training.RunUpdate();
        Assert.Equal(0, diagnostics.ApproximateKl, 1e-6);
        Assert.Equal(0, diagnostics.ClipFraction);
        Assert.Equal(Math.Log(2), diagnostics.Entropy, 1e-3);
        Assert.Equal(1, diagnostics.MeanReward);
    }

    [Fact]
    public void Layers_AtTheStart_AreOrthogonalWithTheirGains()
    {
        using var scope = NewDisposeScope();
        using var networks = new ActorCritic(5, 3, 16, new SplitMix64(1));
        var gains = new[] { Math.Sqrt(2), Math.Sqrt(2), 0.01, Math.Sqrt(2), Math.Sqrt(2), 1 };
        var weights = networks.Parameters.Where(p => p.dim() == 2).ToArray();
        Assert.All(networks.Parameters.Where(p => p.dim() == 1), bias => Assert.Equal(0, bias.abs().sum().item<float>()));
        for (var k = 0; k < gains.Length; k++)
        {
            var w = weights[k].detach();
            var wide = w.shape[0] <= w.shape[1] ? w.mm(w.t()) : w.t().mm(w); // [n, n], n the smaller side
            var expected = eye(wide.shape[0]) * (gains[k] * gains[k]);
            Assert.Equal(0, (wide - expected).abs().max().item<float>(), 1e-5);
        }
    }

    [Fact]
    public void Training_SavedAndRestored_ContinuesBitIdentically()
    {
        using var undisturbed = Training(s_cartPole, 6);
        undisturbed.RunUpdate();
        undisturbed.RunUpdate();
        using var stream = new MemoryStream();
        var writer = new BinaryWriter(stream);
        undisturbed.Save(writer);
        writer.Flush();
        stream.Position = 0;
        using var resumed = Training(s_cartPole, 6, seed: 99);
        resumed.Restore(new BinaryReader(stream));
        for (var update = 0; update < 4; update++)
            Assert.Equal(undisturbed.RunUpdate(), resumed.RunUpdate());
        Assert.Equal(undisturbed.Networks.Weights(), resumed.Networks.Weights());
    }

    [Fact]
    public void Training_SameSeed_GivesTheSameWeights()
    {
        using var first = Training(s_cartPole, 2);
        using var second = Training(s_cartPole, 2);
        using var other = Training(s_cartPole, 2, seed: 2);
        foreach (var training in new[] { first, second, other })
        {
            training.RunUpdate();
            training.RunUpdate();
        }
        Assert.Equal(first.Networks.Weights(), second.Networks.Weights());
        Assert.NotEqual(first.Networks.Weights(), other.Networks.Weights());
    }

    [Fact]
    public void Updates_Many_LeaveNoTensorsBehind()
    {
        using var training = Training(s_cartPole with { Epochs = 2 }, 40);
        training.RunUpdate();
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        for (var update = 0; update < 20; update++)
            training.RunUpdate();
        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void CartPole_After60kSteps_IsBalancedGreedily()
    {
        const int Steps = 60_000;
        var updates = Steps / (s_cartPole.Environments * s_cartPole.RolloutSteps);
        var returns = new List<double>();
        foreach (var seed in new long[] { 1, 2 })
        {
            using var training = Training(s_cartPole, updates, seed);
            while (training.Update < updates)
                training.RunUpdate();
            returns.Add(GreedyReturn(training.Networks));
        }
        Assert.True(returns.Average() >= 250, $"greedy returns {string.Join(", ", returns)}");
        Assert.True(returns.Min() >= 150, $"greedy returns {string.Join(", ", returns)}");
    }

    private static PpoTraining Training(PpoAgentSpec spec, int updates, long seed = 1) =>
        new(
            new CartPole([.. Enumerable.Range(0, spec.Environments).Select(i => Seeds.Derive(seed, $"environment{i}"))]),
            spec,
            updates,
            seed,
            "test"
        );

    /// <summary>Mean steps of 20 episodes of always taking the likelier action.</summary>
    private static double GreedyReturn(ActorCritic networks)
    {
        const int Episodes = 20;
        var environment = new CartPole([.. Enumerable.Range(0, Episodes).Select(i => Seeds.Derive(77, $"evaluation{i}"))]);
        var (alive, actions, steps) = (Enumerable.Repeat(true, Episodes).ToArray(), new int[Episodes], 0);
        while (alive.Contains(true))
        {
            using var scope = NewDisposeScope();
            using var frozen = no_grad();
            var logits = networks.Policy(networks.Rows(environment.Observations.ToArray())).data<float>().ToArray();
            for (var i = 0; i < Episodes; i++)
            {
                actions[i] = logits[2 * i] >= logits[(2 * i) + 1] ? 0 : 1;
                steps += alive[i] ? 1 : 0;
            }
            environment.Step(actions);
            for (var i = 0; i < Episodes; i++)
                alive[i] &= !environment.Terminated[i] && !environment.Truncated[i];
        }
        return (double)steps / Episodes;
    }
}
