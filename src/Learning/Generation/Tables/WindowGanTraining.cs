using Simulator.Learning.Forecasters.Gan;
using Simulator.Learning.Native;
using Simulator.Learning.Networks;
using Simulator.Seeding;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Simulator.Learning.Generation.Tables;

/// <summary>
/// Trains a <see cref="WindowNetwork"/> on all windows of a past as <see cref="GanPathTraining"/> does its network: a convolutional critic,
/// WGAN-GP with the one-sided penalty, and the energy distance of the windows beside it. No checkpoint is chosen: the mean of the weights
/// over the steps draws the windows.
/// </summary>
internal sealed class WindowGanTraining : IDisposable
{
    private const double AdamBeta1 = 0;
    private const double AdamBeta2 = 0.9;

    private readonly WindowGanSpec _spec;
    private readonly WindowChannels _channels;
    private readonly float[][] _real;
    private readonly WindowNetwork _network;
    private readonly WindowCritic _critic;
    private readonly Adam _networkOptimizer;
    private readonly Adam _criticOptimizer;
    private readonly WindowNoise _noise;
    private readonly Generator _mix;
    private readonly SplitMix64 _order;

    /// <summary>Fresh networks.</summary>
    /// <param name="spec">Sizes and rates.</param>
    /// <param name="channels">What the critic sees.</param>
    /// <param name="real">[window][channel · rows + row].</param>
    /// <param name="tails">[part] laws of the noise.</param>
    /// <param name="levels">[row][level] standardised, of the past.</param>
    /// <param name="seed">The spec's seed.</param>
    public WindowGanTraining(WindowGanSpec spec, WindowChannels channels, float[][] real, HeavyTails[] tails, double[][] levels, long seed)
    {
        if (spec.CriticChannels % GanPathSpec.ChannelBlock != 0)
            throw new ArgumentException(
                FormattableString.Invariant($"criticChannels must be a multiple of {GanPathSpec.ChannelBlock}, was {spec.CriticChannels}"),
                nameof(spec)
            );
        (_spec, _channels, _real) = (spec, channels, real);
        var initial = Seeds.Generator(seed, "windows/gan/weights");
        _network = new(spec, tails, channels.Levels, initial);
        _critic = new(channels.Count, spec.Rows, spec.CriticChannels, initial);
        _networkOptimizer = optim.Adam(_network.parameters(), spec.LearningRate, AdamBeta1, AdamBeta2);
        _criticOptimizer = optim.Adam(_critic.parameters(), spec.LearningRate, AdamBeta1, AdamBeta2);
        _noise = new(spec, levels, tails.Length, Seeds.Derive(seed, "windows/gan/noise"));
        _mix = new Generator(Seeds.Derive(seed, "windows/gan/mix"), CPU);
        _order = Seeds.Generator(seed, "windows/gan/order");
        Mean = ModuleWeights.Of(_network);
    }

    /// <summary>Mean weights of the generator.</summary>
    public ModuleWeights Mean { get; }

    /// <summary>E[D(real)] − E[D(fake)] of the last step of the critic.</summary>
    public double Wasserstein { get; private set; } = double.NaN;

    /// <summary>Energy distance of the last step.</summary>
    public double Energy { get; private set; } = double.NaN;

    /// <summary>All steps.</summary>
    public void Run(CancellationToken cancellation)
    {
        TorchLibrary.UseOneThread();
        for (var step = 0; step < _spec.Steps; step++)
        {
            for (var c = 0; c < _spec.CriticSteps; c++)
            {
                cancellation.ThrowIfCancellationRequested();
                CriticStep();
            }
            GeneratorStep();
            Mean.Average(_network, _spec.AverageDecay);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _mix.Dispose();
        _noise.Dispose();
        _networkOptimizer.Dispose();
        _criticOptimizer.Dispose();
        _network.Dispose();
        _critic.Dispose();
    }

    private void CriticStep()
    {
        using var scope = NewDisposeScope();
        Tensor fake;
        using (no_grad())
            fake = Fake();
        var mix = rand([_spec.BatchSize, 1, 1], generator: _mix);
        var (loss, wasserstein) = WassersteinLoss.Of(_critic, Real(), fake, mix, _spec.GradientPenalty);
        _criticOptimizer.zero_grad();
        loss.backward();
        _criticOptimizer.step();
        Wasserstein = wasserstein.item<float>();
    }

    private void GeneratorStep()
    {
        using var scope = NewDisposeScope();
        var (fake, other) = (Fake(), Fake());
        var energy = GanPathTraining.EnergyDistance(Real(), fake, other);
        var loss = (energy * _spec.EnergyWeight) - _critic.call(fake).mean();
        _networkOptimizer.zero_grad();
        loss.backward();
        _networkOptimizer.step();
        Energy = energy.item<float>();
    }

    // [batch, channels, rows]
    private Tensor Fake()
    {
        var (starts, common, rows) = _noise.Next(_spec.BatchSize);
        return _channels.Of(_network.call(common, rows), starts);
    }

    // [batch, channels, rows]
    private Tensor Real()
    {
        var values = new float[_spec.BatchSize * _real[0].Length];
        for (var b = 0; b < _spec.BatchSize; b++)
            _real[_order.NextInt(_real.Length)].CopyTo(values, b * _real[0].Length);
        return tensor(values, [_spec.BatchSize, _channels.Count, _spec.Rows]);
    }
}
