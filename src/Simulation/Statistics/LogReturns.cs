using System.Runtime.Intrinsics;

namespace Simulator.Statistics;

/// <summary>Log-returns of a curve, four at a time.</summary>
internal static class LogReturns
{
    /// <summary>ln(x[i + 1]/x[i]); one fewer than the values.</summary>
    public static double[] Of(ReadOnlySpan<double> values)
    {
        if (values.Length < 2)
            return [];
        var returns = GC.AllocateUninitializedArray<double>(values.Length - 1);
        var i = 0;
        for (; i + 4 < values.Length; i += 4)
        {
            var now = Vector256.Create(values.Slice(i, 4));
            var next = Vector256.Create(values.Slice(i + 1, 4));
            var same = Vector256.Equals(now, next);
            var logs = Vector256.EqualsAll(now, next) ? Vector256<double>.Zero : Vector256.ConditionalSelect(same, Vector256<double>.Zero, Vector256.Log(next / now));
            logs.CopyTo(returns.AsSpan(i, 4));
        }
        for (; i < returns.Length; i++)
            returns[i] = Math.Log(values[i + 1] / values[i]);
        return returns;
    }
}
