using Simulator.Distributions;
using Simulator.Folds;
using Simulator.Forecasting;
using Simulator.Seeding;

namespace Simulator.Tests.Simulation.Forecasting;

public sealed class TapeWriterTests
{
    private static readonly WalkForwardFold s_fold = new(2, 0, 1, 2, 4);

    [Fact]
    public void Write_OfFourSamples_GivesHandComputedFigures()
    {
        var tape = new TapeWriter(4);
        tape.Write(2, s_fold, SampleLaw.OfAntitheticHalves([1, 3, -1, 5]), 2);
        tape.Write(3, s_fold, SampleLaw.OfAntitheticHalves([1, 3, -1, 5]), double.NaN);
        var row = tape.ToTape("gan");
        Assert.Equal(2, row.FirstBar);
        Assert.Equal(2, row.Mean[2]);
        Assert.Equal(Math.Sqrt(20.0 / 3), row.StandardDeviation[2], 12); // squares 1, 1, 9, 9 over n − 1
        Assert.Equal(0.75, row.ProbabilityOfRise[2]);
        Assert.Equal(2, Quantile(row, 0.5, 2)); // halfway between 1 and 3
        Assert.Equal(4.5, Quantile(row, 0.75, 2), 12); // the (4 + 1)·0.75 = 3.75th: 3 + 0.75·2
        Assert.Equal(5, Quantile(row, 0.9, 2)); // the 4.5th of 4: the largest
        // Halves {1, 3}: mean |x − 2| = 1, half of E|x − x′| = 1 → 0; {−1, 5}: 3 − 3 = 0.
        Assert.Equal(0, row.Crps[2], 12);
        Assert.True(double.IsNaN(row.Crps[3]));
        Assert.Equal((-1, -1, 2, 1), (row.Fold[1], row.Cutoff[1], row.Fold[2], row.Cutoff[2]));
    }

    [Fact]
    public void Write_OfDrawsThatCancelOut_ForecastsNoDirection()
    {
        var random = Seeds.Generator(7, "draws");
        double[] half = [.. Enumerable.Range(0, 500).Select(_ => (double)(float)(0.02 * random.NextGaussian()))];
        var tape = new TapeWriter(4);
        tape.Write(2, s_fold, SampleLaw.OfAntitheticHalves([.. half, .. half.Select(x => -x * (1 + 1e-8))]), 0.01);
        var row = tape.ToTape("gan");

        Assert.Equal((0, 0, 0.5), (row.Mean[2], Quantile(row, 0.5, 2), row.ProbabilityOfRise[2]));
    }

    [Fact]
    public void Bytes_OfAHalfFilledTape_ContinueExactly()
    {
        var tape = new TapeWriter(4);
        tape.Write(2, s_fold, SampleLaw.OfAntitheticHalves([0.1, 0.3, -0.1, 0.5]), 0.2);
        var again = new TapeWriter(tape.ToBytes());
        tape.Write(3, s_fold, SampleLaw.OfAntitheticHalves([1, 2, 3, 4]), 1);
        again.Write(3, s_fold, SampleLaw.OfAntitheticHalves([1, 2, 3, 4]), 1);
        Assert.Equal(tape.ToBytes(), again.ToBytes());
    }

    [Fact]
    public void Write_OfSeveralHorizons_KeepsEachAsItsLawSays()
    {
        var tape = new TapeWriter(4, 1, 5);
        tape.Write(2, s_fold, 1, new NormalLaw(0.001, 0.01), 0.02);
        tape.Write(2, s_fold, 5, new StudentLaw(0.002, 0.02, 4), double.NaN);
        var written = tape.ToTape("test");

        Assert.Equal([1, 5], written.Horizons.Select(h => h.Bars));
        Assert.Equal(0.001, written.Mean[2]);
        Assert.Equal(new NormalLaw(0.001, 0.01).LogScore(0.02), written.At(1).LogScore![2]);
        Assert.Equal(0.02 * Math.Sqrt(2), written.At(5).StandardDeviation[2], 15); // ν/(ν − 2) = 2
        Assert.Null(written.At(5).LogScore);
        Assert.True(double.IsNaN(written.At(5).Crps[2]));
        Assert.Contains("it has 1, 5", Assert.Throws<ArgumentException>(() => written.At(2)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_OfARowThatTheFoldDoesNotServe_IsRefused()
    {
        var tape = new TapeWriter(6);
        var law = new NormalLaw(0, 1);
        Assert.Contains(
            "fold 2 serves rows 2 to 3 from its cut-off 1 on, not row 4",
            Assert.Throws<ArgumentException>(() => tape.Write(4, s_fold, law, 0)).Message,
            StringComparison.Ordinal
        );
        Assert.Throws<ArgumentException>(() => tape.Write(2, s_fold with { Cutoff = 3 }, law, 0));
        Assert.Throws<ArgumentException>(() => tape.Write(2, s_fold, 7, law, 0));
    }

    [Fact]
    public void Tape_OfHorizonsOutOfOrder_IsRefused() => Assert.Throws<ArgumentException>(() => new TapeWriter(4, 5, 1));

    private static double Quantile(ForecastTape tape, double level, int row) => tape.Quantiles[Array.IndexOf(tape.Levels, level)][row];
}
