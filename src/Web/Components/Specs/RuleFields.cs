namespace Simulator.Web.Components.Specs;

/// <summary>The expressions of a rules document as fields: what each is for, in the order of the form.</summary>
internal static class RuleFields
{
    /// <summary>Entry and exit conditions.</summary>
    public static IReadOnlyList<RuleFieldText> Conditions =>
        [
            new("entryLong", SpecsText.BuyWhen, SpecsText.AConditionEmptyNeverLong, "crossesAbove(sma(10), sma(20))"),
            new("exitLong", SpecsText.SellWhen, SpecsText.ExitHint, "crossesBelow(close, sma(20))"),
            new("entryShort", SpecsText.SellShortWhen, SpecsText.EmptyNeverShort, "crossesBelow(sma(10), sma(20))"),
            new("exitShort", SpecsText.CoverWhen, SpecsText.ExitHint, "crossesAbove(close, sma(20))"),
        ];

    /// <summary>Prices that end a trade.</summary>
    public static IReadOnlyList<RuleFieldText> Brackets =>
        [
            new("stopLoss", SpecsText.StopLossAt, SpecsText.StopLossHint, "orderPrice - side * 2 * atr(14)"),
            new("takeProfit", SpecsText.TakeProfitAt, SpecsText.APrice, "orderPrice + side * 4 * atr(14)"),
            new("trailing", SpecsText.TrailBy, SpecsText.TrailingHint, "3 * atr(14)"),
        ];

    /// <summary>Prices of resting entry orders.</summary>
    public static IReadOnlyList<RuleFieldText> Waiting =>
        [
            new("limit", SpecsText.EnterAtALimitOf, SpecsText.LimitHint, "close - side * 0.5 * atr(14)"),
            new("stop", SpecsText.EnterAtAStopOf, SpecsText.APrice, "highest(high, 20)"),
        ];
}

/// <summary>A field: the member it writes, its label, a hint, an example.</summary>
internal sealed record RuleFieldText(string Member, string Label, string Hint, string Example);
