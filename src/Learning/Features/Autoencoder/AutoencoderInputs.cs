using Simulator.Features;
using Simulator.Learning.Forecasters;
using Simulator.Markets;

namespace Simulator.Learning.Features.Autoencoder;

/// <summary>
/// What is encoded: the fixed columns of the row. A spec without any gives its last 16 log-returns of the target and the last range, each
/// in units of the exponentially weighted volatility known a bar before.
/// </summary>
internal static class AutoencoderInputs
{
    private const int Returns = 16;

    /// <summary>Bars before every input of a spec without fixed columns has a value.</summary>
    public const int WarmUpBars = Returns + 2;

    /// <summary>[column][bar]</summary>
    public static IReadOnlyList<double[]> Of(FeatureInput input) =>
        input.Fixed.ColumnCount > 0 ? input.Fixed.Columns : OfTarget(input.Market.Target);

    private static double[][] OfTarget(BarSeries target)
    {
        var sigma = ReturnScale.Weighted(target.Close).Volatility;
        var (returns, range) = (new double[target.Count], new double[target.Count]);
        for (var t = 0; t < target.Count; t++)
        {
            var before = t == 0 ? double.NaN : sigma[t - 1];
            returns[t] = t == 0 ? double.NaN : Math.Log(target.Close[t] / target.Close[t - 1]) / before;
            range[t] = Math.Log(target.High[t] / target.Low[t]) / before;
        }
        return [.. Enumerable.Range(0, Returns).Select(lag => Lagged(returns, lag)), range];
    }

    private static double[] Lagged(double[] values, int lag) => [.. values.Select((_, t) => t < lag ? double.NaN : values[t - lag])];
}
