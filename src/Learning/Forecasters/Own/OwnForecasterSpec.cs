using System.Text.Json.Serialization;
using Simulator.Learners;
using Simulator.Text;

namespace Simulator.Learning.Forecasters.Own;

/// <summary>Forecasts that were made elsewhere.</summary>
public sealed record OwnForecasterSpec : ForecasterSpec
{
    /// <summary>A table with a line per forecast, in text: <see cref="OwnTable"/>.</summary>
    public string Forecasts { get; init; } = "";

    /// <summary>What its numbers are.</summary>
    public OwnValues Values { get; init; } = OwnValues.LogReturn;

    /// <summary>Which bar its dates name.</summary>
    public OwnDates Dates { get; init; } = OwnDates.Made;
}

/// <summary>What the numbers of a forecast are.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<OwnValues>))]
public enum OwnValues
{
    /// <summary>ln(next close / close).</summary>
    LogReturn,

    /// <summary>Next close / close − 1, a fraction.</summary>
    Return,

    /// <summary>The next close.</summary>
    Price,
}

/// <summary>Which bar the date of a forecast names.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<OwnDates>))]
public enum OwnDates
{
    /// <summary>The last bar that was known.</summary>
    Made,

    /// <summary>The bar that is forecast.</summary>
    Forecast,
}
