using System.Globalization;
using System.Reflection;
using System.Resources;
using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Bunit;
using Simulator.Web.Components;

namespace Simulator.Tests.Web.Components.Words;

/// <summary>
/// A language in which every text of the resource files stands in brackets. A word on a page without brackets does not come from them.
/// Other cultures are not changed, so tests beside this one read English.
/// </summary>
internal static partial class PseudoLanguage
{
    private const char Begin = '⟦',
        End = '⟧';
    private static readonly CultureInfo s_culture = new("qps-ploc");
    private static readonly string[] s_shown = ["aria-label", "title", "placeholder", "alt", "aria-description"];

    static PseudoLanguage()
    {
        foreach (var type in typeof(ModuleMap).Assembly.GetTypes())
        {
            if (type.GetField("s_resourceManager", BindingFlags.NonPublic | BindingFlags.Static) is { } field)
                field.SetValue(null, new Brackets(type));
        }
    }

    /// <summary>Does something in this language.</summary>
    public static T Speak<T>(Func<T> draw)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = s_culture;
        try
        {
            return draw();
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    /// <summary>The words of a page outside brackets, but for those that are data of the test or of the product's tables.</summary>
    public static IReadOnlyList<string> Foreign(IEnumerable<INode> page, params string[] data) =>
        [
            .. page.SelectMany(Shown)
                .Select(Outside)
                .Select(text => data.OrderByDescending(d => d.Length).Aggregate(text, (t, d) => t.Replace(d, "", StringComparison.Ordinal)))
                .Where(text => Word().IsMatch(text))
                .Distinct(),
        ];

    private static IEnumerable<string> Shown(INode root)
    {
        foreach (var node in root.GetDescendantsAndSelf())
        {
            if (node is IText text && text.ParentElement is not { LocalName: "kbd" or "script" or "style" or "code" })
                yield return text.Data.Trim();
            if (node is IElement element)
            {
                foreach (var name in s_shown)
                {
                    if (element.GetAttribute(name) is { Length: > 0 } value)
                        yield return value;
                }
            }
        }
    }

    private static string Outside(string text)
    {
        var (kept, depth) = (new StringBuilder(), 0);
        foreach (var c in text)
        {
            if (c == Begin)
                depth++;
            else if (c == End)
                depth--;
            else if (depth == 0)
                kept.Append(c);
        }
        return kept.ToString();
    }

    [GeneratedRegex("\\p{L}{2}")]
    private static partial Regex Word();

    private sealed class Brackets(Type type) : ResourceManager(type)
    {
        public override string? GetString(string name, CultureInfo? culture)
        {
            var text = base.GetString(name, CultureInfo.InvariantCulture);
            return (culture ?? CultureInfo.CurrentUICulture).Name == s_culture.Name ? $"{Begin}{text}{End}" : text;
        }
    }
}
