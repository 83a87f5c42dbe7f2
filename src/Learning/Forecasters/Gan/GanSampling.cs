using System.Text.Json.Serialization;
using Simulator.Text;

namespace Simulator.Learning.Forecasters.Gan;

/// <summary>What becomes of the generator's draws before they are the forecast.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<GanSampling>))]
public enum GanSampling
{
    /// <summary>Nothing: they are the forecast.</summary>
    Raw,

    /// <summary>Discriminator rejection sampling (Azadi et al. 2019).</summary>
    Rejection,

    /// <summary>An independence Metropolis–Hastings chain over them (Turner et al. 2019).</summary>
    MetropolisHastings,
}
