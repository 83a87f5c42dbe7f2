using System.Text.RegularExpressions;

namespace Simulator.Tests.Architecture.Words;

/// <summary>The pages' scripts get their words from the page. A text of a module that reads as a sentence is one too many.</summary>
public sealed partial class ScriptTests
{
    [Fact]
    public void Modules_HoldNoSentences() =>
        Offenders.None(
            from file in Repository.Files
            where file.StartsWith("src/Web/wwwroot/js/", StringComparison.Ordinal) && file.EndsWith(".js", StringComparison.Ordinal)
            from literal in Literals(Repository.Read(file))
            where IsSentence(literal)
            select $"{file}: “{literal}”"
        );

    [Theory]
    [InlineData("say('The server does not answer.');", true)]
    [InlineData("say(`${n} bars in view.`);", true)]
    [InlineData("font = `600 ${size}px ${font()}`;", false)]
    [InlineData("root.querySelector('main input[type=search]');", false)]
    [InlineData("console.warn(`A picture was not loaded: ${error}`);", false)]
    [InlineData("// A comment says what it likes.\nimport './words.js';", false)]
    public void Sentence_IsToldFromCode(string script, bool sentence) => Assert.Equal(sentence, Literals(script).Any(IsSentence));

    private static IEnumerable<string> Literals(string script) =>
        Literal().Matches(Comment().Replace(script, "")).Select(m => Hole().Replace(m.Groups[1].Value[1..^1], "0"));

    private static bool IsSentence(string text) => Sentence().IsMatch(text) && !Code().IsMatch(text);

    [GeneratedRegex("(?m)^\\s*//.*$|^.*\\bconsole\\..*$|(?<=[;{},)])\\s+//.*$|/\\*[\\s\\S]*?\\*/")]
    private static partial Regex Comment();

    [GeneratedRegex("('(?:[^'\\\\\\n]|\\\\.)*'|\"(?:[^\"\\\\\\n]|\\\\.)*\"|`(?:[^`\\\\]|\\\\.)*`)")]
    private static partial Regex Literal();

    [GeneratedRegex("\\$\\{[^}]*\\}")]
    private static partial Regex Hole();

    // A word with a capital before another, or three words in a row.
    [GeneratedRegex("\\b[A-Z][a-z]+,? [a-z]{2,}|\\b[a-z]{2,},? [a-z]{2,},? [a-z]{2,}")]
    private static partial Regex Sentence();

    [GeneratedRegex("[<>=#\\[\\]]|px|var\\(|^main ")]
    private static partial Regex Code();
}
