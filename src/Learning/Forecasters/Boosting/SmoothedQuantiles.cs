using Simulator.Distributions;
using Simulator.Volatility;

namespace Simulator.Learning.Forecasters.Boosting;

/// <summary>
/// Quantiles q at thirteen levels p, each by the pinball loss with its corner rounded: Zheng, “QBoost: predicting quantiles with boosting
/// for regression and binary classification”, Expert Systems with Applications 39, 2012. With u = y − q the derivative by q is
/// 1/(1 + e^(u/h)) − p. It is divided by the density of the fold's law at the quantile, so that the second derivative, in expectation that
/// density, is 1. Trees are chosen by the plain pinball loss.
/// </summary>
internal sealed class SmoothedQuantiles : IBoostedLoss
{
    private const double Width = 0.1; // h, in units of the volatility
    private const int Median = 6;

    private static readonly double[] s_levels = [0.025, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.975];
    private static readonly double[] s_tail = [0.0005, 0.001, 0.0025, 0.005, 0.01]; // levels of the lower tail; the upper one mirrors it
    private static readonly double[] s_all = [.. s_tail, .. s_levels, .. s_tail.Reverse().Select(p => 1 - p)];

    private readonly double[] _density;
    private readonly double[] _tail;

    /// <summary>The loss that starts from the law of outcomes.</summary>
    /// <param name="outcomes">Returns in units of their volatility, at least one.</param>
    public SmoothedQuantiles(ReadOnlySpan<double> outcomes)
    {
        var fit = ScaleFit.Of(outcomes, Innovations.Student);
        var law = new LawFamily(fit.Law.Standard).At(0, fit.Scale);
        double[] start = [.. s_levels.Select(law.Quantile)];
        Start = start;
        _density = [.. start.Select(q => Math.Exp(-law.LogScore(q)))];
        // How far beyond the outermost quantile a level lies, in units of that quantile's distance from the median.
        _tail = [.. s_tail.Select(p => (law.Quantile(p) - start[0]) / (start[0] - start[Median]))];
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Names { get; } = [.. s_levels.Select(p => FormattableString.Invariant($"q{p}"))];

    /// <inheritdoc/>
    public IReadOnlyList<double> Start { get; }

    /// <inheritdoc/>
    public void Derive(double outcome, ReadOnlySpan<double> outputs, Span<double> gradient, Span<double> hessian)
    {
        for (var k = 0; k < s_levels.Length; k++)
        {
            gradient[k] = ((1 / (1 + Math.Exp((outcome - outputs[k]) / Width))) - s_levels[k]) / _density[k];
            hessian[k] = 1;
        }
    }

    /// <inheritdoc/>
    public double Of(double outcome, ReadOnlySpan<double> outputs)
    {
        var sum = 0.0;
        for (var k = 0; k < s_levels.Length; k++)
        {
            var error = outcome - outputs[k];
            sum += error * (s_levels[k] - (error < 0 ? 1 : 0));
        }
        return sum / s_levels.Length;
    }

    /// <inheritdoc/>
    public IPredictiveLaw Law(ReadOnlySpan<double> outputs, double volatility)
    {
        var inner = outputs.ToArray();
        Array.Sort(inner);
        var (low, high, middle) = (inner[0], inner[^1], inner[Median]);
        double[] quantiles =
        [
            .. _tail.Select(t => low + (t * (low - middle))),
            .. inner,
            .. _tail.Reverse().Select(t => high + (t * (high - middle))),
        ];
        return new QuantileLaw(s_all, Array.ConvertAll(quantiles, q => q * volatility));
    }
}
