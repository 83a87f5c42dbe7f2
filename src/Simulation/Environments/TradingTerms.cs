using Simulator.Backtesting;

namespace Simulator.Environments;

/// <summary>Under what terms an agent trades: the fills and costs of a run, and what it starts with.</summary>
/// <param name="Execution">Fills, costs and limits.</param>
/// <param name="Capital">Cash at the start of every episode.</param>
public sealed record TradingTerms(ExecutionSpec Execution, CapitalSpec Capital)
{
    private static readonly double[] s_withShort = [0, 1, -1];
    private static readonly double[] s_longOnly = [0, 1];

    /// <summary>Target exposure by action: flat, long and, where allowed, short.</summary>
    public ReadOnlySpan<double> Exposures => Execution.AllowShort ? s_withShort : s_longOnly;

    /// <summary>
    /// A cost proportional to the traded value and nothing else: fills at the next open, any fraction of a unit, no leverage. What an agent
    /// with a cost of its own is trained on, whatever the run charges.
    /// </summary>
    /// <param name="costFraction">Cost as a fraction of the traded value, at least 0 and below 1.</param>
    /// <param name="allowShort">Whether −1 is an action.</param>
    public static TradingTerms OwnCost(double costFraction, bool allowShort) =>
        new(
            new ExecutionSpec
            {
                CommissionRate = costFraction,
                SlippageBps = 0,
                AllowShort = allowShort,
                FractionalUnits = true,
            },
            new CapitalSpec()
        );
}
