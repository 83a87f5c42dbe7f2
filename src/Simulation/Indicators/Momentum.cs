namespace Simulator.Indicators;

/// <summary>Log-return over the last k prices: log(price[t] / price[t−k]). Prices are positive.</summary>
/// <param name="lagBars">k, ≥ 1.</param>
public sealed class Momentum(int lagBars) : IValueIndicator
{
    private readonly TrailingWindow _window = new(lagBars + 1);

    /// <inheritdoc/>
    public int WarmUpBars => _window.Length;

    /// <inheritdoc/>
    public double Next(double value)
    {
        _window.Add(value);
        return _window.IsFull ? Math.Log(value / _window.Oldest) : double.NaN;
    }
}
