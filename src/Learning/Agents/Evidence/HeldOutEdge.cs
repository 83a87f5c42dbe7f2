using Simulator.Numerics;

namespace Simulator.Learning.Agents.Evidence;

/// <summary>
/// What a policy earns beyond its exposure. With its log-returns p and the market's m on held-out bars, p = α + βm + ε by least squares;
/// the edge is α − max(0, 1 − β)·d. What a lower exposure gives up is the market's drift d, of which half of the mean counts where it is
/// above zero: a mean over a few years is known badly, and nothing pays for being short or for a leverage. The error is that of α with the
/// market's mean taken as given, the deviation of ε over √n.
/// </summary>
/// <param name="Bars">n.</param>
/// <param name="PerBar">The edge.</param>
/// <param name="Error">
/// Its standard error; 0 where the policy holds the market or nothing throughout, but for what whole units leave in cash.
/// </param>
/// <param name="Beta">β.</param>
internal readonly record struct HeldOutEdge(int Bars, double PerBar, double Error, double Beta)
{
    private const double CountedDrift = 0.5;
    private const int FewestBars = 3;
    private const double Rounding = 0.01; // a deviation, in the market's, that whole units leave

    /// <summary>Of returns over the same bars.</summary>
    public static HeldOutEdge Of(ReadOnlySpan<double> policy, ReadOnlySpan<double> market)
    {
        if (policy.Length != market.Length)
            throw new ArgumentException($"{policy.Length} returns of the policy, {market.Length} of the market", nameof(market));
        if (policy.Length < FewestBars)
            return new(policy.Length, 0, 0, 0);
        var (own, drift, variance) = (Moments.Mean(policy), Moments.Mean(market), Moments.Variance(market));
        var beta = variance > 0 ? Moments.Covariance(policy, market) / variance : 0;
        var alpha = own - (beta * drift);
        var squares = 0.0;
        for (var t = 0; t < policy.Length; t++)
        {
            var rest = policy[t] - alpha - (beta * market[t]);
            squares += rest * rest;
        }
        var deviation = Math.Sqrt(squares / (policy.Length - 2));
        return new(
            policy.Length,
            alpha - (Math.Max(0, 1 - beta) * CountedDrift * Math.Max(0, drift)),
            deviation > Rounding * Math.Sqrt(variance) ? deviation / Math.Sqrt(policy.Length) : 0,
            beta
        );
    }
}
