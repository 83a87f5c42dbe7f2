using Simulator.Learning.Forecasters;
using Simulator.Learning.Forecasters.Gan;
using Simulator.Learning.Forecasters.Windows;
using Simulator.Learning.Native;
using Simulator.Learning.Networks;
using static TorchSharp.torch;

namespace Simulator.Tests.Learning.Forecasters;

/// <summary>What a training may do besides its epochs: stages, schedules, bounds and means of weights.</summary>
public sealed class GanStagesTests
{
    private static readonly GanForecasterSpec s_tiny = new()
    {
        WindowBars = 8,
        Hidden = 5,
        NoiseDimensions = 2,
        CriticChannels = 4,
        Epochs = 2,
        BatchSize = 64,
        CriticSteps = 1,
        Samples = 20,
        TrainFolds = 1,
        Evidence = 0,
    };

    public static TheoryData<GanForecasterSpec> Options =>
        [
            s_tiny with
            {
                Layers = 2,
                AverageDecay = 0.9,
                L1 = 1e-4,
                LargestGradient = 1,
                Sparsity = 0.5,
                Epochs = 5,
                PatienceEpochs = 1,
            },
            s_tiny with
            {
                HeldOut = HeldOutUse.TrainOn,
                Schedule = RateSchedule.OneCycle,
                PathBars = 3,
            },
            s_tiny with
            {
                RateTest = true,
                RefitBars = 60,
                PathBars = 2,
                Loss = GanLoss.EnergyScore,
            },
        ];

    [Theory]
    [MemberData(nameof(Options))]
    public void Run_KilledAtEachThirdCheckpoint_ResumesToTheSameTape(GanForecasterSpec spec)
    {
        var input = SyntheticReturns.Input(SyntheticReturns.Autoregressive(420, 0.6, 5));
        var whole = RecordedStage.OfForecaster();
        var expected = new GanForecaster(spec).Forecast(input, whole.Context());
        for (var killedAt = 1; killedAt < whole.Checkpoints.Count; killedAt += 3)
        {
            var killed = RecordedStage.OfForecaster();
            Assert.ThrowsAny<OperationCanceledException>(() =>
                new GanForecaster(spec).Forecast(input, killed.Context(cancelAfterCheckpoints: killedAt))
            );
            var resumed = RecordedStage.OfForecaster().Context(resumeFrom: killed.Checkpoints[^1]);
            TapeAssert.Same(expected, new GanForecaster(spec).Forecast(input, resumed));
        }
        Assert.Equal(spec.RateTest, expected.Notes.Any(n => n.Contains("by its range test", StringComparison.Ordinal)));
    }

    [Fact]
    public void Rate_OfTheTriangle_IsTorchsCyclicRate()
    {
        using var weight = new TorchSharp.Modules.Parameter(zeros(1));
        using var adam = optim.Adam([weight], 1e-4);
        var scheduler = optim.lr_scheduler.CyclicLR(adam, 1e-4, 1e-3, step_size_up: 35, cycle_momentum: false);
        var plan = new RatePlan(RateSchedule.Triangular, 1e-4, 1e-3, 70);
        for (var step = 0; step < 200; step++)
        {
            Assert.Equal(adam.ParamGroups.First().LearningRate, plan.At(step), 1e-15);
            scheduler.step();
        }
    }

    [Fact]
    public void Rate_OfTheOneCycle_RisesForThreeTenthsAndFallsToTheLowest()
    {
        var plan = new RatePlan(RateSchedule.OneCycle, 1e-4, 1e-2, 100);
        Assert.Equal(1e-4, plan.At(0), 1e-12);
        Assert.Equal((1e-4 + 1e-2) / 2, plan.At(15), 1e-12);
        Assert.Equal(1e-2, plan.At(30), 1e-12);
        Assert.Equal((1e-4 + 1e-2) / 2, plan.At(65), 1e-12);
        Assert.Equal(1e-4, plan.At(100), 1e-12);
        Assert.Equal(1e-4, plan.At(130), 1e-12);
    }

    [Fact]
    public void Training_InThreeStages_HoldsTheSmallestWeightsAtZeroInTheSecond()
    {
        using var scope = NewDisposeScope();
        using var source = Source(out var rows);
        var spec = s_tiny with { Sparsity = 0.75, Epochs = 9, PatienceEpochs = 2, Loss = GanLoss.EnergyScore };
        using var training = new GanTraining(spec, source, rows, HeavyTails.Normal, 3, "stages", CPU);
        training.JudgeUntrained([1, 1, 1], new(1, 1));
        var seen = new List<(GanStage Stage, double Zeros, double Rate)>();
        while (!training.IsFinished)
        {
            var losses = training.RunEpoch(default);
            training.Judge([2, 2, 2], new(1, 1)); // never better, so a stage has two epochs
            seen.Add((training.Stage, ZerosOf(training.Generator), losses.LearningRate));
        }
        Assert.Equal(
            [GanStage.Whole, GanStage.Whole, GanStage.Sparse, GanStage.Sparse, GanStage.WholeAgain, GanStage.WholeAgain],
            seen.Select(s => s.Stage)
        );
        Assert.All(seen[2..4], s => Assert.Equal(0.75, s.Zeros, 0.02));
        Assert.All([.. seen[..2], .. seen[4..]], s => Assert.InRange(s.Zeros, 0, 0.02));
        Assert.InRange(seen[4].Rate / seen[3].Rate, 0.05, 0.2);
    }

    [Fact]
    public void Training_OnAllRows_TakesTheEpochsOfTheBestWeightsAndTheHeldOutRows()
    {
        using var scope = NewDisposeScope();
        using var source = Source(out var rows);
        var spec = s_tiny with { HeldOut = HeldOutUse.TrainOn, Epochs = 6, PatienceEpochs = 3, Loss = GanLoss.EnergyScore };
        using var training = new GanTraining(spec, source, rows, HeavyTails.Normal, 3, "all", CPU);
        training.JudgeUntrained([1, 1.1, 0.9], new(1, 1));
        for (var epoch = 1; !training.IsFinished; epoch++)
        {
            training.RunEpoch(default);
            if (training.Stage == GanStage.Whole)
                training.Judge(epoch == 2 ? [0.5, 0.55, 0.4] : [2, 2, 2], new(1, 1));
        }
        Assert.Equal((GanStage.AllRows, 2, 5, 7), (training.Stage, training.BestEpoch, training.StageStart, training.Epoch));

        // The same epochs from the same first weights and streams, on rows that differ in the held-out ones only.
        using var other = new GanTraining(
            spec,
            source,
            rows with
            {
                All = [.. rows.Training, .. rows.Training.Take(rows.All.Length - rows.Training.Length)],
            },
            HeavyTails.Normal,
            3,
            "all",
            CPU
        );
        other.JudgeUntrained([1, 1.1, 0.9], new(1, 1));
        for (var epoch = 1; !other.IsFinished; epoch++)
        {
            other.RunEpoch(default);
            if (other.Stage == GanStage.Whole)
                other.Judge(epoch == 2 ? [0.5, 0.55, 0.4] : [2, 2, 2], new(1, 1));
        }
        Assert.Equal(training.Best.Generator.Values[0], other.Best.Generator.Values[0]);
        Assert.NotEqual(training.Kept.Generator.Values[0], other.Kept.Generator.Values[0]);
        Assert.NotEqual(training.Best.Generator.Values[0], training.Kept.Generator.Values[0]);
    }

    [Fact]
    public void Average_OfTheWeights_IsTheirDecayingMean()
    {
        using var scope = NewDisposeScope();
        using var source = Source(out var rows);
        var spec = s_tiny with { Loss = GanLoss.EnergyScore };
        using var plain = new GanSteps(spec, source, 32, HeavyTails.Normal, 3, "mean", CPU);
        using var averaged = new GanSteps(spec with { AverageDecay = 0.8 }, source, 32, HeavyTails.Normal, 3, "mean", CPU);
        var expected = ModuleWeights.Of(plain.Generator);
        for (var step = 0; step < 4; step++)
        {
            var batch = rows.Training.AsSpan(32 * step, 32);
            plain.GeneratorStep(batch, 0, new());
            averaged.GeneratorStep(batch, 0, new());
            expected.Average(plain.Generator, 0.8);
        }
        var actual = ModuleWeights.Of(averaged.Generator);
        foreach (var (one, other) in expected.Values.SelectMany(v => v).Zip(actual.Values.SelectMany(v => v)))
            Assert.Equal(one, other, 1e-6f);
        Assert.NotEqual(ModuleWeights.Of(plain.Generator).Values[0], actual.Values[0]);
    }

    [Fact]
    public void Gradient_OfAStep_IsNoLongerThanItsBound()
    {
        using var scope = NewDisposeScope();
        using var source = Source(out var rows);
        double Longest(double bound)
        {
            using var steps = new GanSteps(s_tiny with { LargestGradient = bound }, source, 32, HeavyTails.Normal, 3, "clip", CPU);
            steps.CriticStep(rows.Training.AsSpan(0, 32), new());
            var critic = NormOf(steps.Critic);
            steps.GeneratorStep(rows.Training.AsSpan(0, 32), 0, new());
            return Math.Max(critic, NormOf(steps.Generator));
        }
        Assert.InRange(Longest(0), 0.02, 100);
        Assert.InRange(Longest(0.01), 0.0099, 0.010001);
    }

    [Fact]
    public void Sizes_OfWeights_ShrinkWithTheirWeightInTheLoss()
    {
        using var scope = NewDisposeScope();
        using var source = Source(out var rows);
        double Size(double weight)
        {
            using var steps = new GanSteps(s_tiny with { L1 = weight, WeightDecay = 0 }, source, 32, HeavyTails.Normal, 3, "l1", CPU);
            steps.LearningRate = 0.01;
            for (var step = 0; step < 20; step++)
                steps.GeneratorStep(rows.Training.AsSpan(0, 32), 0, new());
            return ModuleWeights.Of(steps.Generator).Values.SelectMany(v => v).Sum(Math.Abs);
        }
        Assert.InRange(Size(0.1) / Size(0), 0, 0.7);
    }

    [Fact]
    public void RangeTest_FindsARateThatTrainsAndBelowTheOneThatDoesNot()
    {
        using var scope = NewDisposeScope();
        using var source = Source(out var rows);
        var highest = RateTest.Highest(s_tiny, source, rows.Training, HeavyTails.Normal, 3, "range", CPU);
        Assert.InRange(highest, 1e-3, 0.03);
        Assert.Equal(highest, RateTest.Highest(s_tiny, source, rows.Training, HeavyTails.Normal, 3, "range", CPU));
    }

    private static WindowSource Source(out GanRows rows)
    {
        TorchLibrary.UseOneThread();
        var inputs = new ReturnInputs(SyntheticReturns.Input(SyntheticReturns.Autoregressive(420, 0.6, 5)), withVolatility: true);
        var (first, end) = (inputs.FirstRow + s_tiny.WindowBars - 1, 400);
        rows = GanRows.Of(first, 300, end);
        return new(inputs, FeatureScaler.Fit(inputs.Columns, inputs.FirstRow, 300), s_tiny.WindowBars, end, CPU);
    }

    private static double ZerosOf(nn.Module module)
    {
        float[] weights = [.. module.parameters().Where(p => p.dim() > 1).SelectMany(p => p.detach().data<float>().ToArray())];
        return weights.Count(w => w == 0) / (double)weights.Length;
    }

    private static double NormOf(nn.Module module) =>
        Math.Sqrt(module.parameters().Sum(p => p.grad is { } slope ? slope.square().sum().item<float>() : 0.0));
}
