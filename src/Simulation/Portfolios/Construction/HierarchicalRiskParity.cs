namespace Simulator.Portfolios.Construction;

/// <summary>
/// Hierarchical risk parity (López de Prado, 2016): assets are clustered by single linkage on d = √((1 − ρ)/2), ordered by the tree, and
/// weight is split down the ordered list, each half getting the inverse of its own inverse-variance portfolio's variance. Needs no
/// inverse of the covariance. Keeps its own scratch.
/// </summary>
/// <remarks>
/// Like scipy's <c>linkage</c> and PyPortfolioOpt, distances are d itself, and of two merged clusters the one with the smaller number
/// stands first, so that the order of the assets can matter: of mirrored trees the halves differ. Callers that must not depend on it
/// give the assets in an order of their own.
/// </remarks>
public sealed class HierarchicalRiskParity
{
    private readonly int _size;
    private readonly double[] _nearest;
    private readonly bool[] _inTree;
    private readonly (double Distance, int Step, int From, int To)[] _edges;
    private readonly int[] _parent;
    private readonly int[] _left;
    private readonly int[] _right;
    private readonly int[] _order;
    private readonly int[] _stack;

    /// <summary>Prepares for so many assets.</summary>
    public HierarchicalRiskParity(int assets)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(assets);
        _size = assets;
        (_nearest, _inTree, _order) = (new double[assets], new bool[assets], new int[assets]);
        _edges = new (double, int, int, int)[assets - 1];
        _parent = new int[(2 * assets) - 1];
        (_left, _right, _stack) = (new int[assets - 1], new int[assets - 1], new int[2 * assets]);
    }

    /// <summary>The assets in the order of the tree, after a call of <see cref="Allocate"/>.</summary>
    public IReadOnlyList<int> Order => _order;

    /// <summary>Weights, positive, with sum one.</summary>
    /// <param name="covariance">[assets, assets], every variance positive.</param>
    /// <param name="weights">[assets], written.</param>
    public void Allocate(ReadOnlySpan<double> covariance, Span<double> weights)
    {
        BuildEdges(covariance);
        BuildTree();
        ReadOrder();
        weights.Fill(1);
        Split(covariance, weights, 0, _size);
    }

    // Prim's order of the assets: each step adds the asset nearest to those already in. Linked by rising distance it is the
    // single-linkage tree (Müllner, “Modern hierarchical, agglomerative clustering algorithms”, 2011, section 3.2).
    private void BuildEdges(ReadOnlySpan<double> covariance)
    {
        Array.Fill(_nearest, double.PositiveInfinity);
        Array.Clear(_inTree);
        var last = 0;
        for (var step = 0; step < _size - 1; step++)
        {
            _inTree[last] = true;
            var (next, distance) = (-1, double.PositiveInfinity);
            for (var i = 0; i < _size; i++)
            {
                if (_inTree[i])
                    continue;
                _nearest[i] = Math.Min(_nearest[i], Distance(covariance, last, i));
                if (next < 0 || _nearest[i] < distance)
                    (next, distance) = (i, _nearest[i]);
            }
            _edges[step] = (distance, step, last, next);
            last = next;
        }
        Array.Sort(_edges, static (a, b) => a.Distance != b.Distance ? a.Distance.CompareTo(b.Distance) : a.Step.CompareTo(b.Step));
    }

    private double Distance(ReadOnlySpan<double> covariance, int i, int j)
    {
        var correlation = covariance[(i * _size) + j] / Math.Sqrt(covariance[(i * _size) + i] * covariance[(j * _size) + j]);
        return Math.Sqrt(Math.Max(0, (1 - correlation) / 2));
    }

    private void BuildTree()
    {
        for (var i = 0; i < _parent.Length; i++)
            _parent[i] = i;
        for (var k = 0; k < _edges.Length; k++)
        {
            var (a, b) = (Root(_edges[k].From), Root(_edges[k].To));
            (_left[k], _right[k]) = (Math.Min(a, b), Math.Max(a, b));
            _parent[a] = _parent[b] = _size + k;
        }
    }

    private int Root(int node)
    {
        while (_parent[node] != node)
            node = _parent[node] = _parent[_parent[node]];
        return node;
    }

    private void ReadOrder()
    {
        var (depth, count) = (0, 0);
        _stack[depth++] = (2 * _size) - 2;
        while (depth > 0)
        {
            var node = _stack[--depth];
            if (node < _size)
            {
                _order[count++] = node;
                continue;
            }
            _stack[depth++] = _right[node - _size];
            _stack[depth++] = _left[node - _size];
        }
    }

    private void Split(ReadOnlySpan<double> covariance, Span<double> weights, int from, int to)
    {
        if (to - from < 2)
            return;
        var middle = from + ((to - from) / 2);
        var (first, second) = (ClusterVariance(covariance, from, middle), ClusterVariance(covariance, middle, to));
        var share = 1 - (first / (first + second));
        for (var k = from; k < to; k++)
            weights[_order[k]] *= k < middle ? share : 1 - share;
        Split(covariance, weights, from, middle);
        Split(covariance, weights, middle, to);
    }

    // Variance of the inverse-variance portfolio of a stretch of the order.
    private double ClusterVariance(ReadOnlySpan<double> covariance, int from, int to)
    {
        var (sum, scale) = (0.0, 0.0);
        for (var i = from; i < to; i++)
        {
            var a = _order[i];
            var inverse = 1 / covariance[(a * _size) + a];
            scale += inverse;
            for (var j = from; j < to; j++)
                sum += inverse * covariance[(a * _size) + _order[j]] / covariance[(_order[j] * _size) + _order[j]];
        }
        return sum / (scale * scale);
    }
}
