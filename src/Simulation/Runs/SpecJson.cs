using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Simulator.Artifacts;
using Simulator.Backtesting;
using Simulator.Errors;
using Simulator.Features;
using Simulator.Learners;
using Simulator.Portfolios;
using Simulator.Rules;
using Simulator.Strategies;

namespace Simulator.Runs;

/// <summary>Reads and writes specs. Reading reports every error at once with its path; writing writes every default out.</summary>
public static class SpecJson
{
    /// <summary>Longest spec read, in characters: far beyond any honest one.</summary>
    public const int MaximumLength = DocumentBounds.Length;

    private static readonly JsonDocumentOptions s_reading = new()
    {
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
        MaxDepth = DocumentBounds.Depth,
        AllowDuplicateProperties = false,
    };

    /// <summary>
    /// How specs look in JSON; the reflection resolver keeps the records' defaults, which generated code drops for init-only members.
    /// </summary>
    public static JsonSerializerOptions Options { get; } = Configure(new JsonSerializerOptions { WriteIndented = true });

    /// <summary>The same on one line.</summary>
    public static JsonSerializerOptions Compact { get; } = Configure(new JsonSerializerOptions());

    /// <summary>Reads a spec, or says everything that is wrong with it.</summary>
    public static SpecParse Parse(string json)
    {
        return Document(json, out var fault) is var root && fault is { } error ? new SpecParse(null, [error]) : Parse(root);
    }

    /// <summary>A document's tree, or the fault that keeps it from being read: its size, half a character, or that it is no JSON.</summary>
    internal static JsonNode? Document(string json, out SpecError? fault)
    {
        fault = null;
        if (DocumentBounds.Check(json) is [var first, ..])
        {
            fault = first;
            return null;
        }
        try
        {
            return JsonNode.Parse(json, documentOptions: s_reading);
        }
        catch (JsonException e)
        {
            fault = new SpecError(
                "",
                FormattableString.Invariant(
                    $"line {e.LineNumber + 1}, column {e.BytePositionInLine + 1}: not JSON ({FirstSentence(e.Message)})"
                )
            );
            return null;
        }
    }

    /// <summary>The spec of a tree that <see cref="Document"/> read.</summary>
    internal static SpecParse Parse(JsonNode? root)
    {
        var (repaired, shape) = SpecShape.Check(root);
        if (repaired is null)
            return new SpecParse(null, DocumentBounds.First(shape));
        var spec = repaired.Deserialize<SimulationSpec>(Options)!;
        var values = SpecValidator.Validate(spec).Where(v => !shape.Any(s => Covers(s.Path, v.Path)));
        SpecError[] errors = [.. shape, .. values];
        return new SpecParse(errors.Length == 0 ? spec : null, DocumentBounds.First(errors));
    }

    /// <summary>The spec with every default written out, indented.</summary>
    public static string Write(SimulationSpec spec) => JsonSerializer.Serialize(spec, Options);

    /// <summary>SHA-256 of the spec without its name.</summary>
    public static string Hash(SimulationSpec spec) => HashPart(spec with { Name = "" });

    /// <summary>SHA-256 of a part of a spec in canonical form.</summary>
    internal static string HashPart<T>(T part) => ColumnarBlob.Hash(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(part, Compact)));

    private static bool Covers(string shapePath, string valuePath) =>
        valuePath == shapePath
        || valuePath.StartsWith(shapePath + ".", StringComparison.Ordinal)
        || valuePath.StartsWith(shapePath + "[", StringComparison.Ordinal);

    private static string FirstSentence(string message)
    {
        var end = message.IndexOf(" LineNumber", StringComparison.Ordinal);
        return (end < 0 ? message : message[..end]).TrimEnd('.', ' ');
    }

    private static JsonSerializerOptions Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.AllowOutOfOrderMetadataProperties = true;
        options.RespectNullableAnnotations = true;
        options.TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { AddKinds } };
        options.MakeReadOnly();
        return options;
    }

    private static readonly JsonDerivedType[] s_fixedFeatures =
    [
        new(typeof(ReturnsFeatureSpec), "returns"),
        new(typeof(IndicatorFeatureSpec), "indicator"),
        new(typeof(RelatedReturnsFeatureSpec), "relatedReturns"),
        new(typeof(FourierTrendFeatureSpec), "fourierTrend"),
    ];

    // What stands behind a kind: strategies in a fixed list, learners as the table has them.
    internal static void AddKinds(JsonTypeInfo info)
    {
        if (Kinds(info.Type) is not { } kinds)
            return;
        var cases = new JsonPolymorphismOptions { TypeDiscriminatorPropertyName = "kind" };
        foreach (var kind in kinds)
            cases.DerivedTypes.Add(kind);
        info.PolymorphismOptions = cases;
    }

    private static IEnumerable<JsonDerivedType>? Kinds(Type type) =>
        type == typeof(ForecasterSpec) ? LearnerTable.Cases(LearnerRole.Forecaster)
        : type == typeof(AgentSpec) ? LearnerTable.Cases(LearnerRole.Agent)
        : type == typeof(FeatureSpec) ? [.. s_fixedFeatures, .. LearnerTable.Cases(LearnerRole.Feature)]
        : type != typeof(StrategySpec) ? null
        :
        [
            new JsonDerivedType(typeof(BuyAndHoldStrategySpec), "buyAndHold"),
            new JsonDerivedType(typeof(SmaCrossStrategySpec), "smaCross"),
            new JsonDerivedType(typeof(NamedStrategySpec), "named"),
            new JsonDerivedType(typeof(RulesStrategySpec), "rules"),
            new JsonDerivedType(typeof(PortfolioStrategySpec), "portfolio"),
            new JsonDerivedType(typeof(AgentStrategySpec), "agent"),
        ];
}

/// <summary>A spec, or everything that is wrong with it.</summary>
/// <param name="Spec">The spec; null when there are errors.</param>
/// <param name="Errors">All errors; empty when there is a spec.</param>
public sealed record SpecParse(SimulationSpec? Spec, IReadOnlyList<SpecError> Errors);
