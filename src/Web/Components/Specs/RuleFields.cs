namespace Simulator.Web.Components.Specs;

/// <summary>The expressions of a rules document as fields: what each is for, in the order of the form.</summary>
internal static class RuleFields
{
    /// <summary>Entry and exit conditions.</summary>
    public static IReadOnlyList<RuleFieldText> Conditions { get; } =
    [
        new("entryLong", "Buy when", "a condition; empty: never long", "crossesAbove(sma(10), sma(20))"),
        new("exitLong", "Sell when", "empty: only the opposite entry, a stop or a target exits", "crossesBelow(close, sma(20))"),
        new("entryShort", "Sell short when", "empty: never short", "crossesBelow(sma(10), sma(20))"),
        new("exitShort", "Cover when", "empty: only the opposite entry, a stop or a target exits", "crossesAbove(close, sma(20))"),
    ];

    /// <summary>Prices that end a trade.</summary>
    public static IReadOnlyList<RuleFieldText> Brackets { get; } =
    [
        new("stopLoss", "Stop-loss at", "a price; side is +1 for a purchase, −1 for a sale", "orderPrice - side * 2 * atr(14)"),
        new("takeProfit", "Take profit at", "a price", "orderPrice + side * 4 * atr(14)"),
        new(
            "trailing",
            "Trail by",
            "a distance in the price’s unit; the stop counts from the bar after the entry on, a stop-loss from the fill on",
            "3 * atr(14)"
        ),
    ];

    /// <summary>Prices of resting entry orders.</summary>
    public static IReadOnlyList<RuleFieldText> Waiting { get; } =
    [
        new("limit", "Enter at a limit of", "a price; empty: at the next open", "close - side * 0.5 * atr(14)"),
        new("stop", "Enter at a stop of", "a price", "highest(high, 20)"),
    ];
}

/// <summary>A field: the member it writes, its label, a hint, an example.</summary>
internal sealed record RuleFieldText(string Member, string Label, string Hint, string Example);
