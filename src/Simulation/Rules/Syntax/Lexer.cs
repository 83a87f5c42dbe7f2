using System.Globalization;

namespace Simulator.Rules.Syntax;

/// <summary>
/// Splits the text of an expression into tokens. Invalid characters are reported and skipped; slips with an obvious meaning are reported
/// and corrected.
/// </summary>
internal sealed class Lexer(RuleText text, RuleErrors errors)
{
    private readonly string _source = text.Source;
    private readonly List<Token> _tokens = [];
    private int _at;

    /// <summary>The tokens, ending with <see cref="TokenKind.End"/>.</summary>
    public static List<Token> Read(RuleText text, RuleErrors errors)
    {
        var lexer = new Lexer(text, errors);
        while (lexer._at < lexer._source.Length)
            lexer.Next();
        lexer._tokens.Add(new Token(TokenKind.End, new Extent(lexer._source.Length, 0), ""));
        return lexer._tokens;
    }

    private void Next()
    {
        var c = _source[_at];
        if (char.IsWhiteSpace(c))
            _at++;
        else if (char.IsAsciiDigit(c) || (c == '.' && _at + 1 < _source.Length && char.IsAsciiDigit(_source[_at + 1])))
            Number();
        else if (char.IsAsciiLetter(c) || c == '_')
            Name();
        else if (c is '"' or '\'')
            Text(c);
        else
            Operator(c);
    }

    private void Number()
    {
        var start = _at;
        Digits();
        if (Peek() == '.' && char.IsAsciiDigit(Peek(1)))
        {
            _at++;
            Digits();
        }
        if (Peek() is 'e' or 'E' && (char.IsAsciiDigit(Peek(1)) || (Peek(1) is '+' or '-' && char.IsAsciiDigit(Peek(2)))))
        {
            _at += 2;
            Digits();
        }
        var value = double.Parse(_source.AsSpan(start, _at - start), NumberStyles.Float, CultureInfo.InvariantCulture);
        var isPercent = Peek() == '%';
        if (isPercent)
            _at++;
        var at = new Extent(start, _at - start);
        if (!double.IsFinite(value))
            errors.Add(text, at, "the number is too large");
        if (char.IsAsciiLetter(Peek()) || Peek() == '_')
        {
            errors.Add(text, new Extent(_at, 1), $"a number cannot be followed by '{Peek()}'; put an operator or a space between them");
            Name();
            _tokens.RemoveAt(_tokens.Count - 1);
        }
        _tokens.Add(
            new Token(
                TokenKind.Number,
                at,
                "",
                double.IsFinite(value)
                    ? isPercent
                        ? value / 100
                        : value
                    : 0
            )
        );
    }

    private void Digits()
    {
        while (char.IsAsciiDigit(Peek()))
            _at++;
    }

    private void Name()
    {
        var start = _at;
        while (char.IsAsciiLetterOrDigit(Peek()) || Peek() == '_')
            _at++;
        var name = _source[start.._at];
        var kind = name switch
        {
            "and" => TokenKind.And,
            "or" => TokenKind.Or,
            "not" => TokenKind.Not,
            "true" => TokenKind.True,
            "false" => TokenKind.False,
            _ => TokenKind.Name,
        };
        _tokens.Add(new Token(kind, new Extent(start, _at - start), name));
    }

    private void Text(char quote)
    {
        var start = _at++;
        var end = _source.IndexOf(quote, _at);
        if (end < 0)
        {
            errors.Add(text, new Extent(start, _source.Length - start), $"the text that starts here has no closing {quote}");
            end = _source.Length;
        }
        _tokens.Add(new Token(TokenKind.Text, new Extent(start, Math.Min(end + 1, _source.Length) - start), _source[_at..end]));
        _at = Math.Min(end + 1, _source.Length);
    }

    private void Operator(char c)
    {
        var next = Peek(1);
        var (kind, length, meant) = (c, next) switch
        {
            ('<', '=') => (TokenKind.LessOrEqual, 2, null),
            ('>', '=') => (TokenKind.GreaterOrEqual, 2, null),
            ('=', '=') => (TokenKind.Equal, 2, null),
            ('!', '=') => (TokenKind.NotEqual, 2, null),
            ('<', '>') => (TokenKind.NotEqual, 2, "!="),
            ('=', '>') => (TokenKind.GreaterOrEqual, 2, ">="),
            ('=', '<') => (TokenKind.LessOrEqual, 2, "<="),
            ('&', '&') => (TokenKind.And, 2, "and"),
            ('|', '|') => (TokenKind.Or, 2, "or"),
            ('*', '*') => (TokenKind.Power, 2, "^"),
            _ => Single(c),
        };
        var at = new Extent(_at, length);
        if (kind == TokenKind.End)
            errors.Add(
                text,
                at,
                c == '%'
                    ? "'%' must directly follow a number (2% is 0.02); the remainder of a division is mod(a, b)"
                    : $"'{Shown(c)}' is not valid here"
            );
        else if (meant is not null)
            errors.Add(text, at, $"'{_source.AsSpan(_at, length)}' is written '{meant}'");
        _at += length;
        if (kind != TokenKind.End)
            _tokens.Add(new Token(kind, at, ""));
    }

    private static (TokenKind Kind, int Length, string? Meant) Single(char c) =>
        c switch
        {
            '+' => (TokenKind.Plus, 1, null),
            '-' => (TokenKind.Minus, 1, null),
            '*' => (TokenKind.Times, 1, null),
            '/' => (TokenKind.Over, 1, null),
            '^' => (TokenKind.Power, 1, null),
            '<' => (TokenKind.Less, 1, null),
            '>' => (TokenKind.Greater, 1, null),
            '=' => (TokenKind.Assign, 1, null),
            '?' => (TokenKind.Question, 1, null),
            ':' => (TokenKind.Colon, 1, null),
            ',' => (TokenKind.Comma, 1, null),
            '.' => (TokenKind.Dot, 1, null),
            '(' => (TokenKind.Open, 1, null),
            ')' => (TokenKind.Close, 1, null),
            '[' => (TokenKind.OpenIndex, 1, null),
            ']' => (TokenKind.CloseIndex, 1, null),
            '!' => (TokenKind.Not, 1, "not"),
            '&' => (TokenKind.And, 1, "and"),
            '|' => (TokenKind.Or, 1, "or"),
            ';' => (TokenKind.Comma, 1, ","),
            '\u2264' => (TokenKind.LessOrEqual, 1, "<="),
            '\u2265' => (TokenKind.GreaterOrEqual, 1, ">="),
            '\u2260' => (TokenKind.NotEqual, 1, "!="),
            '\u2212' or '\u2013' => (TokenKind.Minus, 1, "-"),
            '\u00d7' or '\u00b7' => (TokenKind.Times, 1, "*"),
            '\u00f7' => (TokenKind.Over, 1, "/"),
            _ => (TokenKind.End, 1, null),
        };

    private static string Shown(char c) =>
        char.IsControl(c) || char.IsSurrogate(c) ? FormattableString.Invariant($"U+{(int)c:X4}") : c.ToString();

    private char Peek(int ahead = 0) => _at + ahead < _source.Length ? _source[_at + ahead] : '\0';
}
