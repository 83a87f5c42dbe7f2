using System.CommandLine;
using Simulator.Cli.CommandLines;
using Simulator.Cli.Completion;
using Simulator.Cli.Faults;
using Simulator.Cli.Terminals;

namespace Simulator.Cli.Commands;

/// <summary>Prints a script that completes this command line in a shell.</summary>
internal sealed class CompletionCommand : ProductCommand
{
    private readonly Argument<string> _shell = new("SHELL") { Description = "bash, zsh or fish" };

    public CompletionCommand()
        : base("completion", "prints a script that completes commands, options and values in a shell")
    {
        string[] shells = [.. CompletionScripts.Shells];
        _shell.CompletionSources.Add(shells);
        _shell.Validators.Add(result =>
        {
            foreach (var word in result.Tokens.Select(t => t.Value).Where(w => !w.StartsWith('-') && !shells.Contains(w)))
                result.AddError($"SHELL must be {string.Join(", ", shells[..^1])} or {shells[^1]}, was '{word}'");
        });
        Add(_shell);
    }

    public override string Details =>
        """
            Load the script in the start file of your shell. It completes 'simulator' and './run'.
              bash   source <(simulator completion bash)
              zsh    source <(simulator completion zsh), after compinit
              fish   simulator completion fish | source
            With ./run instead of simulator: source <(./run completion bash)
            """;

    public override IReadOnlyList<string> Examples => ["completion bash"];

    public override async Task<int> RunAsync(ParseResult parse, Terminal terminal, CancellationToken cancellation)
    {
        await terminal.Out.WriteLineAsync(CompletionScripts.Of(parse.GetValue(_shell)!, CompletionScripts.RunningProgram()));
        return ExitCode.Ok;
    }
}
