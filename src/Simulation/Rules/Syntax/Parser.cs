using System.Globalization;

namespace Simulator.Rules.Syntax;

/// <summary>
/// Parses tokens as an expression, lowest precedence first: <c>? :</c>, <c>or</c>, <c>and</c>, <c>not</c>, comparisons, <c>+ -</c>, <c>*
/// /</c>, sign, <c>^</c>, then <c>[n]</c> and <c>.member</c>. After an error it continues at the next operand, bracket or comma that fits.
/// </summary>
internal sealed class Parser
{
    private readonly RuleText _text;
    private readonly RuleErrors _errors;
    private readonly List<Token> _tokens;
    private int _at;
    private int _nesting;
    private int _nodes;
    private bool _gaveUp;

    private Parser(RuleText text, List<Token> tokens, RuleErrors errors) => (_text, _tokens, _errors) = (text, tokens, errors);

    private Token Current => _tokens[_at];

    /// <summary>The expression of a text; what cannot be read is reported and stands in it as <see cref="Unreadable"/>.</summary>
    public static Expression Read(RuleText text, RuleErrors errors)
    {
        if (text.Source.Length > RuleLimits.Length)
        {
            errors.Add(
                text.Path,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"has {text.Source.Length} characters; the limit is {RuleLimits.Length}: "
                        + $"divide the expression into definitions under let"
                )
            );
            return new Unreadable(default);
        }
        if (string.IsNullOrWhiteSpace(text.Source))
        {
            errors.Add(text.Path, "is empty; write an expression, or remove the member");
            return new Unreadable(default);
        }
        var parser = new Parser(text, Lexer.Read(text, errors), errors);
        var expression = parser.Choice();
        while (parser.Current.Kind != TokenKind.End && !parser._gaveUp)
            parser.ReadOn();
        return expression;
    }

    // Something follows where an expression could have ended: it is reported, and read all the same for the errors in it.
    private void ReadOn()
    {
        var token = Current;
        Report(
            token,
            token.Kind switch
            {
                TokenKind.Assign => "'=' names an argument; use '==' to compare two values",
                TokenKind.Close or TokenKind.CloseIndex => $"{Describe(token)} closes nothing",
                TokenKind.Comma => "',' separates the arguments of a call, but there is no call here",
                TokenKind.Colon => "':' belongs to a choice, condition ? a : b",
                _ => $"an operator such as 'and', '+' or '<' is missing before {Describe(token)}",
            }
        );
        if (token.Kind is TokenKind.Assign or TokenKind.Close or TokenKind.CloseIndex or TokenKind.Comma or TokenKind.Colon)
            _at++;
        if (Current.Kind != TokenKind.End)
            Choice();
    }

    private Expression Choice()
    {
        if (!Enter())
            return GiveUp();
        var condition = Or();
        if (Current.Kind == TokenKind.Question)
        {
            _at++;
            var then = Choice();
            Expect(TokenKind.Colon, "':' of the choice, condition ? a : b");
            var otherwise = Choice();
            condition = Node(new Choice(condition.At.To(otherwise.At), condition, then, otherwise));
        }
        _nesting--;
        return condition;
    }

    private Expression Or()
    {
        var left = And();
        while (Current.Kind == TokenKind.Or)
            left = Combined(left, And);
        return left;
    }

    private Expression And()
    {
        var left = Not();
        while (Current.Kind == TokenKind.And)
            left = Combined(left, Not);
        return left;
    }

    private Expression Not()
    {
        if (Current.Kind != TokenKind.Not)
            return Compare();
        if (!Enter())
            return GiveUp();
        var at = _tokens[_at++].At;
        var operand = Not();
        _nesting--;
        return Node(new Unary(at.To(operand.At), TokenKind.Not, operand));
    }

    private Expression Compare()
    {
        var first = Sum();
        if (!IsComparison(Current.Kind))
            return first;
        List<Expression> operands = [first];
        List<(TokenKind, Extent)> operators = [];
        while (IsComparison(Current.Kind))
        {
            operators.Add((Current.Kind, Current.At));
            _at++;
            operands.Add(Sum());
        }
        return Node(new Comparison(first.At.To(operands[^1].At), operands, operators));
    }

    private Expression Sum()
    {
        var left = Product();
        while (Current.Kind is TokenKind.Plus or TokenKind.Minus)
            left = Combined(left, Product);
        return left;
    }

    private Expression Product()
    {
        var left = Signed();
        while (Current.Kind is TokenKind.Times or TokenKind.Over)
            left = Combined(left, Signed);
        return left;
    }

    private Expression Signed()
    {
        if (Current.Kind is not (TokenKind.Minus or TokenKind.Plus))
            return PowerOf();
        if (!Enter())
            return GiveUp();
        var sign = _tokens[_at++];
        var operand = Signed();
        _nesting--;
        return sign.Kind == TokenKind.Plus ? operand : Node(new Unary(sign.At.To(operand.At), TokenKind.Minus, operand));
    }

    // Binds tighter than a sign before it and looser than one behind it: -2^2 is -4, 2^-1 is a half; 2^3^2 is 2^9.
    private Expression PowerOf()
    {
        var left = Postfix();
        if (Current.Kind != TokenKind.Power)
            return left;
        if (!Enter())
            return GiveUp();
        var power = Combined(left, Signed);
        _nesting--;
        return power;
    }

    private Expression Postfix()
    {
        var target = Primary();
        while (Current.Kind is TokenKind.OpenIndex or TokenKind.Dot)
            target = Current.Kind == TokenKind.Dot ? MemberOf(target) : PastOf(target);
        return target;
    }

    private Expression PastOf(Expression target)
    {
        _at++;
        var bars = Choice();
        var end = Current.At;
        Expect(TokenKind.CloseIndex, "']'");
        return Node(new Past(target.At.To(end), target, bars));
    }

    private Expression MemberOf(Expression target)
    {
        _at++;
        if (Current.Kind != TokenKind.Name)
        {
            Report(Current, $"the name of a line or series is expected after '.', not {Describe(Current)}");
            return new Unreadable(target.At);
        }
        var part = NameOrCall();
        return Node(new Member(target.At.To(part.At), target, part));
    }

    private Expression Primary()
    {
        var token = Current;
        switch (token.Kind)
        {
            case TokenKind.Number:
                _at++;
                return Node(new Literal(token.At, token.Number));
            case TokenKind.True or TokenKind.False:
                _at++;
                return Node(new Literal(token.At, token.Kind == TokenKind.True ? 1 : 0, IsTruth: true));
            case TokenKind.Text:
                _at++;
                return Node(new TextLiteral(token.At, token.Text));
            case TokenKind.Name:
                return NameOrCall();
            case TokenKind.Open:
                _at++;
                var inner = Choice();
                Expect(TokenKind.Close, "')'");
                return inner;
            default:
                return Missing(token);
        }
    }

    private Unreadable Missing(Token token)
    {
        Report(
            token,
            token.Kind == TokenKind.End ? "the expression ends where a value is expected" : $"a value is expected before {Describe(token)}"
        );
        // What cannot begin a value is passed over, unless something around it is waiting for it.
        if (
            token.Kind is not (TokenKind.End or TokenKind.Close or TokenKind.CloseIndex or TokenKind.Comma or TokenKind.Colon)
            && !IsInfix(token.Kind)
        )
            _at++;
        return new Unreadable(token.At);
    }

    private Expression NameOrCall()
    {
        var name = _tokens[_at++];
        if (Current.Kind != TokenKind.Open)
            return Node(new Name(name.At, name.Text));
        _at++;
        List<Argument> arguments = [];
        while (Current.Kind is not (TokenKind.Close or TokenKind.End) && !_gaveUp)
        {
            arguments.Add(Argument());
            if (Current.Kind == TokenKind.Comma)
            {
                _at++;
                if (Current.Kind == TokenKind.Close)
                    Report(Current, "an argument is missing after ','");
            }
            else if (Current.Kind is not (TokenKind.Close or TokenKind.End))
            {
                ReportBetweenArguments();
            }
        }
        var end = Current.At;
        Expect(TokenKind.Close, $"')' that closes {name.Text}(");
        return Node(new Call(name.At.To(end), name.Text, name.At, arguments));
    }

    private void ReportBetweenArguments()
    {
        Report(
            Current,
            Current.Kind == TokenKind.Assign
                ? "only the name of an argument may precede '='; use '==' to compare two values"
                : $"',' or an operator is missing before {Describe(Current)}"
        );
        if (Current.Kind is TokenKind.Assign or TokenKind.CloseIndex or TokenKind.Colon)
            _at++;
    }

    private Argument Argument()
    {
        if (Current.Kind != TokenKind.Name || _tokens[_at + 1].Kind != TokenKind.Assign)
            return new Argument("", default, Choice());
        var name = Current;
        _at += 2;
        return new Argument(name.Text, name.At, Choice());
    }

    private Expression Combined(Expression left, Func<Expression> right)
    {
        var sign = _tokens[_at++];
        var operand = right();
        return Node(new Binary(left.At.To(operand.At), sign.Kind, sign.At, left, operand));
    }

    private void Expect(TokenKind kind, string what)
    {
        if (Current.Kind == kind)
            _at++;
        else
            Report(
                Current,
                Current.Kind == TokenKind.End
                    ? $"the expression ends where {what} is expected"
                    : $"{what} is expected before {Describe(Current)}"
            );
    }

    private bool Enter() => ++_nesting <= RuleLimits.Nesting && !_gaveUp;

    private Unreadable GiveUp()
    {
        if (!_gaveUp)
            Report(
                Current,
                FormattableString.Invariant(
                    $"more than {RuleLimits.Nesting} brackets, calls or signs are nested here: define a part under let"
                )
            );
        return Stop();
    }

    private Unreadable Stop()
    {
        _gaveUp = true;
        _nesting--;
        _at = _tokens.Count - 1;
        return new Unreadable(Current.At);
    }

    private Expression Node(Expression node)
    {
        if (_gaveUp)
            return new Unreadable(node.At);
        var tooMany = ++_nodes > RuleLimits.Nodes;
        if (!tooMany && node.Depth <= RuleLimits.Depth)
            return node;
        _errors.Add(
            _text,
            node.At with
            {
                Length = 1,
            },
            tooMany
                ? FormattableString.Invariant(
                    $"the expression has more than {RuleLimits.Nodes} parts: divide it into definitions under let"
                )
                : FormattableString.Invariant(
                    $"the expression has more than {RuleLimits.Depth} levels: divide it into definitions under let"
                )
        );
        _nesting++; // balanced by Stop
        return Stop();
    }

    private void Report(Token at, string message)
    {
        if (!_gaveUp)
            _errors.Add(_text, at.At, message);
    }

    private string Describe(Token token) =>
        token.Kind == TokenKind.End ? "the end" : $"'{_text.Source.AsSpan(token.At.Start, Math.Min(token.At.Length, 40))}'";

    private static bool IsComparison(TokenKind kind) => kind is >= TokenKind.Less and <= TokenKind.NotEqual;

    private static bool IsInfix(TokenKind kind) =>
        kind is TokenKind.And or TokenKind.Or or TokenKind.Question or TokenKind.Times or TokenKind.Over or TokenKind.Power
        || IsComparison(kind);
}
