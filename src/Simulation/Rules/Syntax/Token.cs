namespace Simulator.Rules.Syntax;

/// <summary>Kinds of tokens; every operator is its own kind.</summary>
internal enum TokenKind
{
    End,
    Number,
    Text,
    Name,
    True,
    False,
    And,
    Or,
    Not,
    Plus,
    Minus,
    Times,
    Over,
    Power,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Equal,
    NotEqual,
    Assign,
    Question,
    Colon,
    Comma,
    Dot,
    Open,
    Close,
    OpenIndex,
    CloseIndex,
}

/// <summary>A token: its kind, where it stands, and its name, text or number.</summary>
internal readonly record struct Token(TokenKind Kind, Extent At, string Text, double Number = 0);
