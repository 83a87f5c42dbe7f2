using Simulator.Learners;
using Simulator.Learning.Forecasters.Refitting;

namespace Simulator.Learning.Forecasters.Historical;

/// <summary>The row of the unconditional distribution in the table of learners.</summary>
public static class HistoricalRow
{
    private const string Name = "historical";

    /// <summary>The row.</summary>
    public static LearnerDescription Description { get; } =
        new ForecasterDescription<HistoricalForecasterSpec>
        {
            Name = Name,
            ShortTitle = "Historical",
            Title = "Historical distribution of returns",
            Summary =
                "Every past return is as likely as any other, today as on any day: what a block bootstrap says of the next bar. It knows "
                + "nothing of calm and crisis, and shows what that knowledge is worth.",
            Source = "Efron 1979 (bootstrap); Künsch 1989 (blocks)",
            Suits = "as a floor: whoever cannot beat it has learned nothing of volatility",
            Weakness = "too wide in a calm and too narrow in a crisis",
            Page = "algorithms/classical.md",
            Parameters =
            [
                new("lookbackBars", "Look-back", "how many of the last returns count")
                {
                    Unit = "bars",
                    Min = 20,
                    Max = 1_000_000,
                    WhenOpen = "all of the past",
                    IsBasic = true,
                },
                .. RefittedParameters.Common,
            ],
            NeedsFeatures = false,
            Charts = RefittedForecaster.Charts,
            Seeds = _ => [],
            Needs = (spec, bars) => RefittedForecaster.Length(spec, HistoricalModel.FirstRow, bars),
            Takes = (spec, bars, _) => RefittedForecaster.Takes(spec, bars, 2e-8),
            Make = spec => new RefittedForecaster(Name, spec, HistoricalModel.FirstRow, (_, history) => new HistoricalModel(spec, history)),
        };
}
