using Simulator.Environments;
using Simulator.Numerics;

namespace Simulator.Checks;

/// <summary>
/// What is best for somebody who knows what a check shows an agent, under the costs of the run: the yardstick of the agent's wealth. Costs
/// that depend on size, price or volume are not weighed, but the engine charges them.
/// </summary>
/// <param name="exposures">[action] exposures that may be held; the first is flat.</param>
/// <param name="cost">Cost of a unit of exposure traded, a fraction.</param>
internal sealed class InformedTrader(double[] exposures, double cost)
{
    private const int States = 41;
    private const double SignalRange = 3; // standard deviations on each side

    /// <summary>[bar] the best exposures for one who sees the log-return between the fills of this bar's decision and the next's.</summary>
    /// <param name="next">[bar] that return.</param>
    /// <param name="from">First bar on which is decided.</param>
    public double[] Foreseeing(double[] next, int from)
    {
        double[] sorted = [.. next.Order()];
        double[] edges = [.. Enumerable.Range(1, States - 1).Select(k => sorted[(int)((long)next.Length * k / States)])];
        int StateOf(double value) => edges.Count(edge => edge <= value);
        var growth = new double[States][];
        foreach (var group in Enumerable.Range(0, next.Length).GroupBy(t => StateOf(next[t])))
            growth[group.Key] = [.. exposures.Select(e => group.Average(t => Growth(e, next[t])))];
        double[] nothing = new double[exposures.Length];
        for (var k = 0; k < States; k++)
            growth[k] ??= nothing; // equal returns leave a state empty
        double[] counts = new double[States];
        foreach (var value in next)
            counts[StateOf(value)] += 1.0 / next.Length;
        var program = PositionProgram.Solve(growth, [.. Enumerable.Repeat(counts, States)], exposures, cost);
        return Follow(program, next.Length, from, t => StateOf(next[t]));
    }

    /// <summary>[bar] the best exposures for one who sees the signal of a <see cref="PlantedMarket"/> and knows how it was made.</summary>
    /// <param name="signal">[bar] the signal.</param>
    /// <param name="share">Its share of the variance.</param>
    /// <param name="deviation">Standard deviation of a bar's log-return.</param>
    /// <param name="from">First bar on which is decided.</param>
    public double[] Knowing(double[] signal, double share, double deviation, int from)
    {
        double[] grid = [.. Enumerable.Range(0, States).Select(k => SignalRange * ((2.0 * k / (States - 1)) - 1))];
        var program = PositionProgram.Solve(
            [.. grid.Select(x => Expected(x, share, deviation))],
            [.. grid.Select(s => Transition(grid, s))],
            exposures,
            cost
        );
        return Follow(program, signal.Length, from, t => Nearest(signal[t]));
    }

    /// <summary>
    /// Log-wealth that targets can be expected to earn by their timing after costs, given the signal less its mean over the bars decided
    /// on, so that who holds throughout earns nothing.
    /// </summary>
    /// <param name="targets">[bar] exposures, multiples of equity; NaN changes nothing.</param>
    /// <param name="signal">[bar] the signal.</param>
    /// <param name="share">Its share of the variance.</param>
    /// <param name="deviation">Standard deviation of a bar's log-return.</param>
    /// <param name="from">First bar on which is decided.</param>
    public double Timing(double[] targets, double[] signal, double share, double deviation, int from)
    {
        var mean = Moments.Mean(signal.AsSpan(from));
        var (earned, held) = (0.0, 0.0);
        for (var t = from; t < targets.Length; t++)
        {
            var target = double.IsNaN(targets[t]) ? held : targets[t];
            earned += Expected(target, signal[t] - mean, share, deviation) - (cost * Math.Abs(target - held));
            held = target;
        }
        return earned;
    }

    private double[] Expected(double signal, double share, double deviation) =>
        [.. exposures.Select(e => Expected(e, signal, share, deviation))];

    // A short position of a log-return r earns −r − r², to second order: it is held, not rebalanced.
    private static double Expected(double exposure, double signal, double share, double deviation) =>
        (exposure * Math.Sqrt(share) * deviation * signal) - (0.5 * ((exposure * exposure) - exposure) * deviation * deviation);

    private static int Nearest(double signal) =>
        (int)Math.Round((Math.Clamp(signal, -SignalRange, SignalRange) + SignalRange) / (2 * SignalRange) * (States - 1));

    private static double[] Transition(double[] grid, double from)
    {
        double[] weights = [.. grid.Select(to => Weight((to - (PlantedMarket.SignalMemory * from)) / PlantedMarket.SignalNews))];
        var sum = weights.Sum();
        return [.. weights.Select(w => w / sum)];
    }

    private static double Weight(double z) => Math.Exp(-0.5 * z * z);

    private static double Growth(double exposure, double logReturn) =>
        Math.Log(Math.Max(1 + (exposure * (Math.Exp(logReturn) - 1)), TradingEnvironment.RuinGrowth));

    private double[] Follow(PositionProgram program, int bars, int from, Func<int, int> stateOf)
    {
        var targets = new double[bars];
        Array.Fill(targets, double.NaN, 0, from);
        var held = 0;
        for (var t = from; t < bars; t++)
        {
            held = program.Decide(stateOf(t), held);
            targets[t] = exposures[held];
        }
        return targets;
    }
}
