using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Components;
using Simulator.Errors;
using Simulator.Learners;
using Simulator.Runs;

namespace Simulator.Web.Components.Specs;

/// <summary>Chooses a forecaster or an agent and writes its parameters.</summary>
public sealed partial class LearnerFields
{
    /// <summary>The spec being written.</summary>
    [CascadingParameter]
    public required SpecDraft Draft { get; set; }

    /// <summary>Called after the draft changed.</summary>
    [CascadingParameter(Name = "Changed")]
    public EventCallback Changed { get; set; }

    /// <summary>Where the learner's spec stands: <c>forecaster</c> or <c>strategy.agent</c>.</summary>
    [Parameter, EditorRequired]
    public required string Path { get; set; }

    /// <summary>What may be chosen.</summary>
    [Parameter, EditorRequired]
    public required LearnerRole Role { get; set; }

    /// <summary>Label of the choice.</summary>
    [Parameter, EditorRequired]
    public required string Label { get; set; }

    private string Id => "spec-" + Path.Replace('.', '-') + "-kind";

    private string Kind => Draft.GetText(Path + ".kind");

    private IEnumerable<LearnerDescription> Rows => LearnerTable.All.Where(r => r.Role == Role);

    private IEnumerable<(string, string)> Choices =>
        [
            .. Row is null && Kind.Length > 0 ? [(Kind, SpecsText.FormatNotKnown(Kind))] : Array.Empty<(string, string)>(),
            .. Rows.Select(r => (r.Name, r.Title)),
        ];

    private LearnerDescription? Row => LearnerTable.Find(Role, Kind);

    // Errors that no field shows: of members that the learner does not have.
    private IEnumerable<SpecError> Strays =>
        Draft.Errors.Where(e =>
            e.Path == Path
            || e.Path.StartsWith(Path + ".", StringComparison.Ordinal)
                && e.Path != Path + ".kind"
                && Row?.Parameters.Any(p => e.Path == $"{Path}.{p.Name}") != true
        );

    private IEnumerable<string> Faults(string member) => Draft.Errors.Where(e => e.Path == $"{Path}.{member}").Select(e => e.Message);

    private static string? Unit(LearnerParameter parameter) => parameter.Unit.Length == 0 ? null : parameter.Unit;

    private static string? Hint(LearnerParameter parameter) => parameter.IsBasic ? parameter.Help : null;

    // What was written for another learner waits for its return.
    private Task ChooseAsync(string name)
    {
        if (name != Kind && LearnerTable.Find(Role, name) is { } row)
            Draft.Exchange(Path, Kind, name, () => Json(row));
        return Changed.InvokeAsync();
    }

    /// <summary>A learner's part of a spec with every default.</summary>
    internal static JsonNode Json(LearnerDescription row) =>
        row.Role == LearnerRole.Forecaster
            ? JsonSerializer.SerializeToNode((ForecasterSpec)row.DefaultSpec, SpecJson.Options)!
            : JsonSerializer.SerializeToNode((AgentSpec)row.DefaultSpec, SpecJson.Options)!;
}
