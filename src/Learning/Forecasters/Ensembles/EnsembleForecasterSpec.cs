using Simulator.Learning.Forecasters.Refitting;

namespace Simulator.Learning.Forecasters.Ensembles;

/// <summary>Several forecasters together: the mean of their quantiles.</summary>
public sealed record EnsembleForecasterSpec : RefittedForecasterSpec
{
    /// <summary>Kinds of the members, parted by blanks; each with its defaults.</summary>
    public string Members { get; init; } = "garch filteredHistorical scaleRegression";

    /// <summary>How much each of them counts.</summary>
    public EnsembleWeights Weights { get; init; } = EnsembleWeights.Equal;

    /// <summary>Whether the levels are corrected by where the outcomes of the last part of the past fell.</summary>
    public bool Conformal { get; init; }

    /// <summary>The kinds one by one.</summary>
    internal string[] Kinds => Members.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
}
