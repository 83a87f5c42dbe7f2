using Simulator.Learners;

namespace Simulator.Learning.Forecasters.Refitting;

/// <summary>The parameters that every <see cref="RefittedForecasterSpec"/> has, and some that several have.</summary>
internal static class RefittedParameters
{
    /// <summary>Last in a row's parameters.</summary>
    public static IReadOnlyList<LearnerParameter> Common { get; } =
    [
        new("minimumBars", "First fit", "past bars that the first model is fitted on; forecasts begin after them")
        {
            Unit = "bars",
            Min = 60,
            Max = 1_000_000,
        },
        new("refitBars", "Refit", "bars that one model serves before the next is fitted on all that is known by then")
        {
            Unit = "bars",
            Min = 1,
            Max = 100_000,
        },
        CommonParameters.NextBarOnly,
    ];

    /// <summary>Decay of an exponentially weighted variance.</summary>
    public static LearnerParameter Decay { get; } =
        new("decay", "Decay λ", "weight of yesterday's variance against the last squared return; 0.94 is RiskMetrics' for days")
        {
            Unit = "per bar",
            Min = 0.5,
            Max = 0.9999,
        };

    /// <summary>Law of what a volatility leaves.</summary>
    public static LearnerParameter Innovations { get; } =
        new("innovations", "Innovations", "law of a return divided by its volatility; its shape is fitted on the past") { IsBasic = true };

    /// <summary>Ridge of a regression.</summary>
    public static LearnerParameter Penalty { get; } =
        new("penalty", "Penalty", "half of it times the squared coefficients is added to the mean loss")
        {
            Min = 0,
            Max = 1000,
            WhenOpen = "chosen on the past",
            IsBasic = true,
        };

    /// <summary>Whether falls weigh more.</summary>
    public static LearnerParameter Asymmetric { get; } =
        new("asymmetric", "Falls weigh more", "GJR-GARCH: a fall moves the variance by a weight of its own") { IsBasic = true };
}
