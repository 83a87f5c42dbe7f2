using Simulator.Rules.Clocks;
using Simulator.Rules.Columns;

namespace Simulator.Rules.Compilation;

/// <summary>Bars of a compiled rule, bound to a market: which they are, and from which of them on each column has values.</summary>
internal sealed class BoundClock
{
    /// <summary>Binds bars; those inside them are bound first.</summary>
    public BoundClock(ClockNode node, Clock clock, IReadOnlyList<BoundClock> children, RuleMarket market)
    {
        (Node, Clock, Children, Market) = (node, clock, children, market);
        Ready = new int[node.Columns.Count];
        for (var i = 0; i < Ready.Length; i++)
        {
            var column = node.Columns[i];
            var inputs = column.Inputs.Select(input => Ready[input.Index]).ToArray();
            var ready = column.Recipe.ReadyBar is { } special
                ? special(new ReadyBuild(inputs, this))
                : inputs.Prepend(0).Max() + column.Recipe.LookBackBars;
            Ready[i] = Math.Min(ready, clock.Series.Count);
        }
    }

    /// <summary>The bars as compiled.</summary>
    public ClockNode Node { get; }

    /// <summary>The bars.</summary>
    public Clock Clock { get; }

    /// <summary>Bars inside them, in the order of <see cref="ClockNode.Children"/>.</summary>
    public IReadOnlyList<BoundClock> Children { get; }

    /// <summary>The market.</summary>
    public RuleMarket Market { get; }

    /// <summary>[column] first bar with a value; the count of bars for none.</summary>
    public int[] Ready { get; }

    /// <summary>The first of these bars at which a column of bars inside them is known.</summary>
    public int ReadyOf(ClockNode child, ColumnNode column)
    {
        var inner = Children[Node.Children.IndexOf(child)];
        var ready = inner.Ready[column.Index];
        return ready >= inner.Clock.Series.Count ? Clock.Series.Count : Clock.FirstBarAt(inner.Clock.KnownAtTicks[ready]);
    }
}

/// <summary>Bars of a compiled rule in a run: the columns over the block that is being looked at.</summary>
internal sealed class ClockRun
{
    private readonly int _blockLength;
    private readonly int _bars;
    private readonly LinkedRun[] _children;

    public ClockRun(BoundClock bound, int blockLength)
    {
        (Bound, _blockLength, _bars) = (bound, blockLength, bound.Clock.Series.Count);
        _children = [.. bound.Children.Select(child => new LinkedRun(this, new ClockRun(child, blockLength)))];
        Columns = new Column[bound.Node.Columns.Count];
        foreach (var node in bound.Node.Columns)
            Columns[node.Index] = node.Recipe.Make(
                new ColumnBuild([.. node.Inputs.Select(input => Columns[input.Index])], this, node.History)
            );
    }

    /// <summary>Its bars, bound.</summary>
    public BoundClock Bound { get; }

    /// <summary>Columns in the order of <see cref="ClockNode.Columns"/>.</summary>
    public Column[] Columns { get; }

    /// <summary>First bar of the block.</summary>
    public int Start { get; private set; }

    /// <summary>One behind the last bar of the block.</summary>
    public int End { get; private set; }

    /// <summary>Stops the block that is being computed.</summary>
    public CancellationToken Cancellation { get; private set; }

    /// <summary>Goes on, block by block, until a bar is in the block.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled; these bars cannot be used any more.</exception>
    public void Advance(int bar, CancellationToken cancellation)
    {
        Cancellation = cancellation;
        while (bar >= End && End < _bars)
        {
            var count = Math.Min(_blockLength, _bars - End);
            (Start, End) = (End, End + count);
            foreach (var column in Columns)
            {
                cancellation.ThrowIfCancellationRequested();
                column.Fill(Start, count);
            }
        }
    }

    /// <summary>The bars inside these.</summary>
    public LinkedRun Child(ClockNode child) => _children[Bound.Node.Children.IndexOf(child)];
}

/// <summary>Bars inside others, read at the others' bars by what was last known there.</summary>
internal sealed class LinkedRun
{
    private readonly ClockRun _outer;
    private readonly ClockRun _inner;
    private readonly double[][] _values;
    private int _known = -1;
    private int _start = -1;

    public LinkedRun(ClockRun outer, ClockRun inner)
    {
        (_outer, _inner) = (outer, inner);
        _values = [.. inner.Bound.Node.Read.Select(_ => new double[Column.BlockLength])];
    }

    /// <summary>Values of a column that is read, over a block of the outer bars.</summary>
    public ReadOnlySpan<double> Values(int place, int start, int count)
    {
        if (start != _start)
            Fill(start, count);
        return _values[place].AsSpan(0, count);
    }

    /// <summary>Rounding of a column that is read, at the last bar known.</summary>
    public double NoiseOf(int place) => _known < 0 ? 0 : Read(place).NoiseAt(_known - _inner.Start);

    /// <summary>Rounding of a column that is read, however small its value is.</summary>
    public double NoiseFloorOf(int place) => Read(place).NoiseFloor;

    private Column Read(int place) => _inner.Columns[_inner.Bound.Node.Read[place].Index];

    private void Fill(int start, int count)
    {
        _start = start;
        var inner = _inner.Bound.Clock.KnownAtTicks;
        for (var i = 0; i < count; i++)
        {
            var now = _outer.Bound.Clock.KnownAtTicks[start + i];
            while (_known + 1 < inner.Length && inner[_known + 1] <= now)
                _known++;
            if (_known >= 0)
                _inner.Advance(_known, _outer.Cancellation);
            for (var place = 0; place < _values.Length; place++)
            {
                var column = Read(place);
                _values[place][i] = _known < 0 ? double.NaN : column.Data[column.Offset + _known - _inner.Start];
            }
        }
    }
}

/// <summary>A column of bars inside these, at these bars.</summary>
internal sealed class LinkColumn(LinkedRun linked, int place, int history) : ComputedColumn(history)
{
    public override double NoiseFloor => linked.NoiseFloorOf(place);

    public override double NoiseAt(int index) => Math.Max(base.NoiseAt(index), linked.NoiseOf(place));

    protected override void Compute(int start, Span<double> values) => linked.Values(place, start, values.Length).CopyTo(values);
}
