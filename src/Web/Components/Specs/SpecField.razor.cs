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

    /// <summary>
    /// <c>number</c>, <c>numbers</c> (a list, separated by commas), <c>text</c>, <c>long</c> (a text of many lines), <c>date</c> or
    /// <c>check</c>.
    /// </summary>
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

    private const int LongestLabel = 30;
    private const int LinesOfALongText = 8;

    private string Id => IdOf(Path);

    private bool IsFixed => !Draft.Holds(Path);

    // The unit stands in the label while both fit, else before the hint.
    private bool UnitFits => Unit is not null && Label.Length + Unit.Length + 2 <= LongestLabel;

    private string Named => UnitFits ? $"{Label}, {Unit}" : Label;

    private string? Told => Unit is null || UnitFits ? Hint : string.Join("; ", new[] { Unit, Hint }.Where(t => t is not null));

    private string Shown =>
        Kind == "numbers" && Draft.Get(Path) is JsonArray all
            ? string.Join(", ", all.Select(n => n?.ToString() ?? ""))
            : Draft.GetText(Path);

    // Errors of a list's elements are shown at the list.
    private string Wrong =>
        string.Join(
            "; ",
            Draft
                .Errors.Where(e => e.Path == Path || (Kind == "numbers" && e.Path.StartsWith(Path + "[", StringComparison.Ordinal)))
                .Select(e => e.Message)
        );

    /// <summary>Id of the field of a path; errors find their field by it.</summary>
    public static string IdOf(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return "spec-" + path.Replace('.', '-').Replace('[', '-').Replace("]", "", StringComparison.Ordinal);
    }

    private Task SetCheckAsync(bool wanted)
    {
        Draft.Set(Path, wanted);
        return Changed.InvokeAsync();
    }

    private Task SetTextAsync(string? typed)
    {
        var text = (typed ?? "").Trim();
        if (text.Length == 0 && Optional)
        {
            Draft.Remove(Path);
            return Changed.InvokeAsync();
        }
        Draft.Set(
            Path,
            Kind switch
            {
                _ when text.Length == 0 && Kind is not ("text" or "long") => null,
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
