using Simulator.Learning.Forecasters.Networks;
using Simulator.Learning.Forecasters.Windows;
using Simulator.Learning.Networks;
using Simulator.Seeding;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Simulator.Learning.Forecasters.Gan;

/// <summary>
/// Generator, critic and a training step of each: WGAN-GP (Gulrajani et al. 2017, algorithm 1), conditional on the window, with the energy
/// score of the generator's own draws beside the critic's (Pacchiardi et al. 2021), which keeps a critic of a thousand windows from pulling
/// the generator away from the outcomes.
/// </summary>
internal sealed class GanSteps : IDisposable
{
    private const int DrawsPerWindow = 4; // of the energy score
    private const double AdamBeta1 = 0;
    private const double AdamBeta2 = 0.9;
    private const double LargestClippedWeight = 0.01;
    private const double SmallestSquare = 1e-12; // under a root, whose slope at 0 has no bound

    private readonly GanForecasterSpec _spec;
    private readonly WindowSource _source;
    private readonly Device _device;
    private readonly int _batch;
    private readonly ReturnGenerator _generator;
    private readonly ReturnGenerator? _average;
    private readonly EconomicLoss? _economic;
    private Adam _generatorOptimizer;
    private Adam _criticOptimizer;
    private Generator _random;
    private DropMask _dropped;
    private SparseMasks? _sparse;

    /// <summary>Fresh networks.</summary>
    /// <param name="spec">Sizes, rates.</param>
    /// <param name="source">The fold's windows.</param>
    /// <param name="batch">Windows of a step.</param>
    /// <param name="tails">Tails of the base noise.</param>
    /// <param name="seed">The spec's seed.</param>
    /// <param name="purpose">The fold's name in derived seeds.</param>
    /// <param name="device">Where.</param>
    public GanSteps(GanForecasterSpec spec, WindowSource source, int batch, HeavyTails tails, long seed, string purpose, Device device)
    {
        (_spec, _source, _batch, _device) = (spec, source, batch, device);
        HasCritic = spec.Loss != GanLoss.EnergyScore;
        var initial = Seeds.Generator(seed, purpose + "/weights");
        _generator = new(source.FeatureCount, spec.NoiseDimensions, spec.Hidden, tails, device, initial, spec.Layers, spec.PathBars);
        Critic = new(source.FeatureCount, spec.WindowBars, spec.CriticChannels, device, initial, spec.PathBars);
        if (spec.AverageDecay > 0)
        {
            var same = Seeds.Generator(seed, purpose + "/weights");
            _average = new(source.FeatureCount, spec.NoiseDimensions, spec.Hidden, tails, device, same, spec.Layers, spec.PathBars);
        }
        (_generatorOptimizer, _criticOptimizer) = Optimizers();
        _random = new Generator(Seeds.Derive(seed, purpose), device);
        _dropped = new(spec.Dropout, _random);
        _economic = spec.Loss == GanLoss.Economic ? new(spec.Epochs) : null;
    }

    /// <summary>Whether there is a critic to train.</summary>
    public bool HasCritic { get; }

    /// <summary>The generator that serves: the mean over the past steps where the spec asks for it.</summary>
    public ReturnGenerator Generator => _average ?? _generator;

    /// <summary>The critic as it is now.</summary>
    public ReturnCritic Critic { get; }

    /// <summary>Epochs of the economic loss before its terms count.</summary>
    public int MeasuringEpochs => _economic?.MeasuringEpochs ?? 0;

    /// <summary>Adam's rate of both networks.</summary>
    public double LearningRate
    {
        get => _generatorOptimizer.ParamGroups.First().LearningRate;
        set
        {
            foreach (var group in _generatorOptimizer.ParamGroups.Concat(_criticOptimizer.ParamGroups))
                group.LearningRate = value;
        }
    }

    /// <summary>A copy of what serves.</summary>
    /// <param name="isTrained">Whether a step was taken.</param>
    public GanModel Model(bool isTrained) => new(ModuleWeights.Of(Generator), ModuleWeights.Of(Critic), isTrained);

    /// <summary>Puts weights back into all networks.</summary>
    public void Restore(GanModel model)
    {
        model.Generator.Restore(_generator);
        model.Critic.Restore(Critic);
        if (_average is not null)
            model.Generator.Restore(_average);
    }

    /// <summary>Holds the smallest weights of the generator at zero from now on; with a share of 0 none.</summary>
    public void Prune(double share)
    {
        _sparse?.Dispose();
        _sparse = share > 0 ? SparseMasks.Of(_generator, share) : null;
        _sparse?.Apply(_generator);
        if (_sparse is not null && _average is not null)
            _sparse.Apply(_average);
    }

    /// <summary>Forgets what the optimizers gathered, and draws from another stream.</summary>
    /// <param name="seed">Of the stream.</param>
    public void Renew(ulong seed)
    {
        _generatorOptimizer.Dispose();
        _criticOptimizer.Dispose();
        _random.Dispose();
        (_generatorOptimizer, _criticOptimizer) = Optimizers();
        _random = new Generator(seed, _device);
        _dropped = new(_spec.Dropout, _random);
    }

    /// <summary>
    /// Minimises E[D(fake)] − E[D(real)] + λ E[max(0, |∂D/∂y| − 1)²] at points between real and fake. The penalty is one-sided (Petzka et
    /// al. 2018): a candidate of one bar is one number, so the two-sided form would hold the slope at +1 or −1 for every window alike,
    /// because changing its sign leads through 0, where that form is largest, and the critic could tell no window from another.
    /// </summary>
    /// <param name="rows">Rows of the windows.</param>
    /// <param name="losses">Takes the step's losses.</param>
    public void CriticStep(ReadOnlySpan<int> rows, EpochLosses losses)
    {
        using var scope = NewDisposeScope();
        var (windows, real) = (_source.Windows(rows), _source.Paths(rows, _spec.PathBars)); // [batch, window, features], [batch, path]
        // With gradients, which are dropped: without them the LSTM would be computed step by step.
        var fake = _generator.call(windows, Noise(_batch)).detach(); // [batch, path]
        var mix = rand([_batch], device: _device, generator: _random).unsqueeze(1);
        var between = (fake + (mix * (real - fake))).detach().requires_grad_(true); // [batch, path]

        var embedded = Critic.Embed(windows);
        var scores = Critic.Score(embedded.Repeat(2), cat([real, fake], 0)); // [2·batch]
        var (ofReal, ofFake) = (scores.narrow(0, 0, _batch), scores.narrow(0, _batch, _batch));
        var wasserstein = ofReal.mean() - ofFake.mean();
        var penalty = _spec.Loss == GanLoss.Wasserstein ? Penalty(embedded, between) : zeros([], device: _device);
        var loss = (penalty * _spec.GradientPenalty) + AdversarialLoss.OfCritic(_spec.Loss, ofReal, ofFake);

        Step(_criticOptimizer, Critic, loss);
        if (_spec.Loss == GanLoss.ClippedWasserstein)
            Clip();
        losses.AddCritic(loss.item<float>(), wasserstein.item<float>(), penalty.item<float>());
    }

    /// <summary>
    /// Minimises −E[D(fake)] + w·(E‖x − y‖ − ½E‖x − x′‖), the second being the energy score of the draws: for one bar their CRPS.
    /// </summary>
    /// <param name="rows">Rows of the windows.</param>
    /// <param name="epoch">Epochs done.</param>
    /// <param name="losses">Takes the step's loss.</param>
    public void GeneratorStep(ReadOnlySpan<int> rows, int epoch, EpochLosses losses)
    {
        using var scope = NewDisposeScope();
        var (windows, real) = (_source.Windows(rows), _source.Paths(rows, _spec.PathBars)); // [batch, window, features], [batch, path]
        var (fake, location, logScale) = _generator.Draw(windows.repeat(DrawsPerWindow, 1, 1), Noise(_batch * DrawsPerWindow), _dropped);
        var draws = fake.view(DrawsPerWindow, _batch, _spec.PathBars);
        var loss = EnergyScore(draws, real);
        if (HasCritic)
        {
            EmbeddedWindows embedded;
            using (no_grad())
                embedded = Critic.Embed(windows).Repeat(DrawsPerWindow);
            var adversarial = AdversarialLoss.OfGenerator(_spec.Loss, Critic.Score(embedded, fake));
            loss = (loss * _spec.CrpsWeight) + Economic(adversarial, draws, real, epoch);
        }
        if (_spec.Shrinkage > 0)
            loss += (location.square().mean() + logScale.square().mean()) * _spec.Shrinkage;
        if (_spec.L1 > 0)
            loss += stack([.. _generator.parameters().Select(p => p.abs().sum())]).sum() * _spec.L1;

        Step(_generatorOptimizer, _generator, loss);
        _sparse?.Apply(_generator);
        Average();
        losses.AddGenerator(loss.item<float>());
    }

    /// <summary>
    /// Energy score of draws, mean over the batch, unbiased over draws: E‖x − y‖ − ½E‖x − x′‖ of the sums over 1, 2, … bars, each in
    /// deviations of so many bars (÷ √bars); for one bar the CRPS.
    /// </summary>
    /// <param name="draws">Returns, [draws, batch, path].</param>
    /// <param name="real">[batch, path].</param>
    internal static Tensor EnergyScore(Tensor draws, Tensor real)
    {
        var count = draws.shape[0];
        var (drawn, happened) = (Sums(draws), Sums(real));
        var spread = Length(drawn.unsqueeze(0) - drawn.unsqueeze(1)).mean(); // over draws × draws × batch
        return Length(drawn - happened).mean() - (spread * (0.5 * count / (count - 1)));
    }

    /// <summary>Writes everything that the next step depends on.</summary>
    public void Write(BinaryWriter writer)
    {
        using (var state = _random.get_state())
        {
            var bytes = state.data<byte>().ToArray();
            writer.Write(bytes.Length);
            writer.Write(bytes);
        }
        _economic?.Write(writer);
        ModuleWeights.Of(_generator).Write(writer);
        ModuleWeights.Of(Critic).Write(writer);
        if (_average is not null)
            ModuleWeights.Of(_average).Write(writer);
        writer.Write(_sparse is not null);
        _sparse?.Write(writer);
        _generatorOptimizer.save_state_dict(writer);
        _criticOptimizer.save_state_dict(writer);
    }

    /// <summary>Continues from what <see cref="Write"/> wrote.</summary>
    public void Read(BinaryReader reader)
    {
        using (var state = tensor(reader.ReadBytes(reader.ReadInt32())))
            _random.set_state(state);
        _economic?.Read(reader);
        ModuleWeights.Read(reader).Restore(_generator);
        ModuleWeights.Read(reader).Restore(Critic);
        if (_average is not null)
            ModuleWeights.Read(reader).Restore(_average);
        _sparse?.Dispose();
        _sparse = reader.ReadBoolean() ? SparseMasks.Read(reader) : null;
        _generatorOptimizer.load_state_dict(reader);
        _criticOptimizer.load_state_dict(reader);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _sparse?.Dispose();
        _random.Dispose();
        _generatorOptimizer.Dispose();
        _criticOptimizer.Dispose();
        _average?.Dispose();
        _generator.Dispose();
        Critic.Dispose();
    }

    private Tensor Penalty(EmbeddedWindows embedded, Tensor between)
    {
        var score = Critic.Score(embedded, between).sum();
        Shapes.RequireHistory(score, nameof(score));
        var slope = autograd.grad([score], [between], retain_graph: true, create_graph: true)[0]; // [batch, path]
        return (Length(slope) - 1).relu().square().mean();
    }

    private void Clip()
    {
        using var frozen = no_grad();
        foreach (var weight in Critic.parameters())
            weight.clamp_(-LargestClippedWeight, LargestClippedWeight);
    }

    private void Step(Adam optimizer, nn.Module network, Tensor loss)
    {
        optimizer.zero_grad();
        loss.backward();
        if (_spec.LargestGradient > 0)
            nn.utils.clip_grad_norm_(network.parameters(), _spec.LargestGradient);
        optimizer.step();
    }

    private void Average()
    {
        if (_average is null)
            return;
        using var frozen = no_grad();
        foreach (var (mean, now) in _average.parameters().Zip(_generator.parameters()))
            mean.mul_(_spec.AverageDecay).add_(now, alpha: 1 - _spec.AverageDecay);
    }

    private Tensor Economic(Tensor adversarial, Tensor draws, Tensor real, int epoch) =>
        _economic is null
            ? adversarial
            : _economic.Of(adversarial, EconomicTerms.Of(draws.select(2, 0), real.select(1, 0)), [.. _generator.parameters()], epoch);

    private static Tensor Sums(Tensor returns)
    {
        var bars = returns.shape[^1];
        return bars == 1 ? returns : returns.cumsum(-1) / arange(1, bars + 1, device: returns.device).sqrt();
    }

    // Of vectors along the last dimension, each number counting as much as another where there are more of them.
    private static Tensor Length(Tensor vectors) =>
        vectors.shape[^1] == 1 ? vectors.squeeze(-1).abs() : (vectors.square().mean([-1]) + SmallestSquare).sqrt();

    private Tensor Noise(int sequences) =>
        randn([sequences, _spec.WindowBars + _spec.PathBars - 1, _spec.NoiseDimensions], device: _device, generator: _random);

    private (Adam Generator, Adam Critic) Optimizers() =>
        (
            optim.Adam(_generator.parameters(), _spec.LearningRateMin, AdamBeta1, AdamBeta2, weight_decay: _spec.WeightDecay),
            optim.Adam(Critic.parameters(), _spec.LearningRateMin, AdamBeta1, AdamBeta2)
        );
}
