using System.Text.Json.Serialization;

namespace Simulator.Backtesting;

/// <summary>
/// Slippage of market and stop fills against the trader, from the price of the fill rule; a closed set distinguished by
/// <c>kind</c>.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(NoSlippage), "none")]
[JsonDerivedType(typeof(BasisPointSlippage), "bps")]
[JsonDerivedType(typeof(SpreadSlippage), "spread")]
[JsonDerivedType(typeof(ImpactSlippage), "impact")]
public abstract record SlippageSpec;

/// <summary>None.</summary>
public sealed record NoSlippage : SlippageSpec;

/// <summary>price·(1 ± bps/10⁴).</summary>
public sealed record BasisPointSlippage : SlippageSpec
{
    /// <summary>Basis points of the price, in [0, 5000).</summary>
    public double Bps { get; init; }
}

/// <summary>
/// Half the bid-ask spread on either side of the bar's price, which counts as the mid price: price·(1 ± spreadBps/2·10⁻⁴) ±
/// spread/2.
/// </summary>
public sealed record SpreadSlippage : SlippageSpec
{
    /// <summary>Ask − bid as basis points of the price, in [0, 5000).</summary>
    public double SpreadBps { get; init; }

    /// <summary>Ask − bid in units of the price, ≥ 0; added to the other.</summary>
    public double Spread { get; init; }
}

/// <summary>
/// Square-root impact: price·(1 ± coefficient·σ·√(units/volume)), σ the standard deviation (n − 1) of the log-returns and volume the
/// mean volume of the <see cref="WindowBars"/> bars before the fill, both per bar: over a longer period both grow alike, so that days
/// give the same figure. At most half the price. With fewer than two returns known there is no impact; where nothing was traded,
/// units/volume counts as 1. Source: Grinold and Kahn, Active Portfolio Management (2nd ed.), chapter 16; compare Almgren, Thum,
/// Hauptmann and Li, Direct Estimation of Equity Market Impact (2005), whose exponent is 3/5.
/// </summary>
public sealed record ImpactSlippage : SlippageSpec
{
    /// <summary>Coefficient, ≥ 0; about 1 for shares.</summary>
    public double Coefficient { get; init; } = 1;

    /// <summary>Bars of the past that volatility and volume are taken from, in [2, 10000].</summary>
    public int WindowBars { get; init; } = 20;

    /// <summary>Ask − bid as basis points of the price, half of which is paid on top; in [0, 5000).</summary>
    public double SpreadBps { get; init; }
}
