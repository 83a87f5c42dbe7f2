using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace Simulator.Web.Components.Controls;

/// <summary>A button that shows only an icon.</summary>
public sealed partial class IconAction
{
    /// <summary>The icon.</summary>
    [Parameter, EditorRequired]
    public required string Icon { get; set; }

    /// <summary>What it does, for readers that see no icon.</summary>
    [Parameter, EditorRequired]
    public required string Label { get; set; }

    /// <summary>The tip; <see cref="Label"/> where there is none.</summary>
    [Parameter]
    public string? Tip { get; set; }

    /// <summary>Where it leads; null for a button.</summary>
    [Parameter]
    public string? Href { get; set; }

    /// <summary>It cannot be pressed now.</summary>
    [Parameter]
    public bool Disabled { get; set; }

    /// <summary>Classes for its place on the page.</summary>
    [Parameter]
    public string? Class { get; set; }

    /// <summary>Called when pressed.</summary>
    [Parameter]
    public EventCallback<MouseEventArgs> OnClick { get; set; }

    /// <summary>Further attributes of the element.</summary>
    [Parameter(CaptureUnmatchedValues = true)]
    public IReadOnlyDictionary<string, object>? Attributes { get; set; }
}
