namespace Simulator.Indicators;

/// <summary>
/// Exponentially weighted mean of squared log-returns around zero: σ²ₜ = λσ²ₜ₋₁ + (1−λ)rₜ²; the first <see cref="SeedReturns"/> returns
/// weigh alike. Values that are not positive are skipped. (J.P. Morgan/Reuters, RiskMetrics Technical Document, 1996, section 5.2.)
/// </summary>
/// <param name="decay">λ, above 0 and below 1.</param>
internal sealed class ExponentialVariance(double decay)
{
    /// <summary>λ of RiskMetrics' daily variance.</summary>
    public const double Daily = 0.94;

    /// <summary>Returns whose plain mean square starts the recursion.</summary>
    public const int SeedReturns = 20;

    /// <summary>Values after which the recursion runs.</summary>
    public const int WarmUpBars = SeedReturns + 1;

    private double _last = double.NaN;
    private int _returns;

    /// <summary>Variance of the next log-return as known now; NaN before the first return.</summary>
    public double Value { get; private set; } = double.NaN;

    /// <summary>√<see cref="Value"/>; NaN before the recursion runs.</summary>
    public double Volatility => _returns < SeedReturns ? double.NaN : Math.Sqrt(Value);

    /// <summary>The newest log-return; NaN where there is none.</summary>
    public double Return { get; private set; } = double.NaN;

    /// <summary>Takes the next value; whether it had a logarithm.</summary>
    public bool Add(double value)
    {
        if (!(value > 0))
            return false;
        Return = Math.Log(value / _last);
        _last = value;
        if (double.IsNaN(Return))
            return true;
        _returns++;
        var weight = _returns <= SeedReturns ? 1.0 / _returns : 1 - decay;
        var square = Return * Return;
        Value = _returns == 1 ? square : Value + (weight * (square - Value));
        return true;
    }
}
