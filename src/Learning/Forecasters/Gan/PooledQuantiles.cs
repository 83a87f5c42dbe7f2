using Simulator.Distributions;

namespace Simulator.Learning.Forecasters.Gan;

/// <summary>
/// Forecasts of several models become one: each quantile is the mean of the models' own (Lichtendahl, Grushka-Cockayne and Winkler 2013,
/// “Is it better to average probabilities or quantiles?”), which leaves the law as sharp as its models are, where pooled draws would be
/// wider than any of them. The draws are spread evenly over the law of the base noise, so the k-th of n stands for the level (k − ½)/n.
/// </summary>
/// <param name="firstRow">First row.</param>
/// <param name="rows">Number of rows.</param>
/// <param name="draws">Draws of a model for each row.</param>
internal sealed class PooledQuantiles(int firstRow, int rows, int draws)
{
    private readonly double[] _levels = [.. Enumerable.Range(1, draws).Select(k => (k - 0.5) / draws)];
    private readonly double[]?[] _sums = new double[]?[rows];

    /// <summary>Takes in a model's draws for a row.</summary>
    public void Add(int row, double[] samples)
    {
        var sum = _sums[row - firstRow] ??= new double[draws];
        Array.Sort(samples);
        for (var k = 0; k < draws; k++)
            sum[k] += samples[k];
    }

    /// <summary>The law of a row, of so many models.</summary>
    public QuantileLaw LawOf(int row, int models) => new(_levels, [.. _sums[row - firstRow]!.Select(s => s / models)]);
}
