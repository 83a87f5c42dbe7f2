using Simulator.Learners;

namespace Simulator.Learning.Features.ClassicalForecast;

/// <summary>The row of classical forecasts in the table of learners.</summary>
public static class ClassicalForecastRow
{
    private const double BytesPerBar = 64;
    private const double SecondsPerReturn = 4e-6;

    /// <summary>The row.</summary>
    public static LearnerDescription Description { get; } =
        new FittedFeatureDescription<ClassicalForecastSpec>
        {
            Name = ClassicalForecastFeature.Name,
            ShortTitle = "Classical forecast",
            Title = "Classical forecast of the next bar",
            Summary =
                "What ARIMA, GARCH or HAR, fitted on the past of each fold, says of the next bar: ARIMA's mean in units of the "
                + "exponentially weighted volatility, or the log of the volatility of GARCH or HAR over that one.",
            Source = "Box & Jenkins 1970 (ARIMA); Bollerslev 1986 (GARCH); Corsi 2009 (HAR)",
            Suits = "a network or an agent that is to begin where a classical forecaster ends",
            Weakness =
                "one fit serves a whole stretch, so in the test it is older than the forecaster of the same name, which is fitted anew",
            Page = "algorithms/learned-features.md",
            Parameters =
            [
                new("model", "Forecaster", "the forecaster, with its defaults") { IsBasic = true },
                CommonParameters.FeatureFolds,
            ],
            NeedsFeatures = false,
            Seeds = _ => [],
            Takes = (spec, bars, _) => new(bars.Bars * BytesPerBar, (spec.TrainFolds + 2) * (bars.Bars / 2.0) * SecondsPerReturn),
            Make = spec => new ClassicalForecastFeature(spec),
            WarmUpBars = spec => new ClassicalForecastFeature(spec).WarmUpBars,
        };
}
