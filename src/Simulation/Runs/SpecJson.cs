using System.Globalization;
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
    public const int MaximumLength = 1_000_000;

    private static readonly JsonDocumentOptions s_reading = new()
    {
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
        MaxDepth = 32,
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
        ArgumentNullException.ThrowIfNull(json);
        if (json.Length > MaximumLength)
            return new SpecParse(
                null,
                [new SpecError("", FormattableString.Invariant($"the spec has {json.Length} characters; at most {MaximumLength} are read"))]
            );
        if (BrokenCharacter(json) is >= 0 and var broken)
            return new SpecParse(
                null,
                [
                    new SpecError(
                        "",
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"line {json.AsSpan(0, broken).Count('\n') + 1}: half of a character (U+{(int)json[broken]:X4}) stands alone; "
                                + $"delete it"
                        )
                    ),
                ]
            );
        JsonNode? root;
        try
        {
            root = JsonNode.Parse(json, documentOptions: s_reading);
        }
        catch (JsonException e)
        {
            return new SpecParse(
                null,
                [
                    new SpecError(
                        "",
                        FormattableString.Invariant(
                            $"line {e.LineNumber + 1}, column {e.BytePositionInLine + 1}: not JSON ({FirstSentence(e.Message)})"
                        )
                    ),
                ]
            );
        }
        var (repaired, shape) = SpecShape.Check(root);
        if (repaired is null)
            return new SpecParse(null, shape);
        var spec = repaired.Deserialize<SimulationSpec>(Options)!;
        var values = SpecValidator.Validate(spec).Where(v => !shape.Any(s => Covers(s.Path, v.Path)));
        SpecError[] errors = [.. shape, .. values];
        return new SpecParse(errors.Length == 0 ? spec : null, errors);
    }

    /// <summary>The spec with every default written out, indented.</summary>
    public static string Write(SimulationSpec spec) => JsonSerializer.Serialize(spec, Options);

    /// <summary>SHA-256 of the spec without its name.</summary>
    public static string Hash(SimulationSpec spec) => HashPart(spec with { Name = "" });

    /// <summary>SHA-256 of a part of a spec in canonical form.</summary>
    internal static string HashPart<T>(T part) => ColumnarBlob.Hash(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(part, Compact)));

    /// <summary>Where a surrogate stands without its other half; −1 when nowhere.</summary>
    private static int BrokenCharacter(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
                continue;
            if (i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]))
                i++;
            else
                return i;
        }
        return -1;
    }

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
