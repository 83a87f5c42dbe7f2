using System.CommandLine;
using Simulator.Cli.CommandLines;
using Simulator.Cli.Faults;
using Simulator.Cli.Terminals;
using Simulator.Text;

namespace Simulator.Cli.Commands;

/// <summary>Shows the help of the program or of a command: <c>help backtest</c> is <c>backtest --help</c>.</summary>
internal sealed class HelpCommand : ProductCommand
{
    private readonly Argument<string[]> _command = new("COMMAND")
    {
        Description = "the command to explain; all commands are listed without it",
        Arity = ArgumentArity.ZeroOrMore,
    };

    public HelpCommand()
        : base("help", "lists all commands, or explains one")
    {
        _command.CompletionSources.Add(context =>
            context.ParseResult.RootCommandResult.Command.Subcommands.Where(c => !c.Hidden).Select(c => c.Name)
        );
        Add(_command);
    }

    public override IReadOnlyList<string> Examples => ["help backtest"];

    public override Task<int> RunAsync(ParseResult parse, Terminal terminal, CancellationToken cancellation)
    {
        var command = parse.RootCommandResult.Command;
        foreach (var name in parse.GetValue(_command) ?? [])
        {
            var names = command.Subcommands.Select(c => c.Name);
            command =
                command.Subcommands.FirstOrDefault(c => c.Name == name)
                ?? throw new UsageException($"unknown command '{name}'{Suggestion.Hint(name, names)}; help lists all commands");
        }
        string[] words = [.. parse.GetValue(_command) ?? [], "--help"];
        parse.RootCommandResult.Command.Parse(words).Invoke(parse.InvocationConfiguration);
        return Task.FromResult(ExitCode.Ok);
    }
}
