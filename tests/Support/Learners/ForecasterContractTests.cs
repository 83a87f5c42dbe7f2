using Simulator.Errors;
using Simulator.Forecasting;
using Simulator.Learners;
using Simulator.Markets;
using Simulator.Robustness.Causality;
using Simulator.Stages;
using Simulator.Tests.Features;
using Xunit;

namespace Simulator.Tests.Learners;

/// <summary>What every forecaster must hold. A derived class names the row and a spec small enough for seconds.</summary>
public abstract class ForecasterContractTests : LearnerContractTests
{
    private const int Bars = 420;

    /// <summary>A small spec.</summary>
    protected abstract ForecasterSpec Spec { get; }

    [Fact]
    public void Forecast_OnOtherFutures_IsTheSameUpToTheCut()
    {
        var source = new ColumnSource(Row.Name, bars => Columns(Forecast(bars)), canBeCut: false);
        var report = LookAheadCheck.Of(source, ContractMarket.Bars(Bars), new LookAheadOptions { Cuts = 3, Seed = 3 });
        Assert.True(report.Passed, report.Sentence);
    }

    [Fact]
    public void Forecast_EveryRow_ComesFromAModelAnEmbargoBefore()
    {
        var tape = Forecast(ContractMarket.Bars(Bars));
        Assert.InRange(tape.FirstBar, 1, ContractMarket.Split.ValidationStart(Bars));
        for (var t = tape.FirstBar; t < Bars; t++)
            Assert.True(tape.Fold[t] >= 0 && tape.Cutoff[t] < t - ContractMarket.Split.EmbargoBars, $"row {t}");
    }

    [Fact]
    public void Forecast_Twice_IsTheSameToTheBit_AndAnotherSeedMattersWhereTheRowNamesStreams()
    {
        var bars = ContractMarket.Bars(Bars);
        var tape = TapeBlob.Write(Forecast(bars));
        Assert.Equal(tape, TapeBlob.Write(Forecast(bars)));
        var reseeded = TapeBlob.Write(Forecast(bars, new TestStage(StageName.Forecaster, seed: 8)));
        Assert.Equal(!Row.SeedPurposes(Spec).Any(), tape.AsSpan().SequenceEqual(reseeded));
    }

    [Fact]
    public void Forecast_FourSideBySide_AreTheSame()
    {
        var bars = ContractMarket.Bars(Bars);
        var tapes = new byte[4][];
        Parallel.For(0, 4, new ParallelOptions { MaxDegreeOfParallelism = 4 }, k => tapes[k] = TapeBlob.Write(Forecast(bars)));
        Assert.All(tapes, t => Assert.Equal(tapes[0], t));
    }

    [Fact]
    public void Forecast_KilledAtEveryCheckpointAndResumed_GivesTheSameTape()
    {
        var bars = ContractMarket.Bars(Bars);
        var undisturbed = TapeBlob.Write(Forecast(bars));
        byte[]? checkpoint = null;
        for (var kills = 0; ; kills++)
        {
            var stage = new TestStage(StageName.Forecaster, killAfter: 1, checkpoint: checkpoint);
            try
            {
                Assert.Equal(undisturbed, TapeBlob.Write(Forecast(bars, stage)));
                Assert.True(kills > 0, "it never stored a checkpoint");
                return;
            }
            catch (KilledException)
            {
                checkpoint = stage.Checkpoints[^1];
            }
            Assert.True(kills < 500, "it does not get on from its checkpoints");
        }
    }

    [Fact]
    public void Forecast_DamagedCheckpoint_IsRefusedAndNotBelieved() =>
        Assert.ThrowsAny<Exception>(() => Forecast(ContractMarket.Bars(Bars), new TestStage(StageName.Forecaster, checkpoint: [1, 2, 3])));

    [Fact]
    public void Tape_WrittenAndRead_IsTheSame()
    {
        var bytes = TapeBlob.Write(Forecast(ContractMarket.Bars(Bars)));
        Assert.Equal(bytes, TapeBlob.Write(TapeBlob.Read(bytes)));
    }

    [Fact]
    public void Forecast_Cancelled_Stops() =>
        Assert.ThrowsAny<OperationCanceledException>(() =>
            Forecast(ContractMarket.Bars(Bars), new TestStage(StageName.Forecaster).Cancelled())
        );

    [Fact]
    public void Length_AndTheForecasterItself_AgreeOnTooFewBars()
    {
        var needed = Enumerable.Range(20, 2000).First(n => Row.Length(Spec, Length(n)).Shortage is null);
        Assert.NotEqual(0, Forecast(ContractMarket.Bars(needed)).FirstBar);
        var error = Assert.Throws<SimulationException>(() => Forecast(ContractMarket.Bars(needed - 1)));
        Assert.Contains("use more bars", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Forecast_OfAPriceThatNeverMoves_HasNoNaN()
    {
        var moving = ContractMarket.Bars(Bars);
        double[] flat = [.. moving.Close.Select(_ => 100.0)];
        var still = new BarSeries("FLAT", moving.CloseTimeTicks, flat, flat, flat, flat, flat);
        var tape = Forecast(still);
        for (var t = tape.FirstBar; t < Bars; t++)
            Assert.All(Columns(tape), column => Assert.True(double.IsFinite(column[t]), $"row {t}"));
    }

    [Fact]
    public void Training_ReportsProgressAndEveryLineOfItsCharts()
    {
        var stage = new TestStage(StageName.Forecaster);
        Forecast(ContractMarket.Bars(Bars), stage);
        Assert.All(stage.Events.OfType<StageEvent.Progressed>(), e => Assert.InRange(e.Fraction, 0, 1));
        var reported = stage.Events.OfType<StageEvent.Evaluated>().SelectMany(e => e.Values.Keys).ToHashSet();
        Assert.All(Row.Charts.SelectMany(c => c.Lines), line => Assert.Contains(line.Value, reported));
    }

    private static LearnerBars Length(int bars) =>
        new("SYN", bars, ContractMarket.Features(ContractMarket.Bars(Bars)).FirstCompleteRow, ContractMarket.Split);

    private static double[][] Columns(ForecastTape tape) => [tape.Mean, tape.StandardDeviation, .. tape.Quantiles];

    private ForecastTape Forecast(BarSeries bars, TestStage? stage = null) =>
        LearnerTable.Create(Spec).Forecast(ContractMarket.Forecast(bars), (stage ?? new TestStage(StageName.Forecaster)).Context);
}
