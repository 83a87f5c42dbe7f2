using System.Globalization;
using Simulator.Indicators;
using Simulator.Tests.Simulation.Backtesting;

namespace Simulator.Tests.Simulation.Indicators;

/// <summary>
/// Whole columns of the reference pack's engine cases (computed with pandas), at every bar. Its RSI starts differently and is a rule's own:
/// see RunningRsi.
/// </summary>
public sealed class ReferenceColumnTests
{
    [SkippableTheory]
    [InlineData("sma_test_10_30", "SMA(C,10)", "sma", 10)]
    [InlineData("sma_test_10_30", "SMA(C,30)", "sma", 30)]
    [InlineData("limit_bracket", "SMA(C,50)", "sma", 50)]
    [InlineData("fx_margin_spread", "SMA(C,96)", "sma", 96)]
    [InlineData("stop_breakout_bracket", "HIGHEST(H,20)", "highest", 20)]
    [InlineData("stop_breakout_bracket", "LOWEST(L,20)", "lowest", 20)]
    [InlineData("stop_breakout_bracket", "ATR(H,L,C,14)", "sma", 14)]
    public void Indicator_OverTheReferenceBars_IsTheReferencesColumn(string file, string column, string name, int bars)
    {
        var expected = Column(SharedFiles.Require($"oracles/engine/{file}.indicators.csv"), column);
        var series = file == "fx_margin_spread" ? ReferenceBars.EurUsd() : ReferenceBars.Goog();
        double[] fed = column[..3] switch
        {
            "HIG" => series.High,
            "LOW" => series.Low,
            "ATR" => IndicatorCatalogue.Get("trueRange").Create().Lines(series)[0], // the reference takes the simple mean of true ranges
            _ => series.Close,
        };
        var values = IndicatorCatalogue.Get(name).Create(bars).Lines(fed)[0];

        Assert.Equal(expected.Length, values.Length);
        for (var t = 0; t < values.Length; t++)
            Assert.True(
                double.IsNaN(expected[t]) == double.IsNaN(values[t]) && !(Math.Abs(expected[t] - values[t]) > 1e-9),
                string.Create(CultureInfo.InvariantCulture, $"{column} at bar {t}: {values[t]}, reference {expected[t]}")
            );
    }

    private static double[] Column(string path, string name)
    {
        var lines = File.ReadAllLines(path);
        // Names in the header hold commas and stand in quotes; cells below do not.
        var index = 1 + lines[0][1..].Trim('"').Split("\",\"").ToList().IndexOf(name);
        Assert.True(index > 0, name);
        return
        [
            .. lines
                .Skip(1)
                .Select(l => l.Split(',')[index])
                .Select(c => c.Length == 0 ? double.NaN : double.Parse(c, CultureInfo.InvariantCulture)),
        ];
    }
}
