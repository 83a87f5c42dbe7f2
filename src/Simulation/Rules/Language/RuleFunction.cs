using Simulator.Rules.Compilation;

namespace Simulator.Rules.Language;

/// <summary>What an argument may be.</summary>
internal enum ArgumentKind
{
    /// <summary>Any number.</summary>
    Number,

    /// <summary>A condition.</summary>
    Truth,

    /// <summary>A number or a condition.</summary>
    Any,

    /// <summary>A constant number of bars: a whole number from 1.</summary>
    Bars,

    /// <summary>A constant whole number of minutes or hours.</summary>
    Count,

    /// <summary>A quoted text.</summary>
    Text,

    /// <summary>An expression that is computed on other bars.</summary>
    Elsewhere,
}

/// <summary>A parameter of a function.</summary>
/// <param name="Name">camelCase.</param>
/// <param name="Kind">What it may be.</param>
/// <param name="Default">The default; null for a required argument.</param>
internal sealed record RuleParameter(string Name, ArgumentKind Kind, double? Default = null);

/// <summary>A function of the language. The parser and the reference page use this table.</summary>
internal sealed record RuleFunction
{
    /// <summary>camelCase, unique.</summary>
    public required string Name { get; init; }

    /// <summary>Heading of the reference page.</summary>
    public required string Group { get; init; }

    /// <summary>Parameters in their order.</summary>
    public required IReadOnlyList<RuleParameter> Parameters { get; init; }

    /// <summary>What it returns: “number”, “condition”, or “as its argument”.</summary>
    public required string Result { get; init; }

    /// <summary>A description in a sentence or two.</summary>
    public required string Meaning { get; init; }

    /// <summary>An expression that uses it.</summary>
    public required string Example { get; init; }

    /// <summary>Whether the last argument may be repeated.</summary>
    public bool Repeats { get; init; }

    /// <summary>Compiles a call whose arguments are sound.</summary>
    public required Func<CallSite, Operand?> Compile { get; init; }

    /// <summary>How it is written: <c>rising(value, bars = 1)</c>.</summary>
    public string Signature => $"{Name}({string.Join(", ", Parameters.Select(Written))}{(Repeats ? ", …" : "")})";

    private static string Written(RuleParameter parameter) =>
        parameter.Default is { } usual ? FormattableString.Invariant($"{parameter.Name} = {usual}") : parameter.Name;
}

/// <summary>A name of the language that takes no arguments.</summary>
internal sealed record RuleName
{
    /// <summary>camelCase, unique.</summary>
    public required string Name { get; init; }

    /// <summary>Heading of the reference page.</summary>
    public required string Group { get; init; }

    /// <summary>What it returns.</summary>
    public RuleType Type { get; init; }

    /// <summary>What it is, with its unit and where it is unknown.</summary>
    public required string Meaning { get; init; }

    /// <summary>Where it may stand.</summary>
    public NameUse Use { get; init; }

    /// <summary>Compiles it for the bars that it stands in.</summary>
    public required Func<ClockNode, Operand> Compile { get; init; }
}

/// <summary>Where a name may stand.</summary>
internal enum NameUse
{
    /// <summary>Everywhere.</summary>
    Bars,

    /// <summary>On the traded series' own bars.</summary>
    Account,

    /// <summary>Where an order is made: prices and size.</summary>
    Order,

    /// <summary>Where the order's limit and stop are known: stop-loss, take-profit, trailing, size.</summary>
    Bracket,

    /// <summary>Where its stop-loss is known, too: size.</summary>
    Size,
}
