using System.Globalization;
using Simulator.Backtesting;
using Simulator.Parameters;
using Simulator.Statistics;
using Simulator.Strategies;
using Simulator.Tests.Simulation.Backtesting;

namespace Simulator.Tests.Simulation.Strategies;

/// <summary>A sweep of another engine, reproduced: a thousand pairs of windows, eleven figures each, to 1e-8.</summary>
public sealed class SweepOracleTests
{
    private const double Tolerance = 1e-8;

    private static readonly ExecutionSpec s_execution = new() { CommissionRate = 0.002, SlippageBps = 0 };

    [SkippableFact]
    public void Sweep_AThousandPairsOfWindows_EveryFigure()
    {
        var lines = File.ReadLines(SharedFiles.Require("oracles/engine/sweep_goog_longflat_1000.csv")).Select(l => l.Split(',')).ToArray();
        var (keys, rows) = (lines[0], lines[1..]);
        var series = ReferenceBars.Goog();
        Assert.Equal(1_000, rows.Length);

        var wrong = rows.AsParallel()
            .SelectMany(row =>
            {
                var rule = new SmaCross(
                    int.Parse(row[0], CultureInfo.InvariantCulture),
                    int.Parse(row[1], CultureInfo.InvariantCulture),
                    TradeSide.Long,
                    CrossEntry.OnCross
                );
                var result = BacktestEngine.Run(
                    series,
                    0,
                    series.Count - 1,
                    rule,
                    s_execution,
                    new CapitalSpec { Amount = 10_000 },
                    BacktestOptions.BacktestingPy
                );
                var figures = StatisticCatalogue.Compute(series, result, StatisticDialect.BacktestingPy);
                return Enumerable
                    .Range(2, keys.Length - 2)
                    .Select(i => (Pair: $"{row[0]}/{row[1]}", Key: keys[i], Expected: Parse(row[i]), Actual: figures[keys[i]]))
                    .Where(f =>
                        !(
                            double.IsNaN(f.Expected)
                                ? double.IsNaN(f.Actual)
                                : Math.Abs(f.Expected - f.Actual) <= Tolerance * Math.Max(1, Math.Abs(f.Expected))
                        )
                    )
                    .Select(f => FormattableString.Invariant($"{f.Pair} {f.Key}: expected {f.Expected:R}, was {f.Actual:R}"));
            })
            .ToArray();

        Assert.True(wrong.Length == 0, FormattableString.Invariant($"{wrong.Length} figures differ: {string.Join("; ", wrong.Take(5))}"));
    }

    private static double Parse(string text) => text.Length == 0 ? double.NaN : double.Parse(text, CultureInfo.InvariantCulture);
}
