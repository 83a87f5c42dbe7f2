using Simulator.Parameters;
using Simulator.Rules.Drawing;
using static Simulator.Parameters.StrategyParameter;

namespace Simulator.Strategies;

/// <summary>Mean reversion, in the table of strategies.</summary>
internal static class ReversionStrategies
{
    public static IReadOnlyList<StrategyDescription> All { get; } =
    [
        Of(
            "bollingerReversion",
            "Bollinger reversion",
            "Long after a close below the lower Bollinger band, until a close at or above the middle. Short "
                + "after a close above the upper band, until a close at or below the middle.",
            "Bollinger, Bollinger on Bollinger Bands, 2001",
            [Whole("bars", 20, "window", min: 2), Number("width", 2, "standard deviations between the middle and a band", 0, 100), Sides],
            (p, _) => new BollingerReversion(p.Whole("bars"), p.Number("width"), p.Side),
            (p, _) => [new($"bollinger(close, {p.Text("bars")}, {p.Text("width")})")]
        ) with
        {
            Suits = "Ranging markets and pairs whose spread returns to its mean.",
            Weakness = "Buys into falls: one long trend takes many small gains back.",
        },
        Of(
            "rsiReversion",
            "RSI reversion",
            "Long after Wilder's RSI falls below `low`, until it is at or above `exit`. Short "
                + "after it rises above `high`, until it is at or below `exit`.",
            "Wilder, New Concepts in Technical Trading Systems, 1978",
            [
                Whole("bars", 14, "window"),
                Number("low", 30, "buy level, below high", 0, 100),
                Number("high", 70, "short-sale level", 0, 100),
                Number("exit", 50, "exit level of both sides", 0, 100),
                Sides,
            ],
            (p, _) => new RsiReversion(p.Whole("bars"), p.Number("low"), p.Number("high"), p.Number("exit"), p.Side),
            (p, _) => [new($"rsi(close, {p.Text("bars")})", p.Number("low"), p.Number("exit"), p.Number("high"))]
        ) with
        {
            Suits = "Share indices, where sharp falls are often bought within days.",
            Weakness = "No stop of its own; a falling market stays oversold for weeks.",
            Constraints = [new("low", "high")],
        },
        Of(
            "zScoreReversion",
            "Z-score reversion",
            "Long when the close is `enter` or more standard deviations below its mean, until it is within `exit` of the mean; "
                + "short mirrored. Beyond `stop` deviations the position is closed, and no new one is opened until the close is back "
                + "within `exit`. With a second series (in a spec the first of data.related), the rule trades the residual of the "
                + "least-squares line through both instead of the close; only the first series is traded.",
            "Vidyamurthy, Pairs Trading, 2004",
            [
                Whole("bars", 20, "window", min: 3),
                Number("enter", 2, "standard deviations that open a position, above exit", 0, 100),
                Number("exit", 0.5, "standard deviations that close it", 0, 100),
                Number("stop", 0, "standard deviations that stop it out; 0 for never", 0, 100),
                Sides,
            ],
            (p, inputs) =>
                new ZScoreReversion(p.Whole("bars"), p.Number("enter"), p.Number("exit"), p.Number("stop"), p.Side, inputs.Reference),
            (p, reference) =>
                [
                    new(
                        reference is null
                            ? $"zScore(close, {p.Text("bars")})"
                            : $"pairSpread(close, symbol(\"{reference}\").close, {p.Text("bars")}).zScore",
                        ZLevels(p)
                    ),
                ]
        ) with
        {
            Suits = "Spreads of related series, and ranges with a steady mean.",
            Weakness = "The mean moves: what looks far away may be the new level.",
            TakesReference = true,
            Constraints = [new("exit", "enter")],
        },
    ];

    private static double[] ZLevels(StrategyValues p)
    {
        double[] distances =
            p.Number("stop") > 0 ? [p.Number("exit"), p.Number("enter"), p.Number("stop")] : [p.Number("exit"), p.Number("enter")];
        return [.. distances, .. distances.Select(d => -d)];
    }

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
            Group = StrategyGroup.MeanReversion,
            Rule = rule,
            Source = source,
            Parameters = parameters,
            Make = make,
            Draws = draws,
        };
}
