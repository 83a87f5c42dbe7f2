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
            Group = StrategyGroup.Holding,
            Rule = "Invests everything at the first decision and holds.",
            Make = (_, _) => new BuyAndHold(),
        },
        new()
        {
            Name = "cash",
            Title = "Cash",
            Group = StrategyGroup.Holding,
            Rule = "Never trades: the baseline of doing nothing.",
            Parameters = [Whole("warmUp", 0, "bar from which the reference statistics count", min: 0, max: 10_000_000)],
            Make = (p, _) => new HoldCash(p.Whole("warmUp")),
        },
    ];
}
