using Simulator.Numerics;

namespace Simulator.Rules.Columns;

/// <summary>
/// The values of a part of a rule over a block of consecutive bars. Blocks are filled in order, each value from values at the same bar or
/// before it, so the value at bar t is the same whether a block ends at t or long after.
/// </summary>
internal abstract class Column
{
    /// <summary>Bars of a block: few enough for a rule's columns to stay near the processor.</summary>
    public const int BlockLength = 512;

    /// <summary>Where the values stand.</summary>
    public double[] Data { get; protected set; } = [];

    /// <summary>Index in <see cref="Data"/> of the block's first bar.</summary>
    public int Offset { get; protected set; }

    /// <summary>Values of the block.</summary>
    public ReadOnlySpan<double> Block(int count) => Data.AsSpan(Offset, count);

    /// <summary>
    /// Moves on to the block of bars <paramref name="start"/> … <paramref name="start"/> + <paramref name="count"/> − 1; its inputs are
    /// there already.
    /// </summary>
    public abstract void Fill(int start, int count);

    /// <summary>
    /// How far the value at an index of the block may lie from the one that exact arithmetic on the decimals of the file would give, ≥ 0.
    /// Taken at that bar for values of bars before it, too: it is a size, not a figure.
    /// </summary>
    public virtual double NoiseAt(int index) => Ties.Noise(Data[Offset + index]);

    /// <summary>Of that, what is there however small the value is; 0 for prices.</summary>
    public virtual double NoiseFloor => 0;
}

/// <summary>A column of the series itself.</summary>
internal sealed class SourceColumn : Column
{
    public SourceColumn(double[] values) => Data = values;

    public override void Fill(int start, int count) => Offset = start;
}

/// <summary>A number that is the same at every bar.</summary>
internal sealed class ConstantColumn : Column
{
    public ConstantColumn(double value)
    {
        Data = new double[BlockLength];
        Data.AsSpan().Fill(value);
    }

    public override void Fill(int start, int count)
    {
        // The same numbers stand for every block.
    }
}

/// <summary>A column that is computed, with as many values of the bars before the block as others look back upon.</summary>
internal abstract class ComputedColumn : Column
{
    private readonly int _history;
    private int _filled;

    /// <summary>A column over no bars yet.</summary>
    /// <param name="history">Bars before the block that are kept, ≥ 0; NaN where the series had none yet.</param>
    protected ComputedColumn(int history)
    {
        _history = history;
        Data = new double[history + BlockLength];
        Data.AsSpan(0, history).Fill(double.NaN);
        Offset = history;
    }

    public sealed override void Fill(int start, int count)
    {
        if (_history > 0 && _filled > 0)
            Data.AsSpan(_filled, _history).CopyTo(Data);
        Compute(start, Data.AsSpan(_history, count));
        _filled = count;
    }

    /// <summary>Works out the block.</summary>
    /// <param name="start">First bar.</param>
    /// <param name="values">[count] to be written.</param>
    protected abstract void Compute(int start, Span<double> values);
}
