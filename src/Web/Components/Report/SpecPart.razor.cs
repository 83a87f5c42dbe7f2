using Microsoft.AspNetCore.Components;
using Simulator.Runs;

namespace Simulator.Web.Components.Report;

/// <summary>Everything needed to run it again and to check that it came out the same.</summary>
public sealed partial class SpecPart
{
    private string _json = "";

    /// <summary>The result.</summary>
    [Parameter, EditorRequired]
    public required SimulationResult Result { get; set; }

    /// <inheritdoc/>
    protected override void OnParametersSet() => _json = SpecJson.Write(Result.Spec);
}
