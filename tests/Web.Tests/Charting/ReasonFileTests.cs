using System.Buffers.Binary;
using Simulator.Distributions;
using Simulator.Folds;
using Simulator.Forecasting;
using Simulator.Web.Charting;

namespace Simulator.Tests.Web.Charting;

/// <summary>Form SRE1: why the forecasts of a run are what they are.</summary>
public sealed class ReasonFileTests
{
    [Fact]
    public void File_HasTheStrongestReasonsOfWidthAndMean_AtTheTimesOfTheExplainedBars()
    {
        var bars = new ChartBars(ChartSeries.Daily("GS"));
        var file = ReasonFile.Of(bars, Reasons(), new BarRange(0, bars.Series.Count, 1));

        Assert.Equal("SRE1"u8.ToArray(), file.Header[..4]);
        Assert.Equal((2u, 30u), (Number(file, 8), Number(file, 12)));
        Assert.Equal(["vix", "return_1"], file.Lines);
        Assert.Equal(31, file.Columns.Count);
        Assert.Equal([bars.Times[10], bars.Times[11]], file.Columns[0].ToArray());
        Assert.Equal([0.0, 0.003, 1.2], file.Columns.Skip(1).Take(3).Select(c => c.Span[0])); // vix widens
        Assert.Equal([1.0, -0.001, -2], file.Columns.Skip(4).Take(3).Select(c => c.Span[0])); // then return_1 narrows
        Assert.Equal([-1.0, 0, 0], file.Columns.Skip(7).Take(3).Select(c => c.Span[0])); // and no more
        Assert.Equal([1.0, 0.0002, -2], file.Columns.Skip(16).Take(3).Select(c => c.Span[0])); // return_1 raises the mean
    }

    [Fact]
    public void File_OfARange_HasItsBarsAlone()
    {
        var bars = new ChartBars(ChartSeries.Daily("GS"));
        Assert.Equal(1u, Number(ReasonFile.Of(bars, Reasons(), new BarRange(11, 12, 1)), 8));
        Assert.Equal(0u, Number(ReasonFile.Of(bars, Reasons(), new BarRange(0, 10, 1)), 8));
    }

    private static uint Number(ColumnFile file, int at) => BinaryPrimitives.ReadUInt32LittleEndian(file.Header.AsSpan(at));

    private static ForecastReasons Reasons()
    {
        var writer = new TapeWriter(20);
        writer.ExplainBy("integrated gradients", ["vix", "return_1"]);
        for (var row = 10; row < 12; row++)
        {
            writer.Write(row, new WalkForwardFold(0, 0, 5, 8, 20), new NormalLaw(0.0002, 0.01), 0.003);
            writer.Explain(row, new(0, [0, 0.0002]), new(-4.6, [0.003, -0.001]), [1.2, -2]);
        }
        return writer.ToTape("lstm").Reasons!;
    }
}
