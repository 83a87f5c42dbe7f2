using static Simulator.Indicators.IndicatorParameter;

namespace Simulator.Indicators;

/// <summary>Volatility and bands in the catalogue.</summary>
internal static class VolatilityIndicators
{
    public static IReadOnlyList<IndicatorDefinition> All { get; } =
    [
        new()
        {
            Name = "bollinger", Title = "Bollinger bands", Group = IndicatorGroup.Volatility,
            Formula = "middle = SMA(n); upper, lower = middle ± k · standard deviation (divided by n) of the same window. In units of the input.",
            Source = "Bollinger, Bollinger on Bollinger Bands, 2001; StockCharts ChartSchool",
            Parameters = [Bars(20, min: 2), Real("width", 2, 0, 100, "deviations k between the middle and a band")],
            Lines = ["middle", "upper", "lower"],
            Make = p => new BollingerBands(p.Whole("bars"), p["width"]),
        },
        new()
        {
            Name = "atr", Title = "Average true range", Group = IndicatorGroup.Volatility,
            Formula = "Wilder average over n of max(high, last close) − min(low, last close); the first bar counts with high − low. In units of the price.",
            Source = "Wilder, New Concepts in Technical Trading Systems, 1978; StockCharts ChartSchool",
            Input = IndicatorInput.Bars, Parameters = [Bars(14)],
            Make = p => new AverageTrueRange(p.Whole("bars")),
        },
    ];
}
