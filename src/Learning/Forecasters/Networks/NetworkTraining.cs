using Simulator.Learning.Forecasters.Networks.Augmentation;
using Simulator.Learning.Forecasters.Networks.Laws;
using Simulator.Learning.Forecasters.Windows;
using Simulator.Learning.Networks;
using Simulator.Seeding;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Simulator.Learning.Forecasters.Networks;

/// <summary>
/// The training of one model of one fold by maximum likelihood, the same for every kind: Adam with weight decay, dropout, cut gradients,
/// and windows that may be augmented. The weights with the lowest validation CRPS are kept. Its whole state can be written and read back
/// between epochs.
/// </summary>
internal sealed partial class NetworkTraining : IFoldTraining
{
    private readonly NetworkForecasterSpec _spec;
    private readonly WindowSource _source;
    private readonly int[] _order;
    private readonly int _batch;
    private readonly Adam _optimizer;
    private readonly Generator _random;
    private readonly DropMask _mask;
    private readonly WindowAugmenter _augmenter;
    private SplitMix64 _shuffle;

    /// <summary>A fresh network, from the model's streams.</summary>
    /// <param name="spec">Sizes, rates.</param>
    /// <param name="factory">Makes the encoder.</param>
    /// <param name="source">The fold's windows.</param>
    /// <param name="rows">Training rows [start, end).</param>
    /// <param name="start">The law of their outcomes.</param>
    /// <param name="seed">The spec's seed.</param>
    /// <param name="purpose">The model's name in derived seeds.</param>
    /// <param name="device">Where.</param>
    public NetworkTraining(
        NetworkForecasterSpec spec,
        EncoderFactory factory,
        WindowSource source,
        (int Start, int End) rows,
        BaseLaw start,
        long seed,
        string purpose,
        Device device
    )
    {
        (_spec, _source) = (spec, source);
        _order = [.. Enumerable.Range(rows.Start, rows.End - rows.Start)];
        _batch = Math.Min(spec.BatchSize, _order.Length);
        var encoder = factory(source.FeatureCount, device, Seeds.Generator(seed, purpose + "/weights"));
        Network = new(encoder, source.FeatureCount, start, device);
        _optimizer = optim.Adam(Network.parameters(), spec.LearningRate, weight_decay: spec.WeightDecay);
        _random = new Generator(Seeds.Derive(seed, purpose), device);
        _mask = new(spec.Dropout, _random);
        _shuffle = Seeds.Generator(seed, purpose + "/order");
        _augmenter = new(spec, rows, Seeds.Generator(seed, purpose + "/augmentation"));
        Best = ModuleWeights.Of(Network);
    }

    /// <summary>The network as it is now.</summary>
    public ForecastNetwork Network { get; }

    /// <summary>Epochs done.</summary>
    public int Epoch { get; private set; }

    /// <summary>Lowest validation CRPS so far; the untrained network's at first.</summary>
    public double BestCrps { get; private set; } = double.PositiveInfinity;

    /// <summary>Epoch that gave it; 0 before training.</summary>
    public int BestEpoch { get; private set; }

    /// <summary>The weights then.</summary>
    public ModuleWeights Best { get; private set; }

    /// <summary>Whether the epochs are used up or too many passed without a better CRPS.</summary>
    public bool IsFinished => Epoch >= _spec.Epochs || Epoch - BestEpoch >= _spec.PatienceEpochs;

    /// <summary>One pass over the training windows: means of −ln f and of the gradient's length before it is cut.</summary>
    public (double Loss, double GradientNorm) RunEpoch(CancellationToken cancellation)
    {
        _shuffle.Shuffle<int>(_order);
        var (losses, norms, batches) = (0.0, 0.0, _order.Length / _batch);
        for (var b = 0; b < batches; b++)
        {
            cancellation.ThrowIfCancellationRequested();
            var (loss, norm) = Step(_order.AsSpan(b * _batch, _batch));
            (losses, norms) = (losses + loss, norms + norm);
        }
        Epoch++;
        return (losses / batches, norms / batches);
    }

    /// <summary>Keeps the weights if this validation CRPS is the lowest.</summary>
    public void Judge(double validationCrps)
    {
        if (!(validationCrps < BestCrps))
            return;
        (BestCrps, BestEpoch, Best) = (validationCrps, Epoch, ModuleWeights.Of(Network));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _random.Dispose();
        _optimizer.Dispose();
        Network.Dispose();
    }

    private (double Loss, double GradientNorm) Step(ReadOnlySpan<int> rows)
    {
        using var scope = NewDisposeScope();
        var (windows, outcomes) = (_augmenter.Windows(_source, rows), _source.Outcomes(rows));
        return LikelihoodStep.Take(Network, _optimizer, windows, outcomes, _mask, _spec.GradientNorm);
    }
}
