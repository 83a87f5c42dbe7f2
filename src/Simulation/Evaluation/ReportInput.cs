using Simulator.Backtesting;
using Simulator.Forecasting;
using Simulator.Markets;
using Simulator.Portfolios;

namespace Simulator.Evaluation;

/// <summary>What a report is made from. The test part is bars <c>Result.FirstBar … Result.LastBar</c> of the series.</summary>
public sealed record ReportInput
{
    /// <summary>The traded series, history included.</summary>
    public required BarSeries Series { get; init; }

    /// <summary>What to call the account under test, e.g. <c>agent (ppo)</c>.</summary>
    public required string AccountName { get; init; }

    /// <summary>Its run over the test part.</summary>
    public required BacktestResult Result { get; init; }

    /// <summary>The costs of that run; the buy-and-hold account is run under the same.</summary>
    public required ExecutionSpec Execution { get; init; }

    /// <summary>The capital of that run.</summary>
    public required CapitalSpec Capital { get; init; }

    /// <summary>The conventions of that run; null for the product's own.</summary>
    public BacktestOptions? Options { get; init; }

    /// <summary>
    /// The portfolio behind the run, which then lies on its <see cref="PortfolioResult.Benchmark"/>; null for a run over one series.
    /// </summary>
    public PortfolioResult? Portfolio { get; init; }

    /// <summary>Every order of the run filled at an open, so that nothing hangs on the way of the price inside the bars.</summary>
    public bool FillsAtOpens { get; init; }

    /// <summary>What holding made over the same bars under the same costs; null to work it out on <see cref="Series"/>.</summary>
    public BacktestResult? BuyAndHold { get; init; }

    /// <summary>Makes the strategy of that run again, as it was before the run; null where it cannot be made.</summary>
    public Func<IStrategy>? Strategy { get; init; }

    /// <summary>Seed of what is drawn for the report.</summary>
    public long Seed { get; init; }

    /// <summary>Forecasts, one row per bar of the series; null without a forecaster.</summary>
    public ForecastTape? Tape { get; init; }

    /// <summary>How many simulations of this target have been run in this store, this one included; 1 where no store counts.</summary>
    public int Trials { get; init; } = 1;

    /// <summary>Seeds trained; 0 without an agent.</summary>
    public int Seeds { get; init; }

    /// <summary>Checks that ran before (tape cut-offs, embargo, truncation …) and their outcome.</summary>
    public IReadOnlyList<HonestyCheck> Checks { get; init; } = [];

    /// <summary>Stops what the report runs again.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>Things a reader must know.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
