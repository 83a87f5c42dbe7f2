using Simulator.Markets;
using Simulator.Parameters;
using static Simulator.Parameters.StrategyParameter;

namespace Simulator.Strategies;

/// <summary>The rules of the published reference cases, in the table of strategies.</summary>
internal static class ReferenceStrategies
{
    private const int LongestReferenceWindow = 10_000_000;

    private const string Seeded =
        " The RSI is that of the reference cases, 100 − 100/(1 + mean gain/mean loss) with exponential means of weight 1/bars that start at the first change; the indicator `rsi` and `rsiReversion` take Wilder's, which starts with a simple mean.";

    public static IReadOnlyList<StrategyDescription> All { get; } =
    [
        Of(
            "smaNetting",
            "Cross, netting",
            "On a cross of two simple averages of the close an order of a fraction of the buying power; nothing is ever closed but by the opposite order.",
            [
                Window("fast", 24, "fast window, below slow"),
                Window("slow", 96, "slow window"),
                Share("fraction", 0.3, "share of the buying power per order"),
            ],
            (p, _) => new CrossNetting(p.Whole("fast"), p.Whole("slow"), p.Number("fraction"))
        ) with
        {
            Constraints = [new("fast", "slow")],
        },
        Of(
            "smaPartial",
            "Cross, partial closes",
            "Adds a fraction of the buying power on a cross upwards, closes a part of every open trade on a cross downwards.",
            [
                Window("fast", 10, "fast window, below slow"),
                Window("slow", 20, "slow window"),
                Share("fraction", 0.6, "share of the buying power per order"),
                Share("portion", 0.5, "share of a trade that is closed"),
            ],
            (p, _) => new CrossPartial(p.Whole("fast"), p.Whole("slow"), p.Number("fraction"), p.Number("portion"))
        ) with
        {
            Constraints = [new("fast", "slow")],
        },
        Of(
            "smaTrailing",
            "Cross, trailing stop",
            "Follows the cross of two simple averages on both sides; the stop of a trade trails the close at a multiple of the mean true range.",
            [
                Window("fast", 10, "fast window, below slow"),
                Window("slow", 25, "slow window"),
                Number("multiple", 4, "distance of the stop in mean true ranges", 0, 1e6),
                Window("atr", 100, "window of the mean true range"),
                Word(
                    "fillStart",
                    "yes: the range of the first full window also counts before it, as the reference case has it; a look ahead",
                    "no",
                    "yes"
                ),
            ],
            (p, inputs) => Trailing(p, inputs.Series)
        ) with
        {
            Constraints = [new("fast", "slow")],
        },
        Of(
            "rsiThreshold",
            "RSI thresholds",
            "Buys with everything when the RSI is below `buyBelow` while flat, closes when it is above `closeAbove`." + Seeded,
            [
                Window("bars", 14, "window"),
                Level("buyBelow", 30, "level of the purchase, below closeAbove"),
                Level("closeAbove", 70, "level of the sale"),
            ],
            (p, _) => new RsiThreshold(p.Whole("bars"), p.Number("buyBelow"), p.Number("closeAbove"))
        ) with
        {
            Constraints = [new("buyBelow", "closeAbove")],
        },
        Of(
            "rsiNetting",
            "RSI, netting",
            "Adds a fraction of the buying power on every bar with an RSI below 40 and sells a fixed number of units on every bar with one above 65 while long; oldest part first."
                + Seeded,
            [
                Window("bars", 10, "window"),
                Share("fraction", 0.1, "share of the buying power per order"),
                Whole("units", 6, "units of a sale", max: LongestReferenceWindow),
            ],
            (p, _) => new RsiNetting(p.Whole("bars"), p.Number("fraction"), p.Whole("units"))
        ),
        Of(
            "rsiScaling",
            "RSI, scaling in and out",
            "Buys on every bar with an RSI below 35 and sells short on every bar with one above 65, side by side, at most six trades; a trade that gained more than 10 % is closed, one that lost more than 8 % is halved at every bar. Meant for an account that hedges."
                + Seeded,
            [
                Window("bars", 10, "window"),
                Whole("buy", 10, "units of a purchase", max: LongestReferenceWindow),
                Whole("sell", 7, "units of a short sale", max: LongestReferenceWindow),
            ],
            (p, _) => new RsiScaling(p.Whole("bars"), p.Whole("buy"), p.Whole("sell"))
        ),
        Of(
            "limitBracket",
            "Limit with bracket",
            "While flat, waits with a limit order 2 % on the pullback side of the close, in the direction of a simple average of it: above the average a purchase at 98 % of the close with its stop-loss at 93 % and its take-profit at 106 %, else a short sale at 102 % with 107 % and 94 %. An order that has not filled after `patience` bars is taken back.",
            [
                Window("bars", 50, "window of the average"),
                Share("fraction", 0.9, "share of the buying power per order"),
                Window("patience", 5, "bars that an order waits"),
            ],
            (p, _) => new LimitBracket(p.Whole("bars"), p.Number("fraction"), p.Whole("patience"))
        ),
        Of(
            "stopBreakout",
            "Stop orders on a breakout",
            "While flat, stop orders at the highest high and the lowest low of the last bars, renewed at every bar, with the stop-loss 2 mean true ranges (a simple mean) behind the order's price and the take-profit 3 beyond it.",
            [
                Window("bars", 20, "window of the channel"),
                Window("atr", 14, "window of the mean true range"),
                Share("fraction", 0.4, "share of the buying power per order"),
            ],
            (p, _) => new StopBreakout(p.Whole("bars"), p.Whole("atr"), p.Number("fraction"))
        ),
    ];

    private static StrategyDescription Of(
        string name,
        string title,
        string rule,
        StrategyParameter[] parameters,
        Func<StrategyValues, StrategyInputs, Backtesting.IStrategy> make
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
