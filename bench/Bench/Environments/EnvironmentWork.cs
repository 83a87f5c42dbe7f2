using Simulator.Backtesting;
using Simulator.Bench.Engine;
using Simulator.Decisions;
using Simulator.Environments;
using Simulator.Features;
using Simulator.Markets;
using Simulator.Seeding;
using Simulator.Strategies;

namespace Simulator.Bench.Environments;

/// <summary>What is measured, on made daily bars with 32 feature columns.</summary>
internal static class EnvironmentWork
{
    private const int Bars = 2_265;
    private const int Columns = 32;
    private const int EpisodeBars = 128;
    private const int ReplayCount = 400;

    /// <summary>A random walk with volume and 32 columns.</summary>
    public static ObservedMarket Market()
    {
        var series = Workloads.Walk("WALK", Bars, MarketCalendar.Nyse, BarInterval.Daily);
        var random = new SplitMix64(3);
        Array.Fill(series.Volume, 20_000);
        var columns = new double[Columns][];
        for (var c = 0; c < Columns; c++)
        {
            columns[c] = new double[Bars];
            for (var t = 0; t < Bars; t++)
                columns[c][t] = random.NextGaussian();
        }
        var features = new FeatureTable([.. Enumerable.Range(0, Columns).Select(c => FormattableString.Invariant($"f{c}"))], columns);
        return ObservedMarket.Create(series, features, null, new SplitSpec());
    }

    /// <summary>Steps all environments so many times; actions are drawn before.</summary>
    public static Func<double> Step(ObservedMarket market, TradingTerms terms, int count, int kept, int steps, bool gathers)
    {
        var environment = new TradingEnvironment(
            market,
            terms,
            market.FirstRow,
            market.TrainingEnd,
            EpisodeBars,
            [.. Enumerable.Range(0, count).Select(i => (ulong)i)]
        );
        var actions = Actions(count, steps, kept);
        var batch = new float[count * environment.ObservationSize];
        return () =>
        {
            var sum = 0.0;
            for (var step = 0; step < steps; step++)
            {
                environment.Step(actions.AsSpan(step * count, count));
                if (gathers)
                    environment.Gather(batch);
                sum += environment.Rewards[0] + environment.Positions[0];
            }
            return sum + batch[0];
        };
    }

    /// <summary>The least that an environment of one unit can do: a growth, a cost by turnover, a logarithm.</summary>
    public static double Bare(ObservedMarket market, int steps)
    {
        var (series, actions) = (market.Target, s_bareActions);
        var (sum, held, bar) = (0.0, 0.0, market.FirstRow);
        for (var step = 0; step < steps; step++)
        {
            var wanted = actions[step & (actions.Length - 1)] - 1.0;
            var growth = 1 + (wanted * ((series.Open[bar + 2] / series.Open[bar + 1]) - 1)) - (0.0011 * Math.Abs(wanted - held));
            sum += Math.Log(growth);
            held = wanted;
            bar = bar + 1 < market.TrainingEnd ? bar + 1 : market.FirstRow;
        }
        return sum;
    }

    /// <summary>Bars of one execution of <see cref="Replay"/>.</summary>
    public static int ReplayBars(ObservedMarket market) => ReplayCount * (market.TrainingEnd - market.FirstRow);

    /// <summary>The engine over the training part with random decisions.</summary>
    public static Func<double> Replay(ObservedMarket market, TradingTerms terms)
    {
        var (first, end, targets) = (market.FirstRow, market.TrainingEnd, new double[market.BarCount]);
        var actions = Actions(1, market.BarCount, 1);
        for (var bar = 0; bar < targets.Length; bar++)
            targets[bar] = terms.Exposures[actions[bar]];
        var tape = new DecisionTape(first, targets);
        return () =>
        {
            var sum = 0.0;
            for (var i = 0; i < ReplayCount; i++)
                sum += BacktestEngine
                    .Run(market.Target, first, end, new TapeStrategy(tape), terms.Execution, terms.Capital, null, s_workspace)
                    .Equity[^1];
            return sum;
        };
    }

    private static readonly int[] s_bareActions = Actions(1, 1 << 16, 1);
    private static readonly BacktestWorkspace s_workspace = new();

    private static int[] Actions(int count, int steps, int kept)
    {
        var random = new SplitMix64(11);
        var actions = new int[count * steps];
        for (var at = 0; at < actions.Length; at++)
            actions[at] = at < count || random.NextInt(kept) == 0 ? random.NextInt(3) : actions[at - count];
        return actions;
    }
}
