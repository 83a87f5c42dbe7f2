using System.Globalization;
using Simulator.Indicators;
using Simulator.Markets;

namespace Simulator.Tests.Simulation.Indicators;

/// <summary>
/// Values that the test suite of Skender.Stock.Indicators (Apache-2.0) publishes for 502 daily bars of SPY, 2017 and 2018; theirs were
/// computed in
/// spreadsheets. The bars are those of its file of scrambled dates, put back in order (its one date in 2016 belongs to 2017).
/// </summary>
public sealed class PublishedSpyValuesTests
{
    /// <summary>Indicator, its parameters, line; then bar and value, as printed.</summary>
    public static TheoryData<string, double[], string, double[]> Published =>
        new()
        {
            { "sma", [20], "value", [19, 214.5250, 249, 255.5500, 501, 251.8600] },
            { "rma", [20], "value", [19, 214.52500, 20, 214.55125, 21, 214.58319, 100, 225.78071, 501, 255.67462] },
            { "wma", [20], "value", [149, 235.5253, 501, 246.5110] },
            { "dema", [20], "value", [51, 226.0011, 249, 258.4452, 501, 241.1677] },
            { "tema", [20], "value", [67, 222.9105, 249, 258.6208, 501, 238.7690] },
            { "hma", [20], "value", [149, 236.0835, 501, 235.6972] },
            { "t3", [5, 0.7], "value", [24, 215.9343, 44, 224.9412, 149, 235.8851, 249, 257.8735, 501, 238.9308] },
            { "kama", [10, 2, 30], "value", [9, 213.7500, 10, 213.7713, 24, 214.7423, 149, 235.5510, 249, 256.0898, 501, 240.1138] },
            { "alma", [10, 0.85, 6], "value", [9, 214.1839, 24, 216.0619, 149, 235.8609, 249, 257.5787, 501, 242.1871] },
            { "cmo", [14], "value", [14, 24.1081, 249, 48.9614, 501, -26.7502] },
            { "tsi", [25, 13], "value", [37, 53.1204, 43, 46.0960, 44, 42.5121, 249, 41.9232, 357, 14.8148, 501, -28.3513] },
            { "adx", [14], "plusDi", [19, 21.0361, 29, 37.9719, 248, 32.3167, 501, 17.7565] },
            { "adx", [14], "minusDi", [19, 25.0124, 29, 14.1658, 248, 18.2471, 501, 31.1510] },
            { "adx", [14], "value", [29, 19.7949, 248, 30.5903, 501, 34.2987] },
            { "aroon", [25], "up", [210, 100, 293, 0, 298, 0, 458, 0, 501, 28] },
            { "aroon", [25], "down", [210, 0, 293, 40, 298, 20, 458, 100, 501, 88] },
            { "aroon", [25], "oscillator", [210, 100, 293, -40, 298, -20, 458, -100, 501, -60] },
            { "trueRange", [], "value", [12, 1.32, 13, 1.45, 24, 0.88, 249, 0.58, 501, 2.67] },
            { "atr", [14], "value", [13, 1.3371, 24, 1.3201, 249, 1.3381, 501, 6.1497] },
            { "natr", [14], "value", [13, 0.6258, 24, 0.6104, 249, 0.5187, 501, 2.5072] },
            { "awesomeOscillator", [5, 34], "value", [33, 5.4756, 249, 5.0618, 501, -17.7692] },
            { "bollinger", [20, 2], "upper", [249, 259.5642, 501, 273.7004] },
            { "bollinger", [20, 2], "lower", [249, 251.5358, 501, 230.0196] },
            { "bollinger", [20, 2], "percentB", [249, 0.803923, 501, 0.349362] },
            { "bollinger", [20, 2], "width", [249, 0.031416, 501, 0.173433] },
            { "zScore", [20], "value", [249, 1.215692, 501, -0.602552] },
            { "zScore", [10], "value", [9, -0.525917, 249, 0.783563, 501, 0.524312] },
            { "stdDev", [10], "value", [9, 0.5020, 249, 0.9827, 501, 5.4738] },
            { "cci", [20], "value", [501, -52.9946] },
            { "adLine", [], "value", [249, 3266400865.74, 501, 3439986548.42] },
            { "chaikinOscillator", [3, 10], "value", [501, -19135200.72] },
            { "choppiness", [14], "value", [14, 69.9967, 249, 41.8499, 501, 38.6526] },
            { "cmf", [20], "value", [49, 0.350596, 249, -0.040226, 501, -0.123754] },
            { "donchian", [20, 1], "upper", [20, 217.02, 249, 258.70, 485, 274.39, 501, 273.59] },
            { "donchian", [20, 1], "lower", [20, 211.52, 249, 249.87, 485, 256.68, 501, 229.42] },
            { "donchian", [20, 1], "middle", [20, 214.27, 249, 254.285, 485, 265.535, 501, 251.505] },
            { "elderRay", [13], "bull", [12, 0.7500, 24, 1.4274, 149, 0.9430, 249, 1.5194, 501, -0.4729] },
            { "elderRay", [13], "bear", [12, -0.5100, 24, 0.5474, 149, 0.4730, 249, 1.0694, 501, -3.1429] },
            { "fisher", [10], "value", [9, 1.3324, 10, 0.9790, 35, 6.1509, 36, 5.4455, 149, 1.0349, 249, 1.3496, 501, -1.2876] },
            { "fisher", [10], "trigger", [9, 1.4704, 10, 1.3324, 35, 4.7014, 149, 0.7351, 249, 1.4408, 501, -2.0071] },
            { "forceIndex", [13], "value", [13, 10668240.778, 24, 15883211.364, 149, 7598218.196, 249, 23612118.994, 501, -16824018.428] },
            { "ichimoku", [9, 26, 52, 26], "conversion", [51, 224.465, 249, 257.15, 475, 265.575, 501, 241.26] },
            { "ichimoku", [9, 26, 52, 26], "base", [51, 221.94, 249, 253.085, 475, 263.965, 501, 251.505] },
            { "ichimoku", [9, 26, 52, 26], "spanA", [51, 214.8325, 249, 246.3125, 475, 274.9475, 501, 264.77] },
            { "ichimoku", [9, 26, 52, 26], "spanB", [249, 241.685, 475, 274.95, 501, 269.82] },
            { "keltner", [20, 2, 10], "upper", [485, 275.4260, 501, 262.1873] },
            { "keltner", [20, 2, 10], "middle", [485, 265.4599, 501, 249.3519] },
            { "keltner", [20, 2, 10], "lower", [485, 255.4938, 501, 236.5165] },
            { "macd", [12, 26, 9], "line", [49, 1.7203, 249, 2.2353, 501, -6.2198] },
            { "macd", [12, 26, 9], "signal", [49, 1.9675, 249, 2.3141, 501, -5.8569] },
            { "macd", [12, 26, 9], "histogram", [49, -0.2472, 249, -0.0789, 501, -0.3629] },
            { "mfi", [14], "value", [439, 69.0622, 501, 39.9494] },
            { "mfi", [4], "value", [31, 100, 43, 0] },
            { "obv", [], "value", [249, 1780918888, 501, 539843504] },
            { "psar", [0.02, 0.2], "value", [14, 212.8300, 16, 212.9924, 501, 229.7662] },
            { "roc", [20], "value", [29, 3.2936, 249, 2.4827, 501, -8.2482] },
            { "rsi", [14], "value", [14, 62.0541, 249, 70.9368, 501, 42.0773] },
            { "linearRegression", [20], "slope", [249, 0.312406, 482, -0.337015, 501, -1.689143] },
            { "linearRegression", [20], "rSquared", [249, 0.8056, 482, 0.1730, 501, 0.7955] },
            { "linearRegression", [20], "value", [501, 235.8131] },
            { "stochastic", [14, 3, 3], "k", [501, 43.1353] },
            { "stochastic", [14, 3, 3], "d", [501, 35.5674] },
            { "stochastic", [5, 1, 10], "k", [487, 25.0353, 501, 91.6233] },
            { "stochastic", [5, 1, 10], "d", [487, 60.5706, 501, 36.0608] },
            { "stochRsi", [14, 14, 3, 3], "k", [31, 97.7778, 152, 0, 249, 27.3094, 501, 89.8385] },
            { "stochRsi", [14, 14, 3, 3], "d", [31, 99.2593, 152, 20.0263, 249, 33.2716, 501, 73.4176] },
            { "superTrend", [14, 3], "value", [13, 209.5436, 151, 232.8519, 152, 237.6436, 249, 253.8008, 501, 250.7954] },
            { "superTrend", [14, 3], "direction", [13, 1, 151, 1, 152, -1, 249, 1, 501, -1] },
            { "trix", [20, 5], "value", [67, 0.055596, 249, 0.121781, 501, -0.230742] },
            { "ultimateOscillator", [7, 14, 28], "value", [74, 51.7770, 249, 45.3121, 501, 49.5257] },
            { "vortex", [14], "plus", [14, 1.0460, 29, 1.1300, 249, 1.1558, 501, 0.8712] },
            { "vortex", [14], "minus", [14, 0.8119, 29, 0.7393, 249, 0.6634, 501, 1.1163] },
            { "williamsR", [14], "value", [343, -19.8211, 501, -52.0121] },
        };

    [SkippableTheory]
    [MemberData(nameof(Published))]
    public void Indicator_OverSpy_IsThePublishedOne(string name, double[] parameters, string line, double[] barsAndValues)
    {
        var bars = Spy(SharedFiles.Require("data/messy/skender_mismatch.csv"));
        var definition = IndicatorCatalogue.Get(name);
        var values = definition.Create(parameters).Lines(bars)[definition.Lines.ToList().IndexOf(line)];
        for (var i = 0; i < barsAndValues.Length; i += 2)
        {
            var published = barsAndValues[i + 1];
            // Printed to four digits at least, sums of volume to two.
            var digits = published.ToString(CultureInfo.InvariantCulture).Split('.') is [_, var fraction] ? fraction.Length : 0;
            var tolerance = 0.6 * Math.Pow(10, -(Math.Abs(published) > 1e5 ? 2 : Math.Max(4, digits)));
            Assert.True(
                Math.Abs(values[(int)barsAndValues[i]] - published) <= tolerance,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{name}.{line} at bar {barsAndValues[i]}: {values[(int)barsAndValues[i]]}, published {published}"
                )
            );
        }
    }

    private static BarSeries Spy(string path)
    {
        var rows = File.ReadLines(path)
            .Skip(1)
            .Select(row => row.Split(','))
            .Select(cells =>
                (
                    Day: DateOnly.ParseExact(cells[0], "M/d/yyyy", CultureInfo.InvariantCulture),
                    Values: cells[1..].Select(c => double.Parse(c, CultureInfo.InvariantCulture)).ToArray()
                )
            )
            .Select(row => (Day: row.Day.Year == 2016 ? row.Day.AddYears(1) : row.Day, row.Values))
            .OrderBy(row => row.Day)
            .ToArray();
        double[] Column(int column) => [.. rows.Select(row => row.Values[column])];
        return new BarSeries(
            "SPY",
            [.. rows.Select(row => MarketCalendar.Nyse.CloseOf(row.Day).Ticks)],
            Column(0),
            Column(1),
            Column(2),
            Column(3),
            Column(4)
        );
    }
}
