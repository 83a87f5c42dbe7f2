using Simulator.Seeding;
using static TorchSharp.torch;

namespace Simulator.Learning.Generation.Tables;

/// <summary>
/// What a <see cref="WindowNetwork"/> reads: the levels of a row of the past that is drawn at random, somewhere on the way to those of the
/// row after it, and standard normal numbers.
/// </summary>
internal sealed class WindowNoise : IDisposable
{
    private readonly WindowGanSpec _spec;
    private readonly double[][] _levels;
    private readonly int _parts;
    private readonly Generator _normal;
    private readonly SplitMix64 _rows;

    /// <summary>Of one seed.</summary>
    /// <param name="spec">Sizes.</param>
    /// <param name="levels">[row][level] standardised, of the past.</param>
    /// <param name="parts">Parts that are drawn.</param>
    /// <param name="seed">The same gives the same.</param>
    public WindowNoise(WindowGanSpec spec, double[][] levels, int parts, ulong seed)
    {
        (_spec, _levels, _parts) = (spec, levels, parts);
        _normal = new Generator(seed, CPU);
        _rows = new SplitMix64(seed);
    }

    /// <summary>For the next windows.</summary>
    /// <returns>
    /// [batch, levels] of the first rows; [batch, levels + shared], the same with the noise that all rows share; [batch, rows, noise].
    /// </returns>
    public (Tensor Starts, Tensor Common, Tensor Rows) Next(int windows)
    {
        var (count, values) = (_levels[0].Length, new float[windows * _levels[0].Length]);
        for (var w = 0; w < windows; w++)
        {
            var (row, share) = (_rows.NextInt(_levels.Length - 1), _rows.NextDouble());
            for (var l = 0; l < count; l++)
                values[(w * count) + l] = (float)(((1 - share) * _levels[row][l]) + (share * _levels[row + 1][l]));
        }
        var starts = tensor(values, [windows, count]);
        var shared = randn([windows, _spec.WindowNoise], generator: _normal);
        return (starts, cat([starts, shared], 1), randn([windows, _spec.Rows, _parts + _spec.RowNoise], generator: _normal));
    }

    /// <inheritdoc/>
    public void Dispose() => _normal.Dispose();
}
