using System.Text.Json.Serialization;
using Simulator.Text;

namespace Simulator.Learning.Forecasters;

/// <summary>Which volatility a network's returns are divided by.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<ScaleKind>))]
public enum ScaleKind
{
    /// <summary>Exponentially weighted, decay 0.94.</summary>
    Weighted,

    /// <summary>GARCH(1,1) with Student-t innovations.</summary>
    Garch,

    /// <summary>The regression of the log-volatility on the features.</summary>
    ScaleRegression,

    /// <summary>The mean of GARCH, filtered historical simulation and that regression.</summary>
    Ensemble,
}
