namespace Simulator.Forecasting;

/// <summary>A figure of a forecast, split over all inputs: <c>Start + Σ Parts</c>.</summary>
/// <param name="Start">The figure where the inputs are as they usually are.</param>
/// <param name="Parts">[input] what each adds.</param>
public readonly record struct AttributedFigure(double Start, double[] Parts)
{
    /// <summary>What the figure adds up to.</summary>
    public double Sum => Start + Parts.Sum();
}
