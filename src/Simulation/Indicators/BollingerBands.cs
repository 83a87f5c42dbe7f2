namespace Simulator.Indicators;

/// <summary>Bands at one bar, in units of the price.</summary>
/// <param name="Middle">Simple moving average.</param>
/// <param name="Deviation">Standard deviation over the same window (divided by n).</param>
/// <param name="Width">Deviations between the middle and a band.</param>
public readonly record struct Bands(double Middle, double Deviation, double Width)
{
    /// <summary>Middle + width × deviation.</summary>
    public double Upper => Middle + (Width * Deviation);

    /// <summary>Middle − width × deviation.</summary>
    public double Lower => Middle - (Width * Deviation);
}

/// <summary>
/// Bollinger's bands: a simple moving average and two bands of k population standard deviations around it; 20 and 2 are usual.
/// </summary>
/// <param name="windowBars">Window, ≥ 2.</param>
/// <param name="width">k.</param>
public sealed class BollingerBands(int windowBars = 20, double width = 2) : ValueKernel
{
    private readonly TrailingWindow _window = new(windowBars);

    /// <inheritdoc/>
    public override int WarmUpBars => _window.Length;

    /// <summary>Takes the next price; NaN bands while warming up.</summary>
    public Bands Next(double price)
    {
        if (!double.IsFinite(price))
            return new(double.NaN, double.NaN, width);
        _window.Add(price);
        if (!_window.IsFull)
            return new(double.NaN, double.NaN, width);
        var mean = _window.Mean();
        return new(mean, _window.PopulationStandardDeviation(mean), width);
    }

    /// <inheritdoc/>
    public override int LineCount => 5;

    /// <inheritdoc/>
    protected override void Step(double value, Span<double> lines)
    {
        var bands = Next(value);
        (lines[0], lines[1], lines[2]) = (bands.Middle, bands.Upper, bands.Lower);
        var width = bands.Upper - bands.Lower;
        lines[3] = width == 0 ? double.NaN : (value - bands.Lower) / width;
        lines[4] = bands.Middle == 0 ? double.NaN : width / bands.Middle;
    }
}
