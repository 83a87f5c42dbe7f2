using Simulator.Learning.Forecasters.Windows;
using Simulator.Numerics;
using Simulator.Realism;
using Simulator.Seeding;
using static TorchSharp.torch;

namespace Simulator.Learning.Forecasters.Gan;

/// <summary>
/// The training of one model of a fold: epochs, the rate of each step, which weights are the best, and the stages that the spec asks for.
/// Its whole state can be written and read back between epochs.
/// </summary>
internal sealed partial class GanTraining : IFoldTraining
{
    private const int CycleEpochs = 20; // up and down again
    private const double LastStageRate = 0.1; // of the third stage, as Han et al.'s
    private const double Surest = 1000; // standard errors, where every row gains the same

    private readonly GanForecasterSpec _spec;
    private readonly GanRows _rows;
    private readonly long _seed;
    private readonly GanSteps _steps;
    private readonly RatePlan _rate;
    private readonly GanModel _untrained;
    private double[] _untrainedCrps = [];
    private int[] _order;
    private SplitMix64 _shuffle;

    /// <summary>Fresh networks, from the fold's streams.</summary>
    /// <param name="spec">Sizes, rates.</param>
    /// <param name="source">The fold's windows.</param>
    /// <param name="rows">Rows to train on.</param>
    /// <param name="tails">Tails of the base noise, fitted to those rows.</param>
    /// <param name="seed">The spec's seed.</param>
    /// <param name="purpose">The fold's name in derived seeds.</param>
    /// <param name="device">Where.</param>
    public GanTraining(
        GanForecasterSpec spec,
        WindowSource source,
        GanRows rows,
        HeavyTails tails,
        long seed,
        string purpose,
        Device device
    )
    {
        (_spec, _rows, _seed, Purpose) = (spec, rows, seed, purpose);
        _order = [.. rows.Training];
        Batch = Math.Min(spec.BatchSize, _order.Length);
        _steps = new(spec, source, Batch, tails, seed, purpose, device);
        var highest = spec.RateTest ? RateTest.Highest(spec, source, rows.Training, tails, seed, purpose, device) : spec.LearningRateMax;
        _rate = new(
            spec.Schedule,
            spec.LearningRateMin,
            highest,
            (long)BatchesPerEpoch * (spec.Schedule == RateSchedule.Triangular ? CycleEpochs : spec.Epochs)
        );
        _shuffle = Seeds.Generator(seed, purpose + "/order");
        Best = _untrained = _steps.Model(isTrained: false);
    }

    /// <summary>The model's name in derived seeds.</summary>
    public string Purpose { get; }

    /// <summary>Windows of a step.</summary>
    public int Batch { get; }

    /// <summary>The generator as it is now.</summary>
    public ReturnGenerator Generator => _steps.Generator;

    /// <summary>The critic as it is now.</summary>
    public ReturnCritic Critic => _steps.Critic;

    /// <summary>Highest learning rate.</summary>
    public double HighestRate => _rate.Highest;

    /// <summary>Epochs done.</summary>
    public int Epoch { get; private set; }

    /// <summary>What it is doing.</summary>
    public GanStage Stage { get; private set; } = GanStage.Whole;

    /// <summary>Epochs done when that began.</summary>
    public int StageStart { get; private set; }

    /// <summary>Validation CRPS of the untrained generator, the law of the fold's outcomes.</summary>
    public double UntrainedCrps => _untrainedCrps.Average();

    /// <summary>
    /// How sure the best weights are better than the untrained ones: the mean of the validation rows' differences divided by its standard
    /// error; 0 where the untrained ones are the best.
    /// </summary>
    public double Evidence { get; private set; }

    /// <summary>The weights that serve: the best where they are better for sure enough, else the untrained ones.</summary>
    public GanModel Kept =>
        !IsTrainingKept ? _untrained
        : Stage == GanStage.AllRows ? _steps.Model(isTrained: true)
        : Best;

    /// <summary>Whether the weights that serve are trained ones.</summary>
    public bool IsTrainingKept => Evidence >= _spec.Evidence && BestEpoch > 0;

    /// <summary>First epoch after which the draws resembled each other too much; 0 where there was none.</summary>
    public int CollapsedEpoch { get; private set; }

    /// <summary>How far apart the draws of the best weights are.</summary>
    public ModeCollapse BestSpread { get; private set; } = new(double.NaN, double.NaN);

    /// <summary>Lowest validation CRPS so far; the untrained generator's at first.</summary>
    public double BestCrps { get; private set; } = double.PositiveInfinity;

    /// <summary>Epoch that gave it; 0 before training.</summary>
    public int BestEpoch { get; private set; }

    /// <summary>The weights then.</summary>
    public GanModel Best { get; private set; }

    /// <summary>Whether all stages are over.</summary>
    public bool IsFinished => IsStageOver && NextStage is null;

    private int BatchesPerEpoch => _order.Length / Batch;

    // The epochs are used up or too many passed without a better CRPS.
    private bool IsStageOver =>
        Stage == GanStage.AllRows
            ? Epoch - StageStart >= BestEpoch
            : Epoch >= _spec.Epochs || (_spec.Schedule == RateSchedule.Triangular && Epoch - LastGain >= _spec.PatienceEpochs);

    // Of the epochs in which an economic loss is measured none serves, and patience begins after them.
    private int LastGain => Math.Max(Math.Max(BestEpoch, StageStart), _steps.MeasuringEpochs);

    private GanStage? NextStage =>
        Stage switch
        {
            GanStage.Whole when _spec.Sparsity > 0 && Epoch < _spec.Epochs => GanStage.Sparse,
            GanStage.Sparse when Epoch < _spec.Epochs => GanStage.WholeAgain,
            not GanStage.AllRows when _spec.HeldOut == HeldOutUse.TrainOn && IsTrainingKept => GanStage.AllRows,
            _ => null,
        };

    /// <summary>
    /// One pass of the generator over the training windows; before each of its steps the critic takes its own, on windows drawn at random.
    /// </summary>
    public EpochLosses RunEpoch(CancellationToken cancellation)
    {
        if (IsStageOver && NextStage is { } next)
            Begin(next);
        _shuffle.Shuffle<int>(_order);
        var losses = new EpochLosses();
        for (var b = 0; b < BatchesPerEpoch; b++)
        {
            _steps.LearningRate = RateOf(((long)(Epoch - RateStart) * BatchesPerEpoch) + b);
            for (var c = 0; c < (_steps.HasCritic ? _spec.CriticSteps : 0); c++)
            {
                cancellation.ThrowIfCancellationRequested();
                CriticStep(losses);
            }
            GeneratorStep(_order.AsSpan(b * Batch, Batch), losses);
        }
        Epoch++;
        losses.LearningRate = RateOf((long)(Epoch - RateStart) * BatchesPerEpoch);
        return losses;
    }

    /// <summary>A step of the critic on windows drawn at random.</summary>
    internal void CriticStep(EpochLosses losses) => _steps.CriticStep(DrawnRows.Of(_order, Batch, _shuffle), losses);

    /// <summary>A step of the generator.</summary>
    internal void GeneratorStep(ReadOnlySpan<int> rows, EpochLosses losses) => _steps.GeneratorStep(rows, Epoch, losses);

    /// <summary>Takes the scores of the generator before its first epoch, so that training must improve on them.</summary>
    /// <param name="validationCrps">[validation row].</param>
    /// <param name="spread">How far apart its draws are.</param>
    public void JudgeUntrained(double[] validationCrps, ModeCollapse spread)
    {
        _untrainedCrps = validationCrps;
        Judge(validationCrps, spread);
    }

    /// <summary>Keeps the weights if their mean validation CRPS is the lowest.</summary>
    /// <param name="validationCrps">[validation row].</param>
    /// <param name="spread">How far apart the draws are.</param>
    public void Judge(double[] validationCrps, ModeCollapse spread)
    {
        if (CollapsedEpoch == 0 && spread.IsAlarm)
            CollapsedEpoch = Epoch;
        var mean = validationCrps.Average();
        if (!(mean < BestCrps) || (Epoch > 0 && Epoch <= _steps.MeasuringEpochs))
            return;
        (BestCrps, BestEpoch, Best, BestSpread) = (mean, Epoch, _steps.Model(Epoch > 0), spread);
        double[] gains = [.. validationCrps.Select((crps, i) => _untrainedCrps[i] - crps)];
        // Rows whose paths overlap count as one in so many.
        var error = Math.Sqrt(Moments.Variance(gains) * _spec.PathBars / gains.Length);
        Evidence = Epoch == 0 ? 0 : Math.Min(Surest, gains.Average() / error);
    }

    /// <inheritdoc/>
    public void Dispose() => _steps.Dispose();

    // The three stages of the sparse training go on from the best weights so far; the last one begins again.
    private void Begin(GanStage stage)
    {
        (Stage, StageStart) = (stage, Epoch);
        if (stage != GanStage.AllRows)
        {
            _steps.Restore(Best);
            _steps.Prune(stage == GanStage.Sparse ? _spec.Sparsity : 0);
            return;
        }
        _order = [.. _rows.All];
        _shuffle = Seeds.Generator(_seed, Purpose + "/all/order");
        _steps.Prune(0);
        _steps.Restore(_untrained);
        _steps.Renew(Seeds.Derive(_seed, Purpose + "/all"));
    }

    private int RateStart => Stage == GanStage.AllRows ? StageStart : 0;

    private double RateOf(long step) => _rate.At(step) * (Stage == GanStage.WholeAgain ? LastStageRate : 1);
}
