using System.CommandLine;
using System.Globalization;
using System.Text;

namespace Simulator.Cli.CommandLines;

/// <summary>Writes the reference of all commands as Markdown, from the command tree itself.</summary>
internal static class CommandReference
{
    private const string Introduction = """
        # Command line

        Made from the commands themselves; a test keeps it current (`SIMULATOR_UPDATE_DOCS=1 ./test Cli` writes it).

        `./run COMMAND …` builds what changed and runs a command; the published program is called `simulator`.
        `simulator help COMMAND` or `simulator COMMAND --help` shows what stands below.

        - **Output.** Results go to standard output; progress, notes and errors go to standard error. `--json` prints one JSON document.
        - **Exit codes.** 0 done; 1 the run failed; 2 wrong use, a wrong file or a wrong spec (every error is listed, with the nearest
          name where one is misspelt); 130 stopped by Ctrl+C.
        - **Options.** `--name value` or `--name=value`. After `--` every word is an argument. `@FILE` stands for the words in a file, one
          or more per line; lines that begin with `#` are comments.
        - **Numbers** have a decimal point. Rates are fractions: 0.001 is 0.1 %.
        - **Completion** of commands, options and values, without any other tool:

        ```
        source <(./run completion bash)                 # bash; zsh: completion zsh, after compinit
        ./run completion fish | source                  # fish
        ```


        """;

    /// <summary>The page.</summary>
    public static string Markdown(RootCommand root)
    {
        var commands = Leaves(root).ToList();
        var text = new StringBuilder(Introduction);
        text.Append("| Command | What it does |\n|---|---|\n");
        foreach (var command in commands)
            text.Append(CultureInfo.InvariantCulture, $"| [{PathOf(command)}](#{Anchor(command)}) | {command.Description} |\n");
        foreach (var command in commands)
            Add(text, root, command);
        return text.ToString();
    }

    private static IEnumerable<ProductCommand> Leaves(Command command) =>
        command.Subcommands.SelectMany(c => c is ProductCommand product ? [product] : Leaves(c));

    private static string PathOf(Command command) => ParseErrors.PathOf(command);

    private static string Anchor(Command command) => PathOf(command).Replace(' ', '-');

    private static void Add(StringBuilder text, RootCommand root, ProductCommand command)
    {
        text.Append(CultureInfo.InvariantCulture, $"\n## {PathOf(command)}\n\n{Sentence(command.Description)}\n\n");
        text.Append(CultureInfo.InvariantCulture, $"```\n{root.HelpName} {Usage(command)}\n```\n\n");
        if (command.Arguments.Count > 0 || command.Options.Count > 0)
        {
            text.Append("| Option | Default | Meaning |\n|---|---|---|\n");
            foreach (var argument in command.Arguments)
                text.Append(CultureInfo.InvariantCulture, $"| `{argument.Name}` | | {Cell(argument.Description)} |\n");
            foreach (var option in command.Options)
                text.Append(CultureInfo.InvariantCulture, $"| `{Cell(Form(option))}` | {Default(option)} | {Cell(option.Description)} |\n");
            text.Append('\n');
        }
        if (command.Details.Length > 0)
            text.Append(CultureInfo.InvariantCulture, $"```text\n{command.Details}\n```\n\n");
        if (command.Examples.Count > 0)
            text.Append(
                CultureInfo.InvariantCulture,
                $"Example:\n\n```\n{string.Join('\n', command.Examples.Select(e => $"{root.HelpName} {e}"))}\n```\n"
            );
        TrimEnd(text);
    }

    private static string Usage(Command command) =>
        string.Join(
            ' ',
            [
                PathOf(command),
                .. command.Arguments.Select(Form),
                .. command.Options.Where(o => o.Required).Select(Form),
                .. command.Options.Any(o => !o.Required) ? ["[options]"] : Array.Empty<string>(),
            ]
        );

    private static string Form(Option option) => option.HelpName is null ? option.Name : $"{option.Name} {option.HelpName}";

    private static string Form(Argument argument)
    {
        var many = argument.Arity.MaximumNumberOfValues > 1 ? "…" : "";
        return argument.Arity.MinimumNumberOfValues == 0 ? $"[{argument.Name}{many}]" : argument.Name + many;
    }

    private static string Default(Option option) =>
        option.Required ? "required"
        : option.HasDefaultValue && option is not Option<bool>
            ? $"`{Convert.ToString(option.GetDefaultValue(), CultureInfo.InvariantCulture)}`"
        : "";

    private static string Sentence(string? words) => words is { Length: > 0 } ? char.ToUpperInvariant(words[0]) + words[1..] + "." : "";

    private static string Cell(string? words) => (words ?? "").Replace("|", "\\|", StringComparison.Ordinal);

    private static void TrimEnd(StringBuilder text)
    {
        while (text[^1] == '\n')
            text.Length--;
        text.Append('\n');
    }
}
