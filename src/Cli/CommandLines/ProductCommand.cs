using System.CommandLine;
using Simulator.Cli.Terminals;

namespace Simulator.Cli.CommandLines;

/// <summary>A command that does something. A command that only groups others is a plain <see cref="Command"/>.</summary>
/// <param name="name">The word that is typed.</param>
/// <param name="summary">What it does, in one line.</param>
internal abstract class ProductCommand(string name, string summary) : Command(name, summary)
{
    /// <summary>Paragraphs for the help, after the options; lines of at most 100 columns.</summary>
    public virtual string Details => "";

    /// <summary>Command lines to start from, without the program's name.</summary>
    public virtual IReadOnlyList<string> Examples => [];

    /// <summary>Added to the error about a word that the command cannot use, such as “; a file goes after --bars”.</summary>
    public virtual string StrayHint => "";

    /// <summary>
    /// Errors that need more than one option to see. Runs even if single options are wrong: ask <see cref="ParseResults.IsSound"/> before
    /// reading a value.
    /// </summary>
    public virtual IEnumerable<string> Check(ParseResult parse) => [];

    /// <summary>Runs the command and returns the exit code.</summary>
    public abstract Task<int> RunAsync(ParseResult parse, Terminal terminal, CancellationToken cancellation);

    /// <summary>Adds options in the order of the help.</summary>
    protected void AddAll(params IEnumerable<Option> options)
    {
        foreach (var option in options)
            Add(option);
    }
}
