using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Components;
using Simulator.Rules;

namespace Simulator.Web.Components.Specs;

/// <summary>One expression of a rules document.</summary>
public sealed partial class RuleExpression
{
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

    private string Id => SpecField.IdOf(Path);

    private IReadOnlyList<RuleError> Faults => [.. AllFaults.Where(f => f.Path == Member)];

    // The description after its first line: the expression and the carets under the place of the error.
    private static string? Caret(RuleError fault) =>
        fault.Source.Length > 0 && fault.Describe() is var text && text.IndexOf('\n', StringComparison.Ordinal) is >= 0 and var end
            ? string.Join(
                '\n',
                text[(end + 1)..].Split('\n').Select(line => line.StartsWith("    ", StringComparison.Ordinal) ? line[4..] : line)
            )
            : null;

    private Task SetAsync(string text)
    {
        if (string.IsNullOrWhiteSpace(text))
            Draft.Remove(Path);
        else
            Draft.Set(Path, JsonValue.Create(text));
        return Changed.InvokeAsync();
    }
}
