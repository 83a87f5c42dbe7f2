using Simulator.Indicators;
using Simulator.Markets;
using Simulator.Tests.Simulation.Backtesting;

namespace Simulator.Tests.Simulation.Indicators;

public sealed class WindowSumsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(10)]
    [InlineData(20)]
    [InlineData(31)]
    [InlineData(64)]
    [InlineData(200)]
    [InlineData(2_500)]
    [InlineData(5_000)]
    public void Means_OfAColumn_AreBitForBitThoseOfEachWindow(int length)
    {
        var close = TestMarkets.Random(5, 5_003).Close;
        var means = new double[close.Length - length + 1];
        WindowSums.Means(close, length, means);

        for (var i = 0; i < means.Length; i++)
            Assert.Equal(
                BitConverter.DoubleToInt64Bits(WindowSums.Of(close.AsSpan(i, length)) / length),
                BitConverter.DoubleToInt64Bits(means[i])
            );
    }

    [Theory]
    [InlineData(10)]
    [InlineData(1_000)]
    public void Of_AWindow_IsWithinAFewRoundingsOfTheExactSum(int length)
    {
        var close = TestMarkets.Random(6, length).Close;
        var exact = (double)close.Sum(c => (decimal)c);

        Assert.Equal(1, WindowSums.Of(close) / exact, 1e-15);
    }

    [Fact]
    public void Means_WithAHole_AreNumbersAgainWhenItHasLeftTheWindow()
    {
        double[] values = [1, 2, double.NaN, 4, 5, 6, 7, 8];
        var means = new double[6];
        WindowSums.Means(values, 3, means);

        Assert.Equal([double.NaN, double.NaN, double.NaN, 5, 6, 7], means);
    }

    [Fact]
    public void Columns_AskedForByManyThreads_AreWorkedOutOnceAndCounted()
    {
        var (series, computed) = (TestMarkets.Random(8, 1_000), 0);
        var before = SeriesColumns.KeptBytes;
        var columns = Enumerable
            .Range(0, 64)
            .AsParallel()
            .WithDegreeOfParallelism(4)
            .Select(_ =>
                SeriesColumns
                    .Of(series)
                    .Get(
                        new ColumnKey("test", 3),
                        (s, _) =>
                        {
                            Interlocked.Increment(ref computed);
                            return new double[s.Count];
                        }
                    )
            )
            .ToArray();

        Assert.Equal(1, computed);
        Assert.All(columns, c => Assert.Same(columns[0], c));
        Assert.True(SeriesColumns.KeptBytes - before is var kept && kept <= 256L << 20);
    }

    [Fact]
    public void Columns_OfASeriesTooLong_AreNotKept()
    {
        var ticks = Enumerable.Range(0, 140_000).Select(i => (long)i).ToArray();
        var values = new double[ticks.Length];
        var series = new BarSeries("LONG", ticks, values, values, values, values, values);
        double[] Column() => SeriesColumns.Of(series).Get(new ColumnKey("test", 1), (s, _) => new double[s.Count]);

        Assert.NotSame(Column(), Column());
    }
}
