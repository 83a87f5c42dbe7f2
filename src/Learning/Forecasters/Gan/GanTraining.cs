using Simulator.Learning.Forecasters.Networks;
using Simulator.Learning.Forecasters.Windows;
using Simulator.Learning.Networks;
using Simulator.Numerics;
using Simulator.Realism;
using Simulator.Seeding;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Simulator.Learning.Forecasters.Gan;

/// <summary>
/// The adversarial training of one fold: WGAN-GP (Gulrajani et al. 2017, algorithm 1), conditional on the window, with the energy score of
/// the generator's own draws beside the critic's (Pacchiardi et al. 2021), which keeps a critic of a thousand windows from pulling the
/// generator
/// away from the outcomes. Its whole state can be written and read back between epochs.
/// </summary>
internal sealed partial class GanTraining : IFoldTraining
{
    private const int DrawsPerWindow = 4; // of the energy score
    private const int CycleEpochs = 20; // up and down again
    private const double AdamBeta1 = 0;
    private const double AdamBeta2 = 0.9;
    private const double LargestClippedWeight = 0.01;
    private const double Surest = 1000; // standard errors, where every row gains the same

    private readonly GanForecasterSpec _spec;
    private readonly WindowSource _source;
    private readonly Device _device;
    private readonly int[] _order;
    private readonly int _batch;
    private readonly bool _hasCritic;
    private readonly ReturnGenerator _generator;
    private readonly ReturnCritic _critic;
    private readonly Adam _generatorOptimizer;
    private readonly Adam _criticOptimizer;
    private readonly optim.lr_scheduler.LRScheduler _generatorRate;
    private readonly optim.lr_scheduler.LRScheduler _criticRate;
    private readonly Generator _random;
    private readonly DropMask _mask;
    private readonly EconomicLoss? _economic;
    private readonly GanModel _untrained;
    private double[] _untrainedCrps = [];
    private SplitMix64 _shuffle;

    /// <summary>Fresh networks, from the fold's streams.</summary>
    /// <param name="spec">Sizes, rates.</param>
    /// <param name="source">The fold's windows.</param>
    /// <param name="rows">Training rows [start, end).</param>
    /// <param name="tails">Tails of the base noise, fitted to those rows.</param>
    /// <param name="seed">The spec's seed.</param>
    /// <param name="purpose">The fold's name in derived seeds.</param>
    /// <param name="device">Where.</param>
    public GanTraining(
        GanForecasterSpec spec,
        WindowSource source,
        (int Start, int End) rows,
        HeavyTails tails,
        long seed,
        string purpose,
        Device device
    )
    {
        (_spec, _source, _device, Purpose) = (spec, source, device, purpose);
        _hasCritic = spec.Loss != GanLoss.EnergyScore;
        _order = [.. Enumerable.Range(rows.Start, rows.End - rows.Start)];
        _batch = Math.Min(spec.BatchSize, _order.Length);
        var initial = Seeds.Generator(seed, purpose + "/weights");
        _generator = new(source.FeatureCount, spec.NoiseDimensions, spec.Hidden, tails, device, initial);
        _critic = new(source.FeatureCount, spec.WindowBars, spec.CriticChannels, device, initial);
        _generatorOptimizer = optim.Adam(
            _generator.parameters(),
            spec.LearningRateMin,
            AdamBeta1,
            AdamBeta2,
            weight_decay: spec.WeightDecay
        );
        _criticOptimizer = optim.Adam(_critic.parameters(), spec.LearningRateMin, AdamBeta1, AdamBeta2);
        (_generatorRate, _criticRate) = (Cycle(_generatorOptimizer), Cycle(_criticOptimizer));
        _random = new Generator(Seeds.Derive(seed, purpose), device);
        _mask = new(spec.Dropout, _random);
        _economic = spec.Loss == GanLoss.Economic ? new(spec.Epochs) : null;
        _shuffle = Seeds.Generator(seed, purpose + "/order");
        Best = _untrained = Model();
    }

    /// <summary>The model's name in derived seeds.</summary>
    public string Purpose { get; }

    /// <summary>The generator as it is now.</summary>
    public ReturnGenerator Generator => _generator;

    /// <summary>The critic as it is now.</summary>
    public ReturnCritic Critic => _critic;

    /// <summary>Epochs done.</summary>
    public int Epoch { get; private set; }

    /// <summary>Validation CRPS of the untrained generator, the law of the fold's outcomes.</summary>
    public double UntrainedCrps => _untrainedCrps.Average();

    /// <summary>
    /// How sure the best weights are better than the untrained ones: the mean of the validation rows' differences divided by its standard
    /// error; 0 where the untrained ones are the best.
    /// </summary>
    public double Evidence { get; private set; }

    /// <summary>The best weights where they are better for sure enough, else the untrained ones.</summary>
    public GanModel Kept => IsTrainingKept ? Best : _untrained;

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

    /// <summary>Whether the epochs are used up or too many passed without a better CRPS.</summary>
    public bool IsFinished => Epoch >= _spec.Epochs || Epoch - Math.Max(BestEpoch, MeasuringEpochs) >= _spec.PatienceEpochs;

    // Epochs of the economic loss before its terms count: none of them serves, and patience begins after them.
    private int MeasuringEpochs => _economic?.MeasuringEpochs ?? 0;

    private int BatchesPerEpoch => _order.Length / _batch;

    /// <summary>
    /// One pass of the generator over the training windows; before each of its steps the critic takes its own, on windows drawn at random.
    /// </summary>
    public EpochLosses RunEpoch(CancellationToken cancellation)
    {
        _shuffle.Shuffle<int>(_order);
        var losses = new EpochLosses();
        for (var b = 0; b < BatchesPerEpoch; b++)
        {
            for (var c = 0; c < (_hasCritic ? _spec.CriticSteps : 0); c++)
            {
                cancellation.ThrowIfCancellationRequested();
                CriticStep(losses);
            }
            GeneratorStep(_order.AsSpan(b * _batch, _batch), losses);
            _criticRate.step();
            _generatorRate.step();
        }
        Epoch++;
        losses.LearningRate = _generatorOptimizer.ParamGroups.First().LearningRate;
        return losses;
    }

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
        if (!(mean < BestCrps) || (Epoch > 0 && Epoch <= MeasuringEpochs))
            return;
        (BestCrps, BestEpoch, Best, BestSpread) = (mean, Epoch, Model(), spread);
        double[] gains = [.. validationCrps.Select((crps, i) => _untrainedCrps[i] - crps)];
        Evidence = Epoch == 0 ? 0 : Math.Min(Surest, gains.Average() / Math.Sqrt(Moments.Variance(gains) / gains.Length));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _random.Dispose();
        _generatorOptimizer.Dispose();
        _criticOptimizer.Dispose();
        _generator.Dispose();
        _critic.Dispose();
    }

    /// <summary>
    /// Minimises E[D(fake)] − E[D(real)] + λ E[max(0, |∂D/∂y| − 1)²] at points between real and fake. The penalty is one-sided (Petzka et
    /// al.
    /// 2018): a candidate is one number, so the two-sided form would hold the slope at +1 or −1 for every window alike, because
    /// changing its sign leads through 0, where that form is largest, and the critic could tell no window from another.
    /// </summary>
    internal void CriticStep(EpochLosses losses)
    {
        using var scope = NewDisposeScope();
        var rows = DrawRows();
        var (windows, real) = (_source.Windows(rows), _source.Outcomes(rows)); // [batch, window, features], [batch]
        // With gradients, which are dropped: without them the LSTM would be computed step by step.
        var fake = _generator.call(windows, Noise(_batch)).detach(); // [batch]
        var mix = rand([_batch], device: _device, generator: _random);
        var between = (fake + (mix * (real - fake))).detach().requires_grad_(true); // [batch]

        var embedded = _critic.Embed(windows);
        var scores = _critic.Score(embedded.Repeat(2), cat([real, fake], 0)); // [2·batch]
        var (ofReal, ofFake) = (scores.narrow(0, 0, _batch), scores.narrow(0, _batch, _batch));
        var wasserstein = ofReal.mean() - ofFake.mean();
        var penalty = _spec.Loss == GanLoss.Wasserstein ? Penalty(embedded, between) : zeros([], device: _device);
        var loss = (penalty * _spec.GradientPenalty) + AdversarialLoss.OfCritic(_spec.Loss, ofReal, ofFake);

        _criticOptimizer.zero_grad();
        loss.backward();
        _criticOptimizer.step();
        if (_spec.Loss == GanLoss.ClippedWasserstein)
            Clip();
        losses.AddCritic(loss.item<float>(), wasserstein.item<float>(), penalty.item<float>());
    }

    private Tensor Penalty(EmbeddedWindows embedded, Tensor between)
    {
        var score = _critic.Score(embedded, between).sum();
        Shapes.RequireHistory(score, nameof(score));
        var slope = autograd.grad([score], [between], retain_graph: true, create_graph: true)[0];
        return (slope.abs() - 1).relu().square().mean();
    }

    private void Clip()
    {
        using var frozen = no_grad();
        foreach (var weight in _critic.parameters())
            weight.clamp_(-LargestClippedWeight, LargestClippedWeight);
    }

    /// <summary>Minimises −E[D(fake)] + w·(E|x − y| − ½E|x − x′|), the second being the CRPS of the draws.</summary>
    internal void GeneratorStep(ReadOnlySpan<int> rows, EpochLosses losses)
    {
        using var scope = NewDisposeScope();
        var (windows, real) = (_source.Windows(rows), _source.Outcomes(rows)); // [batch, window, features], [batch]
        var (fake, location, logScale) = _generator.Draw(windows.repeat(DrawsPerWindow, 1, 1), Noise(_batch * DrawsPerWindow), _mask);
        var loss = EnergyScore(fake.view(DrawsPerWindow, _batch), real);
        if (_hasCritic)
        {
            EmbeddedWindows embedded;
            using (no_grad())
                embedded = _critic.Embed(windows).Repeat(DrawsPerWindow);
            var adversarial = AdversarialLoss.OfGenerator(_spec.Loss, _critic.Score(embedded, fake));
            loss = (loss * _spec.CrpsWeight) + Economic(adversarial, fake.view(DrawsPerWindow, _batch), real);
        }
        if (_spec.Shrinkage > 0)
            loss += (location.square().mean() + logScale.square().mean()) * _spec.Shrinkage;

        _generatorOptimizer.zero_grad();
        loss.backward();
        _generatorOptimizer.step();
        losses.AddGenerator(loss.item<float>());
    }

    private Tensor Economic(Tensor adversarial, Tensor draws, Tensor real) =>
        _economic is null ? adversarial : _economic.Of(adversarial, EconomicTerms.Of(draws, real), [.. _generator.parameters()], Epoch);

    /// <summary>Fair CRPS of the draws, mean over the batch.</summary>
    /// <param name="draws">[draws, batch].</param>
    /// <param name="real">[batch].</param>
    private static Tensor EnergyScore(Tensor draws, Tensor real)
    {
        var spread = (draws.unsqueeze(0) - draws.unsqueeze(1)).abs().mean(); // over draws × draws × batch
        return (draws - real).abs().mean() - (spread * (0.5 * DrawsPerWindow / (DrawsPerWindow - 1)));
    }

    private GanModel Model() => new(ModuleWeights.Of(_generator), ModuleWeights.Of(_critic), Epoch > 0);

    private int[] DrawRows()
    {
        var rows = new int[_batch];
        for (var i = 0; i < rows.Length; i++)
            rows[i] = _order[_shuffle.NextInt(_order.Length)];
        return rows;
    }

    private Tensor Noise(int sequences) => randn([sequences, _spec.WindowBars, _spec.NoiseDimensions], device: _device, generator: _random);

    private optim.lr_scheduler.LRScheduler Cycle(Adam optimizer) =>
        optim.lr_scheduler.CyclicLR(
            optimizer,
            _spec.LearningRateMin,
            _spec.LearningRateMax,
            step_size_up: CycleEpochs / 2 * BatchesPerEpoch,
            cycle_momentum: false
        );
}
