using System.Runtime.Intrinsics;
using Simulator.Numerics;

namespace Simulator.Rules.Columns;

/// <summary>A comparison of two numbers in which equal up to rounding is equal; false where one is unknown.</summary>
/// <param name="name">Unique among operations.</param>
/// <param name="holdsBelow">Whether it holds where the first is below the second.</param>
/// <param name="holdsEqual">Where they are equal.</param>
/// <param name="holdsAbove">Where the first is above the second.</param>
internal sealed class ComparisonOperation(string name, bool holdsBelow, bool holdsEqual, bool holdsAbove) : Operation(name, 2)
{
    private readonly double[] _holds = [Truth(holdsBelow), Truth(holdsEqual), Truth(holdsAbove)];

    public override double Of(double a, double b = 0, double c = 0) => Answer(a, b, Ties.Sign(a, b));

    public override Column Over(Column[] inputs, int history) => new Lane(this, inputs[0], inputs[1], history);

    private double Answer(double a, double b, int sign) => double.IsNaN(a) || double.IsNaN(b) ? 0.0 : _holds[sign + 1];

    private void Answer(ReadOnlySpan<double> x, ReadOnlySpan<double> y, int index, (ulong Above, ulong Below) signs, Span<double> values)
    {
        var (first, second) = (Vector512.Create(x.Slice(index, 8)), Vector512.Create(y.Slice(index, 8)));
        var known = (Vector512.Equals(first, first) & Vector512.Equals(second, second)).ExtractMostSignificantBits();
        var holds =
            (_holds[0] == 1 ? signs.Below : 0)
            | (_holds[1] == 1 ? known & ~(signs.Above | signs.Below) : 0)
            | (_holds[2] == 1 ? signs.Above : 0);
        TruthOf(holds, values.Slice(index, 8));
    }

    private sealed class Lane(ComparisonOperation comparison, Column a, Column b, int history) : ComputedColumn(history)
    {
        private readonly double _floor = a.NoiseFloor + b.NoiseFloor;

        protected override void Compute(int start, Span<double> values)
        {
            var x = a.Block(values.Length);
            var y = b.Block(values.Length);
            var i = 0;
            for (; i + 8 <= values.Length; i += 8)
                comparison.Answer(x, y, i, NearTie.Signs(a, b, x, y, i, _floor), values);
            for (; i < values.Length; i++)
                values[i] = comparison.Answer(x[i], y[i], NearTie.Sign(a, b, x[i], y[i], i, _floor));
        }
    }
}
