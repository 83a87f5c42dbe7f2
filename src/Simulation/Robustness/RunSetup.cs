using Simulator.Backtesting;
using Simulator.Markets;
using Simulator.Robustness.Sweeps;

namespace Simulator.Robustness;

/// <summary>
/// Creates a strategy from parameters for a series. Called for every run, on any thread; each strategy serves one run.
/// </summary>
public delegate IStrategy StrategyMaker(ParameterSet parameters, BarSeries series);

/// <summary>
/// Market, bars, costs and capital of the runs of a robustness test; all run through <see cref="BacktestEngine"/>.
/// </summary>
public sealed record RunSetup
{
    /// <summary>The traded series, history included.</summary>
    public required BarSeries Series { get; init; }

    /// <summary>First bar on which a fill can happen.</summary>
    public required int FirstBar { get; init; }

    /// <summary>Last bar, inclusive.</summary>
    public required int LastBar { get; init; }

    /// <summary>Fills and costs.</summary>
    public ExecutionSpec Execution { get; init; } = new();

    /// <summary>Starting cash.</summary>
    public CapitalSpec Capital { get; init; } = new();

    /// <summary>Conventions; null for the product's own.</summary>
    public BacktestOptions? Options { get; init; }

    /// <summary>Stops every run of the setup.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>Bars of the run.</summary>
    public int BarCount => LastBar - FirstBar + 1;

    /// <summary>All bars of a series.</summary>
    public static RunSetup Over(BarSeries series) =>
        new()
        {
            Series = series,
            FirstBar = 0,
            LastBar = series.Count - 1,
        };

    /// <summary>Runs a strategy.</summary>
    /// <param name="strategy">What trades.</param>
    /// <param name="workspace">Memory that the runs of a thread share, where nothing of a result is kept but its figures.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public BacktestResult Run(IStrategy strategy, BacktestWorkspace? workspace = null) =>
        BacktestEngine.Run(Series, FirstBar, LastBar, strategy, Execution, Capital, Options, workspace, Cancellation);
}
