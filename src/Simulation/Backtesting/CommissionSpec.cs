using System.Text.Json.Serialization;

namespace Simulator.Backtesting;

/// <summary>
/// Commission of a fill: fixed + rate·value + perUnit·units, at least the minimum, at most the cap. Negative parts are rebates.
/// </summary>
public sealed record CommissionSpec
{
    /// <summary>Fraction of the traded value of a fill that takes liquidity (market and stop orders), in (−0.5, 0.5).</summary>
    public double Rate { get; init; }

    /// <summary>
    /// Fraction of the traded value of a fill that makes liquidity (a limit order that waited), in (−0.5, 0.5); null for
    /// <see cref="Rate"/>.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? MakerRate { get; init; }

    /// <summary>Money per fill.</summary>
    public double Fixed { get; init; }

    /// <summary>Money per unit.</summary>
    public double PerUnit { get; init; }

    /// <summary>Least money per fill, ≥ 0; 0 for none.</summary>
    public double Minimum { get; init; }

    /// <summary>Largest commission as a fraction of the traded value, &gt; 0; it overrides the minimum. Null for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? CapFraction { get; init; }
}
