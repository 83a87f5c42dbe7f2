using Simulator.Features;

namespace Simulator.Learning.Forecasters.Refitting;

/// <summary>
/// What a regression reads: the features and the base volatility. A column whose past is above zero throughout counts by its logarithm,
/// since volatilities relate by factors.
/// </summary>
internal sealed class RegressionColumns
{
    private readonly double[][] _plain;
    private readonly double[][] _logarithms;

    /// <summary>The columns of a market.</summary>
    public RegressionColumns(FeatureTable features, double[] volatility)
    {
        _plain = [.. features.Columns, volatility];
        _logarithms = Array.ConvertAll(_plain, column => Array.ConvertAll(column, Math.Log));
    }

    /// <summary>Number of columns.</summary>
    public int Count => _plain.Length;

    /// <summary>
    /// [column][row − <paramref name="start"/>] standardised values of rows up to <paramref name="end"/>, with mean and deviation of the
    /// rows before <paramref name="fitEnd"/>; 0 where there is no value.
    /// </summary>
    public float[][] Standardise(int start, int fitEnd, int end)
    {
        var columns = new double[Count][];
        for (var c = 0; c < Count; c++)
            columns[c] = IsPositive(_plain[c].AsSpan(0, fitEnd)) ? _logarithms[c] : _plain[c];
        var scaler = FeatureScaler.Fit(columns, start, fitEnd);
        var standardised = new float[Count][];
        for (var c = 0; c < Count; c++)
        {
            standardised[c] = new float[end - start];
            for (var row = start; row < end; row++)
                standardised[c][row - start] = scaler.Scale(c, columns[c][row]);
        }
        return standardised;
    }

    private static bool IsPositive(ReadOnlySpan<double> past)
    {
        foreach (var value in past)
        {
            if (value <= 0)
                return false;
        }
        return true;
    }
}
