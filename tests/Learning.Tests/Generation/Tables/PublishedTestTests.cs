using Simulator.Learning.Generation;
using Simulator.Learning.Generation.Tables;

namespace Simulator.Tests.Learning.Generation.Tables;

public sealed class PublishedTestTests
{
    private const int Rows = 12;

    [Fact]
    public void Judge_TellsNoise_AndNotTheRealWindowsThemselves_AndRepeatsItself()
    {
        var test = new PublishedTest(TableExamples.Bars, Rows) { Judge = JudgeSize.Published(6) with { Steps = 1_000 } };
        var noise = TableExamples.NoiseLike(TableExamples.Bars, test.Real.Length, Rows);
        var told = test.Discriminative(noise, 1);
        Assert.InRange(test.Discriminative(test.Real, 1), 0, 0.05);
        Assert.InRange(told, 0.4, 0.5);
        Assert.Equal(told, test.Discriminative(noise, 1));
    }

    /// <summary>Nothing foretells an independent uniform number better than ½, which misses by ¼ on average.</summary>
    [Fact]
    public void Forecaster_OfIndependentNumbers_MissesByAQuarter_OfTheNumberBefore_ByLittle()
    {
        var noise = TableExamples.Noise(2, 1_000, 3);
        var size = new JudgeSize(8, 600, 64);
        var free = new PublishedTest(noise, Rows) { Forecaster = size };
        Assert.InRange(free.Predictive(free.Real, 1), 0.24, 0.27);
        var known = new PublishedTest(noise with { Columns = [noise.Columns[0], [0.5, .. noise.Columns[0][..^1]]] }, Rows)
        {
            Forecaster = size,
        };
        var error = known.Predictive(known.Real, 1);
        Assert.InRange(error, 0, 0.06);
        Assert.Equal(error, known.Predictive(known.Real, 1));
    }

    [Fact]
    public void Judge_OfThreeUnits_IsThatOfSixColumns()
    {
        var test = new PublishedTest(TableExamples.Bars, 24);
        Assert.Equal(new JudgeSize(3, 2_000, 128), test.Judge);
        Assert.Equal(new JudgeSize(3, 5_000, 128), test.Forecaster);
        Assert.Equal(TableExamples.Bars.Count - 23, test.Real.Length);
    }
}
