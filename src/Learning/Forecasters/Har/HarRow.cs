using Simulator.Learners;
using Simulator.Learning.Forecasters.Refitting;

namespace Simulator.Learning.Forecasters.Har;

/// <summary>The row of the day, week and month volatility in the table of learners.</summary>
public static class HarRow
{
    private const string Name = "har";

    /// <summary>The row.</summary>
    public static LearnerDescription Description { get; } =
        new ForecasterDescription<HarForecasterSpec>
        {
            Name = Name,
            ShortTitle = "HAR",
            Title = "HAR volatility of day, week and month",
            Summary =
                "The volatility of the next return is a sum of yesterday's, the last week's and the last month's, measured by the range of "
                + "the bars or by returns; the weights and the tails are what made the past most likely.",
            Source = "Corsi 2009 (HAR); Garman & Klass 1980 (range)",
            Suits = "daily bars with open, high and low, whose range says more of a day than its return",
            Weakness = "the week has 5 bars and the month 22, whatever the market; it forecasts no direction",
            Page = "algorithms/classical.md",
            Parameters =
            [
                new("measure", "Measure", "how the volatility of a bar is measured") { IsBasic = true },
                RefittedParameters.Innovations,
                .. RefittedParameters.Common,
            ],
            NeedsFeatures = false,
            Charts = RefittedForecaster.Charts,
            Seeds = _ => [],
            Needs = (spec, bars) => RefittedForecaster.Length(spec, HarModel.FirstRow, bars),
            Takes = (spec, bars, _) => RefittedForecaster.Takes(spec, bars, 4e-6),
            Make = spec => new RefittedForecaster(
                Name,
                spec,
                HarModel.FirstRow,
                (input, history) => new HarModel(spec, input.Target, history)
            ),
        };
}
