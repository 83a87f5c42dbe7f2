using System.Globalization;
using Simulator.Rules.Syntax;

namespace Simulator.Rules.Drawing;

/// <summary>
/// An expression as text again, with as few brackets as it can have. Parameters are written as their numbers and definitions in full, so
/// the text means the same without its document.
/// </summary>
internal sealed class ExpressionText(
    IReadOnlyDictionary<string, double> parameters,
    IReadOnlyDictionary<string, (RuleText Text, Expression Body)> definitions
)
{
    // Ranks of what binds an operand, loosest first.
    private const int Loosest = 0,
        Or = 1,
        And = 2,
        Not = 3,
        Compared = 4,
        Sum = 5,
        Product = 6,
        Sign = 7,
        Raised = 8,
        Whole = 9;

    private static readonly Dictionary<TokenKind, string> s_signs = new()
    {
        [TokenKind.And] = "and",
        [TokenKind.Or] = "or",
        [TokenKind.Plus] = "+",
        [TokenKind.Minus] = "-",
        [TokenKind.Times] = "*",
        [TokenKind.Over] = "/",
        [TokenKind.Power] = "^",
        [TokenKind.Less] = "<",
        [TokenKind.LessOrEqual] = "<=",
        [TokenKind.Greater] = ">",
        [TokenKind.GreaterOrEqual] = ">=",
        [TokenKind.Equal] = "==",
        [TokenKind.NotEqual] = "!=",
    };

    private int _left;

    /// <summary>
    /// The text; null where it is longer than an expression may be. Definitions must not refer to themselves. For one thread.
    /// </summary>
    public string? Of(Expression body)
    {
        _left = RuleLimits.Nodes;
        var text = Write(body, Loosest);
        return _left < 0 || text.Length > RuleLimits.Length ? null : text;
    }

    private string Write(Expression body, int rank)
    {
        var (text, own) = Written(body);
        return own < rank ? $"({text})" : text;
    }

    private (string Text, int Rank) Written(Expression body) =>
        body switch
        {
            _ when --_left < 0 => ("", Whole),
            Literal { IsTruth: true } truth => (truth.Value == 1 ? "true" : "false", Whole),
            Literal number => OfNumber(number.Value),
            TextLiteral text => ($"\"{text.Text}\"", Whole),
            Name name when definitions.TryGetValue(name.Text, out var definition) => Written(definition.Body),
            Name name when parameters.TryGetValue(name.Text, out var value) => OfNumber(value),
            Name name => (name.Text, Whole),
            Call call => ($"{call.Function}({string.Join(", ", call.Arguments.Select(Argument))})", Whole),
            Member member => ($"{Write(member.Target, Whole)}.{Part(member.Part)}", Whole),
            Past past => ($"{Write(past.Target, Whole)}[{Write(past.Bars, Loosest)}]", Whole),
            Unary { Operator: TokenKind.Not } not => ($"not {Write(not.Operand, Not)}", Not),
            Unary minus => ($"-{Write(minus.Operand, Sign)}", Sign),
            Binary binary => OfBinary(binary),
            Comparison comparison => (OfComparison(comparison), Compared),
            Choice choice => (
                $"{Write(choice.Condition, Or)} ? {Write(choice.Then, Loosest)} : {Write(choice.Otherwise, Loosest)}",
                Loosest
            ),
            _ => ("", Whole),
        };

    private static (string Text, int Rank) OfNumber(double value) =>
        (value.ToString("R", CultureInfo.InvariantCulture).Replace('E', 'e'), value < 0 ? Sign : Whole);

    private string Argument(Argument argument) => (argument.Name.Length == 0 ? "" : argument.Name + " = ") + Write(argument.Value, Loosest);

    // The name of a line, or of a series of another symbol, is not one of the document.
    private string Part(Expression part) => part is Name name ? name.Text : Write(part, Whole);

    private (string Text, int Rank) OfBinary(Binary binary)
    {
        var rank = binary.Operator switch
        {
            TokenKind.Or => Or,
            TokenKind.And => And,
            TokenKind.Plus or TokenKind.Minus => Sum,
            TokenKind.Times or TokenKind.Over => Product,
            _ => Raised,
        };
        var left = Write(binary.Left, rank == Raised ? Whole : rank);
        return ($"{left} {s_signs[binary.Operator]} {Write(binary.Right, rank + 1)}", rank);
    }

    private string OfComparison(Comparison comparison)
    {
        var text = Write(comparison.Operands[0], Sum);
        for (var i = 0; i < comparison.Operators.Count; i++)
            text += $" {s_signs[comparison.Operators[i].Operator]} {Write(comparison.Operands[i + 1], Sum)}";
        return text;
    }
}
