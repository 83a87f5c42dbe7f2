using Simulator.Errors;
using Simulator.Learning.Generation;
using Simulator.Learning.Generation.Tables;
using Simulator.Seeding;

namespace Simulator.Tests.Learning.Generation.Tables;

public sealed class TestInTimeTests
{
    private const int Rows = 12;
    private static readonly JudgeSize s_quick = JudgeSize.Deep with { Hidden = 16, Steps = 150 };
    private static readonly TestInTime s_test = new(TableExamples.Bars, Rows)
    {
        Judge = s_quick,
        Forecaster = s_quick with { IsBounded = false },
    };

    [Fact]
    public void Judge_TellsNoiseAndShuffledRows_AndNotRealFromReal()
    {
        var count = s_test.Train.Length + s_test.Test.Length;
        Assert.InRange(s_test.Discriminative(TableExamples.NoiseLike(TableExamples.Bars, count, Rows), 1), 0.45, 0.5);
        Assert.InRange(s_test.Discriminative(Shuffled(count), 1), 0.4, 0.5);
        Assert.InRange(s_test.RealAgainstReal(1), 0, 0.15);
        Assert.Equal(s_test.RealAgainstReal(2), s_test.RealAgainstReal(2));
    }

    [Fact]
    public void NoRow_IsOnBothSides_AndNothingLaterIsSeenBefore()
    {
        var table = TableExamples.Bars;
        var cut = s_test.Past.Count;
        Assert.Equal((int)(0.7 * table.Count), cut);
        Assert.Equal(table.Columns[5][cut + Rows], s_test.Test[0][5 * Rows]);
        var changed = table with
        {
            Columns = Array.ConvertAll(table.Columns, c => (double[])[.. c[..cut], .. c[cut..].Select(v => 3 * v)]),
        };
        var other = new TestInTime(changed, Rows);
        Assert.Equal(s_test.Train, other.Train);
        Assert.Equal(s_test.Memorisation(s_test.Train), other.Memorisation(s_test.Train));
        // The scale is that of the past, so three times as high later rows have the same changes.
        Assert.Equal(s_test.RepeatingLast, other.RepeatingLast, 1e-9);
    }

    [Fact]
    public void Memorisation_OfThePastItself_IsFound() => Assert.True(s_test.Memorisation(s_test.Train).IsAlarm);

    /// <summary>0.33233616673415 was made with Python's own arithmetic from the file.</summary>
    [SkippableFact]
    public void RepeatingTheLastVolume_OfGoogle_MissesAsComputedIndependently() =>
        Assert.Equal(0.33233616673415, new TestInTime(TableExamples.Google(), 24).RepeatingLast, 1e-9);

    [Fact]
    public void Forecaster_LearnedFromThePast_IsBetterThanRepeatingTheLast_FromNoise_Worse()
    {
        var noise = TableExamples.NoiseLike(TableExamples.Bars, 500, Rows);
        var learned = s_test.Predictive(s_test.Train, 1);
        Assert.InRange(learned, 0, s_test.RepeatingLast);
        Assert.True(s_test.Predictive(noise, 1) > learned);
    }

    [Fact]
    public void TooFew_RowsOrWindows_AreRefusedWithTheNumberNeeded()
    {
        Assert.Contains(
            "at least 480",
            Assert.Throws<SimulationException>(() => new TestInTime(TableExamples.Bars.Slice(0, 479), Rows)).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "are needed",
            Assert.Throws<ArgumentException>(() => s_test.Discriminative(s_test.Train, 1)).Message,
            StringComparison.Ordinal
        );
    }

    private static double[][] Shuffled(int count)
    {
        var random = Seeds.Generator(5, "shuffled");
        int[] order = [.. Enumerable.Range(0, Rows)];
        double[][] real = [.. s_test.Train, .. s_test.Test];
        return Array.ConvertAll(
            real[..count],
            w =>
            {
                random.Shuffle<int>(order);
                return (double[])[.. w.Select((_, i) => w[(i / Rows * Rows) + order[i % Rows]])];
            }
        );
    }
}
