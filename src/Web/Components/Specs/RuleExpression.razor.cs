using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Components;
using Simulator.Rules;

namespace Simulator.Web.Components.Specs;

/// <summary>One expression of a rules document.</summary>
public sealed partial class RuleExpression
{
    // Text is never written back into the field while the user types: over a slow connection old text would replace newer text.
    private string _shown = "";
    private string? _typed;
    private int _version;

    /// <summary>The spec being written.</summary>
    [CascadingParameter]
    public required SpecDraft Draft { get; set; }

    /// <summary>What is wrong with the document.</summary>
    [CascadingParameter(Name = "Faults")]
    public required IReadOnlyList<RuleError> AllFaults { get; set; }

    /// <summary>Called after the draft changed.</summary>
    [CascadingParameter(Name = "Changed")]
    public EventCallback Changed { get; set; }

    /// <summary>Where it stands in the spec.</summary>
    [Parameter, EditorRequired]
    public required string Path { get; set; }

    /// <summary>Where it stands in the document, as its errors name it.</summary>
    [Parameter, EditorRequired]
    public required string Member { get; set; }

    /// <summary>What it is.</summary>
    [Parameter, EditorRequired]
    public required string Label { get; set; }

    /// <summary>What helps to write it.</summary>
    [Parameter]
    public string? Hint { get; set; }

    /// <summary>An example, shown while there is nothing.</summary>
    [Parameter]
    public string? Placeholder { get; set; }

    private string Id => "spec-" + Path.Replace('.', '-');

    private string Text => Draft.GetText(Path);

    private int Rows => Math.Clamp(Text.Count('\n') + 1 + (Text.Length / 64), 1, 8);

    private IEnumerable<RuleError> Faults => AllFaults.Where(f => f.Path == Member);

    // The description after its first line: the expression and the carets under the place of the error.
    private static string? Caret(RuleError fault) =>
        fault.Source.Length > 0 && fault.Describe() is var text && text.IndexOf('\n', StringComparison.Ordinal) is >= 0 and var end
            ? string.Join(
                '\n',
                text[(end + 1)..].Split('\n').Select(line => line.StartsWith("    ", StringComparison.Ordinal) ? line[4..] : line)
            )
            : null;

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        var known = string.IsNullOrWhiteSpace(_typed ?? _shown) ? "" : _typed ?? _shown;
        if (Text == known)
            return;
        (_shown, _typed) = (Text, null);
        _version++;
    }

    private Task SetAsync(ChangeEventArgs e)
    {
        var text = e.Value as string ?? "";
        _typed = text;
        if (string.IsNullOrWhiteSpace(text))
            Draft.Remove(Path);
        else
            Draft.Set(Path, JsonValue.Create(text));
        return Changed.InvokeAsync();
    }
}
