namespace Simulator.Rules.Syntax;

/// <summary>
/// The texts of a document as expressions. They do not depend on its parameters, are never changed, and serve every choice of them.
/// </summary>
/// <param name="Definitions">Definitions by name.</param>
/// <param name="Members">Members that are there, in the document's order.</param>
internal sealed record ReadRules(
    IReadOnlyDictionary<string, (RuleText Text, Expression Body)> Definitions,
    IReadOnlyList<(string Member, RuleText Text, Expression Body)> Members
)
{
    /// <summary>Reads a document; what cannot be read is reported.</summary>
    public static ReadRules Of(RuleDocument document, RuleErrors errors)
    {
        var definitions = new Dictionary<string, (RuleText, Expression)>(StringComparer.Ordinal);
        foreach (var (name, source) in document.Let)
        {
            var text = new RuleText("let." + name, source);
            definitions[name] = (text, Parser.Read(text, errors));
        }
        var members = new List<(string, RuleText, Expression)>();
        foreach (var (member, source) in document.Expressions)
        {
            var text = new RuleText(member, source);
            members.Add((member, text, Parser.Read(text, errors)));
        }
        return new ReadRules(definitions, members);
    }
}
