using System.Runtime.Intrinsics;
using static System.Runtime.Intrinsics.Vector512;

namespace Simulator.Learning.Agents.Dense;

/// <summary>What is done to every element of a padded matrix, sixteen at once.</summary>
internal static unsafe class Elementwise
{
    private const float Saturated = 10; // tanh is 1 in single precision from 9.02 on

    /// <summary>Applies an activation in place.</summary>
    /// <param name="activation">Which.</param>
    /// <param name="y">The elements.</param>
    /// <param name="length">How many, a multiple of sixteen.</param>
    public static void Activate(Activation activation, float* y, int length)
    {
        if (activation == Activation.Tanh)
        {
            for (var i = 0; i < length; i += Product.Lanes)
                Tanh(Load(y + i)).Store(y + i);
        }
        else if (activation == Activation.Relu)
        {
            for (var i = 0; i < length; i += Product.Lanes)
                MaxNative(Vector512<float>.Zero, Load(y + i)).Store(y + i); // of NaN and 0 the second, which is NaN
        }
    }

    /// <summary>Turns the gradient of what came out of an activation into that of what went in.</summary>
    /// <param name="activation">Which.</param>
    /// <param name="y">What came out.</param>
    /// <param name="gradient">In place.</param>
    /// <param name="length">How many, a multiple of sixteen.</param>
    public static void Deactivate(Activation activation, float* y, float* gradient, int length)
    {
        if (activation == Activation.Tanh)
        {
            for (var i = 0; i < length; i += Product.Lanes)
            {
                var y0 = Load(y + i);
                var slope = FusedMultiplyAdd(-y0, y0, Vector512<float>.One);
                (Load(gradient + i) * slope).Store(gradient + i);
            }
        }
        else if (activation == Activation.Relu)
        {
            for (var i = 0; i < length; i += Product.Lanes)
            {
                var passes = GreaterThan(Load(y + i), Vector512<float>.Zero);
                (Load(gradient + i) & passes).Store(gradient + i);
            }
        }
    }

    /// <summary>x += fraction·(to − x).</summary>
    /// <param name="x">In place.</param>
    /// <param name="to">As many.</param>
    /// <param name="fraction">How much of the way.</param>
    /// <param name="length">How many, a multiple of sixteen.</param>
    public static void Approach(float* x, float* to, float fraction, int length)
    {
        var part = Create(fraction);
        for (var i = 0; i < length; i += Product.Lanes)
        {
            var x0 = Load(x + i);
            FusedMultiplyAdd(part, Load(to + i) - x0, x0).Store(x + i);
        }
    }

    /// <summary>Sums of the columns.</summary>
    /// <param name="matrix">[rows, width].</param>
    /// <param name="rows">Rows.</param>
    /// <param name="width">Columns, a multiple of sixteen.</param>
    /// <param name="sums">[width] result.</param>
    public static void ColumnSums(float* matrix, int rows, int width, float* sums)
    {
        for (var v = 0; v < width; v += Product.Lanes)
        {
            var sum = Vector512<float>.Zero;
            for (var r = 0; r < rows; r++)
                sum += Load(matrix + (r * width) + v);
            sum.Store(sums + v);
        }
    }

    /// <summary>The transpose of a matrix, in blocks of four by four.</summary>
    /// <param name="from">A row every <paramref name="fromStride"/> floats.</param>
    /// <param name="fromStride">A multiple of four.</param>
    /// <param name="rows">Rows of it.</param>
    /// <param name="columns">Columns of it.</param>
    /// <param name="to">[columns, rows] result; padding beyond the rows stays as it is.</param>
    /// <param name="toStride">Floats from a row of the result to the next.</param>
    public static void Transpose(float* from, int fromStride, int rows, int columns, float* to, int toStride)
    {
        var (blockRows, blockColumns) = (rows & ~3, columns & ~3);
        for (var r = 0; r < blockRows; r += 4)
        {
            for (var c = 0; c < blockColumns; c += 4)
                TransposeBlock(from + (r * fromStride) + c, fromStride, to + (c * toStride) + r, toStride);
            for (var c = blockColumns; c < columns; c++)
            for (var k = r; k < r + 4; k++)
                to[(c * toStride) + k] = from[(k * fromStride) + c];
        }
        for (var r = blockRows; r < rows; r++)
        for (var c = 0; c < columns; c++)
            to[(c * toStride) + r] = from[(r * fromStride) + c];
    }

    private static void TransposeBlock(float* from, int fromStride, float* to, int toStride)
    {
        // The two halves of the even and of the odd rows side by side, then every other number of each.
        var even = Vector256.Create(Vector128.Load(from), Vector128.Load(from + (2 * fromStride)));
        var odd = Vector256.Create(Vector128.Load(from + fromStride), Vector128.Load(from + (3 * fromStride)));
        var both = Create(even, odd); // a0–3, c0–3, b0–3, d0–3
        var turned = Shuffle(both, Create(0, 8, 4, 12, 1, 9, 5, 13, 2, 10, 6, 14, 3, 11, 7, 15));
        turned.GetLower().GetLower().Store(to);
        turned.GetLower().GetUpper().Store(to + toStride);
        turned.GetUpper().GetLower().Store(to + (2 * toStride));
        turned.GetUpper().GetUpper().Store(to + (3 * toStride));
    }

    /// <summary>tanh x = sign x · (1 − 2 ÷ (e^2|x| + 1)): within 2e-7 of the true value everywhere. NaN stays NaN.</summary>
    public static Vector512<float> Tanh(Vector512<float> x)
    {
        var power = Exp(MinNative(Create(Saturated), Abs(x)) * 2f);
        return CopySign(Vector512<float>.One - (Create(2f) / (power + Vector512<float>.One)), x);
    }

    /// <summary>
    /// eˣ for x of −87 to 88, by 2ⁿ·e^r with |r| ≤ ½ ln 2 and its series to r⁷: within 2e-7 of the true value, relatively. Below −87 as at
    /// −87; NaN stays NaN.
    /// </summary>
    public static Vector512<float> Exp(Vector512<float> x)
    {
        x = MaxNative(Create(-87f), x); // of NaN and a number the second
        var n = Round(x * 1.44269504f); // log₂ e
        var r = FusedMultiplyAdd(n, Create(-0.693359375f), x); // ln 2 in two parts, the first exact in nine bits
        r = FusedMultiplyAdd(n, Create(2.12194440e-4f), r);
        var series = FusedMultiplyAdd(r, Create(1f / 5040), Create(1f / 720));
        series = FusedMultiplyAdd(r, series, Create(1f / 120));
        series = FusedMultiplyAdd(r, series, Create(1f / 24));
        series = FusedMultiplyAdd(r, series, Create(1f / 6));
        series = FusedMultiplyAdd(r, series, Create(0.5f));
        series = FusedMultiplyAdd(r, series, Vector512<float>.One);
        series = FusedMultiplyAdd(r, series, Vector512<float>.One);
        return series * ShiftLeft(ConvertToInt32Native(n) + Create(127), 23).AsSingle();
    }
}
