using Simulator.Numerics;

namespace Simulator.Volatility;

/// <summary>
/// What is left of returns after a volatility divided them, by maximum likelihood: a scale that corrects the volatility, and the law.
/// </summary>
/// <param name="Scale">Standard deviation of what was fitted.</param>
/// <param name="Law">Its law once it is divided by <paramref name="Scale"/>.</param>
public sealed record ScaleFit(double Scale, InnovationLaw Law)
{
    private const double LowestLogScale = -6; // more than two thirds of exact zeros would pull the scale to 0

    /// <summary>Fits to residuals around 0.</summary>
    /// <param name="residuals">At least one.</param>
    /// <param name="kind">The family.</param>
    public static ScaleFit Of(ReadOnlySpan<double> residuals, Innovations kind)
    {
        var (values, start) = (residuals.ToArray(), InnovationLaw.Start(kind));
        var size = Math.Sqrt(values.Sum(r => r * r) / values.Length);
        if (!(size > 1e-12) || kind == Innovations.Gaussian)
            return new(size > 1e-12 ? size : 1, InnovationLaw.Of(kind, start));
        var (z, slopes) = (new double[values.Length], new double[values.Length]);
        var minimum = QuasiNewton.Minimise(
            (point, gradient) =>
            {
                if (point[0] < LowestLogScale)
                    return double.PositiveInfinity;
                var scale = size * Math.Exp(point[0]);
                for (var i = 0; i < z.Length; i++)
                    z[i] = values[i] / scale;
                var sum = InnovationLaw.Of(kind, point[1..]).LogLikelihood(z, slopes, gradient[1..]);
                var byScale = 0.0;
                for (var i = 0; i < z.Length; i++)
                    byScale -= slopes[i] * z[i];
                gradient[0] = byScale - z.Length;
                foreach (ref var slope in gradient)
                    slope /= -z.Length;
                return (point[0] * z.Length - sum) / z.Length;
            },
            [0, .. start]
        );
        return new(size * Math.Exp(minimum.Point[0]), InnovationLaw.Of(kind, minimum.Point.AsSpan(1)));
    }
}
