using static Simulator.Indicators.IndicatorParameter;

namespace Simulator.Indicators;

/// <summary>Volume in the catalogue.</summary>
internal static class VolumeIndicators
{
    public static IReadOnlyList<IndicatorDefinition> All { get; } =
    [
        Of(
            "obv",
            "On-balance volume",
            "Volume of bars that closed higher minus volume of bars that closed lower, summed from 0 at the first bar.",
            "Granville, Granville's New Key to Stock Market Profits, 1963; StockCharts ChartSchool",
            _ => new OnBalanceVolume()
        ) with
        {
            Scales = [IndicatorScale.RunningVolume],
        },
        Of(
            "adLine",
            "Accumulation/distribution line",
            "Sum of volume · ((close − low) − (high − close))/(high − low), 0 where the bar has no range.",
            "Chaikin; StockCharts ChartSchool, Accumulation Distribution Line",
            _ => new AccumulationDistribution()
        ) with
        {
            Scales = [IndicatorScale.RunningVolume],
        },
        Of(
            "chaikinOscillator",
            "Chaikin oscillator",
            "EMA(fast) − EMA(slow) of the accumulation/distribution line.",
            "Chaikin; StockCharts ChartSchool, Chaikin Oscillator",
            p => new ChaikinOscillator(p.Ordered("fast", "slow").Whole("fast"), p.Whole("slow"))
        ) with
        {
            Scales = [IndicatorScale.Volume],
            Parameters = [Bars(3, "fast window", name: "fast"), Bars(10, "slow window, above fast", name: "slow")],
        },
        Of(
            "cmf",
            "Chaikin money flow",
            "Σ volume · ((close − low) − (high − close))/(high − low) / Σ volume over n. −1 … 1; NaN where nothing was traded.",
            "Chaikin; StockCharts ChartSchool, Chaikin Money Flow",
            p => new ChaikinMoneyFlow(p.Whole("bars"))
        ) with
        {
            Scales = [IndicatorScale.Plain],
            Parameters = [Bars(20)],
        },
        Of(
            "mfi",
            "Money flow index",
            "100 · P/(P + N), P and N the sums over the last n changes of volume · y where y = (high + "
                + "low + close)/3 rose and fell. 0 … 100; NaN where y did not change.",
            "Quong and Soudack, Volume-Weighted RSI: Money Flow, Stocks & Commodities 7:3, 1989; StockCharts ChartSchool",
            p => new MoneyFlowIndex(p.Whole("bars"))
        ) with
        {
            Scales = [IndicatorScale.ZeroToHundred],
            Parameters = [Bars(14)],
        },
        Of(
            "vwap",
            "Volume-weighted average price of the day",
            "Σ volume · (high + low + close)/3 / Σ volume since the first bar of the trading day "
                + "(by the calendar of the series). NaN until something was traded.",
            "StockCharts ChartSchool, Volume-Weighted Average Price",
            _ => new SessionVolumeWeightedPrice()
        ) with
        {
            Scales = [IndicatorScale.Price],
        },
        Of(
            "rollingVwap",
            "Volume-weighted average price, rolling",
            "Σ volume · (high + low + close)/3 / Σ volume over the last n bars. NaN where nothing was traded.",
            "Berkowitz, Logue and Noser, The Total Cost of Transactions on the NYSE, J. of Finance 43, 1988",
            p => new VolumeWeightedAverage(p.Whole("bars"), typical: true)
        ) with
        {
            Scales = [IndicatorScale.Price],
            Parameters = [Bars(20)],
        },
        Of(
            "forceIndex",
            "Force index",
            "EMA(n) of volume · (close − last close).",
            "Elder, Trading for a Living, 1993; StockCharts ChartSchool",
            p => new ForceIndex(p.Whole("bars"))
        ) with
        {
            Scales = [IndicatorScale.VolumeTimesPrice],
            Parameters = [Bars(13)],
        },
    ];

    private static IndicatorDefinition Of(
        string name,
        string title,
        string formula,
        string source,
        Func<IndicatorArguments, IndicatorKernel> make
    ) =>
        new()
        {
            Name = name,
            Title = title,
            Group = IndicatorGroup.Volume,
            Formula = formula,
            Source = source,
            Input = IndicatorInput.Bars,
            Make = make,
        };
}
