using Simulator.Environments;
using Simulator.Learners;

namespace Simulator.Learning.Agents.Folds;

/// <summary>What the rows of all agents that are trained in folds say alike.</summary>
internal static class FoldRow
{
    /// <summary>What the trainings of each fold earn together on the bars that it holds out.</summary>
    public static LearnerChart HeldOut { get; } =
        new(
            "agent",
            "Agent on the bars held out of each fold",
            "update",
            [
                new("validationReturn", "fold") { IsPerGroup = true },
                new("validationBuyAndHold", "buy and hold") { IsPerGroup = true, IsBaseline = true },
            ]
        )
        {
            IsPercent = true,
        };

    /// <summary>How often they have no position there.</summary>
    public static LearnerChart Flat { get; } =
        new("actions", "Held-out bars without a position", "update", [new("flatShare", "fold") { IsPerGroup = true }]) { IsPercent = true };

    /// <summary>Random streams of every training.</summary>
    public static IEnumerable<string> Seeds(IFoldedAgentSpec spec) =>
        Enumerable.Range(0, spec.Folds).SelectMany(f => Enumerable.Range(0, spec.Seeds).Select(s => AgentFold.PurposeOf(f, s)));

    /// <summary>Bars that it needs.</summary>
    public static LearnerLength Needs(LearnerBars series)
    {
        var firstRow = Math.Max(series.FirstRow, ObservedMarket.VolatilityBars);
        return new(ObservedMarket.Shortage(series.Symbol, series.Bars, firstRow, series.Split), firstRow);
    }

    /// <summary>Trainings that are in memory at once: all of a fold, of as many folds as there are processors.</summary>
    public static double SideBySide(IFoldedAgentSpec spec) => spec.Seeds * Math.Min(spec.Folds, Environment.ProcessorCount);

    /// <summary>Values of an observation, about: features, forecast and position.</summary>
    public static double Observed(int columns) => columns + 16.0;
}
