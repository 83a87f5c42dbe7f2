using System.Globalization;
using Simulator.Generation;
using Simulator.Learning.Generation;
using Simulator.Markets;
using Simulator.Numerics;
using Simulator.Realism;
using Simulator.Seeding;

namespace Simulator.Bench.Generators;

/// <summary>
/// The published test of TimeGAN (Yoon, Jarrett and van der Schaar 2019) on its own table of six columns (open, high, low, close, adjusted
/// close, volume): windows of 24 rows in all places, scaled to [0, 1] over the whole table, shuffled, 80 % to train the judge, a judge of
/// three recurrent units. Generated windows are bars of our paths: each starts at the price, volatility and volume of a row of the table,
/// and the adjusted close is the close. Beside it: the same windows cut in time, so that no row is on both sides, and our judge.
/// </summary>
internal static class TimeGanProtocol
{
    private const int Rows = 24;
    private const int Columns = 6;
    private const int PredictorSteps = 5_000;
    private const double TrainShare = 0.8;

    internal static int Run(string[] args)
    {
        var (seeds, names) = (int.Parse(args[0], CultureInfo.InvariantCulture), args.Length > 2 ? args[2..] : [.. PathGenerators.Names]);
        var series = Read(args[1]);
        var (past, scale) = (MarketHistory.Of(series), Scale(series));
        double[][] real = [.. Enumerable.Range(1, series.Count - Rows).Select(start => Window(series, start, scale))];
        Console.WriteLine("| windows | told apart, published | predicted, published | told apart in time, 32 units |\n|---|---|---|---|");
        Row("real", real, _ => real, seeds);
        foreach (var name in names)
            Row(name, real, seed => Drawn(PathGenerators.Of(name), past, scale, seed), seeds);
        return 0;
    }

    private static void Row(string name, double[][] real, Func<long, double[][]> drawn, int seeds)
    {
        var (published, predicted, inTime) = (new double[seeds], new double[seeds], new double[seeds]);
        for (var s = 0; s < seeds; s++)
        {
            var (seed, windows) = (s + 1, drawn(s + 1));
            published[s] = RecurrentJudge.Discriminative(Shuffled(real, windows, seed), Rows, JudgeSize.Published(Columns), seed);
            var predictor = JudgeSize.Published(Columns) with { Steps = PredictorSteps };
            predicted[s] = RecurrentJudge.Predictive(windows, real, Rows, predictor, seed);
            inTime[s] = RecurrentJudge.Discriminative(InTime(real, windows), Rows, JudgeSize.Ours, seed);
        }
        string Cell(double[] values) =>
            values.Length > 1
                ? FormattableString.Invariant($"{Moments.Mean(values):0.000} ± {Moments.StandardDeviation(values):0.000}")
                : FormattableString.Invariant($"{values[0]:0.000}");
        Console.WriteLine($"| {name} | {Cell(published)} | {Cell(predicted)} | {Cell(inTime)} |");
    }

    private static double[][] Drawn(IPathGenerator generator, MarketHistory past, (double Low, double High)[] scale, long seed)
    {
        var (series, starts) = (past.Series, Enumerable.Range(0, past.Count - Rows + 1).ToArray());
        var paths = generator.Learn(past, seed).Draw(starts, Rows, Seeds.Derive(seed, "protocol"));
        return
        [
            .. paths.Select(
                (path, i) =>
                {
                    var bar = starts[i] + 1; // the bar after the return
                    var level = past.Path.HasActivity ? Math.Log(series.Volume[bar]) - past.Path.Activity[starts[i]] : double.NaN;
                    var seedOfBars = Seeds.Derive(seed, FormattableString.Invariant($"protocol/bars{i}"));
                    return Window(SyntheticBars.Of("MADE", past, path, seedOfBars, series.Close[bar], level), 0, scale);
                }
            ),
        ];
    }

    // As published: every place may be on either side, so windows of both sides overlap.
    private static JudgeSplit Shuffled(double[][] real, double[][] drawn, long seed)
    {
        var random = Seeds.Generator(seed, "protocol/split");
        var ((trainReal, testReal), (trainDrawn, testDrawn)) = (Parts(real, random), Parts(drawn, random));
        return new(trainReal, trainDrawn, testReal, testDrawn);
    }

    private static (double[][] Train, double[][] Test) Parts(double[][] windows, SplitMix64 random)
    {
        var order = (double[][])windows.Clone();
        random.Shuffle<double[]>(order);
        var cut = (int)(TrainShare * order.Length);
        return (order[..cut], order[cut..]);
    }

    private static JudgeSplit InTime(double[][] real, double[][] drawn)
    {
        static (double[][] Train, double[][] Test) Cut(double[][] windows)
        {
            var cut = (int)(TrainShare * windows.Length);
            return (windows[..cut], windows[(cut + Rows)..]);
        }
        var ((trainReal, testReal), (trainDrawn, testDrawn)) = (Cut(real), Cut(drawn));
        return new(trainReal, trainDrawn, testReal, testDrawn);
    }

    private static double[] Window(BarSeries series, int start, (double Low, double High)[] scale)
    {
        var window = new double[Columns * Rows];
        double[][] columns = [series.Open, series.High, series.Low, series.Close, series.Close, series.Volume];
        for (var c = 0; c < Columns; c++)
        {
            for (var t = 0; t < Rows; t++)
                window[(c * Rows) + t] = (columns[c][start + t] - scale[c].Low) / (scale[c].High - scale[c].Low);
        }
        return window;
    }

    private static (double Low, double High)[] Scale(BarSeries series) =>
        [.. new[] { series.Open, series.High, series.Low, series.Close, series.Close, series.Volume }.Select(c => (c.Min(), c.Max()))];

    // The table has no dates: days of the calendar stand for them.
    private static BarSeries Read(string file)
    {
        double[][] rows =
        [
            .. File.ReadLines(file).Skip(1).Select(l => l.Split(',').Select(v => double.Parse(v, CultureInfo.InvariantCulture)).ToArray()),
        ];
        var (days, day) = (new long[rows.Length], new DateOnly(2004, 8, 18));
        for (var t = 0; t < days.Length; t++)
        {
            do day = day.AddDays(1);
            while (MarketCalendar.Nyse.IsClosed(day));
            days[t] = MarketCalendar.Nyse.CloseOf(day).Ticks;
        }
        double[] Column(int c) => [.. rows.Select(r => r[c])];
        return new BarSeries("GOOG", days, Column(0), Column(1), Column(2), Column(3), Column(5));
    }
}
