using Simulator.Numerics;

namespace Simulator.Rules.Columns;

/// <summary>What the rounding of an input makes of the rounding of a formula: how far the value moves when the input moves by it.</summary>
internal static class Rounding
{
    /// <summary>Rounding of a value that comes from one input, the others held.</summary>
    /// <param name="value">The value.</param>
    /// <param name="input">The input.</param>
    /// <param name="index">Index in the block.</param>
    /// <param name="formula">The value for another number of that input.</param>
    public static double Of(double value, Column input, int index, Func<double, double> formula)
    {
        var (x, noise) = (input.Data[input.Offset + index], input.NoiseAt(index));
        var moved = Math.Max(Size(formula(x + noise) - value), Size(formula(x - noise) - value));
        return Math.Max(Ties.Noise(value), moved);
    }

    private static double Size(double move) => double.IsNaN(move) ? 0 : Math.Abs(move);
}
