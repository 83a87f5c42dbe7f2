namespace Simulator.Learning.Agents.Sac;

/// <summary>
/// One number drawn from a normal density and squashed to −1 … 1: a = tanh u, u = μ + σ·ε (Haarnoja et al. 2018, appendix C), with the
/// slopes of what follows from it by μ and log σ at the ε drawn. log σ is cut to <see cref="LeastLogDeviation"/> …
/// <see cref="GreatestLogDeviation"/>; beyond them its slope is 0.
/// </summary>
internal readonly struct SquashedNormal
{
    /// <summary>Least log σ.</summary>
    public const double LeastLogDeviation = -20;

    /// <summary>Greatest log σ.</summary>
    public const double GreatestLogDeviation = 2;

    private static readonly double s_logRootOfTwoPi = 0.5 * Math.Log(2 * Math.PI);
    private readonly double _shift; // σ·ε
    private readonly bool _isCut;

    /// <summary>Squashes a draw.</summary>
    /// <param name="mean">μ.</param>
    /// <param name="logDeviation">log σ before it is cut.</param>
    /// <param name="noise">ε.</param>
    public SquashedNormal(double mean, double logDeviation, double noise)
    {
        var cut = Math.Clamp(logDeviation, LeastLogDeviation, GreatestLogDeviation);
        _isCut = cut != logDeviation;
        _shift = Math.Exp(cut) * noise;
        var u = mean + _shift;
        Action = Math.Tanh(u);
        LogDensity = (-0.5 * noise * noise) - cut - s_logRootOfTwoPi - LogSlope(u);
    }

    /// <summary>a.</summary>
    public double Action { get; }

    /// <summary>log of the density of a: that of u less log(1 − a²).</summary>
    public double LogDensity { get; }

    /// <summary>Slopes of a loss by μ and by log σ.</summary>
    /// <param name="byAction">Its slope by a.</param>
    /// <param name="byLogDensity">Its slope by log π.</param>
    public (double ByMean, double ByLogDeviation) Slopes(double byAction, double byLogDensity)
    {
        var through = (byAction * (1 - (Action * Action))) + (byLogDensity * 2 * Action); // by u
        return (through, _isCut ? 0 : (through * _shift) - byLogDensity);
    }

    // log(1 − tanh² u) = 2·(log 2 − |u| − log(1 + e^(−2|u|))): exact where 1 − a² is rounded to 0.
    private static double LogSlope(double u) => 2 * (Math.Log(2) - Math.Abs(u) - Math.Log(1 + Math.Exp(-2 * Math.Abs(u))));
}
