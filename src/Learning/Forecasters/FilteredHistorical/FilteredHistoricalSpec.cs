using System.Text.Json.Serialization;
using Simulator.Learning.Forecasters.Refitting;
using Simulator.Text;

namespace Simulator.Learning.Forecasters.FilteredHistorical;

/// <summary>Filtered historical simulation.</summary>
public sealed record FilteredHistoricalSpec : RefittedForecasterSpec
{
    /// <summary>What divides past returns and multiplies the residuals again.</summary>
    public VolatilityFilter Volatility { get; init; }

    /// <summary>Whether GARCH gives a fall a weight of its own.</summary>
    public bool Asymmetric { get; init; }

    /// <summary>Decay λ of the exponentially weighted variance per bar, in (0, 1).</summary>
    public double Decay { get; init; } = 0.94;
}

/// <summary>A volatility that standardises returns.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<VolatilityFilter>))]
public enum VolatilityFilter
{
    /// <summary>GARCH(1,1), fitted with Student-t innovations.</summary>
    Garch,

    /// <summary>Exponentially weighted mean of squared returns.</summary>
    Ewma,
}
