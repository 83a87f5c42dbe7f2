using Simulator.Numerics;

namespace Simulator.Volatility;

/// <summary>
/// Fits a <see cref="GarchModel"/> by maximum likelihood. The optimiser moves free parameters: μ, ln ω, logit of the persistence (below
/// 0.9999), logit of the share of it that is news, with an asymmetry the logit of the share of news that falls have, then the shape of the
/// law. The gradient is exact, by the adjoint of the recursion. Returns are measured in their own standard deviation.
/// </summary>
public sealed class GarchFit
{
    private const double MostPersistence = 0.9999;
    private const double LowestLogOmega = -18;

    // Persistence and share of news of the starts; the one with the best likelihood is improved.
    private static readonly (double Persistence, double News)[] s_starts = [(0.98, 0.06), (0.95, 0.12), (0.995, 0.03), (0.8, 0.2)];

    private readonly bool _isAsymmetric;
    private readonly Innovations _kind;
    private readonly double[] _returns;
    private readonly double _start;
    private readonly double[] _variance;
    private readonly double[] _z;
    private readonly double[] _slopes;

    private GarchFit(double[] returns, double start, bool isAsymmetric, Innovations kind)
    {
        (_returns, _start, _isAsymmetric, _kind) = (returns, start, isAsymmetric, kind);
        (_variance, _z, _slopes) = (new double[returns.Length], new double[returns.Length], new double[returns.Length]);
    }

    private int ShapeAt => _isAsymmetric ? 5 : 4;

    /// <summary>The model of log-returns.</summary>
    /// <param name="returns">Log-returns in time order; some hundreds.</param>
    /// <param name="isAsymmetric">Whether falls have a weight of their own.</param>
    /// <param name="kind">Family of the innovations.</param>
    public static GarchModel Of(ReadOnlySpan<double> returns, bool isAsymmetric, Innovations kind)
    {
        var values = returns.ToArray();
        var mean = values.Average();
        var size = Math.Sqrt(values.Sum(r => (r - mean) * (r - mean)) / values.Length);
        if (!(size > 1e-9)) // a price that never moves
            return new(mean, 0, 0, 0, 1, 0, InnovationLaw.Of(kind, InnovationLaw.Start(kind)));
        var fit = new GarchFit(Array.ConvertAll(values, r => r / size), 1, isAsymmetric, kind);
        var model = fit.Best(mean / size);
        return model with { Mean = model.Mean * size, Omega = model.Omega * size * size, Start = size * size };
    }

    private GarchModel Best(double mean)
    {
        var scratch = new double[ShapeAt + InnovationLaw.ParameterCount(_kind)];
        var start = s_starts.Select(s => Free(mean, s.Persistence, s.News)).MinBy(point => Objective(point, scratch));
        var minimum = QuasiNewton.Minimise(Objective, start);
        return Model(minimum.Point);
    }

    private double[] Free(double mean, double persistence, double news) =>
        [
            mean,
            Math.Log(1 - persistence),
            Logit(persistence / MostPersistence),
            Logit(news),
            .. _isAsymmetric ? [0.5] : Array.Empty<double>(),
            .. InnovationLaw.Start(_kind),
        ];

    private GarchModel Model(ReadOnlySpan<double> free)
    {
        var (persistence, news) = (MostPersistence * Logistic(free[2]), Logistic(free[3]));
        var falls = _isAsymmetric ? Logistic(free[4]) : 0.5;
        var impact = persistence * news;
        return new(
            free[0],
            Math.Exp(free[1]),
            2 * impact * (1 - falls),
            _isAsymmetric ? 2 * impact * ((2 * falls) - 1) : 0,
            persistence * (1 - news),
            _start,
            InnovationLaw.Of(_kind, free[ShapeAt..])
        );
    }

    /// <summary>−1/n of the log-likelihood, and its gradient.</summary>
    private double Objective(ReadOnlySpan<double> free, Span<double> gradient)
    {
        if (free[1] < LowestLogOmega)
            return double.PositiveInfinity;
        var (model, n) = (Model(free), _returns.Length);
        var (variance, logs) = (_start, 0.0);
        for (var i = 0; i < n; i++)
        {
            _variance[i] = variance;
            _z[i] = (_returns[i] - model.Mean) / Math.Sqrt(variance);
            logs += Math.Log(variance);
            variance = model.Next(variance, _returns[i]);
        }
        var likelihood = model.Law.LogLikelihood(_z, _slopes, gradient[ShapeAt..]) - (0.5 * logs);
        Chain(model, free, gradient);
        foreach (ref var slope in gradient)
            slope /= -n;
        return -likelihood / n;
    }

    // `later` is the derivative of the likelihood with respect to the variance after a return.
    private void Chain(GarchModel model, ReadOnlySpan<double> free, Span<double> gradient)
    {
        var (later, mean, omega, alpha, gamma, beta) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0);
        for (var i = _returns.Length - 1; i >= 0; i--)
        {
            var (e, h) = (_returns[i] - model.Mean, _variance[i]);
            var fall = e < 0 ? 1 : 0;
            mean -= (_slopes[i] / Math.Sqrt(h)) + (2 * (model.Alpha + (model.Gamma * fall)) * e * later);
            omega += later;
            alpha += e * e * later;
            gamma += fall * e * e * later;
            beta += h * later;
            later = (-0.5 * (1 + (_slopes[i] * _z[i])) / h) + (model.Beta * later);
        }
        var (share, news) = (Logistic(free[2]), Logistic(free[3]));
        var (persistence, falls) = (MostPersistence * share, _isAsymmetric ? Logistic(free[4]) : 0.5);
        var impact = (2 * (1 - falls) * alpha) + (2 * ((2 * falls) - 1) * gamma);
        gradient[0] = mean;
        gradient[1] = omega * model.Omega;
        gradient[2] = ((beta * (1 - news)) + (impact * news)) * persistence * (1 - share);
        gradient[3] = (impact - beta) * persistence * news * (1 - news);
        if (_isAsymmetric)
            gradient[4] = ((4 * gamma) - (2 * alpha)) * persistence * news * falls * (1 - falls);
    }

    private static double Logit(double share) => Math.Log(share / (1 - share));

    private static double Logistic(double free) => 1 / (1 + Math.Exp(-free));
}
