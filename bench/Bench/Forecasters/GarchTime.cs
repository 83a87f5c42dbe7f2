using System.Diagnostics;
using System.Globalization;
using Simulator.Seeding;
using Simulator.Volatility;

namespace Simulator.Bench.Forecasters;

/// <summary>How long a fit of 2,000 returns takes, the best of some.</summary>
internal static class GarchTime
{
    private const int Returns = 2_000;
    private const int Repetitions = 30;

    /// <summary>Prints one table.</summary>
    public static void Print()
    {
        var returns = Simulate();
        Console.WriteLine("| fit of 2,000 returns | best, ms | median, ms |");
        Console.WriteLine("|---|---|---|");
        foreach (var isAsymmetric in new[] { false, true })
        {
            foreach (var kind in Enum.GetValues<Innovations>())
                Measure(returns, isAsymmetric, kind);
        }
    }

    private static void Measure(double[] returns, bool isAsymmetric, Innovations kind)
    {
        var times = new double[Repetitions];
        for (var k = 0; k < Repetitions; k++)
        {
            var watch = Stopwatch.StartNew();
            GarchFit.Of(returns, isAsymmetric, kind);
            times[k] = watch.Elapsed.TotalMilliseconds;
        }
        Array.Sort(times);
        var name = isAsymmetric ? "GJR-GARCH" : "GARCH";
        Console.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"| {name}, {kind} | {times[0]:0.0} | {times[Repetitions / 2]:0.0} |")
        );
    }

    private static double[] Simulate()
    {
        var (random, variance) = (new SplitMix64(5), 1e-4);
        var returns = new double[Returns];
        for (var t = 0; t < Returns; t++)
        {
            var heavy = random.NextDouble() < 0.05 ? 2.0 : 0.9;
            returns[t] = Math.Sqrt(variance) * heavy * random.NextGaussian();
            variance = 2e-6 + (0.08 * returns[t] * returns[t]) + (0.9 * variance);
        }
        return returns;
    }
}
