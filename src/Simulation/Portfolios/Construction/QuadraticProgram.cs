namespace Simulator.Portfolios.Construction;

/// <summary>
/// min ½x′Σx subject to c′x = 1, and to x ≥ 0 where asked for; Σ is positive definite. Without the bound one Cholesky solve; with it the
/// active-set method of Lawson and Hanson (“Solving least squares problems”, 1974, chapter 23) on the same form. Keeps its own scratch:
/// nothing is allocated by a call.
/// </summary>
internal sealed class QuadraticProgram(int size)
{
    private readonly double[] _factor = new double[size * size];
    private readonly double[] _candidate = new double[size];
    private readonly int[] _free = new int[size];
    private readonly bool[] _isFree = new bool[size];
    private int _freeCount;

    /// <summary>Solves without the bound. False where Σ is singular to working precision; NaN weights where c is zero.</summary>
    public bool Solve(ReadOnlySpan<double> covariance, ReadOnlySpan<double> c, Span<double> x)
    {
        _freeCount = size;
        for (var i = 0; i < size; i++)
            _free[i] = i;
        if (!SolveFree(covariance, c))
            return false;
        _candidate.CopyTo(x);
        return true;
    }

    /// <summary>Solves with x ≥ 0. False where Σ is singular to working precision, or no c is positive.</summary>
    public bool SolveNonNegative(ReadOnlySpan<double> covariance, ReadOnlySpan<double> c, Span<double> x)
    {
        x.Clear();
        Array.Clear(_isFree);
        var start = BestSingle(covariance, c);
        if (start < 0)
            return false;
        x[start] = 1 / c[start];
        _isFree[start] = true;
        for (var round = 0; round <= 10 * size; round++) // each round lowers the objective, so it ends long before
        {
            var entering = MostWanted(covariance, c, x);
            if (entering < 0)
                return true;
            _isFree[entering] = true;
            if (!MoveToMinimum(covariance, c, x))
                return false;
            if (!_isFree[entering])
                return true; // the gain was below working precision
        }
        return true;
    }

    private bool MoveToMinimum(ReadOnlySpan<double> covariance, ReadOnlySpan<double> c, Span<double> x)
    {
        while (true)
        {
            _freeCount = 0;
            for (var i = 0; i < size; i++)
            {
                if (_isFree[i])
                    _free[_freeCount++] = i;
            }
            if (!SolveFree(covariance, c))
                return false;
            var (step, blocking) = (1.0, -1);
            for (var k = 0; k < _freeCount; k++)
            {
                var (now, target) = (x[_free[k]], _candidate[k]);
                if (target <= 0 && now / (now - target) is var ratio && (ratio < step || blocking < 0))
                    (step, blocking) = (double.IsNaN(ratio) ? 0 : ratio, _free[k]);
            }
            for (var k = 0; k < _freeCount; k++)
                x[_free[k]] = blocking < 0 ? _candidate[k] : Math.Max(0, x[_free[k]] + (step * (_candidate[k] - x[_free[k]])));
            if (blocking < 0)
                return true;
            x[blocking] = 0;
            _isFree[blocking] = false;
        }
    }

    private int BestSingle(ReadOnlySpan<double> covariance, ReadOnlySpan<double> c)
    {
        var (best, bestValue) = (-1, 0.0);
        for (var i = 0; i < size; i++)
        {
            if (c[i] > 0 && c[i] * c[i] / covariance[(i * size) + i] is var value && value > bestValue)
                (best, bestValue) = (i, value);
        }
        return best;
    }

    // The bound variable whose increase lowers the objective most; −1 at the minimum.
    private int MostWanted(ReadOnlySpan<double> covariance, ReadOnlySpan<double> c, ReadOnlySpan<double> x)
    {
        var multiplier = 0.0;
        for (var i = 0; i < size; i++)
            multiplier += x[i] * Gradient(covariance, x, i);
        var (best, bestGain) = (-1, 1e-12);
        for (var i = 0; i < size; i++)
        {
            if (_isFree[i])
                continue;
            var gain = ((multiplier * c[i]) - Gradient(covariance, x, i)) / Math.Sqrt(multiplier * covariance[(i * size) + i]);
            if (gain > bestGain)
                (best, bestGain) = (i, gain);
        }
        return best;
    }

    private double Gradient(ReadOnlySpan<double> covariance, ReadOnlySpan<double> x, int i)
    {
        var sum = 0.0;
        for (var j = 0; j < size; j++)
            sum += covariance[(i * size) + j] * x[j];
        return sum;
    }

    // Σ⁻¹c ÷ c′Σ⁻¹c over the free variables, into _candidate.
    private bool SolveFree(ReadOnlySpan<double> covariance, ReadOnlySpan<double> c)
    {
        var n = _freeCount;
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j <= i; j++)
                _factor[(i * n) + j] = covariance[(_free[i] * size) + _free[j]];
            _candidate[i] = c[_free[i]];
        }
        if (!Cholesky.TryFactor(_factor, n))
            return false;
        Cholesky.Solve(_factor, _candidate.AsSpan(0, n));
        var scale = 0.0;
        for (var i = 0; i < n; i++)
            scale += c[_free[i]] * _candidate[i];
        for (var i = 0; i < n; i++)
            _candidate[i] /= scale;
        return true;
    }
}
