using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Components;
using Simulator.Rules;

namespace Simulator.Web.Components.Specs;

/// <summary>An object of names and values, in the order in which they stand.</summary>
public sealed partial class RulePairs
{
    private int _renamed;

    /// <summary>The spec being written.</summary>
    [CascadingParameter]
    public required SpecDraft Draft { get; set; }

    /// <summary>What is wrong with the document.</summary>
    [CascadingParameter(Name = "Faults")]
    public required IReadOnlyList<RuleError> AllFaults { get; set; }

    /// <summary>Called after the draft changed.</summary>
    [CascadingParameter(Name = "Changed")]
    public EventCallback Changed { get; set; }

    /// <summary>Where the object stands in the spec.</summary>
    [Parameter, EditorRequired]
    public required string Path { get; set; }

    /// <summary>Where it stands in the document, as errors name it.</summary>
    [Parameter, EditorRequired]
    public required string Member { get; set; }

    /// <summary>What they are.</summary>
    [Parameter, EditorRequired]
    public required string Title { get; set; }

    /// <summary>What they are for.</summary>
    [Parameter, EditorRequired]
    public required string Hint { get; set; }

    /// <summary>The button's words.</summary>
    [Parameter, EditorRequired]
    public required string Add { get; set; }

    /// <summary>The values are numbers; otherwise expressions.</summary>
    [Parameter]
    public bool Numbers { get; set; }

    private JsonObject? Pairs => Draft.Get(Path) as JsonObject;

    private IReadOnlyList<string> Names => [.. (Pairs ?? []).Select(p => p.Key)];

    private string Value(string name) =>
        Pairs?[name] switch
        {
            null => "",
            JsonValue v when v.TryGetValue<string>(out var text) => text,
            var node => node.ToJsonString(),
        };

    private IEnumerable<RuleError> Faults(string name) => AllFaults.Where(f => f.Path == $"{Member}.{name}");

    private Task AddAsync()
    {
        var names = Names;
        var number = 1;
        while (names.Contains(Fresh(number)))
            number++;
        return WriteAsync([
            .. All(),
            KeyValuePair.Create(Fresh(number), (JsonNode?)(Numbers ? JsonValue.Create(20) : JsonValue.Create("close"))),
        ]);
    }

    private string Fresh(int number) => (Numbers ? "n" : "x") + number.ToString(CultureInfo.InvariantCulture);

    private Task RemoveAsync(string name) => WriteAsync([.. All().Where(p => p.Key != name)]);

    // An empty name, or one that is already used, is not written: the old name comes back.
    private Task RenameAsync(string name, string? typed)
    {
        var wanted = (typed ?? "").Trim();
        return wanted.Length == 0 || wanted == name || Names.Contains(wanted)
            ? WriteAsync([.. All()])
            : WriteAsync([.. All().Select(p => p.Key == name ? KeyValuePair.Create(wanted, p.Value) : p)]);
    }

    private Task SetAsync(string name, string? typed)
    {
        var text = (typed ?? "").Trim();
        JsonNode value =
            Numbers && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
                ? JsonValue.Create(number)
                : JsonValue.Create(text);
        var pairs = new JsonObject(All().Select(p => p.Key == name ? KeyValuePair.Create(name, (JsonNode?)value) : p));
        Draft.Set(Path, pairs);
        return Changed.InvokeAsync();
    }

    private IEnumerable<KeyValuePair<string, JsonNode?>> All() =>
        (Pairs ?? []).Select(p => KeyValuePair.Create(p.Key, p.Value?.DeepClone()));

    private Task WriteAsync(List<KeyValuePair<string, JsonNode?>> pairs)
    {
        _renamed++;
        if (pairs.Count == 0)
            Draft.Remove(Path);
        else
            Draft.Set(Path, new JsonObject(pairs));
        return Changed.InvokeAsync();
    }
}
