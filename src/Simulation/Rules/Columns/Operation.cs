using System.Numerics;
using System.Runtime.Intrinsics;

namespace Simulator.Rules.Columns;

/// <summary>
/// A formula of one, two or three numbers at one bar; truth is 1 and 0. The same formula serves constants, columns and the account.
/// A result that is not finite becomes NaN, which is “unknown”.
/// </summary>
internal abstract class Operation(string name, int arity)
{
    /// <summary>Unique among operations.</summary>
    public string Name { get; } = name;

    /// <summary>Numbers it takes.</summary>
    public int Arity { get; } = arity;

    /// <summary>The formula; what it does not take is ignored.</summary>
    public abstract double Of(double a, double b = 0, double c = 0);

    /// <summary>The formula over columns.</summary>
    public abstract Column Over(Column[] inputs, int history);

    /// <summary>NaN for what is infinite.</summary>
    public static double Known(double value) => double.IsFinite(value) ? value : double.NaN;

    /// <summary>NaN for what is infinite, in a row of numbers.</summary>
    public static void MakeKnown(Span<double> values)
    {
        var (i, infinity, unknown) = (0, Vector512.Create(double.PositiveInfinity), Vector512.Create(double.NaN));
        for (; i + 8 <= values.Length; i += 8)
        {
            var some = Vector512.Create((ReadOnlySpan<double>)values.Slice(i, 8));
            Vector512.ConditionalSelect(Vector512.LessThan(Vector512.Abs(some), infinity), some, unknown).CopyTo(values[i..]);
        }
        for (; i < values.Length; i++)
            values[i] = Known(values[i]);
    }

    /// <summary>1 or 0 for each of eight bits.</summary>
    public static void TruthOf(ulong bits, Span<double> values)
    {
        Vector512<double>.Zero.CopyTo(values);
        for (; bits != 0; bits &= bits - 1)
            values[BitOperations.TrailingZeroCount(bits)] = 1;
    }

    /// <summary>1 or 0.</summary>
    public static double Truth(bool holds) => holds ? 1.0 : 0.0;
}

/// <summary>A formula of one number.</summary>
internal interface IUnary
{
    static abstract double Of(double a);
}

/// <summary>A formula of two numbers.</summary>
internal interface IBinary
{
    static abstract double Of(double a, double b);
}

/// <summary>A formula of three numbers.</summary>
internal interface ITernary
{
    static abstract double Of(double a, double b, double c);
}

internal sealed class UnaryOperation<T>() : Operation(typeof(T).Name, 1)
    where T : struct, IUnary
{
    public override double Of(double a, double b = 0, double c = 0) => T.Of(a);

    public override Column Over(Column[] inputs, int history) => new Lane(inputs[0], history);

    private sealed class Lane(Column a, int history) : ComputedColumn(history)
    {
        protected override void Compute(int start, Span<double> values)
        {
            var x = a.Block(values.Length);
            for (var i = 0; i < values.Length && i < x.Length; i++)
                values[i] = T.Of(x[i]);
        }

        public override double NoiseAt(int index) => Rounding.Of(Data[Offset + index], a, index, T.Of);
    }
}

internal sealed class BinaryOperation<T>() : Operation(typeof(T).Name, 2)
    where T : struct, IBinary
{
    public override double Of(double a, double b = 0, double c = 0) => T.Of(a, b);

    public override Column Over(Column[] inputs, int history) => new Lane(inputs[0], inputs[1], history);

    private sealed class Lane(Column a, Column b, int history) : ComputedColumn(history)
    {
        protected override void Compute(int start, Span<double> values)
        {
            var x = a.Block(values.Length);
            var y = b.Block(values.Length);
            for (var i = 0; i < values.Length && i < x.Length && i < y.Length; i++)
                values[i] = T.Of(x[i], y[i]);
        }

        public override double NoiseAt(int index)
        {
            var (value, x, y) = (Data[Offset + index], a.Data[a.Offset + index], b.Data[b.Offset + index]);
            return Rounding.Of(value, a, index, moved => T.Of(moved, y)) + Rounding.Of(value, b, index, moved => T.Of(x, moved));
        }
    }
}

internal sealed class TernaryOperation<T>() : Operation(typeof(T).Name, 3)
    where T : struct, ITernary
{
    public override double Of(double a, double b = 0, double c = 0) => T.Of(a, b, c);

    public override Column Over(Column[] inputs, int history) => new Lane(inputs[0], inputs[1], inputs[2], history);

    private sealed class Lane(Column a, Column b, Column c, int history) : ComputedColumn(history)
    {
        protected override void Compute(int start, Span<double> values)
        {
            var x = a.Block(values.Length);
            var y = b.Block(values.Length);
            var z = c.Block(values.Length);
            for (var i = 0; i < values.Length && i < x.Length && i < y.Length && i < z.Length; i++)
                values[i] = T.Of(x[i], y[i], z[i]);
        }

        public override double NoiseAt(int index)
        {
            var (value, x, y, z) = (Data[Offset + index], a.Data[a.Offset + index], b.Data[b.Offset + index], c.Data[c.Offset + index]);
            return Rounding.Of(value, a, index, moved => T.Of(moved, y, z))
                + Rounding.Of(value, b, index, moved => T.Of(x, moved, z))
                + Rounding.Of(value, c, index, moved => T.Of(x, y, moved));
        }
    }
}
