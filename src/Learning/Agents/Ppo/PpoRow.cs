using Simulator.Learners;
using Simulator.Learning.Agents.Folds;

namespace Simulator.Learning.Agents.Ppo;

/// <summary>PPO's row in the table of learners.</summary>
public static class PpoRow
{
    /// <summary>Samples of one rollout: environments × steps.</summary>
    public const int MostSamples = 1 << 20;

    /// <summary>The row. PPO's networks are so small that the processor is faster than any accelerator, so it takes no device.</summary>
    public static LearnerDescription Description { get; } =
        new AgentDescription<PpoAgentSpec>
        {
            Name = "ppo",
            ShortTitle = "PPO",
            Title = "Proximal policy optimisation",
            Summary =
                "Goes short, flat or long. Learns from its own trades before the test part, in small steps that stay close to the policy "
                + "that made them. Trainings that saw different bars decide together, once; without an edge on held-out bars the baseline "
                + "is held.",
            Source = "Schulman et al. 2017 (clipped objective); Schulman et al. 2016 (generalised advantage estimation)",
            Suits = "markets with thousands of bars; rules that must weigh several signals and costs at once",
            Weakness =
                "learns the past of one market by heart where bars are few; a weak signal that changes daily cannot be told from chance",
            Page = "algorithms/ppo.md",
            Parameters = PpoParameters.All,
            Charts =
            [
                FoldRow.HeldOut,
                new("policy", "Entropy of the policy", "update", [new("entropy", "fold") { IsPerGroup = true }]),
                new("step", "Size of the policy's steps (approximate KL)", "update", [new("approxKl", "fold") { IsPerGroup = true }]),
                FoldRow.Flat,
            ],
            Check = Contradictions,
            Seeds = FoldRow.Seeds,
            Needs = (_, series) => FoldRow.Needs(series),
            Takes = Takes,
            Make = spec => new PpoAgent(spec),
        };

    private static IEnumerable<LearnerFault> Contradictions(PpoAgentSpec spec)
    {
        // Bounded here, so that no product of sizes overflows later: observations of a rollout are this many rows.
        if ((long)spec.Environments * spec.RolloutSteps > MostSamples)
        {
            yield return new(
                "rolloutSteps",
                FormattableString.Invariant(
                    $"environments × rolloutSteps must be at most {MostSamples}, was {(long)spec.Environments * spec.RolloutSteps}"
                )
            );
            yield break;
        }
        if (spec.MinibatchSize > (long)spec.Environments * spec.RolloutSteps)
            yield return new(
                "minibatchSize",
                FormattableString.Invariant(
                    $"must be at most environments × rolloutSteps ({(long)spec.Environments * spec.RolloutSteps}), was {spec.MinibatchSize}"
                )
            );
    }

    // A rollout's rows and their figures, twice (a copy is shuffled), and the activations of a minibatch.
    private static LearnerLoad Takes(PpoAgentSpec spec, LearnerBars bars, int columns)
    {
        var observed = FoldRow.Observed(columns);
        var samples = (double)spec.Environments * spec.RolloutSteps;
        var weights = (double)spec.Hidden * (observed + spec.Hidden) * 2; // of two networks
        var one = (samples * ((observed * 2) + 16) * 8) + (spec.MinibatchSize * (observed + (8.0 * spec.Hidden)) * 8) + (weights * 16);
        var passes = 1 + (3.0 * spec.Epochs);
        var memory = one * FoldRow.SideBySide(spec);
        var seconds = (spec.Steps * weights * 2 * passes / LearnerLoad.OperationsPerSecond) + (spec.Steps * 2e-6);
        return new(memory, seconds);
    }
}
