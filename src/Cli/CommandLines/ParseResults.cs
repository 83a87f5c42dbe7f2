using System.CommandLine;

namespace Simulator.Cli.CommandLines;

/// <summary>Questions about a parsed command line.</summary>
internal static class ParseResults
{
    /// <summary>Whether the user gave this option; its default does not count.</summary>
    public static bool Has(this ParseResult parse, Option option) => parse.GetResult(option) is { Implicit: false };

    /// <summary>The values of an option as the user typed them; empty if it was not given.</summary>
    public static IReadOnlyList<string> Typed(this ParseResult parse, Option option) =>
        parse.Has(option) ? [.. parse.GetResult(option)!.Tokens.Select(t => t.Value)] : [];

    /// <summary>The values of an option that may be repeated; empty if it was not given.</summary>
    public static IReadOnlyList<string> Values(this ParseResult parse, Option<string[]> option) => parse.GetValue(option) ?? [];

    /// <summary>Whether the values of these options have no errors of their own, so that they can be read.</summary>
    public static bool IsSound(this ParseResult parse, params IEnumerable<Option> options) =>
        options.All(o => parse.GetResult(o)?.Errors.Any() != true);
}
