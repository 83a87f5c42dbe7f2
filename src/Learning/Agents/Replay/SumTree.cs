namespace Simulator.Learning.Agents.Replay;

/// <summary>
/// Numbers of which one is drawn in proportion to its size in logarithmic time (Schaul et al. 2016, appendix B.2.1): a binary tree whose
/// nodes are the sums of their two children, in double precision, with a power of two of leaves. A node is summed anew from its children
/// at every change, so that no rounding piles up.
/// </summary>
internal sealed class SumTree
{
    private readonly double[] _nodes; // the root at 1, the children of i at 2i and 2i + 1, the leaves last
    private readonly int _leaves;

    /// <summary>All are 0.</summary>
    /// <param name="capacity">How many.</param>
    public SumTree(int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(capacity);
        Capacity = capacity;
        _leaves = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)capacity);
        _nodes = new double[2 * _leaves];
    }

    /// <summary>How many.</summary>
    public int Capacity { get; }

    /// <summary>Their sum.</summary>
    public double Total => _nodes[1];

    /// <summary>A number, at least 0.</summary>
    public double this[int index]
    {
        get => _nodes[Leaf(index)];
        set
        {
            if (!(value >= 0) || !double.IsFinite(value))
                throw new ArgumentOutOfRangeException(nameof(value), value, $"priority {index} has to be a number of at least 0");
            var node = Leaf(index);
            _nodes[node] = value;
            for (node >>= 1; node >= 1; node >>= 1)
                _nodes[node] = _nodes[2 * node] + _nodes[(2 * node) + 1];
        }
    }

    /// <summary>The index at which the running sum passes <paramref name="prefix"/>, never one whose number is 0.</summary>
    /// <param name="prefix">From 0 to below <see cref="Total"/>; what lies beyond is the last number above 0.</param>
    /// <exception cref="InvalidOperationException">All numbers are 0.</exception>
    public int Find(double prefix)
    {
        if (!(Total > 0))
            throw new InvalidOperationException("nothing can be drawn: every priority is 0");
        var node = 1;
        while (node < _leaves)
        {
            var left = _nodes[2 * node];
            var goesLeft = (prefix < left && left > 0) || !(_nodes[(2 * node) + 1] > 0);
            if (!goesLeft)
                prefix -= left;
            node = (2 * node) + (goesLeft ? 0 : 1);
        }
        return node - _leaves;
    }

    private int Leaf(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Capacity);
        return _leaves + index;
    }
}
