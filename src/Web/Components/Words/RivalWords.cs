using Simulator.Evaluation.Rivals;

namespace Simulator.Web.Components.Words;

/// <summary>Simpler ways to trade, in words.</summary>
public static class RivalWords
{
    /// <summary>Its name.</summary>
    public static string Of(RivalKind kind) =>
        kind switch
        {
            RivalKind.BuyAndHold => CommonText.RivalHold,
            RivalKind.MatchedHold => CommonText.RivalMatched,
            RivalKind.Cash => CommonText.RivalCash,
            RivalKind.ShiftedPositions => CommonText.RivalShifted,
            RivalKind.Momentum => CommonText.RivalMomentum,
            RivalKind.Regression => CommonText.RivalRegression,
            RivalKind.Forecasts => CommonText.RivalForecasts,
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "no such rival"),
        };

    /// <summary>What it does.</summary>
    public static string MeaningOf(RivalKind kind) =>
        kind switch
        {
            RivalKind.BuyAndHold => CommonText.RivalHoldMeaning,
            RivalKind.MatchedHold => CommonText.RivalMatchedMeaning,
            RivalKind.Cash => CommonText.RivalCashMeaning,
            RivalKind.ShiftedPositions => CommonText.RivalShiftedMeaning,
            RivalKind.Momentum => CommonText.RivalMomentumMeaning,
            RivalKind.Regression => CommonText.RivalRegressionMeaning,
            RivalKind.Forecasts => CommonText.RivalForecastsMeaning,
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "no such rival"),
        };
}
