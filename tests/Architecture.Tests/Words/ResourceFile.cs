using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Simulator.Tests.Architecture.Words;

/// <summary>A file of texts: keys, texts, and what a comment says about them.</summary>
/// <param name="Path">Relative to the repository.</param>
/// <param name="Texts">By key.</param>
/// <param name="Comments">By key, of those that have one.</param>
internal sealed partial record ResourceFile(
    string Path,
    IReadOnlyDictionary<string, string> Texts,
    IReadOnlyDictionary<string, string> Comments
)
{
    /// <summary>The files of the pages in the neutral language.</summary>
    public static IEnumerable<ResourceFile> Neutral => Files.Where(f => LanguageOf(f) is null).Select(Read);

    /// <summary>The files in other languages, each with the neutral one that it translates.</summary>
    public static IEnumerable<(ResourceFile Neutral, ResourceFile Other)> Translations =>
        Files
            .Where(f => LanguageOf(f) is not null)
            .Select(f => (Read(f.Replace($".{LanguageOf(f)}.resx", ".resx", StringComparison.Ordinal)), Read(f)));

    private static IEnumerable<string> Files =>
        Repository.Files.Where(f =>
            f.StartsWith("src/Web/Components/", StringComparison.Ordinal) && f.EndsWith(".resx", StringComparison.Ordinal)
        );

    public static ResourceFile Parse(string path, XDocument xml)
    {
        var data = xml.Root!.Elements("data").ToList();
        return new ResourceFile(
            path,
            data.ToDictionary(d => d.Attribute("name")!.Value, d => d.Element("value")!.Value, StringComparer.Ordinal),
            data.Where(d => d.Element("comment") is not null)
                .ToDictionary(d => d.Attribute("name")!.Value, d => d.Element("comment")!.Value, StringComparer.Ordinal)
        );
    }

    /// <summary>The names in braces of a text, in order.</summary>
    public static IReadOnlyList<string> Places(string text) =>
        [.. Place().Matches(text).Select(m => m.Value).Order(StringComparer.Ordinal)];

    /// <summary>Where a translation does not fit: missing and unknown keys, empty texts, other places than the neutral text's.</summary>
    public IEnumerable<string> FaultsOf(ResourceFile other)
    {
        foreach (var key in Texts.Keys.Except(other.Texts.Keys))
            yield return $"{other.Path}: {key} is missing";
        foreach (var key in other.Texts.Keys.Except(Texts.Keys))
            yield return $"{other.Path}: {key} is not in {Path}";
        foreach (var (key, text) in other.Texts.Where(t => Texts.ContainsKey(t.Key)))
        {
            if (text.Trim().Length == 0)
                yield return $"{other.Path}: {key} is empty";
            if (!Places(Texts[key]).SequenceEqual(Places(text)))
                yield return $"{other.Path}: {key} has {string.Join(' ', Places(text))}, not {string.Join(' ', Places(Texts[key]))}";
        }
    }

    private static ResourceFile Read(string path) => Parse(path, Repository.Xml(path));

    private static string? LanguageOf(string path) =>
        System.IO.Path.GetFileNameWithoutExtension(path).Split('.') is [_, var language] ? language : null;

    [GeneratedRegex("\\{\\w+\\}")]
    private static partial Regex Place();
}
