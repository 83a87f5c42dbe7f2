using Microsoft.AspNetCore.Components;

namespace Simulator.Web.Components.Controls;

/// <summary>What every field of a form has: a name, a hint, an error that stands at the field.</summary>
public abstract class FieldBase : ComponentBase
{
    /// <summary>What it is, with its unit.</summary>
    [Parameter, EditorRequired]
    public required string Label { get; set; }

    /// <summary>Its name is told to readers only, because what it is stands above it: a field in a table.</summary>
    [Parameter]
    public bool Bare { get; set; }

    /// <summary>The element's id; null where nothing refers to it.</summary>
    [Parameter]
    public string? Id { get; set; }

    /// <summary>A hint that helps to choose the value.</summary>
    [Parameter]
    public string? Hint { get; set; }

    /// <summary>What is wrong with the value; null or empty where nothing is.</summary>
    [Parameter]
    public string? Error { get; set; }

    /// <summary>It cannot be changed now.</summary>
    [Parameter]
    public bool Disabled { get; set; }

    /// <summary>Classes for its place in the form.</summary>
    [Parameter]
    public string? Class { get; set; }

    /// <summary>Further attributes of the control.</summary>
    [Parameter(CaptureUnmatchedValues = true)]
    public Dictionary<string, object?>? Attributes { get; set; }

    /// <summary>The label where it is seen.</summary>
    protected string? ShownLabel => Bare ? null : Label;

    /// <summary>The label where it is only told.</summary>
    protected string? SpokenLabel => Bare ? Label : null;

    /// <summary>Id of the error's words.</summary>
    protected string? ErrorId => Id is null ? null : Id + "-error";

    /// <summary>Id of the hint's words.</summary>
    protected string? HintId => Id is null || Hint is null ? null : Id + "-hint";

    /// <summary>Something is wrong with the value.</summary>
    protected bool IsWrong => !string.IsNullOrEmpty(Error);
}
