namespace Simulator.Indicators;

/// <summary>Log-return over the last k prices: log(price[t] / price[t−k]). NaN where either is not positive.</summary>
/// <param name="lagBars">k, ≥ 1.</param>
public sealed class Momentum(int lagBars) : ValueLineKernel
{
    private readonly TrailingWindow _window = new(lagBars + 1);

    /// <inheritdoc/>
    public override int WarmUpBars => _window.Length;

    /// <inheritdoc/>
    protected override double Step(double value)
    {
        _window.Add(value);
        return _window.IsFull && value > 0 && _window.Oldest > 0 ? Math.Log(value / _window.Oldest) : double.NaN;
    }
}
