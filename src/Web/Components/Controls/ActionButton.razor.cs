using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using MudBlazor;

namespace Simulator.Web.Components.Controls;

/// <summary>A button, or a link that looks like one, with words.</summary>
public sealed partial class ActionButton
{
    /// <summary>How much it asks for attention.</summary>
    [Parameter]
    public ActionKind Kind { get; set; }

    /// <summary>The icon before the words; null for none.</summary>
    [Parameter]
    public string? Icon { get; set; }

    /// <summary>Where it leads; null for a button.</summary>
    [Parameter]
    public string? Href { get; set; }

    /// <summary>The window it opens in; null for this one.</summary>
    [Parameter]
    public string? Target { get; set; }

    /// <summary>It cannot be pressed now.</summary>
    [Parameter]
    public bool Disabled { get; set; }

    /// <summary>A button that sends its form is <see cref="ButtonType.Submit"/>.</summary>
    [Parameter]
    public ButtonType Type { get; set; } = ButtonType.Button;

    /// <summary>Classes for its place on the page.</summary>
    [Parameter]
    public string? Class { get; set; }

    /// <summary>Called when pressed.</summary>
    [Parameter]
    public EventCallback<MouseEventArgs> OnClick { get; set; }

    /// <summary>The words.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    /// <summary>Further attributes of the element, such as <c>aria-label</c>.</summary>
    [Parameter(CaptureUnmatchedValues = true)]
    public IReadOnlyDictionary<string, object>? Attributes { get; set; }

    private string? Rel => Target == "_blank" ? "noopener" : null;

    private (Variant Variant, Color Color) Look =>
        Kind switch
        {
            ActionKind.Primary => (Variant.Filled, Color.Primary),
            ActionKind.Danger => (Variant.Outlined, Color.Error),
            ActionKind.Quiet => (Variant.Text, Color.Primary),
            _ => (Variant.Outlined, Color.Default),
        };
}
