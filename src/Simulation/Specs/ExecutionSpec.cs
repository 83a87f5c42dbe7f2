using System.Text.Json.Serialization;

namespace Simulator.Specs;

/// <summary>How decisions become fills and what they cost.</summary>
public sealed record ExecutionSpec
{
    /// <summary>Where a market order fills.</summary>
    public FillRule Fill { get; init; } = FillRule.NextOpen;

    /// <summary>Commission as a fraction of the traded value, at entry and at exit; ≥ 0.</summary>
    public double CommissionRate { get; init; } = 0.001;

    /// <summary>Slippage against the trader on every market fill, in basis points of the price; ≥ 0.</summary>
    public double SlippageBps { get; init; } = 1;

    /// <summary>Largest position as a multiple of equity; ≥ 1.</summary>
    public double Leverage { get; init; } = 1;

    /// <summary>Whether positions below zero are allowed; otherwise a short decision means flat.</summary>
    public bool AllowShort { get; init; } = true;

    /// <summary>Whether parts of a unit can be traded; otherwise sizes are whole units.</summary>
    public bool FractionalUnits { get; init; }
}

/// <summary>Where a market order fills.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<FillRule>))]
public enum FillRule
{
    /// <summary>At the open of the bar after the decision.</summary>
    NextOpen,
}
