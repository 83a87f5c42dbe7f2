using Simulator.Numerics;

namespace Simulator.Realism;

/// <summary>A window in a few numbers, for a judge without a network.</summary>
public static class WindowSummary
{
    /// <summary>
    /// Of each channel: mean, log deviation, skewness, kurtosis (of the window, bounded by its length), largest and smallest value,
    /// correlation with the bar before, the same of the sizes, log ratio of the sizes of both halves; of two channels also the correlation
    /// of the first's size with the second.
    /// </summary>
    /// <param name="window">[channel · bars + bar].</param>
    /// <param name="bars">Bars.</param>
    public static double[] Of(double[] window, int bars)
    {
        ArgumentNullException.ThrowIfNull(window);
        var values = new List<double>();
        for (var at = 0; at < window.Length; at += bars)
        {
            var x = window.AsSpan(at, bars);
            var sizes = Array.ConvertAll(x.ToArray(), Math.Abs);
            values.AddRange([
                Moments.Mean(x),
                Math.Log(Moments.StandardDeviation(x) + 1e-6),
                Moments.Skewness(x),
                Moments.Kurtosis(x),
                x.ToArray().Max(),
                x.ToArray().Min(),
                FactMeasures.Correlations(x, 1)[0],
                FactMeasures.Correlations(sizes, 1)[0],
                Math.Log((sizes.Take(bars / 2).Average() + 1e-6) / (sizes.Skip(bars / 2).Average() + 1e-6)),
            ]);
        }
        if (window.Length > bars)
            values.Add(FactMeasures.Correlation(Array.ConvertAll(window[..bars], Math.Abs), window.AsSpan(bars, bars)));
        return [.. values.Select(v => double.IsFinite(v) ? v : 0)];
    }
}
