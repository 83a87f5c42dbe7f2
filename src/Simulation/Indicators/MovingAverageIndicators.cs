using Simulator.Numerics;
using static Simulator.Indicators.IndicatorParameter;

namespace Simulator.Indicators;

/// <summary>Moving averages in the catalogue.</summary>
internal static class MovingAverageIndicators
{
    public static IReadOnlyList<IndicatorDefinition> All { get; } =
    [
        Of(
            "sma",
            "Simple moving average",
            "Σ x[t−i] / n over i = 0 … n−1.",
            "StockCharts ChartSchool, Moving Averages; TA-Lib SMA",
            p => new SimpleMovingAverage(p.Whole("bars"))
        ) with
        {
            Scales = [IndicatorScale.Price],
        },
        Of(
            "ema",
            "Exponential moving average",
            "E[t] = E[t−1] + α (x[t] − E[t−1]), α = 2/(n+1); the n-th value is the simple mean of the first n.",
            "StockCharts ChartSchool, Moving Averages; TA-Lib EMA",
            p => new ExponentialMovingAverage(p.Whole("bars"))
        ) with
        {
            Scales = [IndicatorScale.Price],
        },
        Of(
            "rma",
            "Wilder's moving average",
            "A[t] = A[t−1] + (x[t] − A[t−1])/n; the n-th value is the simple mean of the first n. Also called SMMA.",
            "Wilder, New Concepts in Technical Trading Systems, 1978",
            p => new WilderAverage(p.Whole("bars"))
        ) with
        {
            Scales = [IndicatorScale.Price],
            Parameters = [Bars(14)],
        },
        Of(
            "wma",
            "Weighted moving average",
            "Mean of the last n values with weights 1 (oldest) … n (newest).",
            "TA-Lib WMA",
            p => new WeightedMovingAverage(p.Whole("bars"))
        ) with
        {
            Scales = [IndicatorScale.Price],
            Work = p => p.Whole("bars"),
        },
        Of(
            "dema",
            "Double exponential moving average",
            "2 E₁ − E₂, E₂ the EMA of E₁ = EMA(n).",
            "Mulloy, Smoothing Data with Faster Moving Averages, Stocks & Commodities 12:1, 1994",
            p => new LagReducedAverage(p.Whole("bars"), 2)
        ) with
        {
            Scales = [IndicatorScale.PriceBand],
        },
        Of(
            "tema",
            "Triple exponential moving average",
            "3 E₁ − 3 E₂ + E₃, each the EMA(n) of the one before.",
            "Mulloy, Smoothing Data with Less Lag, Stocks & Commodities 12:2, 1994",
            p => new LagReducedAverage(p.Whole("bars"), 3)
        ) with
        {
            Scales = [IndicatorScale.PriceBand],
        },
        Of(
            "hma",
            "Hull moving average",
            "WMA(⌊√n⌋) of 2 WMA(⌊n/2⌋) − WMA(n).",
            "Hull, Hull Moving Average, 2005",
            p => new HullMovingAverage(p.Whole("bars"))
        ) with
        {
            Scales = [IndicatorScale.PriceBand],
            Parameters = [Bars(20, min: 2)],
            Work = p => 2L * p.Whole("bars"),
        },
        Of(
            "trima",
            "Triangular moving average",
            "SMA of an SMA, windows ⌊n/2⌋+1 and ⌈n/2⌉; the weights rise and then fall over n values.",
            "TA-Lib TRIMA",
            p => new TriangularMovingAverage(p.Whole("bars"))
        ) with
        {
            Scales = [IndicatorScale.Price],
        },
        Of(
            "zlema",
            "Zero-lag exponential moving average",
            "EMA(n) of 2 x[t] − x[t−⌊(n−1)/2⌋].",
            "Ehlers and Way, Zero Lag, Stocks & Commodities 28:12, 2010",
            p => new ZeroLagAverage(p.Whole("bars"))
        ) with
        {
            Scales = [IndicatorScale.PriceBand],
        },
        Of(
            "kama",
            "Kaufman's adaptive moving average",
            "K[t] = K[t−1] + c² (x[t] − K[t−1]), c = e · (2/(fast+1) − 2/(slow+1)) + 2/(slow+1), e = |x[t] − "
                + "x[t−n]| / Σ|x[t−i] − x[t−i−1]| (0 where nothing moved); the n-th value is x itself.",
            "Kaufman, Smarter Trading, 1995; StockCharts ChartSchool",
            p => new KaufmanAverage(p.Ordered("fast", "slow").Whole("bars"), p.Whole("fast"), p.Whole("slow"))
        ) with
        {
            Scales = [IndicatorScale.Price],
            Parameters =
            [
                Bars(10, "window of the efficiency e"),
                Bars(2, "fastest average", name: "fast"),
                Bars(30, "slowest average, above fast", name: "slow"),
            ],
            Work = p => p.Whole("bars"),
        },
        Of(
            "t3",
            "Tillson's T3",
            "−v³ E₆ + (3v² + 3v³) E₅ − (6v² + 3v + 3v³) E₄ + (1 + 3v + v³ + 3v²) E₃, each E the EMA(n) of the one before.",
            "Tillson, Better Moving Averages, Stocks & Commodities 16:1, 1998; TA-Lib T3",
            p => new TillsonAverage(p.Whole("bars"), p["factor"])
        ) with
        {
            Scales = [IndicatorScale.PriceBand],
            Parameters = [Bars(5), Real("factor", 0.7, 0, 1, "volume factor v")],
        },
        Of(
            "alma",
            "Arnaud Legoux moving average",
            "Weights exp(−(i − m)²/(2 s²)), i = 0 (oldest) … n−1, m = offset · (n−1), s = n/sigma, divided by their sum.",
            "Legoux and Kouzis-Loukas, ALMA, 2009",
            p => new GaussianMovingAverage(p.Whole("bars"), p["offset"], p["sigma"])
        ) with
        {
            Scales = [IndicatorScale.Price],
            Parameters =
            [
                Bars(9),
                Real("offset", 0.85, 0, 1, "position of the largest weight in the window"),
                Real("sigma", 6, 0.1, 100, "how narrow the weights are"),
            ],
            Work = p => p.Whole("bars"),
        },
        Of(
            "vwma",
            "Volume-weighted moving average",
            "Σ close · volume / Σ volume over the last n bars; NaN where nothing was traded.",
            "Arms, Volume Cycles in the Stock Market, 1983; TradingView VWMA",
            p => new VolumeWeightedAverage(p.Whole("bars"), typical: false)
        ) with
        {
            Scales = [IndicatorScale.Price],
            Input = IndicatorInput.Bars,
        },
        Of(
            "harmonicTrend",
            "Harmonic trend",
            "A line and the N lowest frequencies of the last n values, fitted by least squares with weights "
                + "sin²(π/2 · (j+1)/n), j = 0 (oldest) …, and read at the newest; N below n/4.",
            "Weighted harmonic regression (Bloomfield, Fourier Analysis of Time Series, 2nd ed., 2000, ch. 2)",
            HarmonicTrendOf
        ) with
        {
            Scales = [IndicatorScale.PriceBand],
            Parameters = [Bars(3, "frequencies N", name: "components") with { Max = 64 }, new("bars", 256, 16, 2048, true, "window n")],
            SetUp = p => 2L * p.Whole("bars") * ((2 * p.Whole("components")) + 2) * ((2 * p.Whole("components")) + 2),
            Work = p => p.Whole("bars"),
        },
        Of(
            "waveletTrend",
            "Wavelet trend",
            "The newest of the last n values from their wavelet coefficients, each detail d of the finest levels replaced by sign(d) · "
                + "max(|d| − λ, 0), λ = √(2 ln n) · median |finest details| / 0.6745; beyond the window values are mirrored.",
            "Donoho and Johnstone, Ideal Spatial Adaptation by Wavelet Shrinkage, Biometrika 81, 1994; Daubechies, Ten Lectures on "
                + "Wavelets, 1992",
            WaveletTrendOf
        ) with
        {
            Scales = [IndicatorScale.PriceBand],
            Parameters =
            [
                new("bars", 128, 8, 2048, true, "window n"),
                new("levels", 4, 1, 11, true, "levels whose details are drawn to zero"),
                new("moments", 2, 1, 2, true, "vanishing moments of the wavelet: 1 Haar's, 2 Daubechies' of four taps"),
            ],
            Work = p => 8L * p.Whole("bars") * p.Whole("moments"),
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
            Group = IndicatorGroup.MovingAverages,
            Formula = formula,
            Source = source,
            Parameters = [Bars(20)],
            Make = make,
        };

    private static HarmonicTrend HarmonicTrendOf(IndicatorArguments p) =>
        p["components"] * 4 < p["bars"]
            ? new HarmonicTrend(p.Whole("components"), p.Whole("bars"))
            : throw new IndicatorParameterException(
                "harmonicTrend",
                "components",
                FormattableString.Invariant(
                    $"harmonicTrend: components must be below a quarter of bars, was {p["components"]} with bars {p["bars"]}"
                )
            );

    private static WaveletTrend WaveletTrendOf(IndicatorArguments p)
    {
        var most = WaveletTransform.MostLevels(p.Whole("moments"), p.Whole("bars"));
        return p["levels"] <= most
            ? new WaveletTrend(p.Whole("bars"), p.Whole("levels"), p.Whole("moments"))
            : throw new IndicatorParameterException(
                "waveletTrend",
                "levels",
                FormattableString.Invariant($"waveletTrend: levels must be at most {most} with bars {p["bars"]} ")
                    + FormattableString.Invariant($"and moments {p["moments"]}, was {p["levels"]}")
            );
    }
}
