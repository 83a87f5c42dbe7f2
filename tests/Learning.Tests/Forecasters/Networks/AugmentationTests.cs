using Simulator.Folds;
using Simulator.Learners;
using Simulator.Learning.Forecasters;
using Simulator.Learning.Forecasters.Networks;
using Simulator.Learning.Forecasters.Networks.Augmentation;
using Simulator.Learning.Forecasters.Networks.Laws;
using Simulator.Learning.Forecasters.Networks.Recurrent;
using Simulator.Learning.Forecasters.Windows;
using Simulator.Seeding;
using static TorchSharp.torch;

namespace Simulator.Tests.Learning.Forecasters.Networks;

/// <summary>What each change of training windows does, and that nothing but training sees it.</summary>
public sealed class AugmentationTests
{
    private const int Bars = 420;
    private const int Window = 8;

    private static readonly ForecastInput s_input = SyntheticReturns.Input(SyntheticReturns.Autoregressive(Bars, 0.3, 5));
    private static readonly ReturnInputs s_inputs = new(s_input, withVolatility: true);
    private static readonly (int Start, int End) s_training = (s_inputs.FirstRow + Window - 1, 250);
    private static readonly int[] s_rows = [.. Enumerable.Range(s_training.Start, 160)];

    public static TheoryData<AugmentationKind> Kinds => [.. Enum.GetValues<AugmentationKind>().Where(k => k != AugmentationKind.None)];

    private static LstmForecasterSpec Spec(AugmentationKind kind, double strength = 0.3) =>
        new()
        {
            WindowBars = Window,
            Hidden = 6,
            Epochs = 3,
            BatchSize = 32,
            Seeds = 1,
            TrainFolds = 1,
            Augmentation = kind,
            AugmentationStrength = strength,
        };

    [Fact]
    public void Jitter_AddsNormalNoiseToHalfOfTheWindows()
    {
        var (plain, changed) = Windows(AugmentationKind.Jitter, 0.3);
        var differences = Changed(plain, changed).SelectMany(i => plain[i].Zip(changed[i], (a, b) => (double)b - a)).ToArray();
        // Some 80 windows of 8 bars and 6 inputs: 3,800 numbers, so that five standard errors of the deviation are 0.017.
        Assert.InRange(differences.Average(), -0.025, 0.025);
        Assert.InRange(Math.Sqrt(differences.Average(d => d * d)), 0.283, 0.317);
        Assert.InRange(differences.Average(d => d * d * d * d) / Math.Pow(differences.Average(d => d * d), 2), 2.6, 3.4); // kurtosis 3
    }

    [Fact]
    public void Scaling_MultipliesAnInputByOneFactorAtAllBarsOfAWindow()
    {
        var (plain, changed) = Windows(AugmentationKind.Scaling, 0.3);
        var features = plain[0].Length / Window;
        var factors = new List<double>();
        foreach (var i in Changed(plain, changed))
        {
            for (var c = 0; c < features; c++)
            {
                double[] ratios =
                [
                    .. Enumerable
                        .Range(0, Window)
                        .Select(j => (j * features) + c)
                        .Where(at => Math.Abs(plain[i][at]) > 0.01)
                        .Select(at => (double)changed[i][at] / plain[i][at]),
                ];
                Assert.All(ratios, r => Assert.Equal(ratios[0], r, 1e-4));
                if (ratios.Length > 0)
                    factors.Add(ratios[0]);
            }
        }
        // Some 480 factors: four standard errors.
        Assert.InRange(factors.Average(), 0.94, 1.06);
        Assert.InRange(Math.Sqrt(factors.Average(f => (f - 1) * (f - 1))), 0.26, 0.34);
    }

    [Fact]
    public void Warping_ReadsAHalfOfTheWindowAtAnotherPace()
    {
        // Nine bars, steps 2 → 6 take two ticks each: 4 + 4·2 = 12 ticks for 8 steps, so 1.5 a step.
        Assert.Equal([0, 1.5, 2.5, 3.25, 4, 4.75, 5.5, 6.5, 8], TimeWarp.Places(9, 2, 4, 2));
        Assert.Equal(TimeWarp.Even(9), TimeWarp.Places(9, 2, 4, 1));
        var random = new SplitMix64(3);
        for (var n = 0; n < 200; n++)
        {
            var places = TimeWarp.Draw(9, 0.5, random);
            double[] steps = [.. places.Zip(places.Skip(1), (a, b) => b - a)];
            Assert.Equal((0, 8), (places[0], places[^1]));
            Assert.All(steps, s => Assert.InRange(s, Math.Exp(-0.5), Math.Exp(0.5)));
            Assert.True(steps.Max() - steps.Min() > 1e-9);
        }
    }

    [Fact]
    public void Warping_InterpolatesAllInputsOfAWindowAtTheSamePlaces()
    {
        var (plain, changed) = Windows(AugmentationKind.WindowWarping, 0.5);
        var features = plain[0].Length / Window;
        var random = Stream();
        bool[] isChanged = [.. s_rows.Select(_ => random.NextDouble() < WindowAugmenter.Share)];
        Assert.InRange(isChanged.Count(c => c), 50, 110);
        for (var i = 0; i < s_rows.Length; i++)
        {
            var places = isChanged[i] ? TimeWarp.Draw(Window, 0.5, random) : TimeWarp.Even(Window);
            for (var at = 0; at < plain[i].Length; at++)
            {
                var (place, c) = (places[at / features], at % features);
                var (low, high) = ((int)Math.Floor(place), (int)Math.Ceiling(place));
                var (before, after) = (plain[i][(low * features) + c], plain[i][(high * features) + c]);
                Assert.Equal(before + ((after - before) * (place - low)), changed[i][at], 1e-5);
            }
        }
        Assert.All(plain.Zip(changed), w => Assert.Equal(w.First[^features..], w.Second[^features..])); // the last bar stays
    }

    [Fact]
    public void BlockBootstrap_GoesBackInBlocksOverTheTrainingBars()
    {
        var (random, window) = (new SplitMix64(5), new int[1_000]);
        BarPath.Back(250, (20, 300), 0.1, random, window);
        Assert.Equal(250, window[^1]);
        Assert.All(window, bar => Assert.InRange(bar, 20, 299));
        var joins = window.Zip(window.Skip(1)).Count(pair => pair.First != pair.Second - 1);
        Assert.InRange(joins, 70, 135); // 100 and the ends of the bars, within three standard deviations
        BarPath.Back(250, (20, 300), 0, random, window.AsSpan(0, 8));
        Assert.Equal([243, 244, 245, 246, 247, 248, 249, 250], window[..8]);
    }

    [Fact]
    public void BlockBootstrap_MakesWindowsOfTheMatrixItself()
    {
        var (plain, changed) = Windows(AugmentationKind.BlockBootstrap, 0.3);
        var features = plain[0].Length / Window;
        int[] rows = [.. Enumerable.Range(s_training.Start, s_training.End - s_training.Start)];
        var bars = Read(rows).SelectMany(w => w.Chunk(features)).Select(Text).ToHashSet();
        Assert.NotEmpty(Changed(plain, changed));
        Assert.All(changed, w => Assert.All(w.Chunk(features), bar => Assert.Contains(Text(bar), bars)));
        Assert.All(plain.Zip(changed), w => Assert.Equal(w.First[^features..], w.Second[^features..])); // the last bar stays
    }

    [Fact]
    public void None_DrawsNothingAndChangesNothing()
    {
        var augmenter = new WindowAugmenter(Spec(AugmentationKind.None), s_training, Stream());
        using var scope = NewDisposeScope();
        using var source = Source();
        Assert.Equal(Bits(source.Windows(s_rows)), Bits(augmenter.Windows(source, s_rows)));
        Assert.Equal(Stream().State, augmenter.Random.State);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Training_LeavesEveryWindowThatIsReadOutsideItAsItWas(AugmentationKind kind)
    {
        int[] outside = [.. Enumerable.Range(260, Bars - 260)]; // validated and served
        using var scope = NewDisposeScope();
        using var source = Source();
        var (before, training) = (Bits(source.Windows(outside)), Training(source, kind));
        training.RunEpoch(default);
        training.RunEpoch(default);
        Assert.Equal(before, Bits(source.Windows(outside)));
        // The same weights without augmentation say the same of every row.
        var laws = LawReader.Read(training.Network, source, outside, default);
        using var plain = Training(source, AugmentationKind.None);
        training.Judge(0);
        training.Best.Restore(plain.Network);
        Assert.Equal(laws, LawReader.Read(plain.Network, source, outside, default), Same);
        training.Dispose();
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Training_WithAugmentation_LearnsOtherWeights(AugmentationKind kind)
    {
        using var scope = NewDisposeScope();
        using var source = Source();
        using var changed = Training(source, kind);
        using var plain = Training(source, AugmentationKind.None);
        Assert.NotEqual(plain.RunEpoch(default), changed.RunEpoch(default));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Run_KilledAtAnyCheckpoint_ResumesToTheSameWeights(AugmentationKind kind)
    {
        var (spec, whole) = (Spec(kind), RecordedStage.OfForecaster());
        var expected = LearnerTable.Create(spec).Forecast(s_input, whole.Context());
        for (var killedAt = 1; killedAt < whole.Checkpoints.Count; killedAt++)
        {
            var resumed = RecordedStage.OfForecaster();
            var tape = LearnerTable.Create(spec).Forecast(s_input, resumed.Context(resumeFrom: whole.Checkpoints[killedAt - 1]));
            TapeAssert.Same(expected, tape);
            Assert.Equal(whole.Checkpoints[killedAt..], resumed.Checkpoints); // weights, optimiser, streams
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Tape_OnDataCutAtT_HasTheSameBitsUpToT(AugmentationKind kind)
    {
        var forecaster = (NetworkForecaster)LearnerTable.Create(Spec(kind));
        var folds = WalkForward.Plan(Bars, s_training.Start, s_input.Split, 1);
        var expected = forecaster.Forecast(s_inputs, folds, s_input.Split.EmbargoBars, RecordedStage.OfForecaster().Context());
        var past = new ReturnInputs(SyntheticReturns.Input(SyntheticReturns.Autoregressive(Bars, 0.3, 5)[..361]), withVolatility: true);
        WalkForwardFold[] before = [.. folds.Select(f => f.Until(361)).OfType<WalkForwardFold>()];
        var actual = forecaster.Forecast(past, before, s_input.Split.EmbargoBars, RecordedStage.OfForecaster().Context());
        TapeAssert.SameRows(expected, actual, 361, 360);
    }

    private static NetworkTraining Training(WindowSource source, AugmentationKind kind) =>
        new(
            Spec(kind),
            (features, device, random) => new RecurrentEncoder(RecurrentCell.LongShortTerm, features, 6, 1, device, random),
            source,
            s_training,
            BaseLaw.Fit([.. Enumerable.Range(s_training.Start, 100).Select(t => (double)s_inputs.ScaledOutcome(t))], Spec(kind).Law),
            1719,
            "forecaster/fold0",
            CPU
        );

    private static WindowSource Source() =>
        new(s_inputs, FeatureScaler.Fit(s_inputs.Columns, s_inputs.FirstRow, 250, withLogarithms: true), Window, Bars, CPU);

    private static SplitMix64 Stream() => Seeds.Generator(1719, "test/augmentation");

    // [row][bar, feature], as they are and as training may see them.
    private static (float[][] Plain, float[][] Changed) Windows(AugmentationKind kind, double strength)
    {
        using var scope = NewDisposeScope();
        using var source = Source();
        var augmenter = new WindowAugmenter(Spec(kind, strength), s_training, Stream());
        return (Read(s_rows), Rows(augmenter.Windows(source, s_rows)));
    }

    private static float[][] Read(int[] rows)
    {
        using var scope = NewDisposeScope();
        using var source = Source();
        return Rows(source.Windows(rows));
    }

    private static float[][] Rows(Tensor windows) =>
        [.. windows.contiguous().data<float>().ToArray().Chunk((int)(windows.shape[1] * windows.shape[2]))];

    private static int[] Changed(float[][] plain, float[][] changed)
    {
        int[] indices = [.. Enumerable.Range(0, plain.Length).Where(i => !plain[i].AsSpan().SequenceEqual(changed[i]))];
        Assert.InRange(indices.Length, 50, 110); // half of 160, within five standard deviations
        return indices;
    }

    private static string Text(float[] bar) => string.Join(' ', bar.Select(BitConverter.SingleToInt32Bits));

    private static int[] Bits(Tensor windows) =>
        Array.ConvertAll(windows.contiguous().data<float>().ToArray(), BitConverter.SingleToInt32Bits);

    private static bool Same(LawParts a, LawParts b) => (a.Location, a.Scale).Equals((b.Location, b.Scale)) && a.Free.SequenceEqual(b.Free);
}
