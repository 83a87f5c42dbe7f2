using Simulator.Cli.Terminals;

namespace Simulator.Cli.CommandLines;

/// <summary>A command of the command line.</summary>
internal abstract class Command
{
    /// <summary>What is typed.</summary>
    public abstract string Name { get; }

    /// <summary>What follows the name, for the help; empty for nothing.</summary>
    public virtual string Usage => "";

    /// <summary>What it does, in a line.</summary>
    public abstract string Summary { get; }

    /// <summary>Its options.</summary>
    public virtual IReadOnlyList<Option> Options => [];

    /// <summary>More for its help, in lines.</summary>
    public virtual string Details => "";

    /// <summary>Everything wrong with the arguments that can be told without running.</summary>
    public virtual IEnumerable<string> Check(Arguments arguments) => arguments.Positionals.Select(p => $"{Name} takes no '{p}'");

    /// <summary>Runs and returns the exit code.</summary>
    public abstract Task<int> RunAsync(Arguments arguments, Terminal terminal, CancellationToken cancellation);
}
