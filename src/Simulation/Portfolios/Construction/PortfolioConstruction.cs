using System.Globalization;

namespace Simulator.Portfolios.Construction;

/// <summary>
/// Computes the weights of assets from their past returns only. Weights sum to one. An instance reuses its buffers, so a rebalancing
/// allocates nothing; it serves one thread at a time.
/// </summary>
public sealed class PortfolioConstruction
{
    private readonly ConstructionOptions _options;
    private readonly double[] _mean;
    private readonly double[] _covariance;
    private readonly double[] _target;
    private readonly QuadraticProgram _program;
    private readonly HierarchicalRiskParity _hierarchy;

    /// <summary>Prepares for so many assets.</summary>
    public PortfolioConstruction(int assets, ConstructionOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(assets);
        if (!double.IsFinite(options.RiskFreePerPeriod))
            throw new ArgumentException(FormattableString.Invariant($"riskFreePerPeriod must be finite, was {options.RiskFreePerPeriod}"));
        (Assets, _options) = (assets, options);
        (_mean, _covariance, _target) = (new double[assets], new double[assets * assets], new double[assets]);
        (_program, _hierarchy) = (new QuadraticProgram(assets), new HierarchicalRiskParity(assets));
    }

    /// <summary>Number of assets.</summary>
    public int Assets { get; }

    /// <summary>Weights from returns.</summary>
    /// <param name="returns">Simple returns, [periods, assets] row by row.</param>
    /// <param name="weights">[assets]; written where the outcome is <see cref="ConstructionOutcome.Defined"/>, else zero.</param>
    /// <exception cref="ArgumentException">Spans that do not fit, or a return that is not finite.</exception>
    public ConstructionOutcome FromReturns(ReadOnlySpan<double> returns, Span<double> weights)
    {
        CheckWeights(weights);
        foreach (var r in returns)
        {
            if (!double.IsFinite(r))
                throw new ArgumentException("a return is not finite; exclude periods in which an asset has no price");
        }
        if (_options.Method == ConstructionMethod.Equal)
            return Equal(weights);
        if (returns.Length < 2 * Assets)
            return None(weights, ConstructionOutcome.ShortHistory);
        if (_options.Covariance == CovarianceEstimator.LedoitWolf)
            CovarianceEstimation.LedoitWolf(returns, _mean, _covariance);
        else
            CovarianceEstimation.Sample(returns, _mean, _covariance);
        // A sample covariance of n returns has rank n − 1 at most; rounding may hide that.
        return NeedsInverse && _options.Covariance == CovarianceEstimator.Sample && returns.Length / Assets <= Assets
            ? None(weights, ConstructionOutcome.SingularCovariance)
            : FromMoments(_mean, _covariance, weights);
    }

    /// <summary>Weights from moments that are known.</summary>
    /// <param name="mean">Mean return per period, [assets]; used by the tangency portfolio only.</param>
    /// <param name="covariance">Covariance per period, [assets, assets] row by row, symmetric.</param>
    /// <param name="weights">[assets]; written where the outcome is <see cref="ConstructionOutcome.Defined"/>, else zero.</param>
    /// <exception cref="ArgumentException">Spans that do not fit.</exception>
    public ConstructionOutcome FromMoments(ReadOnlySpan<double> mean, ReadOnlySpan<double> covariance, Span<double> weights)
    {
        CheckWeights(weights);
        if (mean.Length != Assets || covariance.Length != Assets * Assets)
            throw new ArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{Assets} assets need {Assets} means and {Assets * Assets} covariances, "
                        + $"were given {mean.Length} and {covariance.Length}"
                )
            );
        if (_options.Method == ConstructionMethod.Equal)
            return Equal(weights);
        for (var i = 0; i < Assets; i++)
        {
            if (!(covariance[(i * Assets) + i] > 0))
                return None(weights, ConstructionOutcome.ConstantPrice);
        }
        switch (_options.Method)
        {
            case ConstructionMethod.RiskParity:
                RiskContribution.Equalize(covariance, weights);
                return ConstructionOutcome.Defined;
            case ConstructionMethod.HierarchicalRiskParity:
                _hierarchy.Allocate(covariance, weights);
                return ConstructionOutcome.Defined;
            default:
                return Optimize(mean, covariance, weights);
        }
    }

    private bool NeedsInverse => _options.Method is ConstructionMethod.MinimumVariance or ConstructionMethod.Tangency;

    private ConstructionOutcome Optimize(ReadOnlySpan<double> mean, ReadOnlySpan<double> covariance, Span<double> weights)
    {
        var tangency = _options.Method == ConstructionMethod.Tangency;
        var anyExcess = false;
        for (var i = 0; i < Assets; i++)
        {
            _target[i] = tangency ? mean[i] - _options.RiskFreePerPeriod : 1;
            anyExcess |= _options.LongOnly ? _target[i] > 0 : _target[i] != 0;
        }
        if (!anyExcess)
            return None(weights, ConstructionOutcome.NoExcessReturn);
        var solved = _options.LongOnly
            ? _program.SolveNonNegative(covariance, _target, weights)
            : _program.Solve(covariance, _target, weights);
        if (!solved)
            return None(weights, ConstructionOutcome.SingularCovariance);
        var sum = 0.0;
        foreach (var w in weights)
            sum += w;
        if (!(sum > 0))
            return None(weights, ConstructionOutcome.NoExcessReturn); // the portfolio of least variance earns less than the rate
        foreach (ref var w in weights)
            w /= sum;
        return ConstructionOutcome.Defined;
    }

    private static ConstructionOutcome Equal(Span<double> weights)
    {
        weights.Fill(1.0 / weights.Length);
        return ConstructionOutcome.Defined;
    }

    private static ConstructionOutcome None(Span<double> weights, ConstructionOutcome why)
    {
        weights.Clear();
        return why;
    }

    private void CheckWeights(ReadOnlySpan<double> weights)
    {
        if (weights.Length != Assets)
            throw new ArgumentException(
                FormattableString.Invariant($"room was given for {weights.Length} weights, the construction has {Assets} assets")
            );
    }
}
