using Simulator.Backtesting;
using Simulator.Markets;
using Simulator.Rules;
using Simulator.Rules.Drawing;

namespace Simulator.Strategies;

/// <summary>What a spec's strategy looks at, to be drawn over the bars that it trades.</summary>
public static class StrategyOverlays
{
    /// <summary>
    /// The overlays of rules, from their expressions, and of named strategies, from their row in the table; portfolios, agents and what
    /// only holds have none.
    /// </summary>
    public static IReadOnlyList<StrategyOverlay> Of(StrategySpec strategy, DataSpec data)
    {
        ArgumentNullException.ThrowIfNull(data);
        return strategy switch
        {
            RulesStrategySpec rules => RuleOverlays.Of(rules.Rules),
            NamedStrategySpec { Description: { } row } named => row.Overlays(
                named.Parameters.ByName,
                data.Related.Count > 0 ? data.Related[0] : null
            ),
            SmaCrossStrategySpec cross => CrossOverlays(cross),
            _ => [],
        };
    }

    private static IReadOnlyList<StrategyOverlay> CrossOverlays(SmaCrossStrategySpec cross) =>
        NamedStrategies
            .Find("smaCross")!
            .Overlays(
                new Dictionary<string, string>
                {
                    ["fast"] = FormattableString.Invariant($"{cross.FastBars}"),
                    ["slow"] = FormattableString.Invariant($"{cross.SlowBars}"),
                },
                null
            );
}
