namespace Simulator.Learning.Forecasters;

/// <summary>
/// Centres and scales columns with the mean and standard deviation of the rows it was fitted on, and clips what is far outside them.
/// </summary>
public sealed class FeatureScaler
{
    /// <summary>Scaled values are clipped to ± this.</summary>
    public const double Clip = 5;

    private readonly double[] _mean;
    private readonly double[] _deviation;
    private readonly bool[] _isLogarithm;

    private FeatureScaler(double[] mean, double[] deviation, bool[] isLogarithm) =>
        (_mean, _deviation, _isLogarithm) = (mean, deviation, isLogarithm);

    /// <summary>
    /// Fits on the values in rows [<paramref name="start"/>, <paramref name="end"/>) only; where one is missing, on the others.
    /// </summary>
    /// <param name="columns">[column][row].</param>
    /// <param name="start">First row.</param>
    /// <param name="end">One past the last row.</param>
    /// <param name="withLogarithms">
    /// Whether a column that is above zero in all those rows counts by its logarithm, since volatilities and volumes relate by factors.
    /// </param>
    public static FeatureScaler Fit(IReadOnlyList<double[]> columns, int start, int end, bool withLogarithms = false)
    {
        if (start >= end)
            throw new ArgumentException(FormattableString.Invariant($"a scaler needs rows to be fitted on, got [{start}, {end})"));
        var (mean, deviation, isLogarithm) = (new double[columns.Count], new double[columns.Count], new bool[columns.Count]);
        for (var c = 0; c < columns.Count; c++)
        {
            var rows = columns[c].AsSpan(start, end - start);
            isLogarithm[c] = withLogarithms && IsPositive(rows);
            if (isLogarithm[c])
                rows = Array.ConvertAll(rows.ToArray(), Math.Log);
            var (sum, known) = (0.0, 0);
            foreach (var value in rows)
            {
                if (double.IsFinite(value))
                    (sum, known) = (sum + value, known + 1);
            }
            mean[c] = sum / known;
            var squares = 0.0;
            foreach (var value in rows)
            {
                if (double.IsFinite(value))
                    squares += (value - mean[c]) * (value - mean[c]);
            }
            deviation[c] = Math.Sqrt(squares / known);
        }
        return new(mean, deviation, isLogarithm);
    }

    /// <summary>What was fitted, three numbers a column, for <see cref="FromNumbers"/>.</summary>
    public double[] ToNumbers() => [.. _mean, .. _deviation, .. _isLogarithm.Select(logarithm => logarithm ? 1.0 : 0.0)];

    /// <summary>The scaler of such numbers.</summary>
    public static FeatureScaler FromNumbers(ReadOnlySpan<double> numbers)
    {
        var columns = numbers.Length / 3;
        return new(
            numbers[..columns].ToArray(),
            numbers.Slice(columns, columns).ToArray(),
            Array.ConvertAll(numbers[(2 * columns)..].ToArray(), number => number != 0)
        );
    }

    /// <summary>
    /// Column <paramref name="column"/>'s value, scaled and clipped; 0 where there is no value or the column did not vary.
    /// </summary>
    public float Scale(int column, double value)
    {
        if (!(_deviation[column] > 0) || !double.IsFinite(value))
            return 0f;
        // A zero where all were above it is as far below as can be.
        var scaled = ((_isLogarithm[column] ? Math.Log(Math.Max(value, 0)) : value) - _mean[column]) / _deviation[column];
        return (float)Math.Clamp(scaled, -Clip, Clip);
    }

    /// <summary>What it was fitted to, exactly: for each column the mean, the deviation, and 1 where the logarithm counts.</summary>
    public byte[] ToBytes() =>
        [
            .. Enumerable
                .Range(0, _mean.Length)
                .SelectMany(c => new[] { _mean[c], _deviation[c], _isLogarithm[c] ? 1.0 : 0 })
                .SelectMany(BitConverter.GetBytes),
        ];

    private static bool IsPositive(ReadOnlySpan<double> rows)
    {
        foreach (var value in rows)
        {
            if (value <= 0)
                return false;
        }
        return true;
    }
}
