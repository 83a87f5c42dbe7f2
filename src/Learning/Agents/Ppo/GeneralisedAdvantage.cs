namespace Simulator.Learning.Agents.Ppo;

/// <summary>
/// Generalised advantage estimation (Schulman et al. 2016, eq. 16): A[t] = Σ (γλ)^k δ[t+k] with δ[t] = r[t] + γ·V(s[t+1]) − V(s[t]),
/// the sum ending with the episode. Nothing follows a terminated episode; a truncated one is continued by the value of its last row.
/// </summary>
internal static class GeneralisedAdvantage
{
    /// <summary>Advantages of a rollout of T steps in N environments, arrays [T, N] row-major.</summary>
    /// <param name="rewards">[T, N].</param>
    /// <param name="values">[T + 1, N] V of every row acted on, and of the rows after the last step.</param>
    /// <param name="ended">[T, N] the episode ended with this step, either way.</param>
    /// <param name="finalValues">[T, N] V of the row a truncated episode ended on, 0 for a terminated one; read only where ended.</param>
    /// <param name="environments">N.</param>
    /// <param name="gamma">Discount.</param>
    /// <param name="lambda">λ.</param>
    /// <param name="advantages">[T, N] result.</param>
    public static void Estimate(
        ReadOnlySpan<double> rewards,
        ReadOnlySpan<double> values,
        ReadOnlySpan<bool> ended,
        ReadOnlySpan<double> finalValues,
        int environments,
        double gamma,
        double lambda,
        Span<double> advantages
    )
    {
        if (
            values.Length != rewards.Length + environments
            || ended.Length != rewards.Length
            || finalValues.Length != rewards.Length
            || advantages.Length != rewards.Length
        )
            throw new ArgumentException(
                $"rollout of {rewards.Length} rewards in {environments} environments: got {values.Length} values, "
                    + $"{ended.Length} ends, {finalValues.Length} final values, {advantages.Length} advantages"
            );
        for (var i = rewards.Length - 1; i >= 0; i--)
        {
            var next = ended[i] ? finalValues[i] : values[i + environments];
            var following = ended[i] || i + environments >= rewards.Length ? 0 : advantages[i + environments];
            advantages[i] = rewards[i] + (gamma * next) - values[i] + (gamma * lambda * following);
        }
    }
}
