using Simulator.Numerics;

namespace Simulator.Statistics;

/// <summary>Distribution of gains and losses of a sample of simple returns.</summary>
public static class ShapeFigures
{
    /// <summary>|95 % quantile| ÷ |5 % quantile| (pyfolio).</summary>
    /// <param name="sorted">Returns in rising order.</param>
    public static double TailRatio(ReadOnlySpan<double> sorted) =>
        Moments.Ratio(Math.Abs(ValueAtRisk.Quantile(sorted, 0.95)), Math.Abs(ValueAtRisk.Quantile(sorted, 0.05)));

    /// <summary>Σ max(r − θ, 0) ÷ Σ max(θ − r, 0) (Keating, Shadwick, 2002); NaN where nothing lies below the threshold.</summary>
    public static double Omega(ReadOnlySpan<double> returns, double threshold = 0)
    {
        var (above, below) = (0.0, 0.0);
        foreach (var r in returns)
            (above, below) = (above + Math.Max(r - threshold, 0), below + Math.Max(threshold - r, 0));
        return Moments.Ratio(above, below);
    }

    /// <summary>Σ r ÷ |Σ min(r, 0)| (Schwager, 2012), usually of months.</summary>
    public static double GainToPain(ReadOnlySpan<double> returns)
    {
        var (sum, pain) = (0.0, 0.0);
        foreach (var r in returns)
            (sum, pain) = (sum + r, pain - Math.Min(r, 0));
        return Moments.Ratio(sum, pain);
    }

    /// <summary>√mean(drawdown²) (Martin, 1987); a fraction where he has percent.</summary>
    /// <param name="drawdown">1 − equity/peak at each point.</param>
    public static double UlcerIndex(ReadOnlySpan<double> drawdown)
    {
        var sum = 0.0;
        foreach (var d in drawdown)
            sum += d * d;
        return drawdown.Length == 0 ? double.NaN : Math.Sqrt(sum / drawdown.Length);
    }
}
