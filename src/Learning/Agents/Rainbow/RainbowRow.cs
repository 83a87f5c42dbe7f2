using Simulator.Learners;
using Simulator.Learning.Agents.Folds;

namespace Simulator.Learning.Agents.Rainbow;

/// <summary>Rainbow's row in the table of learners.</summary>
public static class RainbowRow
{
    /// <summary>The row.</summary>
    public static LearnerDescription Description { get; } =
        new AgentDescription<RainbowAgentSpec>
        {
            Name = "rainbow",
            ShortTitle = "Rainbow",
            Title = "Rainbow: deep Q-learning with six parts",
            Summary =
                "Goes short, flat or long. Learns what each position is worth from a memory of its own trades. Six parts are switches: "
                + "with all of them off it is DQN, with the distribution alone C51. Judged on held-out bars and replaced by its baseline "
                + "as PPO is.",
            Source =
                "Hessel et al. 2018 (Rainbow); Mnih et al. 2015 (DQN); van Hasselt et al. 2016; Wang et al. 2016; Schaul et al. 2016; "
                + "Bellemare et al. 2017 (C51); Fortunato et al. 2018",
            Suits = "asking what a position is worth and not only which to take; using every trade many times",
            Weakness =
                "the value of a position is mostly noise in a market, so that it needs more steps than PPO; exploring by noise finds less "
                + "of a weak signal",
            Page = "algorithms/rainbow.md",
            Parameters = RainbowParameters.All,
            Charts =
            [
                FoldRow.HeldOut,
                new("loss", "Error of the values", "update", [new("loss", "fold") { IsPerGroup = true }]),
                new("value", "Mean value, in deviations of a bar", "update", [new("meanValue", "fold") { IsPerGroup = true }]),
                FoldRow.Flat,
            ],
            Check = Contradictions,
            Seeds = FoldRow.Seeds,
            Needs = (_, series) => FoldRow.Needs(series),
            Takes = Takes,
            Make = spec => new RainbowAgent(spec),
        };

    private static IEnumerable<LearnerFault> Contradictions(RainbowAgentSpec spec)
    {
        var steps = spec.Steps / (spec.Folds * spec.Seeds);
        if (steps <= spec.WarmupSteps)
            yield return new(
                "warmupSteps",
                FormattableString.Invariant(
                    $"must be below the steps of a training ({spec.Steps} ÷ {spec.Folds} folds ÷ {spec.Seeds} seeds = {steps}), "
                ) + FormattableString.Invariant($"was {spec.WarmupSteps}")
            );
    }

    // Two networks forward on what follows, one forward and back on what was taken; the replay, and a copy of it in a checkpoint.
    private static LearnerLoad Takes(RainbowAgentSpec spec, LearnerBars bars, int columns)
    {
        var observed = FoldRow.Observed(columns);
        var outputs = (spec.Distributional ? spec.Atoms : 1) * (spec.Duelling ? 4.0 : 3);
        var weights = spec.Hidden * (observed + spec.Hidden + (outputs * (spec.Noisy ? 2 : 1)));
        var rows = Math.Max(spec.BatchSize, spec.Environments);
        var replay = Math.Min((double)spec.BufferSize, (double)spec.Steps / (spec.Folds * spec.Seeds)) * ((observed * 2) + 8) * 4;
        var one = ((double)spec.BufferSize * ((observed * 2) + 8) * 4) + replay + (weights * 32) + (rows * (outputs + spec.Hidden) * 32);
        var gradients = (double)spec.Steps / spec.TrainInterval;
        var operations = (gradients * spec.BatchSize * weights * 10) + (spec.Steps * weights * 2);
        var seconds = (operations / LearnerLoad.OperationsPerSecond) + (gradients * 5e-5) + (spec.Steps * 3e-6);
        return new(one * FoldRow.SideBySide(spec), seconds);
    }
}
