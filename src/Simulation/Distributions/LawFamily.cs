namespace Simulator.Distributions;

/// <summary>
/// The laws of location + scale·Z for one standard law of Z. A quantile of Z is found once and kept, so that a model that serves many bars
/// with one standard law pays for root finding once. For one thread at a time.
/// </summary>
/// <param name="standard">Law of Z.</param>
public sealed class LawFamily(IPredictiveLaw standard)
{
    private readonly Dictionary<double, double> _quantiles = [];

    /// <summary>The law of <paramref name="location"/> + <paramref name="scale"/>·Z.</summary>
    /// <param name="location">Finite, in the outcome's unit.</param>
    /// <param name="scale">Above 0, in the outcome's unit.</param>
    /// <exception cref="ArgumentException">Not such numbers.</exception>
    public IPredictiveLaw At(double location, double scale)
    {
        LawParameters.RequireFinite(location, "law: location");
        LawParameters.RequirePositive(scale, "law: scale");
        return new Member(this, location, scale);
    }

    private double StandardQuantile(double level)
    {
        if (!_quantiles.TryGetValue(level, out var quantile))
            _quantiles[level] = quantile = standard.Quantile(level);
        return quantile;
    }

    private sealed class Member(LawFamily family, double location, double scale) : IPredictiveLaw
    {
        private readonly IPredictiveLaw _standard = family.Standard;

        public double Mean => location + (scale * _standard.Mean);

        public double StandardDeviation => scale * _standard.StandardDeviation;

        public double ProbabilityAbove(double value) => _standard.ProbabilityAbove((value - location) / scale);

        public double Quantile(double level) => location + (scale * family.StandardQuantile(level));

        public double Crps(double outcome) => scale * _standard.Crps((outcome - location) / scale);

        public double LogScore(double outcome) => Math.Log(scale) + _standard.LogScore((outcome - location) / scale);
    }

    private IPredictiveLaw Standard => standard;
}
