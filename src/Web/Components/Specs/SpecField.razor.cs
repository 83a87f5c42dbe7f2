using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Components;

namespace Simulator.Web.Components.Specs;

/// <summary>One value of a spec: label with its unit, the value, its error.</summary>
public sealed partial class SpecField
{
    /// <summary>The spec being written.</summary>
    [CascadingParameter]
    public required SpecDraft Draft { get; set; }

    /// <summary>Path of the value.</summary>
    [Parameter, EditorRequired]
    public required string Path { get; set; }

    /// <summary>What it is.</summary>
    [Parameter, EditorRequired]
    public required string Label { get; set; }

    /// <summary><c>number</c>, <c>numbers</c> (a list, separated by commas), <c>text</c>, <c>date</c> or <c>check</c>.</summary>
    [Parameter]
    public string Kind { get; set; } = "number";

    /// <summary>Unit, next to the label.</summary>
    [Parameter]
    public string? Unit { get; set; }

    /// <summary>A hint that helps to choose the value.</summary>
    [Parameter]
    public string? Hint { get; set; }

    /// <summary>Shown while there is no value.</summary>
    [Parameter]
    public string? Placeholder { get; set; }

    /// <summary>Values to choose from, with words.</summary>
    [Parameter]
    public IEnumerable<(string Value, string Words)>? Options { get; set; }

    /// <summary>An empty field removes the member from the spec.</summary>
    [Parameter]
    public bool Optional { get; set; }

    /// <summary>Called after the draft changed.</summary>
    [CascadingParameter(Name = "Changed")]
    public EventCallback Changed { get; set; }

    private string Id => "spec-" + Path.Replace('.', '-').Replace('[', '-').Replace("]", "", StringComparison.Ordinal);

    private string Shown =>
        Kind == "numbers" && Draft.Get(Path) is JsonArray all
            ? string.Join(", ", all.Select(n => n?.ToString() ?? ""))
            : Draft.GetText(Path);

    // Errors of a list's elements are shown at the list.
    private IEnumerable<string> Wrong =>
        Draft
            .Errors.Where(e => e.Path == Path || (Kind == "numbers" && e.Path.StartsWith(Path + "[", StringComparison.Ordinal)))
            .Select(e => e.Message);

    private string? Invalid => Wrong.Any() ? "true" : null;

    private string? Describes =>
        (Invalid, Hint) switch
        {
            (null, null) => null,
            (null, _) => Id + "-hint",
            (_, null) => Id + "-error",
            _ => $"{Id}-error {Id}-hint",
        };

    private Task SetCheck(ChangeEventArgs e)
    {
        Draft.Set(Path, e.Value is true);
        return Changed.InvokeAsync();
    }

    private Task SetText(ChangeEventArgs e)
    {
        var text = (e.Value as string ?? "").Trim();
        if (text.Length == 0 && Optional)
        {
            Draft.Remove(Path);
            return Changed.InvokeAsync();
        }
        Draft.Set(
            Path,
            Kind switch
            {
                _ when text.Length == 0 && Kind != "text" => null,
                "number" => Number(text),
                "numbers" => new JsonArray([
                    .. text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Number),
                ]),
                _ => JsonValue.Create(text),
            }
        );
        return Changed.InvokeAsync();
    }

    // Text that is not a number stays as the user typed it and gets its error.
    private static JsonValue Number(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) ? JsonValue.Create(whole)
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? JsonValue.Create(number)
        : JsonValue.Create(text);
}
