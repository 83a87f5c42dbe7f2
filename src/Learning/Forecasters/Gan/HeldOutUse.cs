using System.Text.Json.Serialization;
using Simulator.Text;

namespace Simulator.Learning.Forecasters.Gan;

/// <summary>What becomes of the rows that decided when to stop.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<HeldOutUse>))]
public enum HeldOutUse
{
    /// <summary>They stay left out: the best weights serve.</summary>
    LeaveOut,

    /// <summary>
    /// Training that counts is done again from its first weights, over all rows that the fold may see, for as many epochs as the best
    /// weights had.
    /// </summary>
    TrainOn,
}
