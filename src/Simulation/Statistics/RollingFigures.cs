using Simulator.Numerics;

namespace Simulator.Statistics;

/// <summary>
/// Figures over a window that moves along the returns. Value i is of returns i − window + 1 … i; NaN before the first full window.
/// </summary>
public static class RollingFigures
{
    /// <summary>Compounded return of the window.</summary>
    public static double[] Return(ReadOnlySpan<double> returns, int window)
    {
        var values = Start(returns, window);
        for (var i = window - 1; i < returns.Length; i++)
        {
            var growth = 1.0;
            foreach (var r in returns.Slice(i - window + 1, window))
                growth *= 1 + r;
            values[i] = growth - 1;
        }
        return values;
    }

    /// <summary>sd(r, n−1)·√D of the window.</summary>
    public static double[] Volatility(ReadOnlySpan<double> returns, int window, double perYear)
    {
        var values = Start(returns, window);
        for (var i = window - 1; i < returns.Length; i++)
            values[i] = ReturnFigures.Volatility(returns.Slice(i - window + 1, window), perYear);
        return values;
    }

    /// <summary>mean(r)/sd(r, n−1)·√D of the window; NaN where nothing moved.</summary>
    public static double[] Sharpe(ReadOnlySpan<double> returns, int window, double perYear)
    {
        var values = Start(returns, window);
        for (var i = window - 1; i < returns.Length; i++)
            values[i] = ReturnFigures.Sharpe(returns.Slice(i - window + 1, window), perYear);
        return values;
    }

    /// <summary>cov(r, m)/var(m) of the window.</summary>
    public static double[] Beta(ReadOnlySpan<double> returns, ReadOnlySpan<double> benchmark, int window)
    {
        if (returns.Length != benchmark.Length)
            throw new ArgumentException(
                FormattableString.Invariant(
                    $"{returns.Length} returns cannot be compared with {benchmark.Length} benchmark returns: both need one per period"
                )
            );
        var values = Start(returns, window);
        for (var i = window - 1; i < returns.Length; i++)
        {
            var market = benchmark.Slice(i - window + 1, window);
            values[i] = Moments.Ratio(Moments.Covariance(returns.Slice(i - window + 1, window), market), Moments.Variance(market));
        }
        return values;
    }

    private static double[] Start(ReadOnlySpan<double> returns, int window)
    {
        if (window < 2)
            throw new ArgumentOutOfRangeException(
                nameof(window),
                window,
                FormattableString.Invariant($"a rolling figure needs a window of at least 2 returns; it was {window}")
            );
        var values = new double[returns.Length];
        values.AsSpan(0, Math.Min(window - 1, values.Length)).Fill(double.NaN);
        return values;
    }
}
