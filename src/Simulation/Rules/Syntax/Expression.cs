namespace Simulator.Rules.Syntax;

/// <summary>
/// An expression as it was written. <see cref="Depth"/> counts its levels, so nothing that walks it can run out of stack.
/// </summary>
internal abstract record Expression(Extent At, int Depth = 1);

/// <summary>A number, <c>true</c> or <c>false</c> (1 and 0).</summary>
internal sealed record Literal(Extent At, double Value, bool IsTruth = false) : Expression(At);

/// <summary>A quoted text.</summary>
internal sealed record TextLiteral(Extent At, string Text) : Expression(At);

/// <summary>A name without brackets.</summary>
internal sealed record Name(Extent At, string Text) : Expression(At);

/// <summary>A call.</summary>
internal sealed record Call(Extent At, string Function, Extent FunctionAt, IReadOnlyList<Argument> Arguments)
    : Expression(At, 1 + Levels.Deepest(Arguments));

/// <summary>An argument; <paramref name="Name"/> is empty for one given by its place.</summary>
internal sealed record Argument(string Name, Extent NameAt, Expression Value);

/// <summary><c>target.member</c>, where the member may be a call.</summary>
internal sealed record Member(Extent At, Expression Target, Expression Part) : Expression(At, 1 + Math.Max(Target.Depth, Part.Depth));

/// <summary><c>target[bars]</c>.</summary>
internal sealed record Past(Extent At, Expression Target, Expression Bars) : Expression(At, 1 + Math.Max(Target.Depth, Bars.Depth));

/// <summary>A sign or <c>not</c>.</summary>
internal sealed record Unary(Extent At, TokenKind Operator, Expression Operand) : Expression(At, 1 + Operand.Depth);

/// <summary>Arithmetic, <c>and</c>, <c>or</c>.</summary>
internal sealed record Binary(Extent At, TokenKind Operator, Extent OperatorAt, Expression Left, Expression Right)
    : Expression(At, 1 + Math.Max(Left.Depth, Right.Depth));

/// <summary>A comparison of two or more values: <c>20 &lt; rsi(14) &lt;= 70</c> holds when each neighbour does.</summary>
internal sealed record Comparison(Extent At, IReadOnlyList<Expression> Operands, IReadOnlyList<(TokenKind Operator, Extent At)> Operators)
    : Expression(At, 1 + Operands.Max(o => o.Depth));

/// <summary><c>condition ? then : otherwise</c>.</summary>
internal sealed record Choice(Extent At, Expression Condition, Expression Then, Expression Otherwise)
    : Expression(At, 1 + Math.Max(Condition.Depth, Math.Max(Then.Depth, Otherwise.Depth)));

/// <summary>Placeholder for a part that could not be read; its error is already reported.</summary>
internal sealed record Unreadable(Extent At) : Expression(At);

internal static class Levels
{
    public static int Deepest(IReadOnlyList<Argument> arguments)
    {
        var deepest = 0;
        foreach (var argument in arguments)
            deepest = Math.Max(deepest, argument.Value.Depth);
        return deepest;
    }
}
