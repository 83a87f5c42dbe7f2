using Simulator.Backtesting;

namespace Simulator.Robustness.WalkForward;

/// <summary>
/// Joins runs over consecutive bars into one account. Each run closed its positions, so the next starts flat with its equity.
/// </summary>
internal sealed class StitchedAccount(RunSetup setup)
{
    private readonly List<BacktestResult> _runs = [];

    /// <summary>Cash of the next run.</summary>
    public double Equity => _runs.Count == 0 ? setup.Capital.Amount : _runs[^1].Equity[^1];

    /// <summary>Whether nothing is left to trade with.</summary>
    public bool IsUsedUp => !(Equity > 0);

    public void Add(BacktestResult run)
    {
        if (_runs.Count > 0 && run.FirstBar != _runs[^1].LastBar + 1)
            throw new InvalidOperationException(
                FormattableString.Invariant($"a run from bar {run.FirstBar} cannot follow a run that ends at bar {_runs[^1].LastBar}")
            );
        _runs.Add(run);
    }

    /// <summary>The account over all runs, or null if there are none.</summary>
    public BacktestResult? Build() =>
        _runs.Count == 0
            ? null
            : new BacktestResult
            {
                FirstBar = _runs[0].FirstBar,
                LastBar = _runs[^1].LastBar,
                StartingCash = setup.Capital.Amount,
                Equity = [.. _runs.SelectMany(r => r.Equity)],
                Exposure = [.. _runs.SelectMany(r => r.Exposure)],
                Trades = [.. _runs.SelectMany(r => r.Trades)],
                OrderCount = _runs.Sum(r => r.OrderCount),
                Commissions = _runs.Sum(r => r.Commissions),
                SlippageCost = _runs.Sum(r => r.SlippageCost),
                BorrowCost = _runs.Sum(r => r.BorrowCost),
                InterestEarned = _runs.Sum(r => r.InterestEarned),
                InterestPaid = _runs.Sum(r => r.InterestPaid),
                MarginCalls = [.. _runs.SelectMany(r => r.MarginCalls)],
                PartialFills = _runs.Sum(r => r.PartialFills),
                ParentOrders = [.. _runs.SelectMany(r => r.ParentOrders)],
                Notes = [.. _runs.SelectMany(r => r.Notes)],
                AmbiguousBars = _runs.Sum(r => r.AmbiguousBars),
                FirstReadyBar = _runs[0].FirstReadyBar,
                LiquidatedBar = _runs[^1].LiquidatedBar,
            };
}
