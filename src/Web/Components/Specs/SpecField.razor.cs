using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Components;

namespace Simulator.Web.Components.Specs;

/// <summary>One value of a spec: label with its unit, the value, its error.</summary>
public sealed partial class SpecField
{
    /// <summary>The spec being written.</summary>
    [CascadingParameter] public required SpecDraft Draft { get; set; }

    /// <summary>Where the value stands.</summary>
    [Parameter, EditorRequired] public required string Path { get; set; }

    /// <summary>What it is.</summary>
    [Parameter, EditorRequired] public required string Label { get; set; }

    /// <summary><c>number</c>, <c>text</c>, <c>date</c> or <c>check</c>.</summary>
    [Parameter] public string Kind { get; set; } = "number";

    /// <summary>Unit, beside the label.</summary>
    [Parameter] public string? Unit { get; set; }

    /// <summary>What helps to choose it.</summary>
    [Parameter] public string? Hint { get; set; }

    /// <summary>Shown while there is no value.</summary>
    [Parameter] public string? Placeholder { get; set; }

    /// <summary>Values to choose from, with words.</summary>
    [Parameter] public IEnumerable<(string Value, string Words)>? Options { get; set; }

    /// <summary>Called after the draft changed.</summary>
    [CascadingParameter(Name = "Changed")] public EventCallback Changed { get; set; }

    private string Id => "spec-" + Path.Replace('.', '-').Replace('[', '-').Replace("]", "", StringComparison.Ordinal);

    private string? Invalid => Draft.ErrorsAt(Path).Any() ? "true" : null;

    private string? Describes => Invalid is null ? null : Id + "-error";

    private Task SetCheck(ChangeEventArgs e)
    {
        Draft.Set(Path, e.Value is true);
        return Changed.InvokeAsync();
    }

    private Task SetText(ChangeEventArgs e)
    {
        var text = (e.Value as string ?? "").Trim();
        Draft.Set(Path, Kind switch
        {
            _ when text.Length == 0 && Kind != "text" => null,
            "number" when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) => JsonValue.Create(whole),
            "number" when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) => JsonValue.Create(number),
            // Anything else stays as it was typed and gets its error.
            _ => JsonValue.Create(text),
        });
        return Changed.InvokeAsync();
    }
}
