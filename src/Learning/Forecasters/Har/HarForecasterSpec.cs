using System.Text.Json.Serialization;
using Simulator.Learning.Forecasters.Refitting;
using Simulator.Text;
using Simulator.Volatility;

namespace Simulator.Learning.Forecasters.Har;

/// <summary>A volatility that is a sum of yesterday's, the last week's and the last month's.</summary>
public sealed record HarForecasterSpec : RefittedForecasterSpec
{
    /// <summary>How a bar's volatility is measured.</summary>
    public VolatilityMeasure Measure { get; init; }

    /// <summary>Law of a return divided by its volatility.</summary>
    public Innovations Innovations { get; init; } = Innovations.Student;
}

/// <summary>The volatility of one bar.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<VolatilityMeasure>))]
public enum VolatilityMeasure
{
    /// <summary>From the range of the bar (Garman and Klass) and the gap before it; where a series has closes only, |return|.</summary>
    Range,

    /// <summary>|Return|.</summary>
    AbsoluteReturn,
}
