using Microsoft.AspNetCore.Components;
using Simulator.Runs;

namespace Simulator.Web.Components.Report;

/// <summary>Everything that is needed to repeat the run and to check that it gives the same result.</summary>
public sealed partial class SpecPart
{
    private string _json = "";

    /// <summary>The result.</summary>
    [Parameter, EditorRequired]
    public required SimulationResult Result { get; set; }

    /// <inheritdoc/>
    protected override void OnParametersSet() => _json = SpecJson.Write(Result.Spec);
}
