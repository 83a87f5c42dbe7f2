using static Simulator.Parameters.StrategyParameter;

namespace Simulator.Strategies;

/// <summary>Holding and doing nothing, in the table of strategies.</summary>
internal static class HoldingStrategies
{
    public static IReadOnlyList<StrategyDescription> All { get; } =
    [
        new()
        {
            Name = "buyAndHold",
            Title = "Buy and hold",
            Suits = "Broad indices and anything with a long upward drift; the yardstick for every other rule.",
            Weakness = "Takes every fall in full and never leaves.",
            Group = StrategyGroup.Holding,
            Rule = "Invests everything at the first decision and holds.",
            Make = (_, _) => new BuyAndHold(),
        },
        new()
        {
            Name = "cash",
            Title = "Cash",
            Suits = "The zero line: shows what costs and chance do to the others.",
            Weakness = "Earns nothing.",
            Group = StrategyGroup.Holding,
            Rule = "Never trades: the baseline of doing nothing.",
            Parameters = [Whole("warmUp", 0, "bar from which the reference statistics count", min: 0, max: 10_000_000)],
            Make = (p, _) => new HoldCash(p.Whole("warmUp")),
        },
    ];
}
