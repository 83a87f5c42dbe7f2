using Simulator.Distributions;
using Simulator.Folds;
using Simulator.Learning.Explanations;
using Simulator.Learning.Trees;

namespace Simulator.Learning.Forecasters.Boosting;

/// <summary>The trees of a fit, asked about rows that did not occur.</summary>
internal sealed class FittedTrees : IFittedForecast
{
    private readonly IReadOnlyList<double[]> _columns; // the last one is the volatility
    private readonly BoostedTrees _trees;
    private readonly double[] _mean;
    private readonly double[] _deviation;

    /// <summary>Of a fit.</summary>
    /// <param name="fold">The fit.</param>
    /// <param name="inputs">Names of the columns.</param>
    /// <param name="columns">[column][row], the volatility last.</param>
    /// <param name="trees">The trees.</param>
    public FittedTrees(WalkForwardFold fold, IReadOnlyList<string> inputs, IReadOnlyList<double[]> columns, BoostedTrees trees)
    {
        (Fold, Inputs, _columns, _trees) = (fold, inputs, columns, trees);
        double[][] fitted = [.. columns.Select(c => c[fold.FitStart..fold.FitEnd(1)].Where(double.IsFinite).ToArray())];
        _mean = Array.ConvertAll(fitted, Enumerable.Average);
        _deviation = [.. fitted.Select((c, i) => Math.Sqrt(c.Average(v => (v - _mean[i]) * (v - _mean[i]))) is > 0 and var d ? d : 1)];
    }

    /// <inheritdoc/>
    public WalkForwardFold Fold { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> Inputs { get; }

    /// <inheritdoc/>
    public float[] At(int row) => [.. _columns.Select((column, c) => (float)((column[row] - _mean[c]) / _deviation[c]))];

    /// <inheritdoc/>
    public IPredictiveLaw[] Ask(IReadOnlyList<float[]> asked, IReadOnlyList<int> rows, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        double[][] columns = [.. _columns.Select((_, c) => asked.Select(row => _mean[c] + (_deviation[c] * row[c])).ToArray())];
        using var matrix = TreeMatrix.Of(columns, 0, asked.Count);
        var outputs = _trees.Outputs(matrix);
        return [.. rows.Select((row, i) => _trees.Loss.Law(outputs[i], _columns[^1][row]))];
    }
}
