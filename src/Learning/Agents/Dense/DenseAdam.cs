using System.Runtime.Intrinsics;
using static System.Runtime.Intrinsics.Vector512;

namespace Simulator.Learning.Agents.Dense;

/// <summary>
/// Adam (Kingma, Ba 2015, algorithm 1, ε added to the root of the corrected second moment as in PyTorch) over blocks of parameters, with
/// the gradient cut to a norm over all of them.
/// </summary>
/// <param name="blocks">What it moves.</param>
/// <param name="beta1">Decay of the first moment.</param>
/// <param name="beta2">Decay of the second moment.</param>
/// <param name="epsilon">ε.</param>
/// <param name="isCorrected">Whether the moments are corrected for their start at 0. Not, and with a first decay of 0, it is RMSProp
/// (Tieleman, Hinton 2012) as in PyTorch.</param>
internal sealed unsafe class DenseAdam(
    IReadOnlyList<ParameterBlock> blocks,
    double beta1,
    double beta2,
    double epsilon,
    bool isCorrected = true
)
{
    private readonly AlignedFloats[] _first = [.. blocks.Select(b => new AlignedFloats(b.Values.Length))];
    private readonly AlignedFloats[] _second = [.. blocks.Select(b => new AlignedFloats(b.Values.Length))];
    private long _steps;

    /// <summary>Moves every parameter once.</summary>
    /// <param name="learningRate">Step size.</param>
    /// <param name="maximumNorm">Gradients of a greater norm are scaled down to it (divided by norm + 1e-6, as in PyTorch);
    /// +∞ for never.</param>
    /// <returns>The norm before.</returns>
    public double Step(double learningRate, double maximumNorm)
    {
        var norm = GradientNorm();
        var scale = Math.Min(1, maximumNorm / (norm + 1e-6));
        _steps++;
        var (bias1, bias2) = isCorrected ? (1 - Math.Pow(beta1, _steps), 1 - Math.Pow(beta2, _steps)) : (1, 1);
        for (var i = 0; i < blocks.Count; i++)
            Move(
                blocks[i],
                _first[i].Pointer,
                _second[i].Pointer,
                (float)scale,
                (float)(learningRate / bias1),
                (float)(1 / Math.Sqrt(bias2))
            );
        return norm;
    }

    /// <summary>Writes moments and the count of steps.</summary>
    public void Save(BinaryWriter writer)
    {
        writer.Write(_steps);
        foreach (var moments in _first.Concat(_second))
            moments.Save(writer);
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    public void Restore(BinaryReader reader)
    {
        _steps = reader.ReadInt64();
        foreach (var moments in _first.Concat(_second))
            moments.Restore(reader);
    }

    private double GradientNorm()
    {
        var squares = 0.0;
        for (var i = 0; i < blocks.Count; i++)
        {
            var gradient = blocks[i].Gradients.Pointer;
            var length = blocks[i].Gradients.Length;
            var (even, odd) = (Vector512<float>.Zero, Vector512<float>.Zero);
            var at = 0;
            for (; at + 32 <= length; at += 32)
            {
                var (x, y) = (Load(gradient + at), Load(gradient + at + 16));
                even = FusedMultiplyAdd(x, x, even);
                odd = FusedMultiplyAdd(y, y, odd);
            }
            for (; at < length; at += 16)
            {
                var x = Load(gradient + at);
                even = FusedMultiplyAdd(x, x, even);
            }
            var sums = even + odd;
            for (var lane = 0; lane < 16; lane++)
                squares += sums[lane];
        }
        return Math.Sqrt(squares);
    }

    private void Move(ParameterBlock block, float* first, float* second, float scale, float rate, float rootScale)
    {
        float* values = block.Values.Pointer,
            gradients = block.Gradients.Pointer;
        var (decay1, decay2) = (Create((float)beta1), Create((float)beta2));
        var (fresh1, fresh2) = (Create((float)(1 - beta1)), Create((float)(1 - beta2)));
        var (size, root, small, cut) = (Create(-rate), Create(rootScale), Create((float)epsilon), Create(scale));
        for (var i = 0; i < block.Values.Length; i += Product.Lanes)
        {
            var g = Load(gradients + i) * cut;
            var m = FusedMultiplyAdd(decay1, Load(first + i), fresh1 * g);
            var v = FusedMultiplyAdd(decay2, Load(second + i), fresh2 * g * g);
            m.Store(first + i);
            v.Store(second + i);
            var step = m / FusedMultiplyAdd(Sqrt(v), root, small);
            FusedMultiplyAdd(size, step, Load(values + i)).Store(values + i);
        }
    }
}
