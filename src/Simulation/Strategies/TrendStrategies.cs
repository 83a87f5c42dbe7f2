using Simulator.Markets;
using Simulator.Parameters;
using Simulator.Rules.Drawing;
using static Simulator.Parameters.StrategyParameter;

namespace Simulator.Strategies;

/// <summary>Trend following, in the table of strategies.</summary>
internal static class TrendStrategies
{
    public static IReadOnlyList<StrategyDescription> All { get; } =
    [
        Of(
            "smaCross",
            "Moving-average cross",
            "Long while the fast simple average of the close is above the slow one, short while it is below; equal averages "
                + "change nothing. entry=cross waits for the first cross; entry=state takes a position from the first bar on.",
            "Brock, Lakonishok and LeBaron, Simple Technical Trading Rules, J. of Finance 47, 1992",
            [
                Whole("fast", 10, "fast window, below slow", max: 10_000_000),
                Whole("slow", 30, "slow window", max: 10_000_000),
                Sides,
                Word("entry", "cross waits for the first cross; state takes a position from the first bar on", "cross", "state"),
            ],
            (p, _) =>
                new SmaCross(p.Whole("fast"), p.Whole("slow"), p.Side, p.Is("entry", "state") ? CrossEntry.WhileAbove : CrossEntry.OnCross),
            (p, _) => [Mean("sma", p.Text("fast")), Mean("sma", p.Text("slow"))]
        ) with
        {
            Suits = "Markets with long trends: indices, currencies, commodities, on daily bars.",
            Weakness = "Late at every turn; loses a little at each false cross in a sideways market.",
            Constraints = [new("fast", "slow")],
        },
        Of(
            "emaCross",
            "Exponential-average cross",
            "Long while the fast exponential average of the close is above the slow one, "
                + "short while it is below; equal averages change nothing.",
            "Appel, Technical Analysis: Power Tools for Active Investors, 2005",
            [Whole("fast", 12, "fast window, below slow"), Whole("slow", 26, "slow window"), Sides],
            (p, _) => new EmaCross(p.Whole("fast"), p.Whole("slow"), p.Side),
            (p, _) => [Mean("ema", p.Text("fast")), Mean("ema", p.Text("slow"))]
        ) with
        {
            Suits = "Trending markets where a faster answer than a simple average pays.",
            Weakness = "More false signals than the simple averages; the costs of frequent reversals.",
            Constraints = [new("fast", "slow")],
        },
        Of(
            "macdTrend",
            "MACD trend",
            "Long while the MACD line is above its signal, short while below.",
            "Appel, The Moving Average Convergence-Divergence Trading Method, 1979",
            [
                Whole("fast", 12, "fast window, below slow"),
                Whole("slow", 26, "slow window"),
                Whole("signal", 9, "window of the signal"),
                Sides,
            ],
            (p, _) => new MacdTrend(p.Whole("fast"), p.Whole("slow"), p.Whole("signal"), p.Side),
            (p, _) => [new($"macd({p.Text("fast")}, {p.Text("slow")}, {p.Text("signal")})", 0)]
        ) with
        {
            Suits = "Markets whose trends gain and lose speed, such as shares and indices.",
            Weakness = "Three windows invite fitting; reverses often while prices move sideways.",
            Constraints = [new("fast", "slow")],
        },
        Of(
            "donchianBreakout",
            "Donchian breakout",
            "Long after a close above the highest high of the previous `entry` bars, until a close below the lowest low of the "
                + "previous `exit` bars; short mirrored. A breakout to the other side reverses the position at once.",
            "Faith, Way of the Turtle, 2007 (system 1; the book trades intraday and adds units, here at the close with one unit)",
            [Whole("entry", 20, "bars of the entry channel"), Whole("exit", 10, "bars of the exit channel"), Sides],
            (p, _) => new DonchianBreakout(p.Whole("entry"), p.Whole("exit"), p.Side),
            (p, _) =>
                [
                    new($"donchian({p.Text("entry")}, 1).upper"),
                    new($"donchian({p.Text("entry")}, 1).lower"),
                    new($"donchian({p.Text("exit")}, 1).upper"),
                    new($"donchian({p.Text("exit")}, 1).lower"),
                ]
        ) with
        {
            Suits = "Futures and currencies with rare, large moves.",
            Weakness = "Most breakouts fail: many small losses before one large gain.",
        },
        Of(
            "keltnerBreakout",
            "Keltner breakout",
            "Long after a close above the upper Keltner band, until a close below the middle; short mirrored.",
            "Keltner, How to Make Money in Commodities, 1960; Raschke's bands",
            [
                Whole("bars", 20, "window of the middle"),
                Number("multiple", 2, "average true ranges between the middle and a band", 0, 100),
                Whole("atr", 10, "window of the average true range"),
                Sides,
            ],
            (p, _) => new KeltnerBreakout(p.Whole("bars"), p.Number("multiple"), p.Whole("atr"), p.Side),
            (p, _) => [new($"keltner({p.Text("bars")}, {p.Text("multiple")}, {p.Text("atr")})")]
        ) with
        {
            Suits = "Markets that leave their usual range with force: commodities, crypto-currencies.",
            Weakness = "Enters after the first leg; a calm market that grows loud gives false breaks.",
        },
        Of(
            "superTrend",
            "SuperTrend",
            "Long while SuperTrend rises, short while it falls.",
            "Seban, SuperTrend, 2008",
            [
                Whole("bars", 10, "window of the average true range"),
                Number("multiple", 3, "average true ranges between the middle and a band", 0, 100),
                Sides,
            ],
            (p, _) => new SuperTrendFollowing(p.Whole("bars"), p.Number("multiple"), p.Side),
            (p, _) => [new($"superTrend({p.Text("bars")}, {p.Text("multiple")}).value")]
        ) with
        {
            Suits = "Trends with pullbacks of a steady size, on daily or hourly bars.",
            Weakness = "Reverses at the worst price where the range changes its width.",
        },
        Of(
            "timeSeriesMomentum",
            "Time-series momentum",
            "At the first decision and every `rebalance` bars after it: long if the close is above the "
                + "close `lookback` bars ago, short if it is below. With a volatility target the fraction of "
                + "equity invested is target/realized volatility, at most 1.",
            "Moskowitz, Ooi and Pedersen, Time Series Momentum, J. of Financial Economics 104, 2012 "
                + "(the paper uses exponentially weighted volatility, and leverage)",
            [
                Whole("lookback", 252, "bars back"),
                Whole("rebalance", 21, "bars between decisions"),
                Number("volatilityTarget", 0, "target volatility per year, as a fraction; 0 invests everything", 0, 10),
                Whole("volatilityBars", 60, "window of the realized volatility", min: 2),
                NumberOr(
                    "calendar",
                    "perYear",
                    "bars per year; calendar: taken from the calendar " + "and interval of the series",
                    1,
                    1_000_000
                ),
                Sides,
            ],
            (p, inputs) =>
                new TimeSeriesMomentum(
                    p.Whole("lookback"),
                    p.Whole("rebalance"),
                    p.Number("volatilityTarget"),
                    p.Whole("volatilityBars"),
                    p.Is("perYear", "calendar") ? TradingPeriods.BarsPerYear(inputs.Series) : p.Number("perYear"),
                    p.Side
                ),
            (p, _) =>
                p.Number("volatilityTarget") > 0
                    ?
                    [
                        new($"momentum({p.Text("lookback")})", 0),
                        new($"volatility({p.Text("volatilityBars")}, {p.Text("perYear")})", p.Number("volatilityTarget")),
                    ]
                    : [new($"momentum({p.Text("lookback")})", 0)]
        ) with
        {
            Suits = "Diversified futures and indices over months.",
            Weakness = "Falls with sudden reversals, such as the spring of 2009 and of 2020.",
        },
    ];

    private static DrawnLine Mean(string indicator, string bars) => new($"{indicator}(close, {bars})");

    private static StrategyDescription Of(
        string name,
        string title,
        string rule,
        string source,
        StrategyParameter[] parameters,
        Func<StrategyValues, StrategyInputs, Backtesting.IStrategy> make,
        Func<StrategyValues, string?, IReadOnlyList<DrawnLine>> draws
    ) =>
        new()
        {
            Name = name,
            Title = title,
            Group = StrategyGroup.TrendFollowing,
            Rule = rule,
            Source = source,
            Parameters = parameters,
            Make = make,
            Draws = draws,
        };
}
