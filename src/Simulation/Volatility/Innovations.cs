using System.Text.Json.Serialization;
using Simulator.Text;

namespace Simulator.Volatility;

/// <summary>The family of laws, of mean 0 and variance 1, that a return has once it is divided by its volatility.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<Innovations>))]
public enum Innovations
{
    /// <summary>Normal.</summary>
    Gaussian,

    /// <summary>Student's t, ν fitted.</summary>
    Student,

    /// <summary>Hansen's skewed t, ν and λ fitted.</summary>
    SkewedStudent,
}
