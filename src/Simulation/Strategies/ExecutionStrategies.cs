using Simulator.Backtesting;
using Simulator.Parameters;
using static Simulator.Parameters.StrategyParameter;

namespace Simulator.Strategies;

/// <summary>Execution of a target over time, in the table of strategies.</summary>
internal static class ExecutionStrategies
{
    private static readonly StrategyParameter[] s_target =
    [
        Number("exposure", 1, "fraction of equity to hold; negative for short", -1, 1),
        Whole("bars", 10, "bars of the execution window"),
        Word("rest", "after the window the unfilled rest is cancelled, or traded at market", "cancel", "market"),
    ];

    public static IReadOnlyList<StrategyDescription> All { get; } =
    [
        new()
        {
            Name = "twapExecution",
            Title = "Time-weighted execution",
            Suits = "Large orders in liquid markets without a known daily pattern.",
            Weakness = "Pays whatever the price does meanwhile; the schedule can be read by others.",
            Group = StrategyGroup.Execution,
            Source = "Berkowitz, Logue and Noser, The Total Cost of Transactions on the NYSE, J. of Finance 43, 1988",
            Rule = "TWAP: at the first decision trades to a fraction of equity in equal slices over the next `bars` bars, then holds.",
            Parameters = s_target,
            Make = (p, _) => new TargetExecution(p.Number("exposure"), new TwapPlan { Bars = p.Whole("bars"), Rest = Rest(p) }),
        },
        new()
        {
            Name = "vwapExecution",
            Title = "Volume-weighted execution",
            Suits = "Large orders where volume follows a regular pattern.",
            Weakness = "Trades most when everyone does; needs true volumes.",
            Group = StrategyGroup.Execution,
            Source = "Berkowitz, Logue and Noser, The Total Cost of Transactions on the NYSE, J. of Finance 43, 1988",
            Rule =
                "VWAP: at the first decision trades to a fraction of equity over the next `bars` bars, then holds. Each slice "
                + "follows the volume expected for its bar from the symbol's own past. Without past volume the slices are equal.",
            Parameters = [.. s_target, Whole("days", 20, "trading days (with daily bars: windows) for the volume profile")],
            Make = (p, _) =>
                new TargetExecution(
                    p.Number("exposure"),
                    new VwapPlan
                    {
                        Bars = p.Whole("bars"),
                        Rest = Rest(p),
                        ProfileDays = p.Whole("days"),
                    }
                ),
        },
    ];

    private static UnfilledRest Rest(StrategyValues p) => p.Is("rest", "market") ? UnfilledRest.Market : UnfilledRest.Cancel;
}
