using System.Diagnostics;
using System.Globalization;
using Simulator.Anomalies;
using Simulator.Generation;
using Simulator.Learning.Generation;
using Simulator.Learning.Generation.Tables;
using Simulator.Numerics;

namespace Simulator.Bench.Generators;

/// <summary>
/// Windows of 24 rows of a table of several columns by the published test of TimeGAN and by ours, several seeds: the table of
/// <c>docs/benchmarks/timegan.md</c>. Each seed learns anew and has its own judges.
/// </summary>
internal static class TimeGanProtocol
{
    private const int Rows = 24;

    internal static int Run(string[] args)
    {
        if (args.Length < 2 || !int.TryParse(args[0], NumberStyles.None, CultureInfo.InvariantCulture, out var seeds) || seeds == 0)
        {
            Console.Error.WriteLine(
                $"timegan SEEDS FILE [SOURCE…]: SEEDS is 1 or more, sources are {string.Join(", ", WindowSources.Names)}"
            );
            return 2;
        }
        var table = TimeTable.Of(
            AnomalyTableReader.Read(File.ReadAllBytes(args[1]), Path.GetFileName(args[1]), null, AnomalyTableReader.NoTime)
        );
        var (published, inTime) = (new PublishedTest(table, Rows), new TestInTime(table, Rows));
        Console.WriteLine(
            Text($"{table.Count} rows of {string.Join(", ", table.Names)}; repeating the last value {inTime.RepeatingLast:0.000}")
        );
        Console.WriteLine(
            "| windows | told apart, published | forecast, published | told apart, in time | forecast, in time | nearest | no bars | s |"
        );
        Console.WriteLine("|---|---|---|---|---|---|---|---|");
        foreach (var source in args.Length > 2 ? args[2..] : WindowSources.Names)
            Row(source, published, inTime, table, seeds);
        return 0;
    }

    private static void Row(string name, PublishedTest published, TestInTime inTime, TimeTable table, int seeds)
    {
        var (source, clock, figures) = (WindowSources.Of(name), Stopwatch.StartNew(), new double[6][]);
        for (var f = 0; f < figures.Length; f++)
            figures[f] = new double[seeds];
        for (var s = 0; s < seeds; s++)
        {
            var seed = s + 1;
            var all = source(table, published.Real.Length, Rows, seed);
            var early = source(inTime.Past, inTime.Train.Length + inTime.Test.Length, Rows, seed);
            var isReal = name == WindowSources.Real;
            figures[0][s] = published.Discriminative(all, seed);
            figures[1][s] = published.Predictive(all, seed);
            figures[2][s] = isReal ? inTime.RealAgainstReal(seed) : inTime.Discriminative(early, seed);
            figures[3][s] = inTime.Predictive(early, seed);
            figures[4][s] = inTime.Memorisation(early).DistanceRatio;
            figures[5][s] = WindowSources.ShareOfNoBars(all, Rows);
        }
        var cells = figures.Select(f =>
            seeds > 1 ? Text($"{Moments.Mean(f):0.000} ± {Moments.StandardDeviation(f):0.000}") : Text($"{f[0]:0.000}")
        );
        Console.WriteLine(Text($"| `{name}` | {string.Join(" | ", cells)} | {clock.Elapsed.TotalSeconds / seeds:0} |"));
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
