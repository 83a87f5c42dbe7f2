using System.Text.Json;
using Simulator.Artifacts;
using Simulator.Distributions;
using Simulator.Folds;
using Simulator.Forecasting;

namespace Simulator.Tests.Simulation.Forecasting;

public sealed class TapeBlobTests
{
    private static readonly WalkForwardFold s_fold = new(0, 0, 1, 2, 6);

    [Fact]
    public void Write_OfOneHorizonOfSamples_GivesTheBytesOfTheFirstFormat()
    {
        var writer = new TapeWriter(6);
        for (var row = 2; row < 6; row++)
            writer.Write(row, s_fold, SampleLaw.OfAntitheticHalves([0.01 * row, 0.02, -0.01, 0.005]), row < 5 ? 0.003 : double.NaN);
        var tape = writer.ToTape("gan");

        Assert.Equal(FirstFormat(tape), TapeBlob.Write(tape));
        Same(tape, TapeBlob.Read(FirstFormat(tape)));
    }

    [Fact]
    public void Write_OfSeveralHorizonsWithScores_IsReadBackBitForBit()
    {
        var writer = new TapeWriter(6, 1, 3, 10);
        for (var row = 2; row < 6; row++)
        {
            writer.Write(row, s_fold, 1, new NormalLaw(0.001 * row, 0.01), 0.003);
            writer.Write(row, s_fold, 3, SampleLaw.OfDraws([0.01 * row, 0.02]), row < 3 ? 0.003 : double.NaN);
            writer.Write(row, s_fold, 10, new QuantileLaw([0.1, 0.5, 0.9], [-0.02, 0, 0.02 + (0.001 * row)]), 0.004);
        }
        var tape = writer.ToTape("mixed");

        Same(tape, TapeBlob.Read(TapeBlob.Write(tape)));
        Same(tape, new TapeWriter(writer.ToBytes()).ToTape("mixed"));
    }

    [Fact]
    public void Notes_OfAHalfWrittenTape_AreKept_AndATapeWithoutAnyHasTheBytesThatItHad()
    {
        var writer = new TapeWriter(6);
        writer.Write(2, s_fold, new NormalLaw(0.001, 0.01), 0.003);
        var bare = writer.ToTape("gan");
        writer.Note("fold 1 of 1: its draws collapsed");
        var resumed = new TapeWriter(writer.ToBytes()).ToTape("gan");

        Assert.Equal(["fold 1 of 1: its draws collapsed"], resumed.Notes);
        Assert.Equal(resumed.Notes, TapeBlob.Read(TapeBlob.Write(resumed)).Notes);
        Assert.Equal(TapeBlob.Write(bare), TapeBlob.Write(resumed with { Notes = [] }));
        Assert.DoesNotContain("notes", ColumnarBlob.FromBytes(TapeBlob.Write(bare)).Header, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_OfALaterFormat_SaysWhatToDo()
    {
        var later = new ColumnarBlob { Header = """{"forecaster":"gan","horizonBars":1,"firstBar":0,"format":3}""" };
        var error = Assert.Throws<InvalidDataException>(() => TapeBlob.Read(later.ToBytes()));
        Assert.Contains("format 3; this program reads 1 and 2", error.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidDataException>(() => TapeBlob.Read(new ColumnarBlob { Header = "?" }.ToBytes()));
    }

    // As the program wrote tapes when they had one horizon only.
    private static byte[] FirstFormat(ForecastTape tape)
    {
        var header = JsonSerializer.Serialize(
            new
            {
                forecaster = tape.Forecaster,
                horizonBars = 1,
                firstBar = tape.FirstBar,
            }
        );
        var blob = new ColumnarBlob { Header = header }
            .Add("levels", tape.Levels)
            .Add("mean", tape.Mean)
            .Add("standardDeviation", tape.StandardDeviation)
            .Add("probabilityOfRise", tape.ProbabilityOfRise)
            .Add("crps", tape.Crps)
            .Add("fold", tape.Fold)
            .Add("cutoff", tape.Cutoff);
        for (var i = 0; i < tape.Levels.Length; i++)
            blob.Add(FormattableString.Invariant($"q{i}"), tape.Quantiles[i]);
        return blob.ToBytes();
    }

    private static void Same(ForecastTape expected, ForecastTape actual)
    {
        Assert.Equal((expected.Forecaster, expected.FirstBar), (actual.Forecaster, actual.FirstBar));
        Assert.Equal(expected.Levels, actual.Levels);
        Assert.Equal(expected.Fold, actual.Fold);
        Assert.Equal(expected.Cutoff, actual.Cutoff);
        Assert.Equal(expected.Horizons.Count, actual.Horizons.Count);
        foreach (var (a, b) in expected.Horizons.Zip(actual.Horizons, (a, b) => (a, b)))
        {
            Assert.Equal(a.Bars, b.Bars);
            Assert.Equal(Columns(a), Columns(b));
            Assert.Equal(a.LogScore is null, b.LogScore is null);
        }
    }

    private static long[] Columns(HorizonForecast h) =>
        [
            .. new[] { h.Mean, h.StandardDeviation, h.ProbabilityOfRise, h.Crps, h.LogScore ?? [] }
                .Concat(h.Quantiles)
                .SelectMany(column => column)
                .Select(BitConverter.DoubleToInt64Bits),
        ];
}
