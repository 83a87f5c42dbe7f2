using Simulator.Environments;
using Simulator.Learners;
using Simulator.Learning.Native;

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
                "Goes short, flat or long. Learns from its own trades in the training part, in small steps that stay close to the policy "
                + "that made them; the best seed on validation decides on the test part, once.",
            Source = "Schulman et al. 2017 (clipped objective); Schulman et al. 2016 (generalised advantage estimation)",
            Suits = "markets with thousands of bars; rules that must weigh several signals and costs at once",
            Weakness =
                "learns the past of one market by heart where bars are few; seeds differ widely; does nothing where nothing is found",
            Page = "algorithms/ppo.md",
            Parameters = PpoParameters.All,
            Runtime = TorchRuntime.Instance,
            Charts =
            [
                new(
                    "agent",
                    "Agent on validation",
                    "update, over all seeds",
                    [
                        new("validationReturn", "seed") { IsPerGroup = true },
                        new("validationBuyAndHold", "buy and hold") { IsBaseline = true },
                    ]
                )
                {
                    IsPercent = true,
                },
                new("policy", "Entropy of the policy", "update, over all seeds", [new("entropy", "seed") { IsPerGroup = true }]),
                new(
                    "step",
                    "Size of the policy's steps",
                    "update, over all seeds",
                    [new("approxKl", "approximate KL"), new("clipFraction", "share clipped")]
                ),
                new(
                    "actions",
                    "Bars held on validation",
                    "update, over all seeds",
                    [new("shortShare", "short"), new("flatShare", "flat"), new("longShare", "long")]
                )
                {
                    IsPercent = true,
                },
            ],
            Check = Contradictions,
            Seeds = spec => Enumerable.Range(0, spec.Seeds).Select(k => FormattableString.Invariant($"agent/seed{k}")),
            Needs = Needs,
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
        var observed = columns + 16.0; // features, forecast and position
        var samples = (double)spec.Environments * spec.RolloutSteps;
        var weights = (double)spec.Hidden * (observed + spec.Hidden) * 2; // of two networks
        var memory = (samples * ((observed * 2) + 16) * 8) + (spec.MinibatchSize * (observed + (8.0 * spec.Hidden)) * 8) + (weights * 16);
        var passes = 1 + (3.0 * spec.Epochs);
        var updates = (double)spec.Steps / samples;
        var minibatches = updates * spec.Epochs * Math.Ceiling(samples / spec.MinibatchSize);
        var seconds =
            (spec.Steps * weights * 2 * passes / LearnerLoad.OperationsPerSecond)
            + (((minibatches * 2) + (updates * spec.RolloutSteps * 0.1)) * LearnerLoad.SecondsPerStep)
            + (spec.Steps * 1e-6);
        return new(memory, seconds);
    }

    private static LearnerLength Needs(PpoAgentSpec spec, LearnerBars series)
    {
        var firstRow = Math.Max(series.FirstRow, ObservedMarket.VolatilityBars);
        return new(ObservedMarket.Shortage(series.Symbol, series.Bars, firstRow, series.Split), firstRow);
    }
}
