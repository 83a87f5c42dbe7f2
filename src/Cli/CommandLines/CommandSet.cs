using Simulator.Cli.Commands;
using Simulator.Cli.Terminals;
using Simulator.Text;

namespace Simulator.Cli.CommandLines;

/// <summary>All commands: finds the one that is asked for, checks its arguments, turns failures into messages and exit codes.</summary>
internal sealed class CommandSet(IReadOnlyList<Command> commands)
{
    private static readonly Option s_help = new("--help", null, "this text");

    /// <summary>The product's commands.</summary>
    public static CommandSet Product { get; } =
        new([
            new SimulateCommand(),
            new BacktestCommand(),
            new PortfolioCommand(),
            new SweepCommand(),
            new WalkForwardCommand(),
            new CrossValidateCommand(),
            new RobustnessCommand(),
            new RulesCommand(),
            new ImportCommand(),
            new WorkerCommand(),
            new DoctorCommand(),
            new VersionCommand(),
        ]);

    /// <summary>Runs a command line and returns its exit code.</summary>
    public async Task<int> RunAsync(IReadOnlyList<string> words, Terminal terminal, CancellationToken cancellation)
    {
        if (words.Count == 0 || words[0] is "help" or "--help" or "-h")
            return await HelpAsync(words.Skip(1).FirstOrDefault(), terminal);
        var name = words[0] == "--version" ? "version" : words[0];
        if (commands.FirstOrDefault(c => c.Name == name) is not { } command)
            return await WrongUseAsync(
                terminal,
                [$"unknown command '{name}'{Suggestion.Hint(name, commands.Select(c => c.Name))}"],
                "help lists all commands"
            );
        if (words.Skip(1).Any(w => w is "--help" or "-h"))
            return await HelpAsync(name, terminal);
        try
        {
            var arguments = Arguments.Parse([.. words.Skip(1)], command.Options);
            string[] errors = [.. arguments.Errors, .. command.Check(arguments)];
            return errors.Length > 0
                ? await WrongUseAsync(terminal, errors, $"help {name} says how it is used")
                : await command.RunAsync(arguments, terminal, cancellation);
        }
        catch (Exception e)
        {
            return await FailedAsync(command, RunFailure.Cause(e), terminal, cancellation);
        }
    }

    // Nobody is shown a stack trace who has not asked for it.
    private static async Task<int> FailedAsync(Command command, Exception failure, Terminal terminal, CancellationToken cancellation)
    {
        if (failure is OperationCanceledException && cancellation.IsCancellationRequested)
        {
            await terminal.Error.WriteLineAsync("stopped");
            return ExitCode.Stopped;
        }
        if (RunFailure.Misuse(failure) is { } errors)
            return await WrongUseAsync(terminal, errors, null);
        await terminal.Error.WriteLineAsync(RunFailure.Describe(failure) ?? RunFailure.Defect(command.Name, failure));
        return ExitCode.Failed;
    }

    private static async Task<int> WrongUseAsync(Terminal terminal, IReadOnlyList<string> errors, string? hint)
    {
        foreach (var error in errors)
            await terminal.Error.WriteLineAsync(error);
        if (hint is not null)
            await terminal.Error.WriteLineAsync($"({hint})");
        return ExitCode.WrongUse;
    }

    private async Task<int> HelpAsync(string? name, Terminal terminal)
    {
        if (name is null)
        {
            await terminal.Out.WriteLineAsync("Simulator's command line\n");
            foreach (var each in commands)
                await terminal.Out.WriteLineAsync($"  {each.Name, -11} {each.Summary}");
            await terminal.Out.WriteLineAsync(
                "\nhelp COMMAND says more. Results go to standard output, everything else to standard error.\nExit codes: 0 done, 1 the run failed, 2 wrong use or spec, 130 stopped by Ctrl+C."
            );
            return ExitCode.Ok;
        }
        if (commands.FirstOrDefault(c => c.Name == name) is not { } command)
            return await WrongUseAsync(
                terminal,
                [$"unknown command '{name}'{Suggestion.Hint(name, commands.Select(c => c.Name))}"],
                "help lists all commands"
            );
        await terminal.Out.WriteLineAsync($"{command.Name} {command.Usage}\n\n{command.Summary}\n");
        foreach (var option in command.Options.Append(s_help))
            await terminal.Out.WriteLineAsync($"  {option.Name + (option.Value is null ? "" : " " + option.Value), -24} {option.Help}");
        if (command.Details.Length > 0)
            await terminal.Out.WriteLineAsync("\n" + command.Details);
        return ExitCode.Ok;
    }
}
