namespace Simulator.Web.Components.Workspace;

/// <summary>An expression that is offered while an indicator is typed.</summary>
/// <param name="Expression">In the language of rules.</param>
/// <param name="Title">What it is.</param>
/// <param name="Common">Whether it stands below the field as a button.</param>
internal sealed record IndicatorSuggestion(string Expression, string Title, bool Common = false);

/// <summary>Indicators offered while typing; any expression of the rule language is accepted.</summary>
internal static class IndicatorSuggestions
{
    /// <summary>The common ones first.</summary>
    public static IReadOnlyList<IndicatorSuggestion> All =>
        [
            new("sma(close, 20)", WorkspaceText.Sma, Common: true),
            new("ema(close, 50)", WorkspaceText.Ema, Common: true),
            new("bollinger(close, 20, 2)", WorkspaceText.Bollinger, Common: true),
            new("rsi(close, 14)", WorkspaceText.Rsi, Common: true),
            new("macd(close, 12, 26, 9)", WorkspaceText.Macd, Common: true),
            new("atr(14)", WorkspaceText.Atr, Common: true),
            new("vwap()", WorkspaceText.Vwap),
            new("superTrend(10, 3).value", WorkspaceText.SuperTrend),
            new("donchian(20)", WorkspaceText.Donchian),
            new("keltner(20, 2, 10)", WorkspaceText.Keltner),
            new("adx(14)", WorkspaceText.Adx),
            new("stochastic(14, 3, 3)", WorkspaceText.Stochastic),
            new("cci(20)", WorkspaceText.Cci),
            new("roc(close, 12)", WorkspaceText.Roc),
            new("obv()", WorkspaceText.Obv),
            new("volatility(close, 20)", WorkspaceText.Volatility),
            new("zScore(close, 20)", WorkspaceText.ZScore),
            new("highest(high, 20)", WorkspaceText.HighestOfBars),
            new("lowest(low, 20)", WorkspaceText.LowestOfBars),
            new("weekly(sma(10))", WorkspaceText.AverageOfWeeks),
            new("linearRegression(close, 14).value", WorkspaceText.LinearRegression),
        ];
}
