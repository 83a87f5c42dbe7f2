using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Simulator.Web.Components.Specs;

/// <summary>The rules documents that come with the product, from <c>docs/examples/rules</c>.</summary>
public static class RuleExamples
{
    private const string Folder = "Rules.";

    /// <summary>All of them, by title.</summary>
    public static IReadOnlyList<RuleExample> All { get; } = [.. Load().OrderBy(e => e.Title, StringComparer.Ordinal)];

    private static IEnumerable<RuleExample> Load()
    {
        var assembly = typeof(RuleExamples).Assembly;
        foreach (var resource in assembly.GetManifestResourceNames().Where(n => n.StartsWith(Folder, StringComparison.Ordinal)))
        {
            var json = Text(assembly, resource);
            var name = Path.GetFileNameWithoutExtension(resource[Folder.Length..]);
            yield return new RuleExample(
                name,
                TitleOf(json) is { Length: > 0 } title ? title : name,
                json,
                Comment(json, "Suits"),
                Comment(json, "Weakness")
            );
        }
    }

    // “// Suits: …” on a line of its own, as the gallery tells it.
    private static string Comment(string json, string name) =>
        json.Split('\n').Select(l => l.Trim()).FirstOrDefault(l => l.StartsWith($"// {name}: ", StringComparison.Ordinal)) is { } line
            ? line[$"// {name}: ".Length..]
            : "";

    private static string Text(Assembly assembly, string resource)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }

    private static string? TitleOf(string json)
    {
        using var document = JsonDocument.Parse(json, new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        return document.RootElement.TryGetProperty("name", out var name) ? name.GetString() : null;
    }
}

/// <summary>An example: file name, title, document, the markets it suits, what it is weak at.</summary>
public sealed record RuleExample(string Name, string Title, string Json, string Suits, string Weakness)
{
    /// <summary>The document, anew.</summary>
    public JsonNode? Parse() =>
        JsonNode.Parse(Json, documentOptions: new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });

    /// <summary>Whether a document is this one.</summary>
    public bool Is(JsonNode? rules) => rules is not null && JsonNode.DeepEquals(rules, Parse());
}
