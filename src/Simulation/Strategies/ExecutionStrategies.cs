using Simulator.Backtesting;
using Simulator.Parameters;
using static Simulator.Parameters.StrategyParameter;

namespace Simulator.Strategies;

/// <summary>Working off a target over time, in the table of strategies.</summary>
internal static class ExecutionStrategies
{
    private static readonly StrategyParameter[] s_target =
    [
        Number("exposure", 1, "share of equity to hold; below zero short", -1, 1),
        Whole("bars", 10, "bars of the window"),
        Word("rest", "what the window left unfilled is not traded, or traded at market after it", "cancel", "market"),
    ];

    public static IReadOnlyList<StrategyDescription> All { get; } =
    [
        new()
        {
            Name = "twapExecution",
            Title = "Time-weighted execution",
            Group = StrategyGroup.Execution,
            Source = "Berkowitz, Logue and Noser, The Total Cost of Transactions on the NYSE, J. of Finance 43, 1988",
            Rule =
                "At the first decision brings the position to a share of equity, the same slice on each of the next `bars` bars; then holds.",
            Parameters = s_target,
            Make = (p, _) => new TargetExecution(p.Number("exposure"), new TwapPlan { Bars = p.Whole("bars"), Rest = Rest(p) }),
        },
        new()
        {
            Name = "vwapExecution",
            Title = "Volume-weighted execution",
            Group = StrategyGroup.Execution,
            Source = "Berkowitz, Logue and Noser, The Total Cost of Transactions on the NYSE, J. of Finance 43, 1988",
            Rule =
                "At the first decision brings the position to a share of equity over the next `bars` bars, each slice by the volume to expect of its bar from the symbol's own past; then holds. Without past volume the slices are equal.",
            Parameters = [.. s_target, Whole("days", 20, "trading days (of daily bars: windows) that the volume profile is taken from")],
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
