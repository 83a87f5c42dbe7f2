using Simulator.Forecasting;
using Simulator.Learning.Forecasters;

namespace Simulator.Tests.Learning.Forecasters;

public sealed class TapeWriterTests
{
    private static readonly WalkForwardFold s_fold = new(2, 0, 1, 2, 4);

    [Fact]
    public void Write_OfFourSamples_GivesHandComputedFigures()
    {
        var tape = new TapeWriter(4);
        tape.Write(2, s_fold, [1, 3, -1, 5], 2);
        tape.Write(3, s_fold, [1, 3, -1, 5], double.NaN);
        var row = tape.ToTape("gan");
        Assert.Equal(2, row.FirstBar);
        Assert.Equal(2, row.Mean[2]);
        Assert.Equal(Math.Sqrt(20.0 / 3), row.StandardDeviation[2], 12); // squares 1, 1, 9, 9 over n − 1
        Assert.Equal(0.75, row.ProbabilityOfRise[2]);
        Assert.Equal(2, Quantile(row, 0.5, 2)); // halfway between 1 and 3
        Assert.Equal(4, Quantile(row, 0.9, 2) - 0.4, 12); // at 2.7 of 0 … 3: 3 + 0.7·2
        // Halves {1, 3}: mean |x − 2| = 1, half of E|x − x′| = 1 → 0; {−1, 5}: 3 − 3 = 0.
        Assert.Equal(0, row.Crps[2], 12);
        Assert.True(double.IsNaN(row.Crps[3]));
        Assert.Equal((-1, -1, 2, 1), (row.Fold[1], row.Cutoff[1], row.Fold[2], row.Cutoff[2]));
    }

    [Fact]
    public void Bytes_OfAHalfFilledTape_ContinueExactly()
    {
        var tape = new TapeWriter(4);
        tape.Write(2, s_fold, [0.1, 0.3, -0.1, 0.5], 0.2);
        var again = new TapeWriter(tape.ToBytes());
        tape.Write(3, s_fold, [1, 2, 3, 4], 1);
        again.Write(3, s_fold, [1, 2, 3, 4], 1);
        Assert.Equal(tape.ToBytes(), again.ToBytes());
    }

    private static double Quantile(ForecastTape tape, double level, int row) => tape.Quantiles[Array.IndexOf(tape.Levels, level)][row];
}
