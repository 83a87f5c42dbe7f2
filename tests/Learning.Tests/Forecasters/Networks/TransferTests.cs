using Simulator.Artifacts;
using Simulator.Errors;
using Simulator.Folds;
using Simulator.Forecasting;
using Simulator.Learners;
using Simulator.Learning.Forecasters;
using Simulator.Learning.Forecasters.Networks;
using Simulator.Learning.Forecasters.Networks.Recurrent;
using Simulator.Learning.Forecasters.Networks.Transfer;
using Simulator.Markets;
using Simulator.Runs;
using Simulator.Scoring;
using Simulator.Synthetic;
using static TorchSharp.torch;

namespace Simulator.Tests.Learning.Forecasters.Networks;

/// <summary>Training on related series before the target's own.</summary>
public sealed class TransferTests : IDisposable
{
    private const int Bars = 420;

    private static readonly LstmForecasterSpec s_tiny = new()
    {
        WindowBars = 8,
        Hidden = 6,
        Epochs = 2,
        BatchSize = 32,
        Seeds = 2,
        TrainFolds = 1,
        PretrainEpochs = 2,
    };

    private readonly string _folder = Directory.CreateTempSubdirectory("simulator-test-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void WhatRelatedSeriesShare_HelpsATargetWithLittlePast()
    {
        // All have φ = 0.6, worth at most 20 % of the CRPS. One pass over the target's own 230 windows finds little of it.
        var spec = s_tiny with
        {
            Epochs = 1,
            Seeds = 1,
            TrainFolds = 0,
            LearningRate = 3e-3,
            PretrainEpochs = 15,
        };
        var input = Input(0.6, [.. Enumerable.Range(31, 6).Select(seed => Series(0.6, (ulong)seed))]);
        var (alone, transferred) = (Skill(spec with { PretrainEpochs = 0 }, input), Skill(spec, input));
        Assert.InRange(alone, -0.03, 0.05);
        Assert.InRange(transferred, 0.08, 0.25);
    }

    [Fact]
    public void RelatedSeriesInWhichThereIsNothing_GiveNoSkill()
    {
        var spec = s_tiny with { Seeds = 1, TrainFolds = 0, LearningRate = 3e-3, PretrainEpochs = 15 };
        var input = Input(0, [.. Enumerable.Range(31, 6).Select(seed => Series(0, (ulong)seed))]);
        Assert.InRange(Skill(spec, input), -0.03, 0.02);
    }

    [Fact]
    public void Run_KilledAtAnyCheckpoint_ResumesToTheSameWeights()
    {
        var (input, whole) = (Input(0.3, Series(0.3, 31), Series(0.3, 32)), RecordedStage.OfForecaster());
        var expected = LearnerTable.Create(s_tiny).Forecast(input, whole.Context());
        for (var killedAt = 1; killedAt < whole.Checkpoints.Count; killedAt++)
        {
            var resumed = RecordedStage.OfForecaster();
            var tape = LearnerTable.Create(s_tiny).Forecast(input, resumed.Context(resumeFrom: whole.Checkpoints[killedAt - 1]));
            TapeAssert.Same(expected, tape);
            Assert.Equal(whole.Checkpoints[killedAt..], resumed.Checkpoints); // weights, optimiser, streams, notes
        }
    }

    [Fact]
    public void Tape_OnDataCutAtT_HasTheSameBitsUpToT()
    {
        const int cut = 361;
        var (forecaster, input) = ((NetworkForecaster)LearnerTable.Create(s_tiny), Input(0.3, Series(0.3, 31), Series(0.3, 32, late: 150)));
        var inputs = new ReturnInputs(input, withVolatility: true);
        var folds = WalkForward.Plan(Bars, inputs.FirstRow + s_tiny.WindowBars - 1, input.Split, 1);
        var expected = forecaster.Forecast(
            inputs,
            folds,
            input.Split.EmbargoBars,
            RecordedStage.OfForecaster().Context(),
            forecaster.Related(input)
        );
        var past = SyntheticReturns.Input(SyntheticReturns.Autoregressive(Bars, 0.3, 5)[..cut]) with
        {
            Related = [.. input.Related.Select(r => r with { Last = r.Last[..cut], SourceBar = r.SourceBar[..cut] })],
        };
        var actual = forecaster.Forecast(
            new ReturnInputs(past, withVolatility: true),
            [.. folds.Select(f => f.Until(cut)).OfType<WalkForwardFold>()],
            past.Split.EmbargoBars,
            RecordedStage.OfForecaster().Context(),
            forecaster.Related(past)
        );
        TapeAssert.SameRows(expected, actual, cut, cut - 1);
    }

    [Fact]
    public void Source_ReadsTheSeriesOwnPastUpToTheEnd_WithoutTheTargetsFeatures()
    {
        var series = Series(0.3, 31, late: 100);
        for (var t = 200; t < 210; t++) // a holiday of ten bars
            (series.Last[t], series.SourceBar[t]) = (series.Last[199], series.SourceBar[199]);
        var related = Assert.Single(RelatedInputs.Of(Input(0.3, series), 8));
        Assert.Equal(100, related.Offset);
        Assert.Equal(Math.Log(series.Last[151] / series.Last[150]), related.Inputs.NextReturn[50], 1e-15);
        using var scope = NewDisposeScope();
        using var source = RelatedSource.Of(related, 8, trainingEnd: 300, CPU)!;
        // Until bar 299 of the target; the volatility needs 21 bars and a window 8, and no outcome is that of a bar without a price.
        Assert.Equal([.. Enumerable.Range(28, 71), .. Enumerable.Range(109, 91)], source.Rows);
        var windows = source.Source.Windows(source.Rows);
        Assert.Equal(5, windows.shape[2]); // two features, past return, its size, volatility
        Assert.Equal(0, windows.narrow(2, 0, 2).abs().max().item<float>());
        Assert.True(windows.narrow(2, 2, 3).abs().min().item<float>() < windows.narrow(2, 2, 3).abs().max().item<float>());
        Assert.Null(RelatedSource.Of(related, 8, trainingEnd: 190, CPU)); // 62 rows
    }

    [Fact]
    public void SpecWithoutRelatedPrices_IsToldSo()
    {
        var parse = SpecJson.Parse(
            """
            { "version": 1, "data": { "target": "GS" }, "features": [ { "kind": "returns" } ],
              "forecaster": { "kind": "lstm", "pretrainEpochs": 3 }, "strategy": { "kind": "buyAndHold" } }
            """
        );
        Assert.Equal("data.related", Assert.Single(parse.Errors).Path);
        var rate = Series(0.3, 31) with { Kind = SeriesKind.Rate };
        var error = Assert.Throws<SimulationException>(() =>
            LearnerTable.Create(s_tiny).Forecast(Input(0.3, rate), RecordedStage.OfForecaster().Context())
        );
        Assert.Contains("forecaster.pretrainEpochs", error.Message, StringComparison.Ordinal);
        Assert.Contains("S31", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Checkpoint_OfOtherRelatedPrices_IsRefused()
    {
        var whole = RecordedStage.OfForecaster();
        LearnerTable.Create(s_tiny).Forecast(Input(0.3, Series(0.3, 31)), whole.Context());
        var other = Series(0.3, 32) with { Symbol = "S31" };
        var error = Assert.Throws<InvalidDataException>(() =>
            LearnerTable.Create(s_tiny).Forecast(Input(0.3, other), RecordedStage.OfForecaster().Context(resumeFrom: whole.Checkpoints[0]))
        );
        Assert.Contains("related S31", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Pipeline_HandsTheRelatedSeriesToWhatReadsThem_AndForecastsAnewWhereTheyDiffer()
    {
        var demo = DemoMarket.Create(seed: 5, years: 2);
        var related = demo.Related.First(r => r.Kind == SeriesKind.Price);
        var plain = s_tiny with { Seeds = 1, Epochs = 1, TrainFolds = 0 };
        var (first, again) = (Run(plain, demo.Target, related), Run(plain, demo.Target, Moved(related)));
        Assert.NotEqual(first.Mean, again.Mean);
        Assert.Contains("1 of 1 related series", first.Notes[0], StringComparison.Ordinal);
        // What does not read them is the same artifact.
        var without = plain with
        {
            PretrainEpochs = 0,
        };
        TapeAssert.Same(Run(without, demo.Target, related), Run(without, demo.Target, Moved(related)));
    }

    private ForecastTape Run(ForecasterSpec forecaster, BarSeries target, BarSeries related)
    {
        var parse = SpecJson.Parse(
            $$"""
            { "version": 1, "data": { "target": "{{target.Symbol}}", "related": ["{{related.Symbol}}"] },
              "features": [ { "kind": "returns", "lagsBars": [1, 5] } ], "split": { "embargoBars": 5 },
              "strategy": { "kind": "buyAndHold" } }
            """
        );
        var pipeline = new SimulationPipeline(new FileArtifactStore(new DataFolder(_folder)), TimeProvider.System);
        var spec = parse.Spec! with { Forecaster = forecaster };
        return pipeline.Forecast(spec, new InMemorySeries([target, related]), "cpu", _ => { }, default).Tape;
    }

    private static BarSeries Moved(BarSeries series)
    {
        double[] close = [.. series.Close.Select((price, t) => price * (1 + (0.01 * Math.Sin(t))))];
        return new BarSeries(series.Symbol, series.CloseTimeTicks, close, close, close, close, series.Volume);
    }

    private static ForecastInput Input(double phi, params AlignedSeries[] related) =>
        SyntheticReturns.Input(SyntheticReturns.Autoregressive(Bars, phi, 5)) with
        {
            Related = related,
        };

    private static AlignedSeries Series(double phi, ulong seed, int late = 0)
    {
        var close = SyntheticReturns.Input(SyntheticReturns.Autoregressive(Bars, phi, seed)).Target.Close;
        for (var t = 0; t < late; t++)
            close[t] = double.NaN;
        var bars = Enumerable.Range(0, Bars).Select(t => Math.Max(-1, t - late));
        return new(FormattableString.Invariant($"S{seed}"), SeriesKind.Price, close, [.. bars]);
    }

    private static double Skill(ForecasterSpec spec, ForecastInput input)
    {
        var tape = LearnerTable.Create(spec).Forecast(input, RecordedStage.OfForecaster().Context());
        return ForecastScorer.Score(tape, input.Target, input.Split.ValidationStart(Bars), Bars - 1).Skill;
    }
}
