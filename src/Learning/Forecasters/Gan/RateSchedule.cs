using System.Text.Json.Serialization;
using Simulator.Text;

namespace Simulator.Learning.Forecasters.Gan;

/// <summary>Course of a learning rate over a training.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<RateSchedule>))]
public enum RateSchedule
{
    /// <summary>Up and down again in straight lines, over and over (Smith 2017).</summary>
    Triangular,

    /// <summary>Up once and down once over all epochs (Smith and Topin 2019); training does not stop before.</summary>
    OneCycle,
}
