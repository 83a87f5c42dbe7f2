using Simulator.Errors;
using Simulator.Features;
using Simulator.Learning.Networks;
using Simulator.Seeding;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Simulator.Learning.Features.Autoencoder;

/// <summary>
/// Trains a network on the rows of a fold, all but the last stretch, whose loss says when to stop and which weights are kept. On the
/// processor, one thread, from the fit's own streams: the same seed, the same bytes.
/// </summary>
internal sealed class CodeTraining : IDisposable
{
    private const double ValidationShare = 0.15;
    private const int FewestValidation = 24;

    private readonly AutoencoderSpec _spec;
    private readonly float[][] _rows;
    private readonly FeatureContext _context;
    private readonly CodeNetwork _network;
    private readonly Adam _optimizer;
    private readonly int[] _order;
    private readonly int[] _validation;

    /// <summary>A training with a fresh network.</summary>
    /// <param name="spec">Sizes, rates.</param>
    /// <param name="rows">[row][column] scaled, oldest first.</param>
    /// <param name="context">Streams, progress, cancellation.</param>
    public CodeTraining(AutoencoderSpec spec, float[][] rows, FeatureContext context)
    {
        (_spec, _rows, _context) = (spec, rows, context);
        var held = Math.Max(FewestValidation, (int)(rows.Length * ValidationShare));
        _order = [.. Enumerable.Range(0, rows.Length - held)];
        _validation = [.. Enumerable.Range(rows.Length - held, held)];
        _network = new CodeNetwork(spec.Widths(rows[0].Length), spec.Variational, Stream("weights"));
        _optimizer = optim.Adam(_network.parameters(), spec.LearningRate);
    }

    /// <summary>The random streams of a fit.</summary>
    public static string[] StreamsOf(AutoencoderSpec spec) =>
        spec.Variational ? ["weights", "order", "noise", "validationNoise"] : ["weights", "order"];

    /// <summary>Trains and returns the weights of the encoder that had the lowest loss on the last stretch.</summary>
    public ModuleWeights Run()
    {
        var (order, noise) = (Stream("order"), Stream("noise"));
        using var held = DenseLayers.Rows(_validation, _rows);
        using var heldNoise = Noise(_validation.Length, Stream("validationNoise"));
        var (best, bestEpoch, weights) = (double.PositiveInfinity, 0, ModuleWeights.Of(_network.Encoder));
        for (var epoch = 1; epoch <= _spec.Epochs && epoch - bestEpoch <= _spec.PatienceEpochs; epoch++)
        {
            RunEpoch(order, noise);
            var loss = LossOf(held, heldNoise);
            if (!double.IsFinite(loss))
                throw new SimulationException(
                    FormattableString.Invariant($"the autoencoder's loss is no number after epoch {epoch}; lower learningRate")
                );
            if (loss < best)
                (best, bestEpoch, weights) = (loss, epoch, ModuleWeights.Of(_network.Encoder));
            _context.Progress(
                (double)epoch / _spec.Epochs,
                FormattableString.Invariant($"epoch {epoch}, loss {loss:0.000}, lowest {best:0.000}")
            );
        }
        return weights;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _optimizer.Dispose();
        _network.Dispose();
    }

    private void RunEpoch(SplitMix64 order, SplitMix64 noise)
    {
        order.Shuffle<int>(_order);
        var batch = Math.Min(_spec.BatchSize, _order.Length);
        for (var from = 0; from + batch <= _order.Length; from += batch)
        {
            _context.Cancellation.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            var loss = _network.Loss(DenseLayers.Rows(_order.AsSpan(from, batch), _rows), Noise(batch, noise));
            _optimizer.zero_grad();
            loss.backward();
            _optimizer.step();
        }
    }

    private double LossOf(Tensor rows, Tensor noise)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        return _network.Loss(rows, noise).item<float>();
    }

    private Tensor Noise(int rows, SplitMix64 random)
    {
        var values = new float[_spec.Variational ? rows * _spec.Codes : 0];
        for (var i = 0; i < values.Length; i++)
            values[i] = (float)random.NextGaussian();
        using var lent = tensor(values, [values.Length / _spec.Codes, _spec.Codes]);
        return lent.clone(); // [rows, codes]
    }

    private SplitMix64 Stream(string name) => new(_context.Seed(name));
}
