namespace Simulator.Backtesting;

/// <summary>
/// Bounds of capital, costs and leverage. The validator of specs, the engine and the command line all check against these.
/// </summary>
public static class CostBounds
{
    /// <summary>Highest leverage.</summary>
    public const double HighestLeverage = 1_000;

    /// <summary>Bound of every commission rate, exclusive, on both sides.</summary>
    public const double CommissionRateLimit = 0.5;

    /// <summary>Starting cash.</summary>
    public static Bound Cash { get; } = new("above 0 and at most 1e15", v => v is > 0 and <= 1e15);

    /// <summary>Largest position as a multiple of equity.</summary>
    public static Bound Leverage { get; } = new("between 1 and 1000", v => v is >= 1 and <= HighestLeverage);

    /// <summary>The simple commission rate of a spec, which knows no rebates.</summary>
    public static Bound SimpleCommissionRate { get; } =
        new("at least 0 and below 0.5, as a fraction of the traded value", v => v is >= 0 and < CommissionRateLimit);

    /// <summary>Commission rate and maker rate.</summary>
    public static Bound CommissionRate { get; } =
        new(
            "above -0.5 and below 0.5, as a fraction of the traded value (negative for a rebate)",
            v => v is > -CommissionRateLimit and < CommissionRateLimit
        );

    /// <summary>Slippage and spread in basis points.</summary>
    public static Bound SlippageBps { get; } = new("in basis points, at least 0 and below 5000", v => v is >= 0 and < 5_000);
}
