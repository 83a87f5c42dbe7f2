using Simulator.Learners;
using Simulator.Learning.Forecasters.Refitting;

namespace Simulator.Learning.Forecasters.Ewma;

/// <summary>The row of the exponentially weighted volatility in the table of learners.</summary>
public static class EwmaRow
{
    private const string Name = "ewma";

    /// <summary>The row.</summary>
    public static LearnerDescription Description { get; } =
        new ForecasterDescription<EwmaForecasterSpec>
        {
            Name = Name,
            ShortTitle = "EWMA",
            Title = "EWMA volatility with Student-t tails",
            Summary =
                "The volatility of the next return is an exponentially weighted mean of past squared returns; the tails around it are "
                + "fitted on the past. It forecasts no direction.",
            Source = "J.P. Morgan/Reuters, RiskMetrics technical document, 1996 (variance); Bollerslev 1987 (Student-t innovations)",
            Suits = "any liquid market, as the first thing that a learned model must beat",
            Weakness = "one decay for calm and for crisis; falls and rises count alike",
            Page = "algorithms/classical.md",
            Parameters = [RefittedParameters.Innovations, RefittedParameters.Decay, .. RefittedParameters.Common],
            NeedsFeatures = false,
            Charts = RefittedForecaster.Charts,
            Seeds = _ => [],
            Needs = (spec, bars) => RefittedForecaster.Length(spec, EwmaModel.FirstRow, bars),
            Takes = (spec, bars, _) => RefittedForecaster.Takes(spec, bars, 2e-6),
            Make = spec => new RefittedForecaster(Name, spec, EwmaModel.FirstRow, (_, history) => new EwmaModel(spec, history)),
        };
}
