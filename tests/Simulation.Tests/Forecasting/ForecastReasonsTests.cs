using Simulator.Artifacts;
using Simulator.Distributions;
using Simulator.Folds;
using Simulator.Forecasting;

namespace Simulator.Tests.Simulation.Forecasting;

public sealed class ForecastReasonsTests
{
    private static readonly WalkForwardFold s_fold = new(0, 0, 1, 2, 6);
    private static readonly string[] s_inputs = ["a", "b", "c", "d", "e", "f", "g"];
    private static readonly double[] s_levels = [0.1, -0.2, 0.3, 0, 2.5, -1, 0.4];

    [Fact]
    public void Reasons_KeepTheStrongestByName_AndTheOthersAsOneSum()
    {
        var at = Writer().ToTape("lstm").Reasons!.At(3)!;
        Assert.Equal(["c", "a", "e", "g", "b"], at.LogDeviation.Strongest.Select(r => r.Input));
        Assert.Equal([-0.4, 0.3, 0.2, 0.1, 0.05], at.LogDeviation.Strongest.Select(r => r.Part));
        Assert.Equal([0.3, 0.1, 2.5, 0.4, -0.2], at.LogDeviation.Strongest.Select(r => r.Level));
        Assert.Equal(0.01, at.LogDeviation.Rest, 1e-12);
        Assert.Equal(-4 + 0.26, at.LogDeviation.Sum, 1e-12);
        // Only what has a part is a reason.
        Assert.Equal("d", Assert.Single(at.Mean.Strongest).Input);
    }

    [Fact]
    public void Reasons_OfATape_AreReadBackBitForBit_AlsoHalfWritten()
    {
        var writer = Writer();
        writer.Note("a note");
        var tape = writer.ToTape("lstm");
        Same(tape.Reasons!, TapeBlob.Read(TapeBlob.Write(tape)).Reasons!);
        var half = new TapeWriter(writer.ToBytes());
        half.ExplainBy("another", ["x"]); // what was said first counts
        half.Explain(5, new(0, new double[7]), new(-4, new double[7]), s_levels);
        Assert.Equal(["a note"], half.ToTape("lstm").Notes);
        Assert.Equal([3, 4, 5], half.ToTape("lstm").Reasons!.Bars);
        Same(tape.Reasons!, half.ToTape("lstm").Reasons!.Until(5));
    }

    [Fact]
    public void Tape_WithoutReasons_HasTheBytesThatItHad_AndIsReadWithoutAny()
    {
        var tape = Writer().ToTape("lstm") with { Reasons = null };
        Assert.DoesNotContain("reasons", ColumnarBlob.FromBytes(TapeBlob.Write(tape)).Header, StringComparison.Ordinal);
        Assert.Null(TapeBlob.Read(TapeBlob.Write(tape)).Reasons);
    }

    [Fact]
    public void Until_CutsTheReasons()
    {
        var reasons = Writer().ToTape("lstm").Until(4).Reasons!;
        Assert.Equal([3], reasons.Bars);
        Assert.NotNull(reasons.At(3));
        Assert.Null(reasons.At(4));
    }

    [Fact]
    public void Explain_OutOfOrder_OrOfOtherInputs_IsRefused()
    {
        var writer = Writer();
        AttributedFigure figure = new(0, new double[7]);
        Assert.Contains(
            "bar 4 is explained after bar 4",
            Refusal(() => writer.Explain(4, figure, figure, s_levels)),
            StringComparison.Ordinal
        );
        var short_ = Refusal(() => writer.Explain(5, figure, new(0, new double[3]), s_levels));
        Assert.Contains("bar 5 is split into 7 and 3 parts with 7 levels; there are 7 inputs", short_, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => new TapeWriter(6).Explain(3, figure, figure, s_levels));
    }

    [Fact]
    public void ExplainedRows_ThinOut_AndDependOnNoLaterBar()
    {
        Assert.Equal([10, 11, 12], ExplainedRows.Of(10, 13, 10));
        Assert.Empty(ExplainedRows.Of(5, 10, 10));
        Assert.Equal(4_096, ExplainedRows.Of(0, 4_096, 0).Length);
        Assert.Equal(4_096 + 2_048, ExplainedRows.Of(0, 8_192, 0).Length);
        Assert.Equal([4_096, 4_098], ExplainedRows.Of(4_096, 4_100, 0));
        Assert.Equal(4_096 + (8 * 2_048), ExplainedRows.Of(0, 1 << 20, 0).Length);
    }

    private static TapeWriter Writer()
    {
        var writer = new TapeWriter(6);
        writer.ExplainBy("integrated gradients", s_inputs);
        for (var row = 3; row < 5; row++)
        {
            writer.Write(row, s_fold, new NormalLaw(0.001, 0.01), 0.002);
            writer.Explain(row, new(0.001, [0, 0, 0, 0.002, 0, 0, 0]), new(-4, [0.3, 0.05, -0.4, 0.02, 0.2, -0.01, 0.1]), s_levels);
        }
        return writer;
    }

    private static string Refusal(Action action) => Assert.Throws<ArgumentException>(action).Message;

    private static void Same(ForecastReasons expected, ForecastReasons actual)
    {
        Assert.Equal(expected.Method, actual.Method);
        Assert.Equal(expected.Inputs, actual.Inputs);
        Assert.Equal(expected.Bars, actual.Bars);
        foreach (var (a, b) in new[] { (expected.Mean, actual.Mean), (expected.LogDeviation, actual.LogDeviation) })
        {
            Assert.Equal(a.Start, b.Start);
            Assert.Equal(a.Rest, b.Rest);
            Assert.Equal(a.Input, b.Input);
            Assert.Equal(a.Part, b.Part);
            Assert.Equal(a.Level, b.Level);
        }
    }
}
