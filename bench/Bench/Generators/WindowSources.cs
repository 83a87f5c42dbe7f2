using Simulator.Generation;
using Simulator.Learning.Generation;
using Simulator.Learning.Generation.Tables;
using Simulator.Markets;
using Simulator.Seeding;

namespace Simulator.Bench.Generators;

/// <summary>Windows of a table, [window][column · rows + row] in its units, learned from the rows given.</summary>
/// <param name="past">The rows.</param>
/// <param name="windows">How many.</param>
/// <param name="rows">Rows of a window.</param>
/// <param name="seed">The same gives the same.</param>
internal delegate double[][] WindowSource(TimeTable past, int windows, int rows, long seed);

/// <summary>
/// Where the windows come from: two controls (<c>noise</c>, <c>shuffled</c>), the real ones, the generator of windows, and the generators
/// of paths, whose windows are bars that start at the price, volatility and volume of a row of the table.
/// </summary>
internal static class WindowSources
{
    private const int BarColumns = 6;

    /// <summary>The real windows themselves.</summary>
    internal const string Real = "real";

    private static readonly Dictionary<string, WindowSource> s_own = new(StringComparer.Ordinal)
    {
        ["windows"] = (past, windows, rows, seed) =>
            WindowGenerator.Learn(past, new WindowGanSpec { Rows = rows }, seed).Draw(windows, Seeds.Derive(seed, "windows/judged")),
        [Real] = (past, windows, rows, seed) => Some(past.Windows(rows), windows, Seeds.Generator(seed, "windows/real")),
        ["noise"] = Noise,
        ["shuffled"] = Shuffled,
    };

    /// <summary>All of them.</summary>
    internal static string[] Names { get; } = [.. s_own.Keys, "filtered", "bootstrap", "gan"];

    /// <summary>One of them.</summary>
    /// <exception cref="ArgumentException">There is none of that name.</exception>
    internal static WindowSource Of(string name) =>
        s_own.TryGetValue(name, out var own)
            ? own
            : (past, windows, rows, seed) => OfPaths(PathGenerators.Of(name), past, windows, rows, seed);

    /// <summary>Share of the rows whose high or low is not the highest or lowest number of the first four columns.</summary>
    internal static double ShareOfNoBars(double[][] windows, int rows) =>
        windows.Average(w =>
            Enumerable
                .Range(0, rows)
                .Count(t =>
                {
                    var (open, high, low, close) = (w[t], w[rows + t], w[(2 * rows) + t], w[(3 * rows) + t]);
                    return high < Math.Max(open, close) || low > Math.Min(open, close);
                }) / (double)rows
        );

    // Each number uniform between the smallest and the largest of its column.
    private static double[][] Noise(TimeTable past, int windows, int rows, long seed)
    {
        var (random, scale) = (Seeds.Generator(seed, "windows/noise"), UnitScale.Of(past));
        var drawn = new double[windows][];
        for (var w = 0; w < windows; w++)
        {
            drawn[w] = new double[past.Columns.Length * rows];
            for (var i = 0; i < drawn[w].Length; i++)
                drawn[w][i] = scale.Low[i / rows] + (random.NextDouble() * (scale.High[i / rows] - scale.Low[i / rows]));
        }
        return drawn;
    }

    // Real windows with their rows in random order.
    private static double[][] Shuffled(TimeTable past, int windows, int rows, long seed)
    {
        var random = Seeds.Generator(seed, "windows/shuffled");
        int[] order = [.. Enumerable.Range(0, rows)];
        return Array.ConvertAll(
            Some(past.Windows(rows), windows, random),
            w =>
            {
                random.Shuffle<int>(order);
                var places = (int[])order.Clone();
                return (double[])[.. w.Select((_, i) => w[(i / rows * rows) + places[i % rows]])];
            }
        );
    }

    // Every real window as often as any other, in random order.
    private static double[][] Some(double[][] real, int windows, SplitMix64 random)
    {
        double[][] some = [.. Enumerable.Range(0, windows).Select(i => real[i % real.Length])];
        random.Shuffle<double[]>(some);
        return some;
    }

    private static double[][] OfPaths(IPathGenerator generator, TimeTable past, int windows, int rows, long seed)
    {
        if (past.Columns.Length != BarColumns)
            throw new ArgumentException(
                $"{generator.Name} draws bars: the table needs {BarColumns} columns (open, high, low, close, adjusted close, volume)",
                nameof(past)
            );
        var history = MarketHistory.Of(Series(past));
        var random = Seeds.Generator(seed, "windows/starts");
        int[] starts = [.. Enumerable.Range(0, windows).Select(_ => random.NextInt(history.Count))];
        var paths = generator.Learn(history, seed).Draw(starts, rows, Seeds.Derive(seed, "protocol"));
        return
        [
            .. paths.Select(
                (path, i) =>
                {
                    var (bar, series) = (starts[i] + 1, history.Series); // the bar after the return
                    var level = history.Path.HasActivity ? Math.Log(series.Volume[bar]) - history.Path.Activity[starts[i]] : double.NaN;
                    var seedOfBars = Seeds.Derive(seed, FormattableString.Invariant($"protocol/bars{i}"));
                    var bars = SyntheticBars.Of("MADE", history, path, seedOfBars, series.Close[bar], level);
                    return (double[])[.. bars.Open, .. bars.High, .. bars.Low, .. bars.Close, .. bars.Close, .. bars.Volume];
                }
            ),
        ];
    }

    // The table has no dates: days of the calendar stand for them. Its fifth column, the adjusted close, equals the close.
    private static BarSeries Series(TimeTable table)
    {
        var (days, day) = (new long[table.Count], new DateOnly(2004, 8, 18));
        for (var t = 0; t < days.Length; t++)
        {
            do day = day.AddDays(1);
            while (MarketCalendar.Nyse.IsClosed(day));
            days[t] = MarketCalendar.Nyse.CloseOf(day).Ticks;
        }
        var c = table.Columns;
        return new BarSeries("TABLE", days, c[0], c[1], c[2], c[3], c[5]);
    }
}
