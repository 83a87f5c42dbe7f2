using Simulator.Learning.Forecasters.Gan;
using Simulator.Learning.Networks;
using Simulator.Seeding;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Simulator.Learning.Generation;

/// <summary>
/// Trains an <see cref="InnovationNetwork"/> on windows of what a volatility and a volume recursion leave of a past: WGAN-GP
/// (Gulrajani et al. 2017, algorithm 1) with the one-sided penalty (Petzka et al. 2018) and the energy distance of the windows
/// (Székely and Rizzo 2013)
/// beside it, or the energy distance alone. There is no choice among checkpoints: the mean of the weights over the steps
/// (Yazıcı et al. 2019) draws the paths.
/// </summary>
internal sealed class GanPathTraining : IDisposable
{
    /// <summary>Bars of noise that the recurrent state takes in before a window begins.</summary>
    public const int WarmUpBars = 16;

    private const double AdamBeta1 = 0;
    private const double AdamBeta2 = 0.9;
    private const double SmallestSquare = 1e-6;

    private readonly GanPathSpec _spec;
    private readonly float[][] _innovations;
    private readonly InnovationNetwork _network;
    private readonly WindowCritic _critic;
    private readonly Adam _networkOptimizer;
    private readonly Adam _criticOptimizer;
    private readonly Generator _noise;
    private readonly SplitMix64 _order;

    /// <summary>Fresh networks.</summary>
    /// <param name="spec">Sizes and rates.</param>
    /// <param name="innovations">[channel][bar] what is left of the past.</param>
    /// <param name="tails">Law of the first channel.</param>
    /// <param name="seed">The spec's seed.</param>
    public GanPathTraining(GanPathSpec spec, float[][] innovations, HeavyTails tails, long seed)
    {
        if (spec.CriticChannels % GanPathSpec.ChannelBlock != 0)
            throw new ArgumentException(
                FormattableString.Invariant($"criticChannels must be a multiple of {GanPathSpec.ChannelBlock}, was {spec.CriticChannels}"),
                nameof(spec)
            );
        (_spec, _innovations) = (spec, innovations);
        var initial = Seeds.Generator(seed, "paths/gan/weights");
        _network = new(innovations.Length, spec.NoiseDimensions, spec.Hidden, tails, initial);
        _critic = new(innovations.Length, spec.WindowBars, spec.CriticChannels, initial);
        _networkOptimizer = optim.Adam(_network.parameters(), spec.LearningRate, AdamBeta1, AdamBeta2);
        _criticOptimizer = optim.Adam(_critic.parameters(), spec.LearningRate, AdamBeta1, AdamBeta2);
        _noise = new Generator(Seeds.Derive(seed, "paths/gan/noise"), CPU);
        _order = Seeds.Generator(seed, "paths/gan/order");
        Mean = ModuleWeights.Of(_network);
    }

    /// <summary>Mean weights of the generator.</summary>
    public ModuleWeights Mean { get; private set; }

    /// <summary>E[D(real)] − E[D(fake)] of the last step of the critic; NaN without one.</summary>
    public double Wasserstein { get; private set; } = double.NaN;

    /// <summary>Energy distance of the last step.</summary>
    public double Energy { get; private set; }

    /// <summary>All steps.</summary>
    public void Run(CancellationToken cancellation)
    {
        for (var step = 0; step < _spec.Steps; step++)
        {
            for (var c = 0; c < _spec.CriticSteps && _spec.Loss != GanLoss.EnergyScore; c++)
            {
                cancellation.ThrowIfCancellationRequested();
                CriticStep();
            }
            cancellation.ThrowIfCancellationRequested();
            GeneratorStep();
            Mean.Average(_network, _spec.AverageDecay);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _noise.Dispose();
        _networkOptimizer.Dispose();
        _criticOptimizer.Dispose();
        _network.Dispose();
        _critic.Dispose();
    }

    private void CriticStep()
    {
        using var scope = NewDisposeScope();
        var real = Real(); // [batch, channels, bars]
        Tensor fake;
        using (no_grad())
            fake = Fake();
        var mix = rand([_spec.BatchSize, 1, 1], generator: _noise);
        var (loss, wasserstein) = WassersteinLoss.Of(_critic, real, fake, mix, _spec.GradientPenalty);
        _criticOptimizer.zero_grad();
        loss.backward();
        _criticOptimizer.step();
        Wasserstein = wasserstein.item<float>();
    }

    private void GeneratorStep()
    {
        using var scope = NewDisposeScope();
        var (fake, other) = (Fake(), Fake()); // [batch, channels, bars]
        var energy = EnergyDistance(Real(), fake, other);
        var loss = energy * _spec.EnergyWeight;
        if (_spec.Loss != GanLoss.EnergyScore)
            loss -= _critic.call(fake).mean();
        _networkOptimizer.zero_grad();
        loss.backward();
        _networkOptimizer.step();
        Energy = energy.item<float>();
    }

    /// <summary>
    /// E|x − y| + E|x′ − y| − E|x − x′| over all pairs of a batch, per √value: twice the energy score; the part of the outcomes alone is
    /// left out. Windows go in with their sizes beside them, so that clusters count.
    /// </summary>
    internal static Tensor EnergyDistance(Tensor real, Tensor fake, Tensor other)
    {
        Tensor Flat(Tensor windows) => cat([windows, windows.abs()], 1).flatten(1); // [batch, 2·channels·bars]
        var (y, x, z) = (Flat(real), Flat(fake), Flat(other));
        // |a − b|² = |a|² + |b|² − 2ab, for all pairs by one product of matrices.
        Tensor Mean(Tensor a, Tensor b)
        {
            var squares = a.square().sum([1]).unsqueeze(1) + b.square().sum([1]).unsqueeze(0) - (a.matmul(b.t()) * 2);
            return squares.clamp_min(SmallestSquare).sqrt().mean() * (1 / Math.Sqrt(a.shape[1]));
        }
        return Mean(x, y) + Mean(z, y) - Mean(x, z);
    }

    private Tensor Fake() =>
        _network
            .call(randn([_spec.BatchSize, WarmUpBars + _spec.WindowBars, _spec.NoiseDimensions], generator: _noise))
            .narrow(2, WarmUpBars, _spec.WindowBars);

    private Tensor Real()
    {
        var (bars, channels) = (_spec.WindowBars, _innovations.Length);
        var values = new float[_spec.BatchSize * channels * bars];
        for (var b = 0; b < _spec.BatchSize; b++)
        {
            var start = _order.NextInt(_innovations[0].Length - bars + 1);
            for (var c = 0; c < channels; c++)
                Array.Copy(_innovations[c], start, values, ((b * channels) + c) * bars, bars);
        }
        return tensor(values, [_spec.BatchSize, channels, bars]);
    }
}
