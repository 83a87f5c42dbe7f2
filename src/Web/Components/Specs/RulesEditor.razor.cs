using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Components;
using Simulator.Rules;

namespace Simulator.Web.Components.Specs;

/// <summary>Writes a rules document and checks it while it is written.</summary>
public sealed partial class RulesEditor
{
    private RuleWords? _vocabulary;
    private IReadOnlyList<RuleError> _faults = [];
    private bool _waits;
    private int _loaded;

    /// <summary>The spec being written.</summary>
    [CascadingParameter]
    public required SpecDraft Draft { get; set; }

    /// <summary>Called after the draft changed.</summary>
    [CascadingParameter(Name = "Changed")]
    public EventCallback Changed { get; set; }

    // Errors of a field are shown at the field; all others are shown at the top.
    private IEnumerable<string> General => _faults.Where(f => !HasField(f.Path)).Select(f => f.ToString());

    private bool StaysOpen => _waits |= Draft.Get(At("limit")) is not null || Draft.Get(At("stop")) is not null;

    private string SizeKind =>
        Draft.Get(At("size")) is JsonObject o && o.Select(m => m.Key).FirstOrDefault() is { } kind && RuleSize.Members.Contains(kind)
            ? kind
            : "fraction";

    private string SizePath => SizeKind == "fraction" && Draft.Get(At("size")) is not JsonObject ? At("size") : At($"size.{SizeKind}");

    private string SizeMember => SizePath[(StrategyPaths.Rules.Length + 1)..];

    private string SizeMeaning => RuleSize.All.First(s => s.Member == SizeKind).Meaning.Split(" `")[0];

    private string SizeExample => UsualSize(SizeKind);

    /// <summary>Everything that is wrong with the document of a draft.</summary>
    public static IReadOnlyList<RuleError> Check(SpecDraft draft)
    {
        ArgumentNullException.ThrowIfNull(draft);
        if (draft.Get(StrategyPaths.Rules) is not JsonObject rules)
            return [];
        using var document = JsonDocument.Parse(rules.ToJsonString());
        var read = RuleDocumentJson.Read(document.RootElement);
        return [.. read.Errors, .. read.Document is { } sound && read.Errors.Count == 0 ? RuleProgram.Check(sound) : []];
    }

    /// <inheritdoc/>
    protected override void OnParametersSet() => _faults = Check(Draft);

    private static string At(string member) => $"{StrategyPaths.Rules}.{member}";

    private static string SizeWords(string kind) =>
        kind switch
        {
            "fraction" => "a share of the buying power",
            "units" => "units",
            "cash" => "money",
            "equityFraction" => "a share of the equity",
            "riskFraction" => "the risk to the stop",
            "volatilityTarget" => "a volatility target",
            "kelly" => "the Kelly fraction",
            _ => kind,
        };

    private static string UsualSize(string kind) =>
        kind switch
        {
            "fraction" or "equityFraction" => "100%",
            "units" => "100",
            "cash" => "10000",
            "riskFraction" => "1%",
            "volatilityTarget" => "20%",
            _ => "50%",
        };

    private static bool HasField(string path) =>
        path.Contains('.', StringComparison.Ordinal)
            ? path.StartsWith("let.", StringComparison.Ordinal)
                || path.StartsWith("parameters.", StringComparison.Ordinal)
                || path.StartsWith("size.", StringComparison.Ordinal)
            : path is "size" || RuleFields.Conditions.Concat(RuleFields.Brackets).Concat(RuleFields.Waiting).Any(f => f.Member == path);

    private Task SetSizeKindAsync(ChangeEventArgs e)
    {
        var (kind, was) = ((string)e.Value!, Draft.GetText(SizePath));
        var expression = was.Length > 0 && kind == SizeKind ? was : UsualSize(kind);
        Draft.Set(At("size"), kind == "fraction" ? JsonValue.Create(expression) : new JsonObject { [kind] = expression });
        return Changed.InvokeAsync();
    }

    private Task LoadAsync(ChangeEventArgs e)
    {
        _loaded++;
        if (RuleExamples.All.FirstOrDefault(x => x.Name == e.Value as string) is not { } example)
            return Task.CompletedTask;
        Draft.Set(
            StrategyPaths.Rules,
            JsonNode.Parse(example.Json, documentOptions: new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true })
        );
        return Changed.InvokeAsync();
    }
}
