using Simulator.Backtesting;
using Simulator.Checks;
using Simulator.Decisions;
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
    /// A <see cref="PlantedMarket"/> as an agent's input. <paramref name="share"/> of the variance of log(open[t+2] / open[t+1]) is what
    /// feature <c>signal</c> shows at t (0: none of it, 1: all of it); feature <c>noise</c> shows nothing.
    /// </summary>
    public static AgentInput WithSignal(int bars, double share, ulong seed, ExecutionSpec? execution = null)
    {
        var planted = PlantedMarket.Of(Days(bars), share, DailyVolatility, new SplitMix64(seed));
        return new AgentInput(planted.Bars, planted.Features, null, new SplitSpec(), execution ?? new ExecutionSpec(), new CapitalSpec());
    }

    /// <summary>Bars of one price, a day apart.</summary>
    public static BarSeries Days(int bars)
    {
        var price = new double[bars];
        Array.Fill(price, 100);
        var first = new DateTime(2010, 1, 1, 21, 0, 0, DateTimeKind.Utc);
        long[] ticks = [.. Enumerable.Range(0, bars).Select(t => first.AddDays(t).Ticks)];
        return new BarSeries("SYN", ticks, price, price, price, price, new double[bars]);
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
