using System.Diagnostics;
using System.Globalization;
using Simulator.Anomalies;
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
        if (args.Length < 2 || Seeds(args[0]) is not { Length: > 0 } seeds)
        {
            Console.Error.WriteLine(
                "timegan SEEDS FILE [SOURCE…]: SEEDS is how many, or from which to which as 2-5; sources are "
                    + string.Join(", ", WindowSources.Names)
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

    // A line for each seed as soon as it is there, then the row of all.
    private static void Row(string name, PublishedTest published, TestInTime inTime, TimeTable table, long[] seeds)
    {
        var (clock, figures) = (Stopwatch.StartNew(), new List<double[]>());
        foreach (var seed in seeds)
        {
            figures.Add(Figures(name, published, inTime, table, seed));
            Console.WriteLine(Text($"# {name}, seed {seed}: {string.Join(" ", figures[^1].Select(v => Text($"{v:0.0000}")))}"));
        }
        var cells = Enumerable
            .Range(0, figures[0].Length)
            .Select(f => figures.Select(v => v[f]).ToArray())
            .Select(f => f.Length > 1 ? Text($"{Moments.Mean(f):0.000} ± {Moments.StandardDeviation(f):0.000}") : Text($"{f[0]:0.000}"));
        Console.WriteLine(Text($"| `{name}` | {string.Join(" | ", cells)} | {clock.Elapsed.TotalSeconds / seeds.Length:0} |"));
    }

    private static double[] Figures(string name, PublishedTest published, TestInTime inTime, TimeTable table, long seed)
    {
        var source = WindowSources.Of(name);
        var all = source(table, published.Real.Length, Rows, seed);
        var early = source(inTime.Past, inTime.Train.Length + inTime.Test.Length, Rows, seed);
        return
        [
            published.Discriminative(all, seed),
            published.Predictive(all, seed),
            name == WindowSources.Real ? inTime.RealAgainstReal(seed) : inTime.Discriminative(early, seed),
            inTime.Predictive(early, seed),
            inTime.Memorisation(early).DistanceRatio,
            WindowSources.ShareOfNoBars(all, Rows),
        ];
    }

    // "3" is 1 to 3, "2-5" is 2 to 5; anything else none.
    private static long[] Seeds(string text)
    {
        int[] ends = [.. text.Split('-').Select(v => int.TryParse(v, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0)];
        return ends.Length is 1 or 2 && ends[0] > 0 && ends[^1] >= ends[0]
            ? [.. Enumerable.Range(ends.Length == 1 ? 1 : ends[0], ends.Length == 1 ? ends[0] : ends[1] - ends[0] + 1).Select(s => (long)s)]
            : [];
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
