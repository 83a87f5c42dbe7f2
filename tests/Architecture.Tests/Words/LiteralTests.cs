using System.Net;
using System.Text.RegularExpressions;
using Mono.Cecil;

namespace Simulator.Tests.Architecture.Words;

/// <summary>
/// Words that people read come from the resource files. Checked on the compiled pages: every text between tags, every attribute that is
/// shown or read out, and in the rest of the code every text that reads as a phrase of two words or more. A single word in code cannot be
/// told from an identifier here; the tests of the pages in the pseudo language find it.
/// </summary>
public sealed partial class LiteralTests
{
    private static readonly HashSet<string> s_shown = new(StringComparer.OrdinalIgnoreCase)
    {
        "Label",
        "Title",
        "Text",
        "Help",
        "Tip",
        "Hint",
        "Term.Name",
        "Meaning",
        "Formula",
        "Note",
        "Placeholder",
        "HelperText",
        "Otherwise",
        "Heading",
        "Unit",
        "None",
        "Add",
        "aria-label",
        "aria-description",
        "aria-valuetext",
        "alt",
        "AriaLabel",
        "AdornmentAriaLabel",
    };

    private static readonly Dictionary<string, string> s_allowed = new(StringComparer.Ordinal)
    {
        ["Simulator"] = "the name of the product",
        ["figure heat-"] = "classes of a style sheet",
        ["toggle chosen"] = "classes of a style sheet",
        ["scroll narrow"] = "classes of a style sheet",
        ["scroll tall narrow"] = "classes of a style sheet",
        ["px; margin: 0"] = "a style",
        ["noindex, nofollow"] = "a header",
        [" of bar"] = "read in a reason of the engine",
        ["Synthetic data"] = "read in a note of the engine",
        ["equal weight"] = "a name in a stored result",
        ["Value At Risk 95"] = "a key of statistics",
        ["Value At Risk 99"] = "a key of statistics",
        ["' has no result (yet), or there is none of that id"] = "an answer to a program",
        ["Only the product's own page can upload files."] = "an answer to a program",
        ["This part of the page is no longer kept. Remedy: reload the page."] = "an answer to a program",
    };

    private static IEnumerable<Literal> Literals =>
        PageAssembly.Written.Where(t => !IsOfTheCompiler(t)).SelectMany(t => t.Methods).Where(IsOurs).SelectMany(Literal.Of);

    [Fact]
    public void Markup_HasNoWords() =>
        Offenders.None(
            Literals
                .Where(l => l.Use == LiteralUse.Content)
                .SelectMany(l => Texts(l.Text).Where(HasWord).Select(text => $"{l.Place}: “{text}”"))
        );

    [Fact]
    public void ShownAttributes_HaveNoWords() =>
        Offenders.None(
            Literals
                .Where(l => l.Use == LiteralUse.Attribute && s_shown.Contains(l.Name) && HasWord(l.Text))
                .Select(l => $"{l.Place}: {l.Name}=“{l.Text}”")
        );

    [Fact]
    public void Code_HasNoPhrases() =>
        Offenders.None(Literals.Where(l => l.Use == LiteralUse.Value && IsPhrase(l.Text)).Select(l => $"{l.Place}: “{l.Text}”"));

    [Fact]
    public void AllowedTexts_AreStillThere() =>
        Offenders.None(s_allowed.Keys.Except(Literals.SelectMany(l => l.Use == LiteralUse.Content ? Texts(l.Text) : [l.Text])));

    [Fact]
    public void StaticFields_HoldNoWords()
    {
        var resources = PageAssembly.Resources.Select(r => r.FullName).ToHashSet(StringComparer.Ordinal);
        Offenders.None(
            from type in PageAssembly.Written
            from method in type.Methods
            where method.Name == ".cctor" && method.HasBody
            from instruction in method.Body.Instructions
            where instruction.Operand is MethodReference called && resources.Contains(called.DeclaringType.FullName)
            select $"{type.FullName}: {((MethodReference)instruction.Operand).Name} would be read once, in one language"
        );
    }

    [Theory]
    [InlineData("<p class=\"soft\">No trades</p>", "No trades")]
    [InlineData("<button title=\"Close it\">×</button>", "Close it")]
    [InlineData("<kbd b-1x>Ctrl</kbd><span>◈</span>", "")]
    public void Texts_OfMarkup_AreItsWords(string markup, string words) =>
        Assert.Equal(words, string.Join('|', Texts(markup).Where(HasWord)));

    [Theory]
    [InlineData("No bar was read.", true)]
    [InlineData("adjusted for splits", true)]
    [InlineData("yyyy-MM-dd HH:mm", false)]
    [InlineData("crossesAbove(sma(10), sma(20))", false)]
    public void Phrase_IsToldFromCode(string text, bool phrase) => Assert.Equal(phrase, IsPhrase(text));

    // The markup's own texts; what stands on a key of the keyboard is its name.
    private static IEnumerable<string> Texts(string markup)
    {
        var plain = Key().Replace(markup, "");
        foreach (Match attribute in ShownAttribute().Matches(plain))
            yield return WebUtility.HtmlDecode(attribute.Groups[1].Value);
        foreach (var text in Tag().Replace(plain, "\n").Split('\n'))
            yield return WebUtility.HtmlDecode(text).Trim();
    }

    private static bool HasWord(string text) => Letters().IsMatch(text) && !s_allowed.ContainsKey(text.Trim());

    // A style's classes, formats, addresses and expressions of the rule language have marks of their own.
    private static bool IsPhrase(string text) => Phrase().IsMatch(text) && !Code().IsMatch(text) && !s_allowed.ContainsKey(text);

    private static bool IsOfTheCompiler(TypeDefinition type) => type.Namespace.StartsWith("System.", StringComparison.Ordinal);

    // Messages of the log are made by a generator.
    private static bool IsOurs(MethodDefinition method) => !method.Name.StartsWith("Log", StringComparison.Ordinal);

    [GeneratedRegex("<kbd\\b[^>]*>[^<]*</kbd>")]
    private static partial Regex Key();

    [GeneratedRegex("\\s(?:title|aria-label|placeholder|alt)=\"([^\"]*)\"")]
    private static partial Regex ShownAttribute();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex("\\p{L}{2}")]
    private static partial Regex Letters();

    [GeneratedRegex("(^|[^\\p{L}-])\\p{L}[\\p{Ll}’-]*[,;:.]? \\p{L}[\\p{Ll}’-]+([^\\p{L}(]|$)")]
    private static partial Regex Phrase();

    [GeneratedRegex("[{}<>=_]|--|: var|\\w\\(|^yyyy")]
    private static partial Regex Code();
}
