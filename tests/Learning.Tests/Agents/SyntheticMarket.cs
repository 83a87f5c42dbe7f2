using Simulator.Backtesting;
using Simulator.Decisions;
using Simulator.Features;
using Simulator.Learners;
using Simulator.Markets;
using Simulator.Seeding;
using Simulator.Strategies;

namespace Simulator.Tests.Learning.Agents;

/// <summary>
/// Seeded markets whose next open-to-open log-return is made of a part that a feature shows and a part that nothing shows.
/// </summary>
internal static class SyntheticMarket
{
    public const double DailyVolatility = 0.012;

    /// <summary>
    /// The bars and two features. <paramref name="share"/> of the variance of log(open[t+2] / open[t+1]) is what feature <c>signal</c>
    /// shows at t (0: none of it, 1: all of it); feature <c>noise</c> shows nothing. The signal is autoregressive with coefficient 0.8.
    /// </summary>
    public static AgentInput WithSignal(int bars, double share, ulong seed, ExecutionSpec? execution = null)
    {
        var random = new SplitMix64(seed);
        var (signal, noise, returns) = (new double[bars], new double[bars], new double[bars + 2]);
        for (var t = 0; t < bars; t++)
        {
            signal[t] = ((t == 0 ? 0 : 0.8 * signal[t - 1]) + (0.6 * random.NextGaussian()));
            noise[t] = random.NextGaussian();
            returns[t + 2] = DailyVolatility * ((Math.Sqrt(share) * signal[t]) + (Math.Sqrt(1 - share) * random.NextGaussian()));
        }
        return Input(returns, bars, new FeatureTable(["signal", "noise"], [signal, noise]), execution ?? new ExecutionSpec());
    }

    /// <summary>
    /// Open t is reached by return t; a bar closes where the next opens, so its close tells nothing of the return after it.
    /// </summary>
    private static AgentInput Input(double[] returns, int bars, FeatureTable features, ExecutionSpec execution)
    {
        var (open, close, ticks) = (new double[bars], new double[bars], new long[bars]);
        var price = 100.0;
        for (var t = 0; t < bars; t++)
        {
            open[t] = price *= Math.Exp(returns[t]);
            ticks[t] = new DateTime(2010, 1, 1, 21, 0, 0, DateTimeKind.Utc).AddDays(t).Ticks;
        }
        for (var t = 0; t < bars; t++)
            close[t] = t + 1 < bars ? open[t + 1] : price;
        var high = open.Zip(close, Math.Max).ToArray();
        var low = open.Zip(close, Math.Min).ToArray();
        return new AgentInput(
            new BarSeries("SYN", ticks, open, high, low, close, new double[bars]),
            features,
            null,
            new SplitSpec(),
            execution,
            new CapitalSpec()
        );
    }

    /// <summary>Log-wealth over the test part of any decisions, by the engine under the terms of the run.</summary>
    public static double TestLogWealth(AgentInput input, double[] exposure)
    {
        var (series, first) = (input.Target, input.Split.TestStart(input.Target.Count));
        var tape = new TapeStrategy(new DecisionTape(first - 1, exposure));
        var result = BacktestEngine.Run(series, first, series.Count - 1, tape, input.Execution, input.Capital);
        return Math.Log(result.Equity[^1] / result.StartingCash);
    }
}
