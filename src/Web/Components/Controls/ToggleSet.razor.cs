using Microsoft.AspNetCore.Components;

namespace Simulator.Web.Components.Controls;

/// <summary>Chooses several of many values.</summary>
public sealed partial class ToggleSet
{
    private const int Most = 24;

    private string _search = "";

    /// <summary>What is chosen.</summary>
    [Parameter, EditorRequired]
    public required string Label { get; set; }

    /// <summary>The values with their words.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<(string Value, string Words)> Options { get; set; }

    /// <summary>Whether a value is chosen.</summary>
    [Parameter, EditorRequired]
    public required Func<string, bool> Chosen { get; set; }

    /// <summary>Called with a value that was chosen or left.</summary>
    [Parameter, EditorRequired]
    public required EventCallback<(string Value, bool Wanted)> Changed { get; set; }

    /// <summary>It cannot be changed now.</summary>
    [Parameter]
    public bool Disabled { get; set; }

    private bool IsLong => Options.Count > Most;

    private int Hidden => Options.Count - Shown.Count;

    // Chosen ones never hide; a search shows what it finds beside them.
    private IReadOnlyList<(string Value, string Words)> Shown =>
        IsLong
            ?
            [
                .. Options.Where(o => Chosen(o.Value)),
                .. Options.Where(o => !Chosen(o.Value) && o.Words.Contains(_search.Trim(), StringComparison.OrdinalIgnoreCase)).Take(Most),
            ]
            : Options;

    private Task Set((string Value, bool Wanted) change) => Changed.InvokeAsync(change);
}
