using Simulator.Learners;
using Simulator.Learning.Agents.Folds;
using Simulator.Learning.Agents.Ppo;

namespace Simulator.Learning.Agents.A2c;

/// <summary>A2C's row in the table of learners.</summary>
public static class A2cRow
{
    /// <summary>The row.</summary>
    public static LearnerDescription Description { get; } =
        new AgentDescription<A2cAgentSpec>
        {
            Name = "a2c",
            ShortTitle = "A2C",
            Title = "Advantage actor-critic",
            Summary =
                "Goes short, flat or long. The simplest policy gradient: after every few steps one step towards what did better than "
                + "expected, and nothing that holds it back. Judged on held-out bars and replaced by its baseline as PPO is.",
            Source = "Mnih et al. 2016 (actor-critic, here in step); Huang et al. 2022 (A2C as PPO of one pass)",
            Suits = "comparing: what PPO's several passes and its clipping are worth on the same market",
            Weakness = "uses every step once, so that it learns less from as many; a large rate can ruin a policy in one step",
            Page = "algorithms/a2c.md",
            Parameters =
            [
                .. FoldParameters.Basic,
                FoldParameters.Hidden,
                FoldParameters.LearningRate("RMSProp's rate at the start; it falls linearly to zero"),
                FoldParameters.Environments,
                FoldParameters.Rollout,
                FoldParameters.Gamma,
                FoldParameters.GaeLambda,
                FoldParameters.EntropyWeight,
                FoldParameters.EpisodeBars,
            ],
            Charts =
            [
                FoldRow.HeldOut,
                new("policy", "Entropy of the policy", "update", [new("entropy", "fold") { IsPerGroup = true }]),
                new("value", "Explained variance of returns", "update", [new("explainedVariance", "fold") { IsPerGroup = true }]),
                FoldRow.Flat,
            ],
            Check = Contradictions,
            Seeds = FoldRow.Seeds,
            Needs = (_, series) => FoldRow.Needs(series),
            Takes = Takes,
            Make = spec => new A2cAgent(spec),
        };

    private static IEnumerable<LearnerFault> Contradictions(A2cAgentSpec spec)
    {
        var samples = (long)spec.Environments * spec.RolloutSteps;
        if (samples > PpoRow.MostSamples)
            yield return new(
                "rolloutSteps",
                FormattableString.Invariant($"environments × rolloutSteps must be at most {PpoRow.MostSamples}, was {samples}")
            );
    }

    // A rollout's rows twice, and the activations of all of it at once.
    private static LearnerLoad Takes(A2cAgentSpec spec, LearnerBars bars, int columns)
    {
        var observed = FoldRow.Observed(columns);
        var samples = (double)spec.Environments * spec.RolloutSteps;
        var weights = spec.Hidden * (observed + spec.Hidden) * 2; // of two networks
        var one = (samples * ((observed * 2) + 16 + (8.0 * spec.Hidden)) * 8) + (weights * 16);
        var seconds = (spec.Steps * weights * 8 / LearnerLoad.OperationsPerSecond) + (spec.Steps * 4e-6);
        return new(one * FoldRow.SideBySide(spec), seconds);
    }
}
