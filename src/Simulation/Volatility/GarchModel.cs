namespace Simulator.Volatility;

/// <summary>
/// GARCH(1,1) with an asymmetry: σ²ₜ₊₁ = ω + (α + γ·1{eₜ &lt; 0})·eₜ² + βσ²ₜ, eₜ = rₜ − μ. Bollerslev (1986), equation 1; with γ Glosten,
/// Jagannathan and Runkle (1993).
/// </summary>
/// <param name="Mean">μ, log-return per bar.</param>
/// <param name="Omega">ω, squared log-return.</param>
/// <param name="Alpha">α ≥ 0, weight of the last squared return.</param>
/// <param name="Gamma">γ ≥ −α, further weight of a fall; 0 for the symmetric model.</param>
/// <param name="Beta">β ≥ 0, weight of the last variance.</param>
/// <param name="Start">Variance of the first return.</param>
/// <param name="Law">Law of e/σ.</param>
public sealed record GarchModel(double Mean, double Omega, double Alpha, double Gamma, double Beta, double Start, InnovationLaw Law)
{
    /// <summary>Share of a shock to the variance that is left one bar later, α + γ/2 + β.</summary>
    public double Persistence => Alpha + (Gamma / 2) + Beta;

    /// <summary>The variance after a return.</summary>
    public double Next(double variance, double logReturn)
    {
        var e = logReturn - Mean;
        return Omega + ((Alpha + (e < 0 ? Gamma : 0)) * e * e) + (Beta * variance);
    }

    /// <summary>[i] variance of return i given those before it; one more than there are returns, the last for the next bar.</summary>
    public double[] Variances(ReadOnlySpan<double> returns)
    {
        var variances = new double[returns.Length + 1];
        variances[0] = Start;
        for (var i = 0; i < returns.Length; i++)
            variances[i + 1] = Next(variances[i], returns[i]);
        return variances;
    }
}
