namespace Simulator.Anomalies;

/// <summary>
/// A column in robust standard deviations from its median, z = (x − median)/(1.4826 · MAD), as fitted on some rows. Where the tails of
/// those are more than twice as long as normal ones, (q₉₉ − q₁)/(q₇₅ − q₂₅) > 6.9, it is sign(z) ln(1 + |z|), scaled the same way again.
/// (Rousseeuw and Hubert, Robust Statistics for Outlier Detection, WIREs Data Mining and Knowledge Discovery 1, 2011.)
/// </summary>
public sealed class RobustScaling
{
    private const double ToDeviation = 1.4826;
    private const double NormalTails = 3.449;
    private const double LongTails = 2;

    private readonly double _median;
    private readonly double _spread;
    private readonly bool _isLog;
    private readonly double _logMedian;
    private readonly double _logSpread = 1;

    private RobustScaling(double[] sorted)
    {
        _median = Quantile(sorted, 0.5);
        _spread = Spread(sorted, _median);
        if (!IsUsable)
            return;
        var middle = Quantile(sorted, 0.75) - Quantile(sorted, 0.25);
        _isLog = middle > 0 && (Quantile(sorted, 0.99) - Quantile(sorted, 0.01)) / middle > LongTails * NormalTails;
        if (!_isLog)
            return;
        double[] logs = [.. sorted.Select(x => SignedLog((x - _median) / _spread))];
        _logMedian = Quantile(logs, 0.5);
        _logSpread = Spread(logs, _logMedian);
    }

    /// <summary>Whether the column varies at all among the rows that it was fitted on.</summary>
    public bool IsUsable => _spread > 0;

    /// <summary>Fits finite values; others are passed over.</summary>
    public static RobustScaling Of(IEnumerable<double> values) => new([.. values.Where(double.IsFinite).Order()]);

    /// <summary>Robust standard deviations from the median.</summary>
    public double ZScore(double value) => (value - _median) / _spread;

    /// <summary>The value as the models see it.</summary>
    public double Scale(double value) => _isLog ? (SignedLog(ZScore(value)) - _logMedian) / _logSpread : ZScore(value);

    /// <summary>The value that a scaled one stands for.</summary>
    public double Unscale(double scaled)
    {
        if (!_isLog)
            return _median + (_spread * scaled);
        var log = _logMedian + (_logSpread * scaled);
        return _median + (_spread * Math.CopySign(Math.Exp(Math.Abs(log)) - 1, log));
    }

    /// <summary>A quantile of sorted values, between neighbours linear; NaN of none.</summary>
    internal static double Quantile(double[] sorted, double at)
    {
        if (sorted.Length == 0)
            return double.NaN;
        var place = at * (sorted.Length - 1);
        var below = (int)place;
        return below + 1 < sorted.Length ? sorted[below] + ((place - below) * (sorted[below + 1] - sorted[below])) : sorted[^1];
    }

    // More than half of the values may be equal: then the mean deviation says how far the others are.
    private static double Spread(double[] sorted, double median)
    {
        if (sorted.Length == 0)
            return double.NaN;
        double[] deviations = [.. sorted.Select(x => Math.Abs(x - median)).Order()];
        var middle = ToDeviation * Quantile(deviations, 0.5);
        return middle > 0 ? middle : 1.2533 * deviations.Average();
    }

    private static double SignedLog(double z) => Math.CopySign(Math.Log(1 + Math.Abs(z)), z);
}
