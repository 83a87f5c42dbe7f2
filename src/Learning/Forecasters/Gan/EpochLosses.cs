namespace Simulator.Learning.Forecasters.Gan;

/// <summary>Means over an epoch's steps; NaN where there was none.</summary>
internal sealed class EpochLosses
{
    private double _critic,
        _wasserstein,
        _penalty,
        _generator;
    private int _criticSteps,
        _generatorSteps;

    /// <summary>Loss of the critic.</summary>
    public double Critic => _critic / _criticSteps;

    /// <summary>Critic's score of real outcomes less that of draws: an estimate of the Wasserstein distance, in volatilities.</summary>
    public double Wasserstein => _wasserstein / _criticSteps;

    /// <summary>Mean squared departure of the critic's slope from 1.</summary>
    public double GradientPenalty => _penalty / _criticSteps;

    /// <summary>Loss of the generator.</summary>
    public double Generator => _generator / _generatorSteps;

    /// <summary>Learning rate after the epoch's last step.</summary>
    public double LearningRate { get; set; }

    /// <summary>Whether training went on without overflow.</summary>
    public bool AreFinite => double.IsFinite(Generator) && (_criticSteps == 0 || double.IsFinite(Critic));

    /// <summary>What there is of them by the names of the charts: without a critic only the generator's.</summary>
    public Dictionary<string, double> Named()
    {
        var values = new Dictionary<string, double> { ["generatorLoss"] = Generator, ["learningRate"] = LearningRate };
        if (_criticSteps > 0)
            (values["criticLoss"], values["wasserstein"], values["gradientPenalty"]) = (Critic, Wasserstein, GradientPenalty);
        return values;
    }

    /// <summary>Counts a critic step.</summary>
    public void AddCritic(double loss, double wasserstein, double penalty)
    {
        (_critic, _wasserstein, _penalty) = (_critic + loss, _wasserstein + wasserstein, _penalty + penalty);
        _criticSteps++;
    }

    /// <summary>Counts a generator step.</summary>
    public void AddGenerator(double loss)
    {
        _generator += loss;
        _generatorSteps++;
    }
}
