using Simulator.Backtesting;
using Simulator.Evaluation;
using Simulator.Forecasting;
using Simulator.Markets;
using Simulator.Portfolios;

namespace Simulator.Reporting;

/// <summary>
/// What a report is made from: a run and its evaluation. No strategy and no costs, so that a report can run nothing again.
/// </summary>
public sealed record ReportInput
{
    /// <summary>The traded series, history included.</summary>
    public required BarSeries Series { get; init; }

    /// <summary>What to call the account under test, e.g. <c>agent (ppo)</c>.</summary>
    public required string AccountName { get; init; }

    /// <summary>Its run over the test part, bars <c>Result.FirstBar … Result.LastBar</c> of the series.</summary>
    public required BacktestResult Result { get; init; }

    /// <summary>Its baselines, checks and tests.</summary>
    public required EvaluationResult Evaluation { get; init; }

    /// <summary>
    /// The portfolio behind the run, which then lies on its <see cref="PortfolioResult.Benchmark"/>; null for a run over one series.
    /// </summary>
    public PortfolioResult? Portfolio { get; init; }

    /// <summary>Forecasts, one row per bar of the series; null without a forecaster.</summary>
    public ForecastTape? Tape { get; init; }

    /// <summary>How many simulations of this target have been run in this store, this one included; 1 where no store counts.</summary>
    public int Trials { get; init; } = 1;

    /// <summary>Seeds trained; 0 without an agent.</summary>
    public int Seeds { get; init; }

    /// <summary>Things a reader must know.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
