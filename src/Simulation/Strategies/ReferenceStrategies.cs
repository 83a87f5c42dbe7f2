using Simulator.Markets;
using Simulator.Parameters;
using Simulator.Rules.Drawing;
using static Simulator.Parameters.StrategyParameter;

namespace Simulator.Strategies;

/// <summary>The rules of the published reference cases, in the table of strategies.</summary>
internal static class ReferenceStrategies
{
    private const int LongestReferenceWindow = 10_000_000;

    private const string Seeded =
        " The RSI is that of the reference cases: 100 − 100/(1 + mean gain/mean loss), with "
        + "exponential means of weight 1/bars that start at the first change. The indicator `rsi` and "
        + "`rsiReversion` use Wilder's RSI, which starts with a simple mean.";

    public static IReadOnlyList<StrategyDescription> All { get; } =
    [
        Of(
            "smaNetting",
            "Cross, netting",
            "When two simple averages of the close cross, places an order for a fraction of "
                + "the buying power; only the opposite order closes a position.",
            [
                Window("fast", 24, "fast window, below slow"),
                Window("slow", 96, "slow window"),
                Share("fraction", 0.3, "fraction of the buying power per order"),
            ],
            (p, _) => new CrossNetting(p.Whole("fast"), p.Whole("slow"), p.Number("fraction")),
            (p, _) => [Sma(p.Text("fast")), Sma(p.Text("slow"))]
        ) with
        {
            Suits = "Comparing engines: orders that net against one another.",
            Weakness = "A reference case, kept as published; not tuned for any market.",
            Constraints = [new("fast", "slow")],
        },
        Of(
            "smaPartial",
            "Cross, partial closes",
            "Buys with a fraction of the buying power when the fast average crosses above the "
                + "slow one; closes a part of every open trade when it crosses below.",
            [
                Window("fast", 10, "fast window, below slow"),
                Window("slow", 20, "slow window"),
                Share("fraction", 0.6, "fraction of the buying power per order"),
                Share("portion", 0.5, "fraction of a trade to close"),
            ],
            (p, _) => new CrossPartial(p.Whole("fast"), p.Whole("slow"), p.Number("fraction"), p.Number("portion")),
            (p, _) => [Sma(p.Text("fast")), Sma(p.Text("slow"))]
        ) with
        {
            Suits = "Comparing engines: trades that close in parts.",
            Weakness = "A reference case; grows its position without a stop.",
            Constraints = [new("fast", "slow")],
        },
        Of(
            "smaTrailing",
            "Cross, trailing stop",
            "Follows the cross of two simple averages, long and short; a trailing stop "
                + "follows the close at a multiple of the average true range.",
            [
                Window("fast", 10, "fast window, below slow"),
                Window("slow", 25, "slow window"),
                Number("multiple", 4, "distance of the stop, as a multiple of the average true range", 0, 1e6),
                Window("atr", 100, "window of the average true range"),
                Word(
                    "fillStart",
                    "yes: the average true range of the first full window is also used before it, as in the reference case (look-ahead)",
                    "no",
                    "yes"
                ),
            ],
            (p, inputs) => Trailing(p, inputs.Series),
            (p, _) => [Sma(p.Text("fast")), Sma(p.Text("slow"))]
        ) with
        {
            Suits = "Trends with a clear end, where a trailing stop keeps the gain.",
            Weakness = "The stop is hit by noise in loud markets; re-enters only at the next cross.",
            Constraints = [new("fast", "slow")],
        },
        Of(
            "rsiThreshold",
            "RSI thresholds",
            "Invests everything when the RSI is below `buyBelow` while flat; closes when it is above `closeAbove`." + Seeded,
            [Window("bars", 14, "window"), Level("buyBelow", 30, "buy level, below closeAbove"), Level("closeAbove", 70, "sell level")],
            (p, _) => new RsiThreshold(p.Whole("bars"), p.Number("buyBelow"), p.Number("closeAbove")),
            (p, _) => [Rsi(p, p.Number("buyBelow"), p.Number("closeAbove"))]
        ) with
        {
            Suits = "Ranges, on daily bars.",
            Weakness = "A reference case; stays in a falling market until the other threshold.",
            Constraints = [new("buyBelow", "closeAbove")],
        },
        Of(
            "rsiNetting",
            "RSI, netting",
            "Buys with a fraction of the buying power on every bar with an RSI below 40; while long, sells "
                + "a fixed number of units, oldest first, on every bar with an RSI above 65."
                + Seeded,
            [
                Window("bars", 10, "window"),
                Share("fraction", 0.1, "fraction of the buying power per order"),
                Whole("units", 6, "units per sell order", max: LongestReferenceWindow),
            ],
            (p, _) => new RsiNetting(p.Whole("bars"), p.Number("fraction"), p.Whole("units")),
            (p, _) => [Rsi(p, 40, 65)]
        ) with
        {
            Suits = "Comparing engines: a threshold rule whose orders net.",
            Weakness = "A reference case; adds to losing positions.",
        },
        Of(
            "rsiScaling",
            "RSI, scaling in and out",
            "Buys on every bar with an RSI below 35 and sells short on every bar with an RSI above 65, with at most six "
                + "trades open. Closes a trade that gained more than 10 %; halves a trade that lost more than 8 %, on every "
                + "bar. For a hedging account, which holds long and short trades side by side."
                + Seeded,
            [
                Window("bars", 10, "window"),
                Whole("buy", 10, "units per buy order", max: LongestReferenceWindow),
                Whole("sell", 7, "units per short sale", max: LongestReferenceWindow),
            ],
            (p, _) => new RsiScaling(p.Whole("bars"), p.Whole("buy"), p.Whole("sell")),
            (p, _) => [Rsi(p, 35, 65)]
        ) with
        {
            Suits = "Ranges where entries spread over several prices help.",
            Weakness = "Buys more the further it falls.",
        },
        Of(
            "limitBracket",
            "Limit with bracket",
            "While flat, places a limit order 2 % away from the close, in the direction of the trend. Above a "
                + "simple average of the close: a buy order at 98 % of the close with stop-loss at 93 % and "
                + "take-profit at 106 %. Otherwise: a short sale at 102 % with stop-loss at 107 % and take-profit at "
                + "94 %. An order that has not filled after `patience` bars is cancelled.",
            [
                Window("bars", 50, "window of the simple average"),
                Share("fraction", 0.9, "fraction of the buying power per order"),
                Window("patience", 5, "bars until an unfilled order is cancelled"),
            ],
            (p, _) => new LimitBracket(p.Whole("bars"), p.Number("fraction"), p.Whole("patience")),
            (p, _) => [Sma(p.Text("bars"))]
        ) with
        {
            Suits = "Liquid markets with short swings; shows what limits and brackets cost.",
            Weakness = "Bars that touch both stop and target depend on the assumed path.",
        },
        Of(
            "stopBreakout",
            "Stop orders on a breakout",
            "While flat, places stop orders at the highest high and the lowest low of the last bars and renews them at every "
                + "bar. The stop-loss is 2 average true ranges (a simple mean) behind the order's price, the take-profit 3 beyond it.",
            [
                Window("bars", 20, "window of the channel"),
                Window("atr", 14, "window of the average true range"),
                Share("fraction", 0.4, "fraction of the buying power per order"),
            ],
            (p, _) => new StopBreakout(p.Whole("bars"), p.Whole("atr"), p.Number("fraction")),
            (p, _) => [new($"donchian({p.Text("bars")}).upper"), new($"donchian({p.Text("bars")}).lower")]
        ) with
        {
            Suits = "Markets that run after a break of the recent range.",
            Weakness = "Slippage at the stop; false breaks are bought at their height.",
        },
    ];

    private static DrawnLine Sma(string bars) => new($"sma(close, {bars})");

    // The RSI of the reference cases starts otherwise than Wilder's; both meet after some windows.
    private static DrawnLine Rsi(StrategyValues p, params double[] levels) =>
        new($"rsi(close, {p.Text("bars")})", levels) { Note = "Wilder's start" };

    private static StrategyDescription Of(
        string name,
        string title,
        string rule,
        StrategyParameter[] parameters,
        Func<StrategyValues, StrategyInputs, Backtesting.IStrategy> make,
        Func<StrategyValues, string?, IReadOnlyList<DrawnLine>> draws
    ) =>
        new()
        {
            Name = name,
            Title = title,
            Group = StrategyGroup.ReferenceCases,
            Rule = rule,
            Source = "Reference cases computed with backtesting.py 0.6.6",
            Parameters = parameters,
            Make = make,
            Draws = draws,
        };

    private static StrategyParameter Window(string name, int usual, string meaning) =>
        Whole(name, usual, meaning, max: LongestReferenceWindow);

    private static StrategyParameter Share(string name, double usual, string meaning) => Number(name, usual, meaning, 1e-9, 1);

    private static StrategyParameter Level(string name, double usual, string meaning) => Number(name, usual, meaning, 0, 100);

    // With fillStart=yes the range of the first full window also counts before it, as the reference case has it: a look ahead.
    private static CrossTrailing Trailing(StrategyValues p, BarSeries series)
    {
        var bars = p.Whole("atr");
        var before =
            p.Is("fillStart", "yes") && series.Count > bars
                ? TrueRange.Mean(series.High.AsSpan(0, bars + 1), series.Low.AsSpan(0, bars + 1), series.Close.AsSpan(0, bars + 1), bars)
                : double.NaN;
        return new CrossTrailing(p.Whole("fast"), p.Whole("slow"), p.Number("multiple"), bars, before);
    }
}
