using Microsoft.AspNetCore.Components;
using Simulator.Errors;

namespace Simulator.Web.Components.Specs;

/// <summary>The bar at the foot of the form.</summary>
public sealed partial class RunBar
{
    private const int Most = 2;

    private static (string Value, string Words)[] Devices => [("auto", SpecsText.AnyDevice), ("cpu", "CPU"), ("cuda", SpecsText.GPUCUDA)];

    private bool _all;

    /// <summary>What keeps it from running.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<SpecError> Errors { get; set; }

    /// <summary>Run was pressed while it could not run: the errors are told at once.</summary>
    [Parameter]
    public bool Pressed { get; set; }

    /// <summary>Why it was not started; null where nothing hindered it.</summary>
    [Parameter]
    public string? Refused { get; set; }

    /// <summary>How long it takes and how much memory; null where that is unknown.</summary>
    [Parameter]
    public string? Estimate { get; set; }

    /// <summary>What is tested, in a sentence.</summary>
    [Parameter]
    public string? Tested { get; set; }

    /// <summary>It is being started.</summary>
    [Parameter]
    public bool Starting { get; set; }

    /// <summary>There is a change to undo.</summary>
    [Parameter]
    public bool CanUndo { get; set; }

    /// <summary>There is an undone change.</summary>
    [Parameter]
    public bool CanRedo { get; set; }

    /// <summary>What it computes on.</summary>
    [Parameter]
    public string Device { get; set; } = "auto";

    /// <summary>Called with another device.</summary>
    [Parameter]
    public EventCallback<string> DeviceChanged { get; set; }

    /// <summary>Called when a change is to be undone.</summary>
    [Parameter]
    public EventCallback Undo { get; set; }

    /// <summary>Called when an undone change is to come back.</summary>
    [Parameter]
    public EventCallback Redo { get; set; }

    /// <summary>Called when it is to run.</summary>
    [Parameter]
    public EventCallback Run { get; set; }

    /// <summary>Called with an error whose field is to be shown.</summary>
    [Parameter]
    public EventCallback<SpecError> Go { get; set; }

    private IEnumerable<SpecError> Listed => _all ? Errors : Errors.Take(Most);
}
