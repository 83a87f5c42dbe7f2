using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Simulator.Cli.Faults;
using Simulator.Cli.Terminals;

namespace Simulator.Cli.CommandLines;

/// <summary>All commands: finds the one that is asked for, checks its options, turns failures into messages and exit codes.</summary>
/// <param name="make">Makes new commands for every command line.</param>
internal sealed class CommandSet(Func<IEnumerable<Command>> make)
{
    /// <summary>This environment variable says what the user types to start the program, if that is not <c>simulator</c>.</summary>
    public const string ProgramVariable = "SIMULATOR_PROGRAM";

    private static readonly ParserConfiguration s_parsing = new() { EnablePosixBundling = false };

    private static string Program => Environment.GetEnvironmentVariable(ProgramVariable) is { Length: > 0 } name ? name : "simulator";

    /// <summary>Runs a command line and returns its exit code.</summary>
    public async Task<int> RunAsync(IReadOnlyList<string> words, Terminal terminal, CancellationToken cancellation)
    {
        IReadOnlyList<string> meant =
            words is [] ? ["--help"]
            : words is ["--version"] ? ["version"]
            : words;
        var parse = Tree(terminal).Parse(meant, s_parsing);
        if (parse.Action is ParseErrorAction)
            return await WrongUseAsync(terminal, Errors(parse), parse.CommandResult.Command);
        var invocation = new InvocationConfiguration
        {
            Output = terminal.Out,
            Error = terminal.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        };
        return await parse.InvokeAsync(invocation, cancellation);
    }

    /// <summary>The commands with their actions, as the parser knows them.</summary>
    public RootCommand Tree(Terminal terminal)
    {
        var root = new RootCommand("Simulator's command line: backtests, searches, robustness tests, simulations.") { HelpName = Program };
        foreach (var command in make())
            root.Add(command);
        root.Options.OfType<VersionOption>().Single().Description = "show the version";
        root.Options.Remove(root.Options.OfType<HelpOption>().Single());
        root.Add(new HelpOption("--help", "-h") { Description = "show this help", Action = new ProductHelp(terminal, Program) });
        Bind(root, terminal);
        return root;
    }

    private static void Bind(Command command, Terminal terminal)
    {
        if (command is ProductCommand product)
            product.SetAction((parse, cancellation) => RunAsync(product, parse, terminal, cancellation));
        foreach (var inner in command.Subcommands)
            Bind(inner, terminal);
    }

    private static async Task<int> RunAsync(ProductCommand command, ParseResult parse, Terminal terminal, CancellationToken cancellation)
    {
        try
        {
            return Errors(parse) is { Count: > 0 } errors
                ? await WrongUseAsync(terminal, errors, command)
                : await command.RunAsync(parse, terminal, cancellation);
        }
        catch (Exception e)
        {
            return await FailedAsync(command, RunFailure.Cause(e), terminal, cancellation);
        }
    }

    private static IReadOnlyList<string> Errors(ParseResult parse) =>
        [.. ParseErrors.Of(parse), .. (parse.CommandResult.Command as ProductCommand)?.Check(parse) ?? []];

    // A stack trace is shown only to those who ask for it.
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

    private static async Task<int> WrongUseAsync(Terminal terminal, IReadOnlyList<string> errors, Command? help)
    {
        foreach (var error in errors)
            await terminal.Error.WriteLineAsync(error);
        if (help is RootCommand)
            await terminal.Error.WriteLineAsync($"({Program} help lists all commands)");
        else if (help is not null)
            await terminal.Error.WriteLineAsync($"({Program} help {ParseErrors.PathOf(help)} shows the options)");
        return ExitCode.WrongUse;
    }
}
