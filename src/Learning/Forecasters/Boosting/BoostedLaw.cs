using System.Text.Json.Serialization;
using Simulator.Text;

namespace Simulator.Learning.Forecasters.Boosting;

/// <summary>What of the next return's law the trees move.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<BoostedLaw>))]
public enum BoostedLaw
{
    /// <summary>The scale of a Student-t law, and its location where the past says that this pays.</summary>
    Student,

    /// <summary>The scale of a Student-t law alone.</summary>
    StudentScale,

    /// <summary>Quantiles at thirteen levels.</summary>
    Quantiles,
}
