using Simulator.Learning.Trees;

namespace Simulator.Learning.Forecasters.Boosting;

/// <summary>A sum of trees for each output of a loss, grown together: every round adds a tree to each.</summary>
internal sealed class BoostedTrees : IDisposable
{
    private readonly IBoostedLoss _loss;
    private readonly TreeMatrix _training;
    private readonly double[] _outcomes;
    private readonly RowSampler _sampler;
    private readonly TreeBooster[] _boosters;
    private readonly float[][] _gradient;
    private readonly float[][] _hessian;

    /// <summary>No trees yet.</summary>
    /// <param name="loss">What they lower.</param>
    /// <param name="parameters">How they are grown.</param>
    /// <param name="training">Rows that they are grown on; stay the caller's.</param>
    /// <param name="outcomes">[row] what happened after it.</param>
    /// <param name="sampler">Chooses the rows of a round.</param>
    public BoostedTrees(IBoostedLoss loss, TreeParameters parameters, TreeMatrix training, double[] outcomes, RowSampler sampler)
    {
        (_loss, _training, _outcomes, _sampler) = (loss, training, outcomes, sampler);
        _boosters = [.. loss.Start.Select(_ => new TreeBooster(parameters, training))];
        _gradient = [.. loss.Start.Select(_ => new float[training.Rows])];
        _hessian = [.. loss.Start.Select(_ => new float[training.Rows])];
    }

    /// <summary>What they lower.</summary>
    public IBoostedLoss Loss => _loss;

    /// <summary>[output] the trees of each.</summary>
    public IReadOnlyList<TreeBooster> Boosters => _boosters;

    /// <summary>Adds a tree to every output.</summary>
    public void Grow()
    {
        var outputs = Outputs(_training);
        var (gradient, hessian) = (new double[_boosters.Length], new double[_boosters.Length]);
        for (var row = 0; row < outputs.Length; row++)
        {
            var weight = _sampler.Takes() ? 1 : 0;
            _loss.Derive(_outcomes[row], outputs[row], gradient, hessian);
            for (var k = 0; k < _boosters.Length; k++)
                (_gradient[k][row], _hessian[k][row]) = ((float)(weight * gradient[k]), (float)(weight * hessian[k]));
        }
        for (var k = 0; k < _boosters.Length; k++)
            _boosters[k].Grow(_gradient[k], _hessian[k]);
    }

    /// <summary>[row][output] start and trees.</summary>
    public double[][] Outputs(TreeMatrix rows)
    {
        var sums = Array.ConvertAll(_boosters, b => b.Sums(rows));
        var outputs = new double[rows.Rows][];
        for (var row = 0; row < outputs.Length; row++)
        {
            outputs[row] = new double[sums.Length];
            for (var k = 0; k < sums.Length; k++)
                outputs[row][k] = _loss.Start[k] + sums[k][row];
        }
        return outputs;
    }

    /// <inheritdoc/>
    public void Dispose() => Array.ForEach(_boosters, b => b.Dispose());
}
