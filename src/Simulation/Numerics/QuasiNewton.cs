namespace Simulator.Numerics;

/// <summary>
/// Minimises a smooth function of a few numbers: BFGS with a backtracking line search (Nocedal and Wright, “Numerical Optimization”, 2006,
/// algorithms 3.1 and 6.1). A point where the function is not finite counts as infinitely bad, so a function can have a border. The same
/// start gives the same bits.
/// </summary>
public static class QuasiNewton
{
    private const double Decrease = 1e-4; // Armijo's share of the slope
    private const double SmallestStep = 1e-10;
    private const int StallsAllowed = 3;

    /// <summary>The value at a point; writes the gradient there.</summary>
    public delegate double Objective(ReadOnlySpan<double> point, Span<double> gradient);

    /// <summary>Minimises from a start.</summary>
    /// <param name="objective">The function; scaled so that values and coordinates are near 1.</param>
    /// <param name="start">A point where it is finite.</param>
    /// <param name="tolerance">Largest slope in any coordinate at which it stops.</param>
    /// <param name="mostSteps">Steps at most; then the best point so far is the answer.</param>
    public static Minimum Minimise(Objective objective, ReadOnlySpan<double> start, double tolerance = 1e-7, int mostSteps = 200)
    {
        ArgumentNullException.ThrowIfNull(objective);
        var n = start.Length;
        var (x, gradient) = (start.ToArray(), new double[n]);
        var value = objective(x, gradient);
        var (next, nextGradient, direction) = (new double[n], new double[n], new double[n]);
        var inverse = Identity(n, 1 / Math.Max(1, Largest(gradient)));
        var (isFresh, stalls) = (true, 0);
        for (var step = 0; step < mostSteps; step++)
        {
            if (!(Largest(gradient) > tolerance))
                return new(x, value, true);
            var slope = Multiply(inverse, gradient, direction);
            var length = 1.0;
            var reached = double.NaN;
            while (length > SmallestStep)
            {
                for (var i = 0; i < n; i++)
                    next[i] = x[i] + (length * direction[i]);
                reached = objective(next, nextGradient);
                if (double.IsFinite(reached) && reached <= value + (Decrease * length * slope))
                    break;
                length /= double.IsFinite(reached) ? 2 : 4;
            }
            if (length <= SmallestStep)
            {
                if (isFresh)
                    return new(x, value, false);
                (inverse, isFresh) = (Identity(n, 1 / Math.Max(1, Largest(gradient))), true);
                continue;
            }
            stalls = value - reached < 1e-13 * (1 + Math.Abs(value)) ? stalls + 1 : 0;
            Update(inverse, x, next, gradient, nextGradient, isFresh);
            (x, next, gradient, nextGradient, value, isFresh) = (next, x, nextGradient, gradient, reached, false);
            if (stalls == StallsAllowed)
                return new(x, value, true);
        }
        return new(x, value, false);
    }

    // The direction −H·g; returns its slope.
    private static double Multiply(double[,] inverse, double[] gradient, double[] direction)
    {
        var slope = 0.0;
        for (var i = 0; i < gradient.Length; i++)
        {
            var sum = 0.0;
            for (var j = 0; j < gradient.Length; j++)
                sum -= inverse[i, j] * gradient[j];
            direction[i] = sum;
            slope += sum * gradient[i];
        }
        return slope;
    }

    // H ← (I − ρsyᵀ)H(I − ρysᵀ) + ρssᵀ; left as it is where the curvature is not positive.
    private static void Update(double[,] inverse, double[] x, double[] next, double[] gradient, double[] nextGradient, bool isFresh)
    {
        var n = x.Length;
        var (s, y, hy) = (new double[n], new double[n], new double[n]);
        var (sy, yy, ss) = (0.0, 0.0, 0.0);
        for (var i = 0; i < n; i++)
        {
            (s[i], y[i]) = (next[i] - x[i], nextGradient[i] - gradient[i]);
            (sy, yy, ss) = (sy + (s[i] * y[i]), yy + (y[i] * y[i]), ss + (s[i] * s[i]));
        }
        if (!(sy > 1e-12 * Math.Sqrt(ss * yy)))
            return;
        if (isFresh)
        {
            for (var i = 0; i < n; i++)
                inverse[i, i] = sy / yy;
        }
        var yhy = 0.0;
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
                hy[i] += inverse[i, j] * y[j];
            yhy += y[i] * hy[i];
        }
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
                inverse[i, j] += (((1 + (yhy / sy)) * s[i] * s[j]) - (hy[i] * s[j]) - (s[i] * hy[j])) / sy;
        }
    }

    private static double[,] Identity(int n, double scale)
    {
        var matrix = new double[n, n];
        for (var i = 0; i < n; i++)
            matrix[i, i] = scale;
        return matrix;
    }

    private static double Largest(double[] values)
    {
        var largest = 0.0;
        foreach (var value in values)
            largest = Math.Max(largest, Math.Abs(value)); // NaN stays NaN
        return largest;
    }
}

/// <summary>Where a function is smallest.</summary>
/// <param name="Point">The point.</param>
/// <param name="Value">The value there.</param>
/// <param name="IsConverged">Whether the slope vanished or the value could not be lowered any more.</param>
public sealed record Minimum(double[] Point, double Value, bool IsConverged);
