using Simulator.Robustness.Resampling;
using Simulator.Seeding;
using Simulator.Statistics;

namespace Simulator.Reporting;

/// <summary>
/// Where the annual Sharpe ratio lies in resamples of the account's returns: the percentile interval of the stationary bootstrap (Politis,
/// Romano, 1994).
/// </summary>
/// <param name="Lower95">2.5 % quantile.</param>
/// <param name="Upper95">97.5 % quantile.</param>
/// <param name="Draws">Resamples.</param>
/// <param name="MeanBlock">Mean block length, periods (Politis, White, 2004).</param>
public sealed record SharpeBootstrap(double Lower95, double Upper95, int Draws, double MeanBlock)
{
    /// <summary>Resamples of a run of ordinary length.</summary>
    public const int MostDraws = 1_000;

    /// <summary>Returns drawn in all at most; a very long run has fewer resamples, at least a hundred.</summary>
    private const int MostReturns = 5_000_000;

    /// <summary>
    /// The interval of an account; null where its Sharpe ratio is undefined or it has fewer than twenty returns. The draws depend on the
    /// returns alone.
    /// </summary>
    public static SharpeBootstrap? Of(AccountFigures account)
    {
        var returns = account.Returns;
        if (returns.Length < 20 || !double.IsFinite(ReturnFigures.Sharpe(returns, account.PeriodsPerYear)))
            return null;
        var (random, block) = (Seeds.Generator(0, "report/sharpe"), BlockLength.Of(returns));
        var ratios = new double[Math.Clamp(MostReturns / returns.Length, 100, MostDraws)];
        var (indexes, drawn) = (new int[returns.Length], new double[returns.Length]);
        for (var d = 0; d < ratios.Length; d++)
        {
            StationaryBootstrap.Draw(indexes, block, random);
            for (var i = 0; i < drawn.Length; i++)
                drawn[i] = returns[indexes[i]];
            ratios[d] = ReturnFigures.Sharpe(drawn, account.PeriodsPerYear);
        }
        ratios = Array.FindAll(ratios, double.IsFinite); // a resample of one value over and over has none
        Array.Sort(ratios);
        return new SharpeBootstrap(ValueAtRisk.Quantile(ratios, 0.025), ValueAtRisk.Quantile(ratios, 0.975), ratios.Length, block);
    }
}
