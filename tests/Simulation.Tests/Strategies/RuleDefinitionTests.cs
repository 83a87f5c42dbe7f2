using Simulator.Backtesting;
using Simulator.Decisions;
using Simulator.Indicators;
using Simulator.Markets;
using Simulator.Strategies;
using Simulator.Tests.Simulation.Indicators;

namespace Simulator.Tests.Simulation.Strategies;

/// <summary>
/// A second way to every rule: indicators as whole columns, the targets of all bars in one loop over them, carried out as a tape. It must
/// trade as the rule does that is fed bar by bar.
/// </summary>
public sealed class RuleDefinitionTests
{
    private static readonly BarSeries s_walk = IndicatorMarkets.Walk(1_500, 41);
    private static readonly ExecutionSpec s_execution = new()
    {
        CommissionRate = 0.0005,
        SlippageBps = 1,
        FractionalUnits = true,
    };

    private delegate double Rule(int bar, double held);

    private static readonly Dictionary<string, Func<Rule>> s_rules = new()
    {
        ["emaCross"] = () => (Columns("ema", 12)[0], Columns("ema", 26)[0]) is var (fast, slow) ? (t, _) => Sign(fast[t] - slow[t]) : null!,
        ["macdTrend"] = () => Columns("macd") is var macd ? (t, _) => Sign(macd[0][t] - macd[1][t]) : null!,
        ["superTrend"] = () => Columns("superTrend") is var trend ? (t, _) => Sign(s_walk.Close[t] - trend[0][t]) : null!,
        ["donchianBreakout"] = () =>
            (t, held) =>
                Exit(
                    t,
                    held,
                    t < 20 ? double.NaN : s_walk.High[(t - 20)..t].Max(),
                    t < 20 ? double.NaN : s_walk.Low[(t - 20)..t].Min(),
                    t < 10 ? double.NaN : s_walk.Low[(t - 10)..t].Min(),
                    t < 10 ? double.NaN : s_walk.High[(t - 10)..t].Max()
                ),
        ["keltnerBreakout"] = () => Columns("keltner") is var k ? (t, held) => Exit(t, held, k[1][t], k[2][t], k[0][t], k[0][t]) : null!,
        ["timeSeriesMomentum"] = () =>
            (t, _) => t < 252 || (t - 252) % 21 != 0 ? double.NaN : Sign(s_walk.Close[t] - s_walk.Close[t - 252]),
        ["bollingerReversion"] = () =>
            Columns("bollinger") is var b ? (t, held) => Fade(held, s_walk.Close[t], b[2][t], b[1][t], b[0][t]) : null!,
        ["rsiReversion"] = () => Columns("rsi")[0] is var rsi ? (t, held) => Fade(held, rsi[t], 30, 70, 50) : null!,
        ["zScoreReversion"] = () =>
            Columns("zScore")[0] is var z
                ? (t, _) =>
                    Math.Abs(z[t]) <= 0.5 ? 0
                    : z[t] <= -2 ? 1
                    : z[t] >= 2 ? -1
                    : double.NaN
                : null!,
    };

    public static TheoryData<string> Names => [.. s_rules.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Rule_FedBarByBar_TradesAsItsTargetsTakenFromWholeColumns(string name)
    {
        var strategy = NamedStrategies.Create(name, new Dictionary<string, string>(), s_walk);
        var (rule, targets, held) = (s_rules[name](), new double[s_walk.Count], 0.0);
        for (var t = 0; t < targets.Length; t++)
        {
            targets[t] = t < strategy.FirstReadyBar ? double.NaN : rule(t, held);
            held = double.IsNaN(targets[t]) ? held : targets[t];
        }
        var expected = Run(new TapeStrategy(new DecisionTape(strategy.FirstReadyBar, targets)));
        var actual = Run(strategy);

        Assert.True(expected.Trades.Count >= 5, $"{expected.Trades.Count} trades show little");
        Assert.Equal(expected.TradeHash, actual.TradeHash);
        Assert.Equal(expected.Equity, actual.Equity);
    }

    private static double[][] Columns(string name, params double[] parameters) =>
        IndicatorMarkets.Lines(IndicatorCatalogue.Get(name), s_walk, parameters);

    private static double Sign(double value) =>
        value == 0 ? double.NaN
        : double.IsNaN(value) ? value
        : Math.Sign(value);

    private static double Exit(int t, double held, double above, double below, double longUntil, double shortUntil)
    {
        var close = s_walk.Close[t];
        return close > above ? 1
            : close < below ? -1
            : (held == 1 && close < longUntil) || (held == -1 && close > shortUntil) ? 0
            : double.NaN;
    }

    private static double Fade(double held, double value, double low, double high, double middle) =>
        value < low ? 1
        : value > high ? -1
        : (held == 1 && value >= middle) || (held == -1 && value <= middle) ? 0
        : double.NaN;

    private static BacktestResult Run(IStrategy strategy) =>
        BacktestEngine.Run(s_walk, 0, s_walk.Count - 1, strategy, s_execution, new CapitalSpec());
}
