using System.CommandLine;
using System.CommandLine.Parsing;
using Simulator.Text;

namespace Simulator.Cli.CommandLines;

/// <summary>Everything that is wrong with a command line, each error with its remedy; the nearest name is suggested.</summary>
internal static class ParseErrors
{
    /// <summary>One line per error, in the order: unknown words, missing arguments, wrong options.</summary>
    public static IReadOnlyList<string> Of(ParseResult parse)
    {
        var command = parse.CommandResult.Command;
        if (command.Action is null)
            return [Group(command, parse)];
        var unused = Unused(parse);
        return
        [
            .. Strays(command, parse, unused),
            .. command.Arguments.Where(a => Words(parse, a, unused) < a.Arity.MinimumNumberOfValues).Select(a => Missing(command, a)),
            .. parse.Errors.Select(e => Describe(e, Swallowed(parse))).OfType<string>(),
        ];
    }

    /// <summary>The words of a command as they are typed: <c>rules check</c>; empty for the root.</summary>
    public static string PathOf(Command command) =>
        command is RootCommand ? "" : $"{PathOf(command.Parents.OfType<Command>().First())} {command.Name}".TrimStart();

    // A command that only groups others: the word after it is wrong or missing.
    private static string Group(Command command, ParseResult parse)
    {
        string[] names = [.. command.Subcommands.Where(c => !c.Hidden).Select(c => c.Name)];
        return parse.UnmatchedTokens is [var word, ..]
            ? Unknown(word, word.StartsWith('-') ? command.Options.Select(o => o.Name) : names)
            : $"{PathOf(command)} needs a command: {string.Join(" or ", names)}";
    }

    private static string Unknown(string word, IEnumerable<string> known) =>
        word.StartsWith('-')
            ? $"unknown option {NameOf(word)}{Suggestion.Hint(NameOf(word), known)}"
            : $"unknown command '{word}'{Suggestion.Hint(word, known)}";

    private static string NameOf(string word) => word.Split('=')[0];

    // Words that no option or argument can use. An unknown option may stand where an argument is expected.
    private static List<Token> Unused(ParseResult parse)
    {
        var ofOptions = Used<OptionResult>(parse);
        var ofArguments = Used<ArgumentResult>(parse);
        var unused = new List<Token>();
        var onlyArguments = false;
        foreach (var token in parse.Tokens)
        {
            onlyArguments |= token.Type == TokenType.DoubleDash;
            if (token.Type != TokenType.Argument || ofOptions.Contains(token))
                continue;
            if (!ofArguments.Contains(token) || (!onlyArguments && IsOption(token.Value)))
                unused.Add(token);
        }
        return unused;
    }

    private static HashSet<Token> Used<TResult>(ParseResult parse)
        where TResult : SymbolResult =>
        new(parse.CommandResult.Children.OfType<TResult>().SelectMany(r => r.Tokens), ReferenceEqualityComparer.Instance);

    private static bool IsOption(string word) => word.Length > 1 && word[0] == '-';

    // A word next to an unknown or a swallowed option may be its value, so only the option is reported.
    private static IEnumerable<string> Strays(Command command, ParseResult parse, List<Token> unused)
    {
        var unknown = unused.Where(t => IsOption(t.Value)).ToList();
        return unknown.Count > 0 ? unknown.Select(t => Unknown(t.Value, command.Options.Select(o => o.Name)))
            : Swallowed(parse).Count > 0 ? []
            : unused.Select(t => Stray(command, parse, t));
    }

    // Options that were taken for the missing value of the option before.
    private static List<string> Swallowed(ParseResult parse) =>
        [.. Used<OptionResult>(parse).Select(t => t.Value).Where(v => v.StartsWith("--", StringComparison.Ordinal))];

    private static string Stray(Command command, ParseResult parse, Token word)
    {
        var before = parse.Tokens.TakeWhile(t => !ReferenceEquals(t, word)).LastOrDefault();
        var flag = before?.Type == TokenType.Option ? command.Options.FirstOrDefault(o => o.Name == before.Value) : null;
        return flag?.Arity.MaximumNumberOfValues == 0
            ? $"{flag.Name} takes no value, was given '{word.Value}'"
            : $"{PathOf(command)} takes no '{word.Value}'{(command as ProductCommand)?.StrayHint}";
    }

    private static int Words(ParseResult parse, Argument argument, List<Token> unused) =>
        unused.Count(t => !IsOption(t.Value)) + (parse.GetResult(argument)?.Tokens.Count(t => !unused.Contains(t)) ?? 0);

    private static string Missing(Command command, Argument argument) =>
        $"{PathOf(command)} needs {argument.HelpName ?? argument.Name}: {argument.Description}";

    // Unknown words and missing arguments are reported above.
    private static string? Describe(ParseError error, List<string> swallowed) =>
        error.SymbolResult switch
        {
            OptionResult { IdentifierTokenCount: 0, Option: var option } when swallowed.Contains(option.Name) => null,
            OptionResult { IdentifierTokenCount: 0, Option: { Required: true } option } =>
                $"{PathOf(option.Parents.OfType<Command>().First())} needs {option.Name} {option.HelpName}: {option.Description}",
            OptionResult { Tokens.Count: 0, Option: var option } => $"{option.Name} needs a value: {option.Name} {option.HelpName}",
            OptionResult { IdentifierTokenCount: > 1, Option: { Arity.MaximumNumberOfValues: 1 } option } =>
                $"{option.Name} was given more than once",
            ArgumentResult { Tokens.Count: 0 } or CommandResult => null,
            _ => error.Message,
        };
}
