using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Simulator.Backtesting;
using Simulator.Errors;
using Simulator.Learners;
using Simulator.Markets;
using Simulator.Parameters;
using Simulator.Rules;
using Simulator.Text;

namespace Simulator.Runs;

/// <summary>
/// Compares a document with the spec's types and reports unknown members, missing ones and values of the wrong kind. What is
/// wrong is taken out (or stood in for), so that the values of the rest can still be checked in the same pass.
/// </summary>
internal sealed class SpecShape
{
    private readonly List<SpecError> _errors = [];

    /// <summary>The document with faults taken out, null when nothing of it can be used, and the faults.</summary>
    public static (JsonNode? Repaired, IReadOnlyList<SpecError> Errors) Check(JsonNode? root)
    {
        var shape = new SpecShape();
        if (root is not JsonObject document)
            return (null, [new SpecError("", "a spec is a JSON object { … }, was " + Describe(root))]);
        return (shape.Object(document, typeof(SimulationSpec), ""), shape._errors);
    }

    // Further errors would only be counted, and each costs time.
    private bool IsFull => _errors.Count > DocumentBounds.Errors;

    private JsonNode? Value(JsonNode? node, Type type, string path)
    {
        if (IsFull)
            return null;
        var target = Nullable.GetUnderlyingType(type) ?? type;
        if (target == typeof(RuleDocument))
            return Rules(node, path);
        var info = SpecJson.Options.GetTypeInfo(target);
        return info.Kind switch
        {
            JsonTypeInfoKind.Object when node is JsonObject o => Object(o, target, path),
            JsonTypeInfoKind.Enumerable when node is JsonArray a => List(a, info.ElementType!, path),
            JsonTypeInfoKind.Object => Fault(path, "must be an object { … }, was " + Describe(node)),
            JsonTypeInfoKind.Enumerable => Fault(path, "must be a list [ … ], was " + Describe(node)),
            _ => Leaf(node, target, path),
        };
    }

    private JsonObject? Object(JsonObject node, Type type, string path)
    {
        var info = SpecJson.Options.GetTypeInfo(type);
        var copy = new JsonObject();
        if (info.PolymorphismOptions is { } cases)
        {
            if (Case(node, cases, path) is not { } chosen)
                return null;
            copy[cases.TypeDiscriminatorPropertyName] = chosen.TypeDiscriminator!.ToString();
            info = SpecJson.Options.GetTypeInfo(chosen.DerivedType);
        }
        foreach (var (name, value) in node)
        {
            if (IsFull)
                break;
            var at = path.Length == 0 ? name : $"{path}.{name}";
            var property = info.Properties.FirstOrDefault(p => p.Name == name && p.Get is not null);
            if (property is null && !copy.ContainsKey(name))
                _errors.Add(
                    new SpecError(at, $"unknown member{Suggestion.Hint(name, Names(info))}; there are {string.Join(", ", Names(info))}")
                );
            else if (property is not null && (value is not null || property.IsSetNullable))
                Copy(copy, property, value, at);
            else if (property is not null)
                _errors.Add(new SpecError(at, "must not be null"));
        }
        AddMissing(copy, info, path);
        return copy;
    }

    private void Copy(JsonObject copy, JsonPropertyInfo property, JsonNode? value, string path)
    {
        if (value is null)
            copy[property.Name] = null;
        else if (Value(value, property.PropertyType, path) is { } sound)
            copy[property.Name] = sound;
    }

    private void AddMissing(JsonObject copy, JsonTypeInfo info, string path)
    {
        foreach (var property in info.Properties.Where(p => (p.IsRequired || Required(info.Type, p)) && !copy.ContainsKey(p.Name)))
        {
            var at = path.Length == 0 ? property.Name : $"{path}.{property.Name}";
            if (!_errors.Any(e => e.Path == at || e.Path.StartsWith(at + ".", StringComparison.Ordinal)))
                _errors.Add(new SpecError(at, "is missing"));
            copy[property.Name] = StandIn(property.PropertyType);
        }
    }

    private JsonDerivedType? Case(JsonObject node, JsonPolymorphismOptions cases, string path)
    {
        var member = cases.TypeDiscriminatorPropertyName;
        var names = cases.DerivedTypes.Select(d => d.TypeDiscriminator!.ToString()!).ToArray();
        var at = path.Length == 0 ? member : $"{path}.{member}";
        if (node[member] is not JsonValue value || !value.TryGetValue<string>(out var kind))
        {
            _errors.Add(new SpecError(at, $"is missing; there are {string.Join(", ", names)}"));
            return null;
        }
        var index = Array.IndexOf(names, kind);
        if (index >= 0)
            return cases.DerivedTypes[index];
        _errors.Add(new SpecError(at, $"no '{kind}'{Suggestion.Hint(kind, names)}; there are {string.Join(", ", names)}"));
        return null;
    }

    private JsonArray List(JsonArray node, Type element, string path)
    {
        var copy = new JsonArray();
        for (var i = 0; i < node.Count; i++)
        {
            if (Value(node[i], element, FormattableString.Invariant($"{path}[{i}]")) is { } sound)
                copy.Add(sound);
        }
        return copy;
    }

    private JsonNode? Leaf(JsonNode? node, Type type, string path)
    {
        if (node is null)
            return Fault(path, "must not be null");
        try
        {
            node.Deserialize(type, SpecJson.Options);
            return node.DeepClone();
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException)
        {
            return Fault(path, $"must be {Expected(type)}, was {Describe(node)}");
        }
    }

    private JsonNode? Rules(JsonNode? node, string path)
    {
        using var part = JsonDocument.Parse(node?.ToJsonString() ?? "null");
        var read = RuleDocumentJson.Read(part.RootElement);
        foreach (var error in read.Errors)
            _errors.Add(new SpecError(error.Path.Length == 0 ? path : $"{path}.{error.Path}", error.Message));
        // What could be read is kept, so that its expressions can still be checked; what is missing was told. Where what is left cannot be
        // read either, nothing more is checked.
        if (read.Document is not { } document)
            return null;
        var kept = JsonSerializer.SerializeToNode(
            document with
            {
                EntryLong = document.EntryLong ?? (document.EntryShort is null ? "false" : null),
            },
            SpecJson.Options
        )!;
        using var again = JsonDocument.Parse(kept.ToJsonString());
        return RuleDocumentJson.Read(again.RootElement).Errors.Count == 0 ? kept : StandIn(typeof(RuleDocument));
    }

    private JsonNode? Fault(string path, string message)
    {
        _errors.Add(new SpecError(path, message));
        return null;
    }

    private static IEnumerable<string> Names(JsonTypeInfo info) => info.Properties.Where(p => p.Get is not null).Select(p => p.Name);

    private static bool Required(Type type, JsonPropertyInfo property) =>
        type.GetProperties()
            .FirstOrDefault(p => string.Equals(p.Name, property.Name, StringComparison.OrdinalIgnoreCase))
            ?.IsDefined(typeof(System.Runtime.CompilerServices.RequiredMemberAttribute), inherit: true) == true;

    private static JsonNode StandIn(Type type)
    {
        if (type == typeof(string))
            return JsonValue.Create("?");
        if (type == typeof(DataSpec))
            return new JsonObject { ["target"] = "?" };
        if (type == typeof(StrategySpec))
            return new JsonObject { ["kind"] = "buyAndHold" };
        if (type == typeof(RuleDocument))
            return new JsonObject { ["version"] = 1, ["entryLong"] = "false" };
        return type == typeof(AgentSpec)
            ? new JsonObject { ["kind"] = LearnerTable.Agents.First().Name }
            : throw new NotSupportedException($"required member of type {type.Name} has no stand-in");
    }

    private static string Expected(Type type) =>
        type switch
        {
            _ when type.IsEnum => "one of " + string.Join(", ", Enum.GetNames(type).Select(n => char.ToLowerInvariant(n[0]) + n[1..])),
            _ when type == typeof(string) => "a text",
            _ when type == typeof(bool) => "true or false",
            _ when type == typeof(int) || type == typeof(long) => "a whole number",
            _ when type == typeof(StrategyParameters) => "an object of numbers and texts such as { \"bars\": 20 }",
            _ when type == typeof(DateOnly) => "a date such as 2016-04-20",
            _ => "a number",
        };

    private static string Describe(JsonNode? node)
    {
        var text = node?.ToJsonString() ?? "null";
        return text.Length <= 60 ? text : text[..57] + "…";
    }
}
