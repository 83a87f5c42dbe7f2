using Simulator.Learners;
using Simulator.Learning.Forecasters.Refitting;

namespace Simulator.Learning.Forecasters.FilteredHistorical;

/// <summary>The row of filtered historical simulation in the table of learners.</summary>
public static class FilteredHistoricalRow
{
    private const string Name = "filteredHistorical";

    /// <summary>The row.</summary>
    public static LearnerDescription Description { get; } =
        new ForecasterDescription<FilteredHistoricalSpec>
        {
            Name = Name,
            ShortTitle = "Filtered historical",
            Title = "Filtered historical simulation",
            Summary =
                "Every past return is divided by the volatility of its day; what is left, times the volatility of today, is the forecast. "
                + "Skew and tails are those that the market had, not those of a formula.",
            Source = "Barone-Adesi, Giannopoulos & Vosper 1999; Hull & White 1998 (volatility-scaled history)",
            Suits = "where tails and skew matter and there is a long past",
            Weakness = "can forecast nothing larger than the largest residual so far; its density is not known, only its distribution",
            Page = "algorithms/classical.md",
            Parameters =
            [
                new("volatility", "Volatility", "what divides past returns and multiplies the residuals again") { IsBasic = true },
                RefittedParameters.Asymmetric with
                {
                    Help = "with GARCH: a fall moves the variance by a weight of its own",
                },
                RefittedParameters.Decay with
                {
                    Help = "with EWMA: weight of yesterday's variance against the last squared return",
                },
                .. RefittedParameters.Common,
            ],
            NeedsFeatures = false,
            Charts = RefittedForecaster.Charts,
            Seeds = _ => [],
            Needs = (spec, bars) => RefittedForecaster.Length(spec, FilteredHistoricalModel.FirstRow, bars),
            Takes = (spec, bars, _) => RefittedForecaster.Takes(spec, bars, 4e-6),
            Make = spec => new RefittedForecaster(
                Name,
                spec,
                FilteredHistoricalModel.FirstRow,
                (_, history) => new FilteredHistoricalModel(spec, history)
            ),
        };
}
