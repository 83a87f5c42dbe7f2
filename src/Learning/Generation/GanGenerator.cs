using Simulator.Errors;
using Simulator.Generation;
using Simulator.Learning.Forecasters.Gan;
using Simulator.Learning.Native;
using Simulator.Learning.Networks;
using Simulator.Numerics;
using Simulator.Seeding;
using static TorchSharp.torch;

namespace Simulator.Learning.Generation;

/// <summary>
/// A market generator: a network draws standardised returns and volume errors bar by bar, and the recursions of a
/// <see cref="MarketFilter"/> (GJR-GARCH, volume) turn them into a path of any length. The recursions keep the clusters; the network may
/// find what they leave: dependence of the residuals on their past, their law, and how volume goes with returns.
/// </summary>
/// <param name="spec">Sizes and rates.</param>
public sealed class GanGenerator(GanPathSpec spec) : IPathGenerator
{
    /// <summary>With the usual sizes.</summary>
    public GanGenerator()
        : this(new GanPathSpec()) { }

    /// <inheritdoc/>
    public string Name => spec.Loss == GanLoss.EnergyScore ? "energy" : "gan";

    /// <inheritdoc/>
    /// <exception cref="SimulationException">Training overflowed.</exception>
    public ILearnedPaths Learn(MarketHistory past, long seed, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(past);
        TorchLibrary.UseOneThread();
        var filter = MarketFilter.Fit(past, isAsymmetric: true);
        var returns = filter.DrawnReturns();
        double[][] innovations = filter.Activity is null ? [returns] : [returns, filter.Errors];
        var tails = HeavyTails.Fit(returns, LargestTail);
        using var training = new GanPathTraining(spec, [.. innovations.Select(c => Array.ConvertAll(c, v => (float)v))], tails, seed);
        training.Run(cancellation);
        if (training.Mean.Values.Any(v => v.Any(w => !float.IsFinite(w))))
            throw new SimulationException(
                $"{past.Series.Symbol}: training of the path generator overflowed; use another seed or --generator filtered"
            );
        var draws = new InnovationDraws(spec, innovations.Length, tails, training.Mean);
        return new Learned(filter, draws.Fitted(innovations, Seeds.Derive(seed, "paths/gan/moments")), Words(filter, training));
    }

    private const double LargestTail = 0.3;

    private string Words(MarketFilter filter, GanPathTraining training) =>
        filter.Words
        + FormattableString.Invariant($"; {spec.Steps} steps, last energy distance {training.Energy:0.000}")
        + (
            double.IsNaN(training.Wasserstein)
                ? ""
                : FormattableString.Invariant($", critic sees real and drawn {training.Wasserstein:0.000} apart")
        );

    private sealed class Learned(MarketFilter filter, InnovationDraws draws, string summary) : ILearnedPaths
    {
        public string Summary => summary;

        public IReadOnlyList<ReturnPath> Draw(IReadOnlyList<int> starts, int bars, ulong seed, CancellationToken cancellation)
        {
            cancellation.ThrowIfCancellationRequested();
            var drawn = draws.Of(starts.Count, bars, seed);
            return [.. starts.Select((start, p) => filter.Rebuild(start, drawn[p][0], drawn[p].Length > 1 ? drawn[p][1] : []))];
        }
    }
}

/// <summary>Sequences of a trained network.</summary>
/// <param name="spec">Sizes.</param>
/// <param name="channels">Outputs.</param>
/// <param name="tails">Law of the first.</param>
/// <param name="weights">Trained weights.</param>
internal sealed class InnovationDraws(GanPathSpec spec, int channels, HeavyTails tails, ModuleWeights weights)
{
    private const int BurnInBars = 64;
    private const int PathsAtOnce = 64;
    private const int MomentPaths = 50;
    private const int MomentBars = 1_000;

    private (double Shift, double Scale)[] _moments = [.. Enumerable.Repeat((0.0, 1.0), channels)];

    /// <summary>
    /// The same with mean and variance of each channel as in the past, measured on 50,000 draws: the recursion of the variance is close
    /// to 1, so residuals that are a little too wide would let it run away.
    /// </summary>
    public InnovationDraws Fitted(double[][] innovations, ulong seed)
    {
        var drawn = Of(MomentPaths, MomentBars, seed);
        var moments = new (double Shift, double Scale)[channels];
        for (var c = 0; c < channels; c++)
        {
            double[] values = [.. drawn.SelectMany(path => path[c])];
            var scale = Moments.StandardDeviation(innovations[c]) / Moments.StandardDeviation(values);
            moments[c] = (Moments.Mean(innovations[c]) - (scale * Moments.Mean(values)), scale);
        }
        return new InnovationDraws(spec, channels, tails, weights) { _moments = moments };
    }

    /// <summary>[path][channel][bar].</summary>
    public double[][][] Of(int paths, int bars, ulong seed)
    {
        using var inference = inference_mode();
        using var network = new InnovationNetwork(channels, spec.NoiseDimensions, spec.Hidden, tails, new SplitMix64(0));
        weights.Restore(network);
        using var noise = new Generator(seed, CPU);
        var drawn = new double[paths][][];
        for (var from = 0; from < paths; from += PathsAtOnce)
        {
            using var scope = NewDisposeScope();
            var count = Math.Min(PathsAtOnce, paths - from);
            var output = network.call(randn([count, BurnInBars + bars, spec.NoiseDimensions], generator: noise));
            var values = output.narrow(2, BurnInBars, bars).contiguous().data<float>().ToArray();
            for (var p = 0; p < count; p++)
            {
                drawn[from + p] = new double[channels][];
                for (var c = 0; c < channels; c++)
                {
                    var row = values.AsSpan(((p * channels) + c) * bars, bars).ToArray();
                    drawn[from + p][c] = Array.ConvertAll(row, v => _moments[c].Shift + (_moments[c].Scale * v));
                }
            }
        }
        return drawn;
    }
}
