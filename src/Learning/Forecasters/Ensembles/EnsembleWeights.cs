using System.Text.Json.Serialization;
using Simulator.Text;

namespace Simulator.Learning.Forecasters.Ensembles;

/// <summary>How much each member of an ensemble counts.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<EnsembleWeights>))]
public enum EnsembleWeights
{
    /// <summary>All the same.</summary>
    Equal,

    /// <summary>By the inverse of its CRPS on the last part of the past.</summary>
    InverseCrps,

    /// <summary>Those whose mean has the lowest quantile loss on the last part of the past.</summary>
    Stacked,
}
