using Simulator.Scoring;

namespace Simulator.Learning.Forecasters.Refitting;

/// <summary>The log-returns of a series and their exponentially weighted volatility.</summary>
internal sealed class ReturnHistory
{
    private const double SmallestVolatility = 1e-6; // a price that has not moved for weeks still divides

    private readonly double[] _close;
    private readonly double[] _returns;

    /// <summary>Of closes.</summary>
    public ReturnHistory(double[] close)
    {
        _close = close;
        _returns = new double[Math.Max(close.Length - 1, 0)];
        for (var t = 0; t < _returns.Length; t++)
            _returns[t] = Math.Log(close[t + 1] / close[t]);
    }

    /// <summary>Number of bars.</summary>
    public int Bars => _close.Length;

    /// <summary>The log-return after a row, log(close[row + 1] / close[row]); NaN at the last bar.</summary>
    public double Next(int row) => row < _returns.Length ? _returns[row] : double.NaN;

    /// <summary>The log-returns that end at bars 1 … <paramref name="bar"/>.</summary>
    public ReadOnlySpan<double> Until(int bar) => _returns.AsSpan(0, bar);

    /// <summary>[row] standard deviation of the next log-return as known at the row.</summary>
    public double[] Volatility(double decay)
    {
        var volatility = RandomWalk.Variance(_close, decay);
        foreach (ref var value in volatility.AsSpan())
            value = AtLeastSmallest(value);
        return volatility;
    }

    /// <summary>The volatility of a variance, never so small that nothing can be divided by it.</summary>
    public static double AtLeastSmallest(double variance) => Math.Max(Math.Sqrt(variance), SmallestVolatility);
}
