namespace Simulator.Portfolios.Construction;

/// <summary>How weights are computed from past returns.</summary>
public enum ConstructionMethod
{
    /// <summary>1/n each.</summary>
    Equal,

    /// <summary>The weights with the lowest variance: Σ⁻¹1 ÷ 1′Σ⁻¹1 (Markowitz, “Portfolio selection”, 1952).</summary>
    MinimumVariance,

    /// <summary>The weights of the largest Sharpe ratio: Σ⁻¹(μ − r) ÷ 1′Σ⁻¹(μ − r) (Tobin, 1958; Sharpe, 1964).</summary>
    Tangency,

    /// <summary>Every asset contributes the same to the variance (Maillard, Roncalli, Teïletche, 2010).</summary>
    RiskParity,

    /// <summary>
    /// Hierarchical risk parity, single linkage (López de Prado, “Building diversified portfolios that outperform out of sample”, 2016).
    /// </summary>
    HierarchicalRiskParity,
}

/// <summary>How the covariance of returns is estimated.</summary>
public enum CovarianceEstimator
{
    /// <summary>Σ(r − r̄)(r − r̄)′ ÷ (n − 1).</summary>
    Sample,

    /// <summary>
    /// Shrunk towards a multiple of the identity, with data-driven intensity; see <see cref="LedoitWolf"/>. Never singular.
    /// </summary>
    LedoitWolf,
}

/// <summary>Why there are weights, or why there are none.</summary>
public enum ConstructionOutcome
{
    /// <summary>The weights are those of the method.</summary>
    Defined,

    /// <summary>Fewer than two returns.</summary>
    ShortHistory,

    /// <summary>
    /// The covariance is singular: fewer returns than assets + 1, or linearly dependent assets. The remedy is a
    /// longer window, other assets, or <see cref="CovarianceEstimator.LedoitWolf"/>.
    /// </summary>
    SingularCovariance,

    /// <summary>An asset's price did not move, so that its share of the risk is undefined.</summary>
    ConstantPrice,

    /// <summary>No portfolio of these assets earned more than the risk-free rate, so that the tangency portfolio does not exist.</summary>
    NoExcessReturn,
}

/// <summary>Options of a portfolio construction.</summary>
public sealed record ConstructionOptions
{
    /// <summary>The method.</summary>
    public ConstructionMethod Method { get; init; } = ConstructionMethod.Equal;

    /// <summary>
    /// No weight below zero. Equal, risk parity and hierarchical risk parity never have one; the others are solved with the constraint.
    /// </summary>
    public bool LongOnly { get; init; } = true;

    /// <summary>Estimator of the covariance.</summary>
    public CovarianceEstimator Covariance { get; init; } = CovarianceEstimator.Sample;

    /// <summary>Risk-free rate per period of the returns, for <see cref="ConstructionMethod.Tangency"/>.</summary>
    public double RiskFreePerPeriod { get; init; }
}
