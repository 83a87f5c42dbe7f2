using Simulator.Numerics;
using Simulator.Volatility;

namespace Simulator.Generation;

/// <summary>
/// Takes what is known of volatility and volume out of a past and puts it back: returns become standardised ones x = (r − μ)/σ with σ² from
/// a GARCH recursion (<see cref="GarchModel"/>), log-volumes become the errors e of an <see cref="ActivityModel"/>. Any sequence of (x, e)
/// can be turned into a path again; the recursion then makes its clusters.
/// </summary>
public sealed class MarketFilter
{
    /// <summary>
    /// Variance of a path at most so many times that of the past: a fitted recursion without a fourth moment may run away.
    /// </summary>
    public const double MostVariance = 100;

    private readonly MarketHistory _past;
    private readonly double[] _variances;
    private readonly double _cap;

    private MarketFilter(MarketHistory past, GarchModel garch)
    {
        (_past, Garch) = (past, garch);
        _variances = garch.Variances(past.Path.Return);
        _cap = MostVariance * garch.Start;
        Returns = new double[past.Count];
        for (var i = 0; i < past.Count; i++)
            Returns[i] = (past.Path.Return[i] - garch.Mean) / Math.Sqrt(_variances[i]);
        if (!past.Path.HasActivity)
            return;
        Activity = ActivityModel.Fit(past.Path.Activity, Returns);
        Errors = new double[past.Count];
        for (var i = 1; i < past.Count; i++)
            Errors[i] = Activity.ErrorOf(past.Path.Activity[i], past.Path.Activity[i - 1], Returns[i]);
    }

    /// <summary>The recursion of the variance.</summary>
    public GarchModel Garch { get; }

    /// <summary>The recursion of the volume; null without volume.</summary>
    public ActivityModel? Activity { get; }

    /// <summary>[i] standardised return x of the past.</summary>
    public double[] Returns { get; }

    /// <summary>[i] error e of the past's volume, in its standard deviations, 0 for the first; empty without volume.</summary>
    public double[] Errors { get; } = [];

    /// <summary>
    /// [i] <see cref="Returns"/> with mean 0 and variance 1, which the recursion supposes of what is drawn: a likelihood makes both only
    /// about true, and near a persistence of 1 little more variance runs away.
    /// </summary>
    public double[] DrawnReturns()
    {
        var (mean, deviation) = (Moments.Mean(Returns), Moments.StandardDeviation(Returns));
        return Array.ConvertAll(Returns, x => (x - mean) / deviation);
    }

    /// <summary>
    /// Persistence of the variance under the residuals that there are: α + β + γ·E[x²; x &lt; 0]. Where falls are larger than rises it is
    /// above that of the fitted law, which is symmetric.
    /// </summary>
    public double OwnPersistence => Garch.Alpha + Garch.Beta + (Garch.Gamma * DrawnReturns().Average(x => x < 0 ? x * x : 0));

    /// <summary>Fits both recursions to a past.</summary>
    /// <param name="past">The past.</param>
    /// <param name="isAsymmetric">Whether falls have a weight of their own (GJR).</param>
    public static MarketFilter Fit(MarketHistory past, bool isAsymmetric) =>
        new(past, GarchFit.Of(past.Path.Return, isAsymmetric, Innovations.Student));

    /// <summary>The path that innovations make.</summary>
    /// <param name="start">The return of the past after which it starts.</param>
    /// <param name="standardised">[bar] x.</param>
    /// <param name="errors">[bar] e; not read without volume.</param>
    public ReturnPath Rebuild(int start, ReadOnlySpan<double> standardised, ReadOnlySpan<double> errors)
    {
        var n = standardised.Length;
        var (returns, volatility, activity) = (new double[n], new double[n], new double[Activity is null ? 0 : n]);
        var variance = _variances[start + 1];
        var before = Activity is null ? 0 : _past.Path.Activity[start];
        for (var t = 0; t < n; t++)
        {
            volatility[t] = Math.Sqrt(variance);
            returns[t] = Garch.Mean + (volatility[t] * standardised[t]);
            variance = Math.Min(_cap, Garch.Next(variance, returns[t]));
            if (Activity is not null)
                activity[t] = before = Activity.Next(before, standardised[t], errors[t]);
        }
        return new(returns, volatility, activity);
    }

    /// <summary>What was fitted.</summary>
    public string Words =>
        FormattableString.Invariant(
            $"GARCH α {Garch.Alpha:0.000}, γ {Garch.Gamma:0.000}, β {Garch.Beta:0.000}, persistence {Garch.Persistence:0.0000} "
        )
        + FormattableString.Invariant($"(of its own residuals {OwnPersistence:0.0000}), Student ν {Garch.Law.Degrees:0.0}")
        + (Activity is null ? "" : FormattableString.Invariant($"; volume: memory {Activity.Memory:0.00}, size {Activity.Size:0.00}"));
}
