using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Simulator.Numerics;

namespace Simulator.Statistics;

/// <summary>Figures of a series of simple returns. The risk-free rate is zero.</summary>
public static class ReturnFigures
{
    /// <summary>
    /// Simple returns of a curve, eight at a time: x[i]/x[i − 1] − 1, the first against <paramref name="start"/>; 0 after a zero, since
    /// what was used up stays so.
    /// </summary>
    public static void Simple(ReadOnlySpan<double> values, double start, Span<double> returns)
    {
        if (values.Length == 0)
            return;
        ArgumentOutOfRangeException.ThrowIfNotEqual(returns.Length, values.Length, nameof(returns));
        returns[0] = start == 0 ? 0 : (values[0] / start) - 1;
        ref var x = ref MemoryMarshal.GetReference(values);
        ref var r = ref MemoryMarshal.GetReference(returns);
        var (i, one) = (1, Vector512.Create(1.0));
        for (; i + Lanes.Count <= values.Length; i += Lanes.Count)
        {
            var before = Vector512.LoadUnsafe(ref x, (nuint)i - 1);
            var change = (Vector512.LoadUnsafe(ref x, (nuint)i) / before) - one;
            Vector512
                .ConditionalSelect(Vector512.Equals(before, Vector512<double>.Zero), Vector512<double>.Zero, change)
                .StoreUnsafe(ref r, (nuint)i);
        }
        for (; i < values.Length; i++)
            returns[i] = values[i - 1] == 0 ? 0 : (values[i] / values[i - 1]) - 1;
    }

    /// <summary>Annual volatility: sd(r)·√D, sd with n − 1.</summary>
    public static double Volatility(ReadOnlySpan<double> returns, double perYear) =>
        Moments.StandardDeviation(returns) * Math.Sqrt(perYear);

    /// <summary>Arithmetic Sharpe ratio: mean(r) ÷ sd(r)·√D.</summary>
    public static double Sharpe(ReadOnlySpan<double> returns, double perYear) =>
        Moments.Ratio(Moments.Mean(returns), Moments.StandardDeviation(returns)) * Math.Sqrt(perYear);

    /// <summary>Annual downside risk: √mean(min(r,0)²)·√D.</summary>
    public static double DownsideRisk(ReadOnlySpan<double> returns, double perYear) => Moments.Downside(returns) * Math.Sqrt(perYear);

    /// <summary>Sortino ratio: mean(r)·D ÷ downside risk.</summary>
    public static double Sortino(ReadOnlySpan<double> returns, double perYear) =>
        Moments.Ratio(Moments.Mean(returns) * perYear, DownsideRisk(returns, perYear));

    /// <summary>Compounded annual return: Π(1+r)^(D/n) − 1; NaN of none.</summary>
    public static double AnnualReturn(ReadOnlySpan<double> returns, double perYear)
    {
        var growth = 1.0;
        foreach (var r in returns)
            growth *= 1 + r;
        return returns.Length == 0 ? double.NaN : Math.Pow(growth, perYear / returns.Length) - 1;
    }

    /// <summary>Largest drawdown of the compounded returns, ≥ 0; the start counts as a peak.</summary>
    public static double MaxDrawdown(ReadOnlySpan<double> returns)
    {
        var (value, peak, worst) = (1.0, 1.0, 0.0);
        foreach (var r in returns)
        {
            value *= 1 + r;
            peak = Math.Max(peak, value);
            worst = Math.Max(worst, 1 - (value / peak));
        }
        return worst;
    }

    /// <summary>Stability: R² of the cumulative log-returns against time.</summary>
    public static double Stability(ReadOnlySpan<double> returns)
    {
        var (y, x, sum) = (new double[returns.Length], new double[returns.Length], 0.0);
        for (var i = 0; i < returns.Length; i++)
            (x[i], y[i]) = (i, sum += Math.Log(1 + returns[i]));
        var covariance = Moments.Covariance(x, y);
        return Moments.Ratio(covariance * covariance, Moments.Variance(x) * Moments.Variance(y));
    }
}
