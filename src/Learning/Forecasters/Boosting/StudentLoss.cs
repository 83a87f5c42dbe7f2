using Simulator.Distributions;
using Simulator.Volatility;

namespace Simulator.Learning.Forecasters.Boosting;

/// <summary>
/// −ln f of a Student-t law with ν of the fold. Outputs: ln s and, where asked for, the location m. With z = (y − m)/s,
/// d/d ln s = 1 − (ν+1)z²/(ν−2+z²) and d/dm = −(ν+1)z/((ν−2+z²)s). For the second derivatives, which are below 0 far out, stand their
/// expectations 2ν/(ν+3) and ν(ν+1)/((ν−2)(ν+3)s²).
/// </summary>
internal sealed class StudentLoss : IBoostedLoss
{
    private const double Widest = 5; // ln s beyond it is no volatility of a market

    private readonly double _degrees;
    private readonly double _logPeak;
    private readonly LawFamily _family;

    /// <summary>The loss that starts from the law of outcomes.</summary>
    /// <param name="outcomes">Returns in units of their volatility, at least one.</param>
    /// <param name="hasLocation">Whether the location is moved, too; else it is 0.</param>
    public StudentLoss(ReadOnlySpan<double> outcomes, bool hasLocation)
    {
        var fit = ScaleFit.Of(outcomes, Innovations.Student);
        _degrees = fit.Law.Degrees;
        _logPeak = fit.Law.LogLikelihood([0], new double[1], new double[1]);
        _family = new(fit.Law.Standard);
        Start = hasLocation ? [Math.Log(fit.Scale), 0] : [Math.Log(fit.Scale)];
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Names => Start.Count > 1 ? ["logScale", "location"] : ["logScale"];

    /// <inheritdoc/>
    public IReadOnlyList<double> Start { get; }

    /// <inheritdoc/>
    public void Derive(double outcome, ReadOnlySpan<double> outputs, Span<double> gradient, Span<double> hessian)
    {
        var (location, scale) = Read(outputs);
        var z = (outcome - location) / scale;
        var pull = (_degrees + 1) / (_degrees - 2 + (z * z)) * z;
        gradient[0] = 1 - (pull * z);
        hessian[0] = 2 * _degrees / (_degrees + 3);
        if (outputs.Length == 1)
            return;
        gradient[1] = -pull / scale;
        hessian[1] = _degrees * (_degrees + 1) / ((_degrees - 2) * (_degrees + 3) * scale * scale);
    }

    /// <inheritdoc/>
    public double Of(double outcome, ReadOnlySpan<double> outputs)
    {
        var (location, scale) = Read(outputs);
        var z = (outcome - location) / scale;
        return Math.Log(scale) + ((_degrees + 1) / 2 * Math.Log(1 + (z * z / (_degrees - 2)))) - _logPeak;
    }

    /// <inheritdoc/>
    public IPredictiveLaw Law(ReadOnlySpan<double> outputs, double volatility)
    {
        var (location, scale) = Read(outputs);
        return _family.At(location * volatility, scale * volatility);
    }

    private static (double Location, double Scale) Read(ReadOnlySpan<double> outputs) =>
        (outputs.Length > 1 ? outputs[1] : 0, Math.Exp(Math.Clamp(outputs[0], -Widest, Widest)));
}
