using Simulator.Backtesting;
using Simulator.Markets;
using Simulator.Statistics;

namespace Simulator.Portfolios;

/// <summary>Result of one asset in a portfolio.</summary>
/// <param name="Symbol">Its name.</param>
/// <param name="Trades">Its trades, bars as indices into its own series, money in the account's currency.</param>
/// <param name="Units">Units held at the end, signed.</param>
/// <param name="Value">Their value at the last close.</param>
/// <param name="Commissions">Commissions paid.</param>
/// <param name="Dividends">Dividends received less dividends paid on shorts.</param>
/// <param name="TradedValue">Σ |units|·price of its fills.</param>
/// <param name="SlippageCost">What slippage cost; part of the prices already.</param>
/// <param name="BorrowCost">Cost of borrowed shares.</param>
public sealed record AssetResult(
    string Symbol,
    IReadOnlyList<Trade> Trades,
    double Units,
    double Value,
    double Commissions,
    double Dividends,
    double TradedValue,
    double SlippageCost,
    double BorrowCost
);

/// <summary>Result of an account with several assets.</summary>
public sealed record PortfolioResult
{
    /// <summary>The name of the benchmark where none of the assets was chosen: all of them in equal parts, held.</summary>
    public const string EqualParts = "equal weight";

    /// <summary>Symbols, in the order of <see cref="Assets"/> and of the weights.</summary>
    public required IReadOnlyList<string> Symbols { get; init; }

    /// <summary>Account currency.</summary>
    public required string Currency { get; init; }

    /// <summary>Instants of the run (UTC ticks), one per point of the equity.</summary>
    public required long[] Ticks { get; init; }

    /// <summary>Cash at the start.</summary>
    public required double StartingCash { get; init; }

    /// <summary>Equity at each instant, every asset at its last close.</summary>
    public required double[] Equity { get; init; }

    /// <summary>Position value ÷ equity, signed, [instants, assets] row by row.</summary>
    public required double[] Weights { get; init; }

    /// <summary>Settled cash at the end: equity less the value of the position, for an account that pays for what it holds.</summary>
    public required double Cash { get; init; }

    /// <summary>By asset.</summary>
    public required IReadOnlyList<AssetResult> Assets { get; init; }

    /// <summary>Orders placed.</summary>
    public required int OrderCount { get; init; }

    /// <summary>Commissions paid.</summary>
    public required double Commissions { get; init; }

    /// <summary>Slippage cost.</summary>
    public required double SlippageCost { get; init; }

    /// <summary>Rejections, corporate actions on the position, fallbacks of the rule: with symbol and bar.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>Instant (index into <see cref="Ticks"/>) at which the account was bankrupt; −1 if it was not.</summary>
    public required int LiquidatedAt { get; init; }

    /// <summary>
    /// The run on one clock, for the statistics: bars are the instants, the price is the benchmark. Of instants on one trading day only the
    /// last counts as the day's end.
    /// </summary>
    public required BarSeries Benchmark { get; init; }

    /// <summary>
    /// The account as a run over <see cref="Benchmark"/>; bars of trades are instants, exposure is the sum of absolute weights.
    /// </summary>
    public required BacktestResult Account { get; init; }

    /// <summary>Value traded ÷ mean equity ÷ years; of every fill, also of positions still open.</summary>
    public required double TurnoverPerYear { get; init; }

    /// <summary>Figures of the account under a dialect; see <see cref="StatisticCatalogue"/>.</summary>
    public IReadOnlyDictionary<string, double> Statistics(StatisticDialect dialect = StatisticDialect.Standard) =>
        StatisticCatalogue.Compute(Benchmark, Account, dialect);
}
