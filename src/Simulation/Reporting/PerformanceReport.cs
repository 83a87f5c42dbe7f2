using System.Text.Json.Serialization;
using Simulator.Backtesting;
using Simulator.Evaluation;
using Simulator.Evaluation.Rivals;
using Simulator.Scoring;
using Simulator.Statistics;

namespace Simulator.Reporting;

/// <summary>
/// Everything the result page shows: figures with named definitions, curves with their benchmark, scores, and one honest sentence.
/// </summary>
public sealed record PerformanceReport
{
    /// <summary>The finding in a sentence, computed from the figures by rules; never flatters.</summary>
    public required string Sentence { get; init; }

    /// <summary>Close time of the first bar of the test part, UTC.</summary>
    public required DateTime From { get; init; }

    /// <summary>Close time of the last bar of the test part, UTC.</summary>
    public required DateTime To { get; init; }

    /// <summary>The account under test first, then its baselines (buy-and-hold, cash …) over the same bars and costs.</summary>
    public required IReadOnlyList<AccountReport> Accounts { get; init; }

    /// <summary>Close times (UTC) and prices of the test part, thinned with the curves.</summary>
    public required PriceCurve Prices { get; init; }

    /// <summary>Trades of the account under test.</summary>
    public required IReadOnlyList<Trade> Trades { get; init; }

    /// <summary>How good the forecasts were on the test part, against random walk; null without a forecaster.</summary>
    public ForecastScores? Forecast { get; init; }

    /// <summary>The same of every horizon, the nearest first; null where forecasts are of one horizon only.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<HorizonScores>? Horizons { get; init; }

    /// <summary>What supports or limits the finding.</summary>
    public required Honesty Honesty { get; init; }

    /// <summary>Tables about the account under test: falls, months, risk, regimes; null in older reports.</summary>
    public AccountAnalysis? Analysis { get; init; }

    /// <summary>The assets of the account under test and their weights; null for a run over one series.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public PortfolioReport? Portfolio { get; init; }

    /// <summary>Simpler ways to trade the same bars beside an agent's run; null for another run and in older reports.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RivalTable? Rivals { get; init; }

    /// <summary>How much of the account's figures chance may explain; null in older reports.</summary>
    public RobustnessFindings? Robustness { get; init; }
}

/// <summary>One account's figures and curve.</summary>
/// <param name="Name">e.g. <c>agent (ppo)</c>, <c>buy and hold</c>.</param>
/// <param name="Statistics">Key → value in the catalogue's unit (fractions, not percent); NaN where undefined.</param>
/// <param name="Equity">Equity at each point of <see cref="PriceCurve.Times"/>.</param>
/// <param name="Drawdown">1 − equity/peak at the same points, ≥ 0; extremes survive thinning.</param>
/// <param name="Exposure">Signed exposure at the same points.</param>
/// <param name="TradeHash">Hash of its trades.</param>
public sealed record AccountReport(
    string Name,
    IReadOnlyDictionary<string, double> Statistics,
    double[] Equity,
    double[] Drawdown,
    double[] Exposure,
    string TradeHash
)
{
    /// <summary>
    /// The same account by other programs' definitions: dialect (<c>backtestingPy</c>, <c>lean</c>, <c>empyrical</c>) → key → value in that
    /// dialect's units.
    /// </summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, double>> OtherDialects { get; init; } =
        new Dictionary<string, IReadOnlyDictionary<string, double>>();

    /// <summary>Figures of every dialect that have too little behind them, with the bars that they need; empty in older reports.</summary>
    public IReadOnlyList<ThinFigure> Thin { get; init; } = [];
}

/// <summary>
/// Prices of the test part. At most a few thousand points; every bar where there are fewer. A thinned point carries the open, high
/// and low of all bars since the point before it.
/// </summary>
/// <param name="Times">Close times, UTC.</param>
/// <param name="Bars">Index into the series of each point.</param>
/// <param name="Open">Opens.</param>
/// <param name="High">Highs.</param>
/// <param name="Low">Lows.</param>
/// <param name="Close">Closes.</param>
public sealed record PriceCurve(DateTime[] Times, int[] Bars, double[] Open, double[] High, double[] Low, double[] Close);

/// <summary>What stands behind a finding.</summary>
public sealed record Honesty
{
    /// <summary>How many simulations of this target have been run in this store, this one included; 1 where no store counts.</summary>
    public required int Trials { get; init; }

    /// <summary>Trainings of the agent; the test was run once.</summary>
    public required int Seeds { get; init; }

    /// <summary>Probabilistic Sharpe ratio against zero; NaN where undefined.</summary>
    public required double ProbabilisticSharpe { get; init; }

    /// <summary>
    /// Deflated Sharpe ratio: the probability that the Sharpe ratio is above the best that this many worthless trials would show; NaN where
    /// undefined.
    /// </summary>
    public double DeflatedSharpe { get; init; } = double.NaN;

    /// <summary>The same for the return over buy-and-hold, period by period; NaN where undefined.</summary>
    public double DeflatedSharpeOverBuyAndHold { get; init; } = double.NaN;

    /// <summary>What the figures support, as the sentence says it.</summary>
    public Evidence Evidence { get; init; }

    /// <summary>The data were made by a generator.</summary>
    public required bool SyntheticData { get; init; }

    /// <summary>Checks that ran and their outcome: truncation, walk-forward cut-offs, embargo …</summary>
    public required IReadOnlyList<HonestyCheck> Checks { get; init; }

    /// <summary>Things a reader must know: costs the agent learned with differ, rows excluded, stale series …</summary>
    public required IReadOnlyList<string> Notes { get; init; }
}
