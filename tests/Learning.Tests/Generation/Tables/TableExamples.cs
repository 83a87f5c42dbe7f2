using Simulator.Anomalies;
using Simulator.Learning.Generation.Tables;
using Simulator.Seeding;
using Simulator.Synthetic;

namespace Simulator.Tests.Learning.Generation.Tables;

/// <summary>Tables for the tests of generators of windows.</summary>
internal static class TableExamples
{
    /// <summary>The demo market's bars with an adjusted close that equals the close, as TimeGAN's table has it.</summary>
    public static TimeTable Bars { get; } = OfDemo();

    /// <summary>TimeGAN's table of GOOG; skips the test where it is absent.</summary>
    public static TimeTable Google()
    {
        var path = SharedFiles.Require("data/timegan/stock_data.csv");
        return TimeTable.Of(AnomalyTableReader.Read(File.ReadAllBytes(path), "stock_data.csv", null, AnomalyTableReader.NoTime));
    }

    /// <summary>Independent uniform numbers.</summary>
    public static TimeTable Noise(int columns, int rows, long seed)
    {
        var random = Seeds.Generator(seed, "table");
        var values = Enumerable.Range(0, columns).Select(_ => Enumerable.Range(0, rows).Select(_ => random.NextDouble()).ToArray());
        return new([.. Enumerable.Range(0, columns).Select(c => FormattableString.Invariant($"c{c}"))], [.. values]);
    }

    /// <summary>Uniform numbers between the smallest and largest of each column, as many windows as asked.</summary>
    public static double[][] NoiseLike(TimeTable table, int windows, int rows)
    {
        var (random, scale) = (Seeds.Generator(7, "noise"), UnitScale.Of(table));
        return
        [
            .. Enumerable
                .Range(0, windows)
                .Select(_ =>
                    Enumerable
                        .Range(0, table.Columns.Length * rows)
                        .Select(i => scale.Low[i / rows] + (random.NextDouble() * (scale.High[i / rows] - scale.Low[i / rows])))
                        .ToArray()
                ),
        ];
    }

    private static TimeTable OfDemo()
    {
        var bars = DemoMarket.Create(years: 5).Target;
        return new(
            ["Open", "High", "Low", "Close", "Adj_Close", "Volume"],
            [
                [.. bars.Open],
                [.. bars.High],
                [.. bars.Low],
                [.. bars.Close],
                [.. bars.Close],
                [.. bars.Volume],
            ]
        );
    }
}
