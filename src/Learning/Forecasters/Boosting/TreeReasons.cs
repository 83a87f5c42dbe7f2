using Simulator.Folds;
using Simulator.Forecasting;
using Simulator.Learning.Forecasters.Refitting;
using Simulator.Learning.Trees;

namespace Simulator.Learning.Forecasters.Boosting;

/// <summary>
/// Why trees of a Student-t law forecast what they do: TreeSHAP of the location and of ln s. Both are of returns in units of the
/// volatility; the mean is explained with that volatility as its unit, and to the logarithm of the deviation the volatility's own
/// logarithm is added: its distance from its mean over the fitted rows counts among the parts of the column “volatility”.
/// </summary>
internal sealed class TreeReasons
{
    private const int LogScale = 0;
    private const int Location = 1;

    private readonly int _first;
    private readonly IReadOnlyList<double[]> _columns; // the last one is the volatility
    private readonly FeatureScaler _scaler;
    private readonly double _usual;
    private readonly IReadOnlyList<double> _start;
    private readonly float[][][] _contributions; // [output][row][column, then what the trees say without any]

    /// <summary>The reasons of the rows that a fit serves.</summary>
    /// <param name="fold">The fit.</param>
    /// <param name="columns">[column][row], the volatility last.</param>
    /// <param name="trees">Trees of ln s, and of the location where it is moved.</param>
    /// <param name="served">The fold's served rows.</param>
    public TreeReasons(WalkForwardFold fold, IReadOnlyList<double[]> columns, BoostedTrees trees, TreeMatrix served)
    {
        (_first, _columns, _start) = (fold.ForecastStart, columns, trees.Loss.Start);
        var (start, end) = (fold.FitStart, fold.FitEnd(1));
        _scaler = FeatureScaler.Fit(columns, start, end, withLogarithms: true);
        _usual = columns[^1][start..end].Average(Math.Log);
        _contributions = [.. trees.Boosters.Select(b => b.Contributions(served))];
    }

    /// <summary>The reasons of a served row.</summary>
    public RowReasons Of(int row)
    {
        var volatility = _columns[^1][row];
        var deviation = Figure(LogScale, row);
        deviation.Parts[^1] += Math.Log(volatility) - _usual;
        var mean = _contributions.Length > Location ? Figure(Location, row) : new(0, new double[_columns.Count]);
        return new(
            new(volatility * mean.Start, Array.ConvertAll(mean.Parts, p => volatility * p)),
            deviation with
            {
                Start = deviation.Start + _usual,
            },
            [.. _columns.Select((column, c) => (double)_scaler.Scale(c, column[row]))]
        );
    }

    private AttributedFigure Figure(int output, int row)
    {
        var contributions = _contributions[output][row - _first];
        return new(_start[output] + contributions[^1], Array.ConvertAll(contributions[..^1], c => (double)c));
    }
}
