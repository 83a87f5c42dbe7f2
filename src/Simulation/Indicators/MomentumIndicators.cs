using static Simulator.Indicators.IndicatorParameter;

namespace Simulator.Indicators;

/// <summary>Momentum and oscillators in the catalogue.</summary>
internal static class MomentumIndicators
{
    private static readonly IndicatorParameter[] s_averages =
    [
        Bars(12, "fast window", name: "fast"),
        Bars(26, "slow window, above fast", name: "slow"),
        Bars(9, "window of the signal", name: "signal"),
    ];

    public static IReadOnlyList<IndicatorDefinition> All { get; } =
    [
        Of(
            "macd",
            "Moving average convergence/divergence",
            "line = EMA(fast) − EMA(slow); signal = EMA(signal) of the line; histogram = line − signal. In units of the input.",
            "Appel, The Moving Average Convergence-Divergence Trading Method, 1979; StockCharts ChartSchool",
            p => new MovingAverageConvergenceDivergence(p.Ordered("fast", "slow").Whole("fast"), p.Whole("slow"), p.Whole("signal"))
        ) with
        {
            Scales = [IndicatorScale.PriceDifference, IndicatorScale.PriceDifference, IndicatorScale.PriceDifference],
            Parameters = s_averages,
            Lines = ["line", "signal", "histogram"],
        },
        Of(
            "ppo",
            "Percentage price oscillator",
            "line = 100 · (EMA(fast) − EMA(slow)) / EMA(slow); signal = EMA(signal) of the line; histogram = line − signal. In percent.",
            "StockCharts ChartSchool, Percentage Price Oscillator",
            p => new PercentagePriceOscillator(p.Ordered("fast", "slow").Whole("fast"), p.Whole("slow"), p.Whole("signal"))
        ) with
        {
            Scales = [IndicatorScale.Percent, IndicatorScale.Percent, IndicatorScale.Percent],
            Parameters = s_averages,
            Lines = ["line", "signal", "histogram"],
        },
        Of(
            "roc",
            "Rate of change",
            "100 · (x[t] − x[t−n]) / x[t−n]. In percent; NaN where x[t−n] is 0.",
            "StockCharts ChartSchool, Rate of Change; TA-Lib ROC",
            p => new Change(p.Whole("bars"), percent: true)
        ) with
        {
            Scales = [IndicatorScale.Percent],
            Parameters = [Bars(12, "bars back")],
        },
        Of(
            "momentum",
            "Momentum",
            "x[t] − x[t−n]. In units of the input.",
            "TA-Lib MOM",
            p => new Change(p.Whole("bars"), percent: false)
        ) with
        {
            Scales = [IndicatorScale.PriceDifference],
            Parameters = [Bars(10, "bars back")],
        },
        Of(
            "logReturn",
            "Log-return",
            "ln(x[t] / x[t−n]); NaN where either is not positive.",
            "Campbell, Lo and MacKinlay, The Econometrics of Financial Markets, 1997, section 1.4",
            p => new Momentum(p.Whole("bars"))
        ) with
        {
            Scales = [IndicatorScale.Plain],
            Parameters = [Bars(1, "bars back")],
        },
        Of(
            "rsi",
            "Relative strength index",
            "100 · G/(G + L), G and L the Wilder averages over n of rises and falls from value to value. 0 … 100; 50 where nothing moved.",
            "Wilder, New Concepts in Technical Trading Systems, 1978; StockCharts ChartSchool",
            p => new RelativeStrengthIndex(p.Whole("bars"))
        ) with
        {
            Scales = [IndicatorScale.ZeroToHundred],
        },
        Of(
            "stochRsi",
            "Stochastic RSI",
            "k = SMA(smooth) of 100 · (RSI − lowest RSI)/(highest − lowest RSI) over n; d "
                + "= SMA(signal) of k. NaN where the RSI did not change.",
            "Chande and Kroll, The New Technical Trader, 1994",
            p => new StochasticRsi(p.Whole("rsi"), p.Whole("bars"), p.Whole("smooth"), p.Whole("signal"))
        ) with
        {
            Scales = [IndicatorScale.ZeroToHundred, IndicatorScale.ZeroToHundred],
            Parameters =
            [
                Bars(14, "window of the RSI", name: "rsi"),
                Bars(14, "window of its range"),
                Bars(3, "smoothing of k; 1 for none", name: "smooth"),
                Bars(3, "window of d", name: "signal"),
            ],
            Lines = ["k", "d"],
        },
        Of(
            "stochastic",
            "Stochastic oscillator",
            "k = SMA(smooth) of 100 · (close − lowest low)/(highest high − lowest low) over n; d = SMA(signal) "
                + "of k. smooth = 1 is the fast stochastic, 3 the slow. NaN where the range is 0.",
            "Lane, Lane's Stochastics, Stocks & Commodities 2:3, 1984; StockCharts ChartSchool",
            p => new Stochastic(p.Whole("bars"), p.Whole("smooth"), p.Whole("signal"))
        ) with
        {
            Scales = [IndicatorScale.ZeroToHundred, IndicatorScale.ZeroToHundred],
            Input = IndicatorInput.Bars,
            Parameters = [Bars(14), Bars(3, "smoothing of k; 1 for none", name: "smooth"), Bars(3, "window of d", name: "signal")],
            Lines = ["k", "d"],
        },
        Of(
            "williamsR",
            "Williams %R",
            "−100 · (highest high − close)/(highest high − lowest low) over n. −100 … 0; NaN where the range is 0.",
            "Williams, How I Made One Million Dollars, 1973; StockCharts ChartSchool",
            p => new WilliamsPercentRange(p.Whole("bars"))
        ) with
        {
            Scales = [IndicatorScale.Percent],
            Input = IndicatorInput.Bars,
        },
        Of(
            "cci",
            "Commodity channel index",
            "(y − SMA(y, n)) / (0.015 · mean |y[t−i] − SMA|), y = (high + low + close)/3. NaN where nothing moved.",
            "Lambert, Commodity Channel Index, Commodities, October 1980; StockCharts ChartSchool",
            p => new CommodityChannelIndex(p.Whole("bars"))
        ) with
        {
            Scales = [IndicatorScale.Percent],
            Input = IndicatorInput.Bars,
            Parameters = [Bars(20, min: 2)],
            Work = p => 2L * p.Whole("bars"),
        },
        Of(
            "cmo",
            "Chande momentum oscillator",
            "100 · (U − D)/(U + D), U and D the sums of the last n rises and falls. −100 … 100; NaN where nothing moved.",
            "Chande and Kroll, The New Technical Trader, 1994",
            p => new ChandeMomentum(p.Whole("bars"))
        ) with
        {
            Scales = [IndicatorScale.Percent],
        },
        Of(
            "tsi",
            "True strength index",
            "100 · EMA(second) of EMA(first) of the changes, over the same of the absolute changes. NaN where nothing moved.",
            "Blau, True Strength Index, Stocks & Commodities 9:11, 1991",
            p => new TrueStrengthIndex(p.Whole("first"), p.Whole("second"))
        ) with
        {
            Scales = [IndicatorScale.Percent],
            Parameters = [Bars(25, "first smoothing", name: "first"), Bars(13, "second smoothing", name: "second")],
        },
        Of(
            "ultimateOscillator",
            "Ultimate oscillator",
            "100 · (4 A(first) + 2 A(second) + A(third))/7, A(n) = Σ (close − min(low, last "
                + "close)) / Σ true range over n. NaN where nothing moved.",
            "Williams, The Ultimate Oscillator, Stocks & Commodities 3:4, 1985; StockCharts ChartSchool",
            p => new UltimateOscillator(p.Whole("first"), p.Whole("second"), p.Whole("third"))
        ) with
        {
            Scales = [IndicatorScale.ZeroToHundred],
            Input = IndicatorInput.Bars,
            Parameters =
            [
                Bars(7, "shortest window", name: "first"),
                Bars(14, "middle window", name: "second"),
                Bars(28, "longest window", name: "third"),
            ],
        },
        Of(
            "awesomeOscillator",
            "Awesome oscillator",
            "SMA(fast) − SMA(slow) of (high + low)/2. In units of the price.",
            "Williams, New Trading Dimensions, 1998",
            p => new AwesomeOscillator(p.Ordered("fast", "slow").Whole("fast"), p.Whole("slow"))
        ) with
        {
            Scales = [IndicatorScale.PriceDifference],
            Input = IndicatorInput.Bars,
            Parameters = [Bars(5, "fast window", name: "fast"), Bars(34, "slow window, above fast", name: "slow")],
        },
        Of(
            "fisher",
            "Fisher transform",
            "F[t] = ½ ln((1 + v)/(1 − v)) + ½ F[t−1], v[t] = 0.66 ((m − lowest m)/(highest − lowest m) − "
                + "½) + 0.67 v[t−1], set to ±0.999 beyond ±0.99, m = (high + low)/2 over n; trigger = F[t−1]. "
                + "Both begin with 0 at the first bar; v is 0 where the range is 0.",
            "Ehlers, Using the Fisher Transform, Stocks & Commodities 20:11, 2002",
            p => new FisherTransform(p.Whole("bars"))
        ) with
        {
            Scales = [IndicatorScale.Plain, IndicatorScale.Plain],
            Input = IndicatorInput.Bars,
            Parameters = [Bars(10)],
            Lines = ["value", "trigger"],
        },
        Of(
            "elderRay",
            "Elder ray",
            "bull = high − EMA(close, n); bear = low − EMA(close, n). In units of the price.",
            "Elder, Trading for a Living, 1993",
            p => new ElderRay(p.Whole("bars"))
        ) with
        {
            Scales = [IndicatorScale.PriceDifference, IndicatorScale.PriceDifference],
            Input = IndicatorInput.Bars,
            Parameters = [Bars(13)],
            Lines = ["bull", "bear"],
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
            Group = IndicatorGroup.Momentum,
            Formula = formula,
            Source = source,
            Parameters = [Bars(14)],
            Make = make,
        };
}
