using Simulator.Backtesting;
using Simulator.Evaluation.Rivals;
using Simulator.Markets;
using Simulator.Portfolios;

namespace Simulator.Evaluation;

/// <summary>
/// A run, and all that is needed to run its market again. The test part is bars <c>Result.FirstBar … Result.LastBar</c> of the series.
/// </summary>
public sealed record RunUnderTest
{
    /// <summary>The traded series, history included.</summary>
    public required BarSeries Series { get; init; }

    /// <summary>Its run over the test part.</summary>
    public required BacktestResult Result { get; init; }

    /// <summary>The costs of that run; the baselines are run under the same.</summary>
    public required ExecutionSpec Execution { get; init; }

    /// <summary>The capital of that run.</summary>
    public required CapitalSpec Capital { get; init; }

    /// <summary>The conventions of that run; null for the product's own.</summary>
    public BacktestOptions? Options { get; init; }

    /// <summary>
    /// The portfolio behind the run, which then lies on its <see cref="PortfolioResult.Benchmark"/>; null for a run over one series.
    /// </summary>
    public PortfolioResult? Portfolio { get; init; }

    /// <summary>Every order of the run filled at an open, so that the order of prices inside a bar changes nothing.</summary>
    public bool FillsAtOpens { get; init; }

    /// <summary>Runs what holding made over the same bars under the same costs; null to run it on <see cref="Series"/>.</summary>
    public Func<BacktestResult>? Hold { get; init; }

    /// <summary>Makes the strategy of that run again, as it was before the run, on any thread; null where it cannot be made.</summary>
    public Func<IStrategy>? Strategy { get; init; }

    /// <summary>Runs the checks that this kind of run has in addition to those of its account; null for none.</summary>
    public Func<IReadOnlyList<HonestyCheck>>? Checks { get; init; }

    /// <summary>
    /// Runs simpler ways to trade beside the run, given what buy-and-hold and cash made; null for a run that no agent decided.
    /// </summary>
    public Func<RunUnderTest, BacktestResult, BacktestResult, RivalTable>? Rivals { get; init; }

    /// <summary>Seed of everything that is drawn.</summary>
    public long Seed { get; init; }

    /// <summary>Stops what is run again.</summary>
    public CancellationToken Cancellation { get; init; }
}
