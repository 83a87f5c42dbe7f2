using Simulator.Learners;
using Simulator.Learning.Forecasters.Refitting;

namespace Simulator.Learning.Forecasters.Garch;

/// <summary>GARCH's row in the table of learners.</summary>
public static class GarchRow
{
    private const string Name = "garch";

    /// <summary>The row.</summary>
    public static LearnerDescription Description { get; } =
        new ForecasterDescription<GarchForecasterSpec>
        {
            Name = Name,
            ShortTitle = "GARCH",
            Title = "GARCH(1,1) and GJR-GARCH",
            Summary =
                "Volatility rises with every large return and falls back to its mean; how fast, and how heavy the tails are, is what made "
                + "the past most likely. With “falls weigh more” a fall raises it more than a rise.",
            Source = "Bollerslev 1986 (GARCH); Glosten, Jagannathan & Runkle 1993 (GJR); Hansen 1994 (skewed t)",
            Suits = "daily returns of shares, indices and currencies, some hundreds of them at least",
            Weakness = "slow to believe in a calm after a crisis; knows only returns, not the range of a day or the price of options",
            Page = "algorithms/classical.md",
            Parameters = [RefittedParameters.Asymmetric, RefittedParameters.Innovations, .. RefittedParameters.Common],
            NeedsFeatures = false,
            Charts = RefittedForecaster.Charts,
            Seeds = _ => [],
            Needs = (spec, bars) => RefittedForecaster.Length(spec, GarchForecastModel.FirstRow, bars),
            Takes = (spec, bars, _) => RefittedForecaster.Takes(spec, bars, 4e-6),
            Make = spec => new RefittedForecaster(
                Name,
                spec,
                GarchForecastModel.FirstRow,
                (_, history) => new GarchForecastModel(spec, history)
            ),
        };
}
