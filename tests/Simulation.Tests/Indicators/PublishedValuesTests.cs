using Simulator.Indicators;

namespace Simulator.Tests.Simulation.Indicators;

/// <summary>
/// Values printed in StockCharts ChartSchool's tables (moving averages: Intel, 2010; RSI and ATR: QQQQ, 2009–2010), two decimals.
/// </summary>
public sealed class PublishedValuesTests
{
    private static readonly double[] s_intel =
    [
        22.27,
        22.19,
        22.08,
        22.17,
        22.18,
        22.13,
        22.23,
        22.43,
        22.24,
        22.29,
        22.15,
        22.39,
        22.38,
        22.61,
        23.36,
        24.05,
        23.75,
        23.83,
        23.95,
        23.63,
        23.82,
        23.87,
        23.65,
        23.19,
        23.10,
        23.33,
        22.68,
        23.10,
        22.40,
        22.17,
    ];

    private static readonly double[] s_qqqq =
    [
        44.3389,
        44.0902,
        44.1497,
        43.6124,
        44.3278,
        44.8264,
        45.0955,
        45.4245,
        45.8433,
        46.0826,
        45.8931,
        46.0328,
        45.6140,
        46.2820,
        46.2820,
        46.0028,
        46.0328,
        46.4116,
        46.2222,
        45.6439,
        46.2122,
        46.2521,
        45.7137,
        46.4515,
        45.7835,
        45.3548,
        44.0288,
        44.1783,
        44.2181,
        44.5672,
        43.4205,
        42.6628,
        43.1314,
    ];

    private static readonly double[] s_high =
    [
        48.70,
        48.72,
        48.90,
        48.87,
        48.82,
        49.05,
        49.20,
        49.35,
        49.92,
        50.19,
        50.12,
        49.66,
        49.88,
        50.19,
        50.36,
        50.57,
        50.65,
        50.43,
        49.63,
        50.33,
    ];
    private static readonly double[] s_low =
    [
        47.79,
        48.14,
        48.39,
        48.37,
        48.24,
        48.64,
        48.94,
        48.86,
        49.50,
        49.87,
        49.20,
        48.90,
        49.43,
        49.73,
        49.26,
        50.09,
        50.30,
        49.21,
        48.98,
        49.61,
    ];
    private static readonly double[] s_close =
    [
        48.16,
        48.61,
        48.75,
        48.63,
        48.74,
        49.03,
        49.07,
        49.32,
        49.91,
        50.13,
        49.53,
        49.50,
        49.75,
        50.03,
        50.31,
        50.52,
        50.41,
        49.34,
        49.37,
        50.23,
    ];

    [Fact]
    public void SimpleAverage_OfIntel_IsThePrintedOne() =>
        AssertPrinted(
            [
                22.22,
                22.21,
                22.23,
                22.26,
                22.31,
                22.42,
                22.61,
                22.77,
                22.91,
                23.08,
                23.21,
                23.38,
                23.53,
                23.65,
                23.71,
                23.69,
                23.61,
                23.51,
                23.43,
                23.28,
                23.13,
            ],
            new SimpleMovingAverage(10).Over(s_intel),
            9,
            0.0101
        );

    [Fact]
    public void ExponentialAverage_OfIntel_IsThePrintedOne() =>
        AssertPrinted(
            [
                22.22,
                22.21,
                22.24,
                22.27,
                22.33,
                22.52,
                22.80,
                22.97,
                23.13,
                23.28,
                23.34,
                23.43,
                23.51,
                23.54,
                23.47,
                23.40,
                23.39,
                23.26,
                23.23,
                23.08,
                22.92,
            ],
            new ExponentialMovingAverage(10).Over(s_intel),
            9,
            0.0101
        );

    [Fact]
    public void RelativeStrength_OfQqqq_IsThePrintedOne() =>
        AssertPrinted(
            [
                70.53,
                66.32,
                66.55,
                69.41,
                66.36,
                57.97,
                62.93,
                63.26,
                56.06,
                62.38,
                54.71,
                50.42,
                39.99,
                41.46,
                41.87,
                45.46,
                37.30,
                33.08,
                37.77,
            ],
            new RelativeStrengthIndex().Over(s_qqqq),
            14,
            0.0101
        );

    [Fact]
    public void TrueRange_OfQqqq_IsThePrintedOne()
    {
        var range = new AverageTrueRange();
        var values = s_high.Select((high, t) => range.Next(high, s_low[t], s_close[t])).ToArray();
        AssertPrinted([0.56, 0.59, 0.59, 0.57, 0.61, 0.62, 0.64], values, 13, 0.0101);
    }

    /// <summary>Inputs are printed with two or four decimals, so the last digit may differ by one.</summary>
    private static void AssertPrinted(double[] printed, double[] values, int first, double tolerance)
    {
        Assert.All(values[..first], value => Assert.True(double.IsNaN(value)));
        for (var i = 0; i < printed.Length; i++)
            Assert.InRange(values[first + i], printed[i] - tolerance, printed[i] + tolerance);
    }
}
