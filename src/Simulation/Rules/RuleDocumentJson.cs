using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Simulator.Text;

namespace Simulator.Rules;

/// <summary>
/// A document that was read, and what is wrong with it. <see cref="Document"/> holds what could be read even if there are errors.
/// </summary>
/// <param name="Document">The document; null when it is no JSON object.</param>
/// <param name="Errors">All errors of form; empty when there are none.</param>
public sealed record RuleDocumentRead(RuleDocument? Document, IReadOnlyList<RuleError> Errors);

/// <summary>Reads and writes RULES.json. Reading is strict: an unknown member is an error that names the nearest one there is.</summary>
public static class RuleDocumentJson
{
    private static readonly JsonDocumentOptions s_reading = new()
    {
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
        MaxDepth = 8,
        AllowDuplicateProperties = false,
    };
    private static readonly JsonWriterOptions s_writing = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly string[] s_expressions =
    [
        "entryLong",
        "exitLong",
        "entryShort",
        "exitShort",
        "limit",
        "stop",
        "stopLoss",
        "takeProfit",
        "trailing",
    ];

    /// <summary>Members of a document, in the order in which they are written.</summary>
    public static IReadOnlyList<string> Members { get; } =
    ["version", "name", "parameters", "let", .. s_expressions, "goodForBars", "size"];

    /// <summary>Reads a document.</summary>
    public static RuleDocumentRead Read(string json)
    {
        if (json.Length > RuleLimits.DocumentLength)
            return new RuleDocumentRead(
                null,
                [
                    new RuleError(
                        "",
                        FormattableString.Invariant($"the document has {json.Length} characters; the limit is {RuleLimits.DocumentLength}")
                    ),
                ]
            );
        try
        {
            using var document = JsonDocument.Parse(json, s_reading);
            return Read(document.RootElement);
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException)
        {
            return new RuleDocumentRead(
                null,
                [new RuleError("", "the document contains half of a character (a surrogate without its pair); delete it")]
            );
        }
        catch (JsonException e)
        {
            return new RuleDocumentRead(
                null,
                [
                    new RuleError(
                        "",
                        FormattableString.Invariant(
                            $"line {e.LineNumber + 1}, column {e.BytePositionInLine + 1}: not JSON ({FirstSentence(e.Message)})"
                        )
                    ),
                ]
            );
        }
    }

    /// <summary>Reads a document that is part of another.</summary>
    public static RuleDocumentRead Read(JsonElement root)
    {
        var errors = new RuleErrors();
        var document = root.ValueKind == JsonValueKind.Object ? new RuleDocumentReader(root, errors).Read() : null;
        if (document is null)
            errors.Add("", "rules are a JSON object { … }, this is " + RuleDocumentReader.Describe(root));
        return new RuleDocumentRead(document, errors.All);
    }

    /// <summary>The document as JSON, indented; what is not there is left out.</summary>
    public static string Write(RuleDocument document)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes, s_writing))
            Write(writer, document);
        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    /// <summary>Writes the document as a part of another.</summary>
    public static void Write(Utf8JsonWriter writer, RuleDocument document)
    {
        writer.WriteStartObject();
        writer.WriteNumber("version", document.Version);
        if (document.Name.Length > 0)
            writer.WriteString("name", document.Name);
        if (document.Parameters.Length > 0)
        {
            writer.WriteStartObject("parameters");
            foreach (var (name, value) in document.Parameters)
                writer.WriteNumber(name, value);
            writer.WriteEndObject();
        }
        if (document.Let.Length > 0)
        {
            writer.WriteStartObject("let");
            foreach (var (name, source) in document.Let)
                writer.WriteString(name, source);
            writer.WriteEndObject();
        }
        foreach (var (member, source) in document.Expressions.Where(e => s_expressions.Contains(e.Member)))
            writer.WriteString(member, source);
        writer.WriteNumber("goodForBars", document.GoodForBars);
        WriteSize(writer, document.Size);
        writer.WriteEndObject();
    }

    /// <summary>The document with some parameters changed.</summary>
    /// <exception cref="ArgumentException">A parameter that the document does not have, or a value that is not a finite number; the message
    /// lists the valid ones.</exception>
    public static RuleDocument With(this RuleDocument document, IReadOnlyDictionary<string, double> changed)
    {
        foreach (var (name, value) in changed)
        {
            if (document.Parameters.All(p => p.Key != name))
                throw new ArgumentException(
                    $"the rules have no parameter "
                        + $"'{name}'{Suggestion.Hint(name, document.Parameters.Select(p => p.Key))}; they have "
                        + $"{(document.Parameters.Length == 0 ? "none" : string.Join(", ", document.Parameters.Select(p => p.Key)))}"
                );
            if (!double.IsFinite(value))
                throw new ArgumentException(FormattableString.Invariant($"parameter {name} must be a finite number, was {value}"));
        }
        return document with
        {
            Parameters =
            [
                .. document.Parameters.Select(p =>
                    changed.TryGetValue(p.Key, out var value) ? new KeyValuePair<string, double>(p.Key, value) : p
                ),
            ],
        };
    }

    private static void WriteSize(Utf8JsonWriter writer, RuleSize size)
    {
        if (size.Kind == RuleSizeKind.Fraction)
        {
            writer.WriteString("size", size.Expression);
            return;
        }
        writer.WriteStartObject("size");
        writer.WriteString(RuleSize.MemberOf(size.Kind), size.Expression);
        writer.WriteEndObject();
    }

    private static string FirstSentence(string message)
    {
        var end = message.IndexOf(" LineNumber", StringComparison.Ordinal);
        return (end < 0 ? message : message[..end]).TrimEnd('.', ' ');
    }
}
