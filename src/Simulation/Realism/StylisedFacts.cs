using Simulator.Generation;

namespace Simulator.Realism;

/// <summary>
/// The eleven facts that returns of very different markets share: Cont, “Empirical properties of asset returns: stylized facts and
/// statistical issues”, Quantitative Finance 1, 2001.
/// </summary>
public static class StylisedFacts
{
    private const int Lags = 20;
    private const int Week = 5;
    private const int Month = 20;
    private const double PassageDeviations = 5;

    /// <summary>The figures, in Cont's order.</summary>
    public static IReadOnlyList<FactFigure> All { get; } =
    [
        new(
            "absence of autocorrelations",
            "autocorrelation",
            "root mean square of corr(r[t], r[t+k]), k = 1 … 20",
            p => Math.Sqrt(FactMeasures.Correlations(p.Return, Lags).Average(c => c * c))
        ),
        new("heavy tails", "kurtosis", "excess kurtosis of r", p => FactMeasures.ExcessKurtosis(p.Return, 1)),
        new("heavy tails", "lower tail", "Hill index of the 5 % lowest r", p => FactMeasures.Hill(Array.ConvertAll(p.Return, r => -r))),
        new("heavy tails", "upper tail", "Hill index of the 5 % highest r", p => FactMeasures.Hill(p.Return)),
        new(
            "gain/loss asymmetry",
            "first passage",
            "ln(median wait for −5σ / for +5σ), trend taken out",
            p => FactMeasures.GainLossAsymmetry(p.Return, PassageDeviations)
        ),
        new(
            "aggregational Gaussianity",
            "kurtosis, week",
            "excess kurtosis of 5-bar returns",
            p => FactMeasures.ExcessKurtosis(p.Return, Week)
        ),
        new(
            "aggregational Gaussianity",
            "kurtosis, month",
            "excess kurtosis of 20-bar returns",
            p => FactMeasures.ExcessKurtosis(p.Return, Month)
        ),
        new(
            "intermittency",
            "bursts",
            "standard deviation / mean of Σr² in stretches of 20 bars",
            p => FactMeasures.Burstiness(p.Return, Month)
        ),
        new(
            "volatility clustering",
            "clusters of |r|",
            "mean corr(|r[t]|, |r[t+k]|), k = 1 … 20",
            p => FactMeasures.Correlations(Array.ConvertAll(p.Return, Math.Abs), Lags).Average()
        ),
        new(
            "volatility clustering",
            "clusters of r²",
            "mean corr(r²[t], r²[t+k]), k = 1 … 20",
            p => FactMeasures.Correlations(Squares(p), Lags).Average()
        ),
        new(
            "conditional heavy tails",
            "kurtosis after GARCH",
            "excess kurtosis of r over the volatility of a fitted GARCH(1,1)",
            p => FactMeasures.ExcessKurtosis(p.Return, 1)
        )
        {
            Prepare = FactMeasures.Filtered,
        },
        new(
            "slow decay of |r|",
            "decay exponent",
            "β of corr(|r[t]|, |r[t+k]|) ∝ k^−β, k = 1 … 63",
            p => FactMeasures.DecayExponent(p.Return)
        ),
        new(
            "leverage effect",
            "leverage",
            "mean corr(r[t], r²[t+k]), k = 1 … 20",
            p => FactMeasures.CrossCorrelations(p.Return, Squares(p), Lags).Average()
        ),
        new(
            "volume/volatility correlation",
            "volume with |r|",
            "corr(log-volume less its level, |r|)",
            p => p.HasActivity ? FactMeasures.Correlation(p.Activity, Array.ConvertAll(p.Return, Math.Abs)) : double.NaN
        ),
        new(
            "asymmetry of time scales",
            "coarse to fine",
            "corr(|Σr| of 5 bars, Σ|r| of the next 5) − corr(Σ|r|, next |Σr|)",
            p => FactMeasures.ScaleAsymmetry(p.Return, Week)
        ),
    ];

    private static double[] Squares(ReturnPath path) => Array.ConvertAll(path.Return, r => r * r);
}
