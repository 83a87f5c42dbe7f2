using static Simulator.Indicators.IndicatorParameter;

namespace Simulator.Indicators;

/// <summary>Figures of trailing windows in the catalogue.</summary>
internal static class StatisticIndicators
{
    private static readonly IndicatorParameter s_lostDegrees = new("lostDegrees", 0, 0, 1, true, "0 divides by n, 1 by n − 1");
    private static readonly IndicatorParameter s_returns = new(
        "returns",
        1,
        0,
        1,
        true,
        "1 takes simple returns of both, 0 the numbers as they are"
    );

    public static IReadOnlyList<IndicatorDefinition> All { get; } =
    [
        Of("highest", "Highest", "Largest of the last n values.", "TA-Lib MAX", p => new Extreme(p.Whole("bars"), largest: true)) with
        {
            Scales = [IndicatorScale.Price],
        },
        Of("lowest", "Lowest", "Smallest of the last n values.", "TA-Lib MIN", p => new Extreme(p.Whole("bars"), largest: false)) with
        {
            Scales = [IndicatorScale.Price],
        },
        Of(
            "median",
            "Median",
            "Middle value of the last n values in ascending order; for an even n the mean of the two middle values.",
            "Hyndman and Fan, Sample Quantiles in Statistical Packages, The American Statistician 50, 1996 (type 7)",
            p => new Median(p.Whole("bars"))
        ) with
        {
            Scales = [IndicatorScale.Price],
            Work = p => Sorted(p.Whole("bars")),
        },
        Of(
            "stdDev",
            "Standard deviation",
            "√(Σ (x[t−i] − mean)² / (n − lostDegrees)) over the last n values.",
            "TA-Lib STDDEV (divides by n)",
            p => new StandardDeviation(p.Whole("bars"), p.Whole("lostDegrees"))
        ) with
        {
            Scales = [IndicatorScale.PriceDifference],
            Parameters = [Bars(20, min: 2), s_lostDegrees],
            Work = p => 2L * p.Whole("bars"),
        },
        Of(
            "zScore",
            "Z-score",
            "(x[t] − mean)/standard deviation over the last n values, x[t] included. NaN where all are equal.",
            "Kreyszig, Advanced Engineering Mathematics, 4th ed., 1979",
            p => new ZScore(p.Whole("bars"), p.Whole("lostDegrees"))
        ) with
        {
            Scales = [IndicatorScale.Plain],
            Parameters = [Bars(20, min: 2), s_lostDegrees],
            Work = p => 2L * p.Whole("bars"),
        },
        Of(
            "percentRank",
            "Percent rank",
            "100 · (number of the n values before x[t] that are below x[t])/n.",
            "Connors and Alvarez, An Introduction to ConnorsRSI, 2012",
            p => new PercentRank(p.Whole("bars"))
        ) with
        {
            Scales = [IndicatorScale.ZeroToHundred],
            Parameters = [Bars(100)],
            Work = p => p.Whole("bars"),
        },
        Of(
            "linearRegression",
            "Linear regression",
            "Least-squares line through the last n values: value = the line at the newest, slope = per bar, "
                + "rSquared = share of the variance that the line explains (NaN where all are equal).",
            "TA-Lib LINEARREG; StockCharts ChartSchool, Slope",
            p => new LinearRegression(p.Whole("bars"))
        ) with
        {
            Scales = [IndicatorScale.PriceBand, IndicatorScale.PriceDifference, IndicatorScale.Plain],
            Parameters = [Bars(14, min: 2)],
            Lines = ["value", "slope", "rSquared"],
            Work = p => 2L * p.Whole("bars"),
        },
        Of(
            "hurst",
            "Hurst exponent",
            "Slope of ln(mean R/S) on ln m for pieces of m = n, ⌊n/2⌋, ⌊n/4⌋, … ≥ 8 of the last n log-returns, cut from "
                + "the newest backwards; R the range of the running sum of deviations from the piece's mean, S its standard "
                + "deviation (divided by m). About ½ for a random walk (short pieces bias it upwards), higher where trends "
                + "persist. NaN where nothing moved; values that are not positive are skipped.",
            "Mandelbrot and Wallis, Robustness of the Rescaled Range R/S, Water Resources "
                + "Research 5, 1969; Peters, Fractal Market Analysis, 1994, ch. 4",
            p => new HurstExponent(p.Whole("bars"))
        ) with
        {
            Scales = [IndicatorScale.Plain],
            Parameters = [new("bars", 128, 16, 2048, true, "log-returns n")],
            Work = p => HurstExponent.Steps(p.Whole("bars")),
        },
        Of(
            "beta",
            "Rolling beta",
            "Covariance of the first with the second over the variance of the second, over the last n. NaN where the second did not move.",
            "Sharpe, Capital Asset Prices, J. of Finance 19, 1964",
            p => new RollingBeta(p.Whole("bars"), p.Whole("returns") == 1)
        ) with
        {
            Scales = [IndicatorScale.Plain],
            Input = IndicatorInput.Pair,
            Parameters = [Bars(60, min: 2), s_returns],
            Work = p => 4L * p.Whole("bars"),
        },
        Of(
            "correlation",
            "Rolling correlation",
            "Pearson's correlation of the two over the last n. −1 … 1; NaN where either did not move.",
            "Pearson, Note on Regression and Inheritance in the Case of Two Parents, 1895",
            p => new RollingCorrelation(p.Whole("bars"), p.Whole("returns") == 1)
        ) with
        {
            Scales = [IndicatorScale.Plain],
            Input = IndicatorInput.Pair,
            Parameters = [Bars(60, min: 2), s_returns],
            Work = p => 4L * p.Whole("bars"),
        },
        Of(
            "laggedCorrelation",
            "Lead–lag correlation",
            "Pearson's correlation, over the last n, of the first's simple returns with the second's of `lag` bars before. −1 … 1; away "
                + "from 0 where the second leads. NaN where either did not move.",
            "Lo and MacKinlay, When Are Contrarian Profits Due to Stock Market Overreaction?, Review of Financial Studies 3, 1990",
            p => new LaggedCorrelation(p.Whole("bars"), p.Whole("lag"))
        ) with
        {
            Scales = [IndicatorScale.Plain],
            Input = IndicatorInput.Pair,
            Parameters = [Bars(60, min: 2), Bars(1, "bars by which the second leads", name: "lag")],
            Work = p => 4L * p.Whole("bars"),
        },
        Of(
            "leaderReturn",
            "Earlier return of another series",
            "ln(second[t−lag] / second[t−lag−n]). NaN where the second is not positive.",
            "Lo and MacKinlay, When Are Contrarian Profits Due to Stock Market Overreaction?, Review of Financial Studies 3, 1990",
            p => new LeaderReturn(p.Whole("bars"), p.Whole("lag"))
        ) with
        {
            Scales = [IndicatorScale.Plain],
            Input = IndicatorInput.Pair,
            Parameters = [Bars(1), Bars(1, "bars ago at which the return ends", min: 0, name: "lag")],
        },
        Of(
            "pairSpread",
            "Pair spread",
            "Least-squares line first = intercept + ratio · second through the last n pairs: value = the newest first value "
                + "minus the line, ratio = the hedge ratio, zScore = value / standard deviation (divided by n) of the window's "
                + "residuals. NaN where the second did not move; zScore also where the fit is exact.",
            "Vidyamurthy, Pairs Trading, 2004, ch. 5; Engle and Granger, Econometrica 55, 1987 (first step)",
            p => new PairSpread(p.Whole("bars"))
        ) with
        {
            Scales = [IndicatorScale.PriceDifference, IndicatorScale.PriceRatio, IndicatorScale.PriceDifference, IndicatorScale.Plain],
            Input = IndicatorInput.Pair,
            Parameters = [Bars(60, min: 3)],
            Lines = ["value", "ratio", "intercept", "zScore"],
            Work = p => 4L * p.Whole("bars"),
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
            Group = IndicatorGroup.Statistics,
            Formula = formula,
            Source = source,
            Parameters = [Bars(20)],
            Make = make,
        };

    // n log₂ n comparisons, each about four times as dear as an addition.
    private static long Sorted(int bars) => 4L * bars * (1 + System.Numerics.BitOperations.Log2((uint)bars));
}
