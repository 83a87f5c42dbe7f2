using Simulator.Seeding;

namespace Simulator.Synthetic;

/// <summary>Daily log-returns and the volatility they were drawn with.</summary>
/// <param name="Return">[t] close-to-close log-return.</param>
/// <param name="Volatility">[t] standard deviation of day t, known the day before.</param>
internal sealed record DemoReturns(double[] Return, double[] Volatility)
{
    // GJR-GARCH: h' = ω + (α + γ·1[ε<0])·ε² + β·h, with persistence α + γ/2 + β = 0.975.
    private const double Alpha = 0.01;
    private const double Gamma = 0.15;
    private const double Beta = 0.89;
    private const double LargestVariance = 9;
    private const double Tails = 8; // degrees of freedom
    private const double JumpsPerDay = 0.004;

    private static readonly (double Drift, double DailyVolatility, double Leaves)[] s_regimes =
    [
        (0.0006, 0.0085, 0.008),
        (-0.0008, 0.0155, 0.025),
    ];

    /// <summary>The factor that all assets share.</summary>
    public static DemoReturns Common(SplitMix64 random, int bars)
    {
        var (returns, volatility) = (new double[bars], new double[bars]);
        var regime = 0;
        var variance = 1.0; // of the shock relative to the regime's own level
        for (var t = 0; t < bars; t++)
        {
            if (random.NextDouble() < s_regimes[regime].Leaves)
                regime = 1 - regime;
            var (drift, level, _) = s_regimes[regime];
            volatility[t] = level * Math.Sqrt(variance);
            var shock = Math.Sqrt(variance) * StudentT(random);
            returns[t] = drift + (level * shock) + (random.NextDouble() < JumpsPerDay ? -0.02 + (0.03 * random.NextGaussian()) : 0);
            variance = NextVariance(variance, shock);
        }
        return new DemoReturns(returns, volatility);
    }

    /// <summary>An asset: its share of the common factor, a risk of its own, and the news of the day before.</summary>
    public static DemoReturns Asset(SplitMix64 random, DemoReturns common, double beta, double[]? news = null)
    {
        var bars = common.Return.Length;
        var (returns, volatility) = (new double[bars], new double[bars]);
        const double ownLevel = 0.0075;
        var variance = 1.0;
        for (var t = 0; t < bars; t++)
        {
            var own = ownLevel * Math.Sqrt(variance);
            var shock = Math.Sqrt(variance) * StudentT(random);
            var jump = random.NextDouble() < JumpsPerDay ? 0.03 * random.NextGaussian() : 0;
            returns[t] =
                (beta * common.Return[t])
                + (ownLevel * shock)
                + jump
                + (news is not null && t > 0 ? DemoMarket.NewsEffect * news[t - 1] : 0);
            volatility[t] = Math.Sqrt((beta * beta * common.Volatility[t] * common.Volatility[t]) + (own * own));
            variance = NextVariance(variance, shock);
        }
        return new DemoReturns(returns, volatility);
    }

    /// <summary>A score in [−1, 1] that turns slowly; what the day brought is a small part of it.</summary>
    public static double[] News(SplitMix64 random, DemoReturns common)
    {
        var score = new double[common.Return.Length];
        var mood = 0.0;
        for (var t = 0; t < score.Length; t++)
        {
            mood = (DemoMarket.NewsMemory * mood) + (0.05 * common.Return[t] / common.Volatility[t]) + (0.25 * random.NextGaussian());
            score[t] = Math.Tanh(mood);
        }
        return score;
    }

    private static double NextVariance(double variance, double shock)
    {
        const double omega = 1 - Alpha - (Gamma / 2) - Beta;
        return Math.Min(LargestVariance, omega + ((Alpha + (shock < 0 ? Gamma : 0)) * shock * shock) + (Beta * variance));
    }

    /// <summary>Student-t with unit variance: normal over the root of a scaled chi-square.</summary>
    private static double StudentT(SplitMix64 random)
    {
        var chi = 0.0;
        for (var k = 0; k < (int)Tails; k++)
        {
            var z = random.NextGaussian();
            chi += z * z;
        }
        return random.NextGaussian() / Math.Sqrt(chi / Tails) * Math.Sqrt((Tails - 2) / Tails);
    }
}
