using System.Text.Json;
using Simulator.Learning.Agents.Ppo;

namespace Simulator.Tests.Learning.Agents;

public sealed class GeneralisedAdvantageTests
{
    [SkippableFact]
    public void Advantages_PublishedRollout_AreReproduced()
    {
        using var oracle = JsonDocument.Parse(File.ReadAllText(SharedFiles.Require("oracles/torch_small_oracles.json")));
        var gae = oracle.RootElement.GetProperty("gae");
        double[] Numbers(string name) => [.. gae.GetProperty(name).EnumerateArray().Select(v => v.GetDouble())];
        var rewards = Numbers("rewards");
        var advantages = new double[rewards.Length];
        GeneralisedAdvantage.Estimate(
            rewards,
            Numbers("values"),
            [.. Numbers("dones").Select(d => d == 1)],
            new double[rewards.Length],
            1,
            0.99,
            0.95,
            advantages
        );
        var expected = Numbers("advantages");
        for (var t = 0; t < expected.Length; t++)
            Assert.Equal(expected[t], advantages[t], 1e-9);
    }

    [Fact]
    public void Advantages_WithATerminalStep_MatchHandComputation()
    {
        var advantages = new double[5];
        GeneralisedAdvantage.Estimate(
            [1, 0, -1, 2, 1],
            [.5, .4, .3, .2, .1, .6],
            [false, false, true, false, false],
            new double[5],
            1,
            0.99,
            0.95,
            advantages
        );
        var expected = new[] { -.350773825, -1.32565, -1.3, 3.304107, 1.494 };
        for (var t = 0; t < expected.Length; t++)
            Assert.Equal(expected[t], advantages[t], 1e-9);
    }

    [Fact]
    public void Advantages_OfATruncatedEpisode_UseTheValueOfItsLastRow()
    {
        // One environment: the cut step is worth r + γ·V(last row) − V, and nothing of the next episode flows into it.
        var advantages = new double[3];
        GeneralisedAdvantage.Estimate([1, 1, 1], [0.5, 0.5, 9, 9], [false, true, false], [0, 2, 0], 1, 0.9, 0.8, advantages);
        Assert.Equal(1 + (0.9 * 2) - 0.5, advantages[1], 1e-12);
        Assert.Equal(1 + (0.9 * 0.5) - 0.5 + (0.9 * 0.8 * advantages[1]), advantages[0], 1e-12);
    }

    [Fact]
    public void Advantages_OfSeveralEnvironments_DoNotMix()
    {
        var together = new double[4];
        GeneralisedAdvantage.Estimate(
            [1, -1, 2, -2],
            [.1, .2, .3, .4, .5, .6],
            [false, true, false, false],
            new double[4],
            2,
            0.9,
            0.8,
            together
        );
        var (left, right) = (new double[2], new double[2]);
        GeneralisedAdvantage.Estimate([1, 2], [.1, .3, .5], [false, false], new double[2], 1, 0.9, 0.8, left);
        GeneralisedAdvantage.Estimate([-1, -2], [.2, .4, .6], [true, false], new double[2], 1, 0.9, 0.8, right);
        Assert.Equal([left[0], right[0], left[1], right[1]], together);
    }

    [Fact]
    public void Advantages_WithoutTheLastValues_AreRefused() =>
        Assert.Throws<ArgumentException>(() =>
            GeneralisedAdvantage.Estimate([1, 2], [.1, .3], [false, false], new double[2], 1, 0.9, 0.8, new double[2])
        );
}
