using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Simulator.Rules;

namespace Simulator.Web.Components.Specs;

/// <summary>Writes a rules document and checks it while it is written.</summary>
public sealed partial class RulesEditor
{
    private static readonly object[] s_words =
    [
        .. RuleVocabulary.All.Select(w => new
        {
            name = w.Name,
            signature = w.Signature,
            meaning = w.Meaning,
            insert = w.Insert,
        }),
    ];

    private RuleWords? _vocabulary;
    private string[]? _names;
    private IReadOnlyList<RuleError> _faults = [];
    private int _loaded;

    /// <summary>The spec being written.</summary>
    [CascadingParameter]
    public required SpecDraft Draft { get; set; }

    /// <summary>Called after the draft changed.</summary>
    [CascadingParameter(Name = "Changed")]
    public EventCallback Changed { get; set; }

    [Inject]
    private IJSRuntime Js { get; set; } = null!;

    private IEnumerable<string> Names =>
        new[] { "parameters", "let" }.SelectMany(part => (Draft.Get(At(part)) as JsonObject ?? []).Select(p => p.Key));

    // Errors of a field are shown at the field; all others are shown at the top.
    private IEnumerable<string> General => _faults.Where(f => !HasField(f.Path)).Select(f => f.ToString());

    private bool Waits => Draft.Get(At("limit")) is not null || Draft.Get(At("stop")) is not null;

    private static IEnumerable<(string, string)> Examples => RuleExamples.All.Select(e => (e.Name, e.Title));

    private static IEnumerable<(string, string)> Sizes => RuleSize.Members.Select(kind => (kind, SizeWords(kind)));

    // The example stands in the field while the rules are still the example's.
    private string Shown => RuleExamples.All.FirstOrDefault(e => e.Is(Draft.Get(StrategyPaths.Rules)))?.Name ?? "";

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

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_names is { } known && known.SequenceEqual(Names))
            return;
        try
        {
            await using var module = await Js.InvokeAsync<IJSObjectReference>("import", "/js/rules/editor.js");
            if (firstRender)
                await module.InvokeVoidAsync("setWords", (object)s_words);
            await module.InvokeVoidAsync("setNames", (object)(_names = [.. Names]), SpecsText.OfTheseRules);
        }
        catch (JSException)
        {
            _names = []; // without the editor's script the plain fields are there
        }
    }

    private static string At(string member) => $"{StrategyPaths.Rules}.{member}";

    private static string SizeWords(string kind) =>
        kind switch
        {
            "fraction" => SpecsText.SizeFraction,
            "units" => SpecsText.Units,
            "cash" => SpecsText.Money,
            "equityFraction" => SpecsText.AShareOfTheEquity,
            "riskFraction" => SpecsText.TheRiskToTheStop,
            "volatilityTarget" => SpecsText.AVolatilityTarget,
            "kelly" => SpecsText.TheKellyFraction,
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

    private Task SetSizeKindAsync(string kind)
    {
        var was = Draft.GetText(SizePath);
        var expression = was.Length > 0 && kind == SizeKind ? was : UsualSize(kind);
        Draft.Set(At("size"), kind == "fraction" ? JsonValue.Create(expression) : new JsonObject { [kind] = expression });
        return Changed.InvokeAsync();
    }

    private Task LoadAsync(string name)
    {
        _loaded++;
        if (RuleExamples.All.FirstOrDefault(x => x.Name == name) is not { } example)
            return Task.CompletedTask;
        Draft.Set(StrategyPaths.Rules, example.Parse());
        return Changed.InvokeAsync();
    }
}
