using MathNet.Numerics.Distributions;

namespace Simulator.Anomalies;

/// <summary>
/// The figure that a stated share of ordinary rows exceeds. The logarithms of the figures are taken as normal above their median, with the
/// deviation (q₉₀ − q₅₀)/1.2816, which up to a tenth of unusual rows hardly moves.
/// </summary>
internal static class TailThreshold
{
    private const double NinetiethOfNormal = 1.2815515655446004;
    private const double Least = 1e-9;

    public static double Of(IEnumerable<double> figures, double rate)
    {
        double[] logs = [.. figures.Where(double.IsFinite).Select(f => Math.Log(Math.Max(f, Least))).Order()];
        var median = RobustScaling.Quantile(logs, 0.5);
        var deviation = (RobustScaling.Quantile(logs, 0.9) - median) / NinetiethOfNormal;
        return Math.Exp(median + (Normal.InvCDF(0, 1, 1 - rate) * Math.Max(deviation, Least)));
    }
}
