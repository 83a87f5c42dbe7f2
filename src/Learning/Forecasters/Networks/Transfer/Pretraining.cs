using Simulator.Seeding;
using static TorchSharp.torch;

namespace Simulator.Learning.Forecasters.Networks.Transfer;

/// <summary>
/// Trains a network on related series before it sees the target's windows (Pan and Yang, “A survey on transfer learning”, 2010: parameters
/// are transferred): the same loss and rates, an optimiser of its own, a fixed number of passes. A batch is of one series; the order of
/// batches is random.
/// </summary>
internal static class Pretraining
{
    /// <summary>Trains the network in place.</summary>
    /// <param name="network">Fresh.</param>
    /// <param name="spec">Rates and passes.</param>
    /// <param name="related">The series, at least one.</param>
    /// <param name="seed">The run's seed.</param>
    /// <param name="purpose">The model's name in derived seeds.</param>
    /// <param name="device">Where.</param>
    /// <param name="report">Is told each pass: its number from 1 on, the means of −ln f and of the gradient's length.</param>
    /// <param name="cancellation">Stops it.</param>
    public static void Run(
        ForecastNetwork network,
        NetworkForecasterSpec spec,
        IReadOnlyList<RelatedSource> related,
        long seed,
        string purpose,
        Device device,
        Action<int, double, double> report,
        CancellationToken cancellation
    )
    {
        using var random = new Generator(Seeds.Derive(seed, purpose + "/pretraining"), device);
        using var optimizer = optim.Adam(network.parameters(), spec.LearningRate, weight_decay: spec.WeightDecay);
        var (mask, order) = (new DropMask(spec.Dropout, random), Seeds.Generator(seed, purpose + "/pretraining/order"));
        for (var epoch = 1; epoch <= spec.PretrainEpochs; epoch++)
        {
            var (losses, norms, batches) = (0.0, 0.0, Batches(related, spec.BatchSize, order));
            foreach (var (source, rows) in batches)
            {
                cancellation.ThrowIfCancellationRequested();
                using var scope = NewDisposeScope();
                var (windows, outcomes) = (source.Source.Windows(rows), source.Source.Outcomes(rows));
                var (loss, norm) = LikelihoodStep.Take(network, optimizer, windows, outcomes, mask, spec.GradientNorm);
                (losses, norms) = (losses + loss, norms + norm);
            }
            report(epoch, losses / batches.Length, norms / batches.Length);
        }
    }

    private static (RelatedSource Source, int[] Rows)[] Batches(IReadOnlyList<RelatedSource> related, int batchSize, SplitMix64 order)
    {
        var batches = new List<(RelatedSource, int[])>();
        foreach (var source in related)
        {
            var (rows, size) = ((int[])source.Rows.Clone(), Math.Min(batchSize, source.Rows.Length));
            order.Shuffle<int>(rows);
            for (var at = 0; at + size <= rows.Length; at += size)
                batches.Add((source, rows[at..(at + size)]));
        }
        var mixed = batches.ToArray();
        order.Shuffle<(RelatedSource, int[])>(mixed);
        return mixed;
    }
}
