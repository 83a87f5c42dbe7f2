using static Simulator.Indicators.IndicatorParameter;

namespace Simulator.Indicators;

/// <summary>Momentum in the catalogue.</summary>
internal static class MomentumIndicators
{
    public static IReadOnlyList<IndicatorDefinition> All { get; } =
    [
        new()
        {
            Name = "macd", Title = "Moving average convergence/divergence", Group = IndicatorGroup.Momentum,
            Formula = "line = EMA(fast) − EMA(slow); signal = EMA(signal) of the line; histogram = line − signal. In units of the input.",
            Source = "Appel, The Moving Average Convergence-Divergence Trading Method, 1979; StockCharts ChartSchool",
            Parameters = [Bars(12, "fast window", name: "fast"), Bars(26, "slow window, above fast", name: "slow"), Bars(9, "window of the signal", name: "signal")],
            Lines = ["line", "signal", "histogram"],
            Make = p => new MovingAverageConvergenceDivergence(p.Ordered("fast", "slow").Whole("fast"), p.Whole("slow"), p.Whole("signal")),
        },
        new()
        {
            Name = "rsi", Title = "Relative strength index", Group = IndicatorGroup.Momentum,
            Formula = "100 · G/(G + L), G and L the Wilder averages over n of rises and falls from value to value. 0 … 100; 50 where nothing moved.",
            Source = "Wilder, New Concepts in Technical Trading Systems, 1978; StockCharts ChartSchool",
            Parameters = [Bars(14)],
            Make = p => new RelativeStrengthIndex(p.Whole("bars")),
        },
        new()
        {
            Name = "logReturn", Title = "Log-return", Group = IndicatorGroup.Momentum,
            Formula = "ln(x[t] / x[t−n]); NaN where either is not positive.",
            Source = "Campbell, Lo and MacKinlay, The Econometrics of Financial Markets, 1997, section 1.4",
            Parameters = [Bars(1, "bars back")],
            Make = p => new Momentum(p.Whole("bars")),
        },
    ];
}
