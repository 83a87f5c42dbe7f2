using System.Runtime.Intrinsics;
using static System.Runtime.Intrinsics.Vector512;

namespace Simulator.Learning.Agents.Dense;

/// <summary>
/// The one product of matrices of dense networks: forward, gradient of the weights and gradient of the inputs differ only in how the left
/// factor is walked through. Every element is one chain of fused multiply-adds in the order of k, whatever the block that it falls in: a
/// row gives the same bits alone as among others, and on every machine.
/// </summary>
internal static unsafe class Product
{
    /// <summary>Floats of a vector; widths are multiples of it.</summary>
    public const int Lanes = 16;

    /// <summary>The least multiple of <see cref="Lanes"/> that is not below a width.</summary>
    public static int Padded(int width) => (width + Lanes - 1) / Lanes * Lanes;

    /// <summary>C[r, v] = start[v] + Σₖ A[r, k]·B[k, v].</summary>
    /// <param name="c">[rows, width] result, a row every <paramref name="cStride"/> floats.</param>
    /// <param name="cStride">Floats from a row of C to the next.</param>
    /// <param name="a">A[r, k] is at r·<paramref name="aRow"/> + k·<paramref name="aStep"/>.</param>
    /// <param name="aRow">Floats from A[r, k] to A[r + 1, k].</param>
    /// <param name="aStep">Floats from A[r, k] to A[r, k + 1].</param>
    /// <param name="b">[depth, width], a row every <paramref name="bStride"/> floats.</param>
    /// <param name="bStride">Floats from a row of B to the next.</param>
    /// <param name="rows">Rows of C.</param>
    /// <param name="depth">Terms of every sum.</param>
    /// <param name="width">Columns of C, a multiple of <see cref="Lanes"/>.</param>
    /// <param name="start">[width] what the sums begin with; null for 0.</param>
    public static void Of(
        float* c,
        int cStride,
        float* a,
        int aRow,
        int aStep,
        float* b,
        int bStride,
        int rows,
        int depth,
        int width,
        float* start
    )
    {
        var v = 0;
        for (; v + (4 * Lanes) <= width; v += 4 * Lanes)
        {
            var begin = start is null ? null : start + v;
            var r = 0;
            for (; r + 4 <= rows; r += 4)
                FourRows(c + (r * cStride) + v, cStride, a + (r * aRow), aRow, aStep, b + v, bStride, depth, begin);
            for (; r < rows; r++)
                OneRow(c + (r * cStride) + v, a + (r * aRow), aStep, b + v, bStride, depth, begin);
        }
        for (; v < width; v += Lanes)
        {
            var begin = start is null ? Vector512<float>.Zero : Load(start + v);
            var r = 0;
            for (; r + 8 <= rows; r += 8)
                EightRowsOfOneVector(c + (r * cStride) + v, cStride, a + (r * aRow), aRow, aStep, b + v, bStride, depth, begin);
            for (; r < rows; r++)
                OneVector(c + (r * cStride) + v, a + (r * aRow), aStep, b + v, bStride, depth, begin);
        }
    }

    // 4 rows × 64 columns: sixteen sums at once, enough to hide the latency of the multiply-add.
    private static void FourRows(float* c, int cStride, float* a, int aRow, int aStep, float* b, int bStride, int depth, float* start)
    {
        var (s0, s1, s2, s3) = Begin(start);
        var (c00, c01, c02, c03) = (s0, s1, s2, s3);
        var (c10, c11, c12, c13) = (s0, s1, s2, s3);
        var (c20, c21, c22, c23) = (s0, s1, s2, s3);
        var (c30, c31, c32, c33) = (s0, s1, s2, s3);
        float* a1 = a + aRow,
            a2 = a1 + aRow,
            a3 = a2 + aRow;
        for (var k = 0; k < depth; k++)
        {
            var b0 = Load(b);
            var b1 = Load(b + 16);
            var b2 = Load(b + 32);
            var b3 = Load(b + 48);
            var x = Create(*a);
            c00 = FusedMultiplyAdd(x, b0, c00);
            c01 = FusedMultiplyAdd(x, b1, c01);
            c02 = FusedMultiplyAdd(x, b2, c02);
            c03 = FusedMultiplyAdd(x, b3, c03);
            x = Create(*a1);
            c10 = FusedMultiplyAdd(x, b0, c10);
            c11 = FusedMultiplyAdd(x, b1, c11);
            c12 = FusedMultiplyAdd(x, b2, c12);
            c13 = FusedMultiplyAdd(x, b3, c13);
            x = Create(*a2);
            c20 = FusedMultiplyAdd(x, b0, c20);
            c21 = FusedMultiplyAdd(x, b1, c21);
            c22 = FusedMultiplyAdd(x, b2, c22);
            c23 = FusedMultiplyAdd(x, b3, c23);
            x = Create(*a3);
            c30 = FusedMultiplyAdd(x, b0, c30);
            c31 = FusedMultiplyAdd(x, b1, c31);
            c32 = FusedMultiplyAdd(x, b2, c32);
            c33 = FusedMultiplyAdd(x, b3, c33);
            a += aStep;
            a1 += aStep;
            a2 += aStep;
            a3 += aStep;
            b += bStride;
        }
        Put(c, c00, c01, c02, c03);
        Put(c + cStride, c10, c11, c12, c13);
        Put(c + (2 * cStride), c20, c21, c22, c23);
        Put(c + (3 * cStride), c30, c31, c32, c33);
    }

    private static void OneRow(float* c, float* a, int aStep, float* b, int bStride, int depth, float* start)
    {
        var (c0, c1, c2, c3) = Begin(start);
        for (var k = 0; k < depth; k++)
        {
            var x = Create(*a);
            c0 = FusedMultiplyAdd(x, Load(b), c0);
            c1 = FusedMultiplyAdd(x, Load(b + 16), c1);
            c2 = FusedMultiplyAdd(x, Load(b + 32), c2);
            c3 = FusedMultiplyAdd(x, Load(b + 48), c3);
            a += aStep;
            b += bStride;
        }
        Put(c, c0, c1, c2, c3);
    }

    private static void EightRowsOfOneVector(
        float* c,
        int cStride,
        float* a,
        int aRow,
        int aStep,
        float* b,
        int bStride,
        int depth,
        Vector512<float> start
    )
    {
        var (c0, c1, c2, c3) = (start, start, start, start);
        var (c4, c5, c6, c7) = (start, start, start, start);
        for (var k = 0; k < depth; k++)
        {
            var y = Load(b);
            c0 = FusedMultiplyAdd(Create(a[0]), y, c0);
            c1 = FusedMultiplyAdd(Create(a[aRow]), y, c1);
            c2 = FusedMultiplyAdd(Create(a[2 * aRow]), y, c2);
            c3 = FusedMultiplyAdd(Create(a[3 * aRow]), y, c3);
            c4 = FusedMultiplyAdd(Create(a[4 * aRow]), y, c4);
            c5 = FusedMultiplyAdd(Create(a[5 * aRow]), y, c5);
            c6 = FusedMultiplyAdd(Create(a[6 * aRow]), y, c6);
            c7 = FusedMultiplyAdd(Create(a[7 * aRow]), y, c7);
            a += aStep;
            b += bStride;
        }
        c0.Store(c);
        c1.Store(c + cStride);
        c2.Store(c + (2 * cStride));
        c3.Store(c + (3 * cStride));
        c4.Store(c + (4 * cStride));
        c5.Store(c + (5 * cStride));
        c6.Store(c + (6 * cStride));
        c7.Store(c + (7 * cStride));
    }

    private static void OneVector(float* c, float* a, int aStep, float* b, int bStride, int depth, Vector512<float> start)
    {
        var sum = start;
        for (var k = 0; k < depth; k++)
            sum = FusedMultiplyAdd(Create(a[k * aStep]), Load(b + (k * bStride)), sum);
        sum.Store(c);
    }

    private static (Vector512<float>, Vector512<float>, Vector512<float>, Vector512<float>) Begin(float* start) =>
        start is null ? default : (Load(start), Load(start + 16), Load(start + 32), Load(start + 48));

    private static void Put(float* c, Vector512<float> v0, Vector512<float> v1, Vector512<float> v2, Vector512<float> v3)
    {
        v0.Store(c);
        v1.Store(c + 16);
        v2.Store(c + 32);
        v3.Store(c + 48);
    }
}
