using Simulator.Errors;
using Simulator.Learning.Forecasters.Gan;
using Simulator.Learning.Native;
using Simulator.Learning.Networks;
using Simulator.Seeding;
using static TorchSharp.torch;

namespace Simulator.Learning.Generation.Tables;

/// <summary>
/// A generator of windows of several columns: a <see cref="RowCode"/> fitted to a past and a network that draws its parts. It starts each
/// window at the levels of a row of the past and draws everything else.
/// </summary>
internal sealed class WindowGenerator
{
    private const int WindowsAtOnce = 512;
    private const int MomentWindows = 2_048;

    private readonly WindowGanSpec _spec;
    private readonly RowCode _code;
    private readonly WindowChannels _channels;
    private readonly HeavyTails[] _tails;
    private readonly double[][] _levels;
    private readonly ModuleWeights _weights;
    private readonly float[] _shift;
    private readonly float[] _scale;

    private WindowGenerator(TimeTable past, WindowGanSpec spec, long seed, CancellationToken cancellation)
    {
        (_spec, _code) = (spec, RowCode.Fit(past));
        ColumnCode[] parts = [.. _code.Drawn];
        _channels = new(parts);
        var whole = _code.Values(past.Windows(past.Count), past.Count)[0];
        _tails = _channels.Tails(whole, past.Count);
        _levels = [.. Enumerable.Range(0, past.Count - spec.Rows + 1).Select(row => _channels.Starts(whole, past.Count, row))];
        var real = Array.ConvertAll(_code.Values(past.Windows(spec.Rows), spec.Rows), v => _channels.Of(v, spec.Rows));
        using var training = new WindowGanTraining(spec, _channels, real, _tails, _levels, seed);
        training.Run(cancellation);
        (_weights, Energy, Wasserstein) = (training.Mean, training.Energy, training.Wasserstein);
        if (_weights.Values.Any(v => v.Any(w => !float.IsFinite(w))))
            throw new SimulationException("training of the window generator overflowed; use another seed or a smaller learning rate");
        (_shift, _scale) = Fitted(parts.Length, Seeds.Derive(seed, "windows/gan/moments"));
    }

    /// <summary>Energy distance of the last step.</summary>
    public double Energy { get; }

    /// <summary>How far apart the critic saw real and drawn windows in its last step.</summary>
    public double Wasserstein { get; }

    /// <summary>Learns; nothing but the rows given is looked at.</summary>
    /// <param name="past">At least twice the rows of a window.</param>
    /// <param name="spec">Sizes and rates.</param>
    /// <param name="seed">The same gives the same windows, on a processor.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="SimulationException">Too few rows, no column that moves, or an overflow in training.</exception>
    public static WindowGenerator Learn(TimeTable past, WindowGanSpec spec, long seed, CancellationToken cancellation = default)
    {
        if (past.Count < 2 * spec.Rows)
            throw new SimulationException(
                FormattableString.Invariant($"{past.Count} rows are too few for windows of {spec.Rows}; give at least {2 * spec.Rows}")
            );
        if (past.Columns.All(c => c.Min() == c.Max()))
            throw new SimulationException($"no number changes in {string.Join(", ", past.Names)}; there is nothing to learn");
        return new(past, spec, seed, cancellation);
    }

    /// <summary>[window][column · rows + row] in the units of the table.</summary>
    public double[][] Draw(int windows, ulong seed)
    {
        var drawn = Drawn(windows, seed, outputs: false);
        return _code.Windows(Array.ConvertAll(drawn, w => _channels.Values(w, _spec.Rows)), _spec.Rows);
    }

    // What shifts and scales each part so that it has the mean and variance that it has in the past: 0 and 1.
    private (float[] Shift, float[] Scale) Fitted(int parts, ulong seed)
    {
        var (drawn, shift, scale) = (Drawn(MomentWindows, seed, outputs: true), new float[parts], new float[parts]);
        for (var p = 0; p < parts; p++)
        {
            double[] values = [.. drawn.SelectMany(w => w.AsSpan(p * _spec.Rows, _spec.Rows).ToArray().Select(v => (double)v))];
            scale[p] = (float)(1 / Numerics.Moments.StandardDeviation(values));
            shift[p] = (float)(-scale[p] * Numerics.Moments.Mean(values));
        }
        return (shift, scale);
    }

    // [window][part · rows + row] as the network has them, or [window][channel · rows + row] shifted and scaled.
    private float[][] Drawn(int windows, ulong seed, bool outputs)
    {
        TorchLibrary.UseOneThread();
        using var inference = inference_mode();
        using var network = new WindowNetwork(_spec, _tails, _channels.Levels, new SplitMix64(0));
        _weights.Restore(network);
        using var noise = new WindowNoise(_spec, _levels, _tails.Length, seed);
        var drawn = new List<float[]>(windows);
        while (drawn.Count < windows)
        {
            using var scope = NewDisposeScope();
            var (starts, common, rows) = noise.Next(Math.Min(WindowsAtOnce, windows - drawn.Count));
            var output = network.call(common, rows); // [batch, parts, rows]
            if (!outputs)
                output = _channels.Of((output * tensor(_scale).reshape(1, -1, 1)) + tensor(_shift).reshape(1, -1, 1), starts);
            drawn.AddRange(output.contiguous().data<float>().ToArray().Chunk((int)(output.shape[1] * output.shape[2])));
        }
        return [.. drawn];
    }
}
