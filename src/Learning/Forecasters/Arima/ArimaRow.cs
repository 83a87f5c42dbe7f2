using Simulator.Learners;
using Simulator.Learning.Forecasters.Refitting;

namespace Simulator.Learning.Forecasters.Arima;

/// <summary>ARIMA's row in the table of learners.</summary>
public static class ArimaRow
{
    private const string Name = "arima";
    private const int BarsPerParameter = 5;

    /// <summary>The row.</summary>
    public static LearnerDescription Description { get; } =
        new ForecasterDescription<ArimaForecasterSpec>
        {
            Name = Name,
            ShortTitle = "ARIMA",
            Title = "ARIMA of the log-price with EWMA volatility",
            Summary =
                "The mean of the next return is linear in the last returns and errors; the volatility around it is exponentially weighted. "
                + "The one classical forecaster that names a direction.",
            Source = "Box & Jenkins 1970 (ARIMA, conditional sum of squares); Hannan & Rissanen 1982 (start)",
            Suits = "series with a memory of their own direction, such as spreads or illiquid prices",
            Weakness = "daily returns of liquid markets have next to no such memory: expect no better than EWMA, often a little worse",
            Page = "algorithms/classical.md",
            Parameters =
            [
                new("arOrder", "Past returns, p", "how many of the last returns the mean is linear in")
                {
                    Unit = "bars",
                    Min = 0,
                    Max = 20,
                    IsBasic = true,
                },
                new("maOrder", "Past errors, q", "how many of the last forecast errors the mean is linear in")
                {
                    Unit = "bars",
                    Min = 0,
                    Max = 10,
                    IsBasic = true,
                },
                RefittedParameters.Innovations,
                RefittedParameters.Decay,
                .. RefittedParameters.Common,
            ],
            NeedsFeatures = false,
            Charts = RefittedForecaster.Charts,
            Check = Contradictions,
            Seeds = _ => [],
            Needs = (spec, bars) => RefittedForecaster.Length(spec, ArimaModel.FirstRow, bars),
            Takes = (spec, bars, _) => RefittedForecaster.Takes(spec, bars, 2e-6),
            Make = spec => new RefittedForecaster(Name, spec, ArimaModel.FirstRow, (_, history) => new ArimaModel(spec, history)),
        };

    private static IEnumerable<LearnerFault> Contradictions(ArimaForecasterSpec spec)
    {
        var least = BarsPerParameter * (spec.ArOrder + (2 * spec.MaOrder) + 10);
        if (spec.MinimumBars < least)
            yield return new(
                "minimumBars",
                FormattableString.Invariant(
                    $"must be at least {least} for arOrder {spec.ArOrder} and maOrder {spec.MaOrder}, was {spec.MinimumBars}"
                )
            );
    }
}
