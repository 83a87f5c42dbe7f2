using System.CommandLine;
using Simulator.Cli.CommandLines;
using Simulator.Cli.Faults;
using Simulator.Cli.OptionGroups;
using Simulator.Cli.Progress;
using Simulator.Cli.Terminals;

namespace Simulator.Cli.Commands;

/// <summary>What the commands share that run a strategy with many parameters: options, progress, errors.</summary>
internal abstract class SearchCommand : ProductCommand
{
    private protected SearchCommand(string name, string summary, bool needsRange)
        : base(name, summary) => Search = new SearchOptions(Setup, needsRange);

    public override string StrayHint => "; a file goes after --bars";

    /// <summary>The options of each run.</summary>
    protected SetupOptions Setup { get; } = new();

    /// <summary>The options of the search.</summary>
    protected SearchOptions Search { get; }

    /// <summary>Whether to print JSON.</summary>
    protected Option<bool> Json { get; } = NewOption.Json("the whole result");

    public override IEnumerable<string> Check(ParseResult parse) => Setup.Check(parse);

    /// <summary>Adds the shared options and, between them, those of the command.</summary>
    protected void AddWith(params IEnumerable<Option> own) => AddAll([.. Setup.All, .. Search.All, .. own, Search.Data, Json]);

    /// <summary>Runs a search and shows a line of progress on standard error.</summary>
    /// <exception cref="UsageException">The search refused its arguments.</exception>
    protected static async Task<TResult> WithProgressAsync<TResult>(Terminal terminal, Func<LineProgress, TResult> run)
    {
        using var progress = new LineProgress(terminal);
        try
        {
            return await Task.Run(() => run(progress), CancellationToken.None);
        }
        catch (ArgumentException e)
        {
            throw new UsageException(e.Message);
        }
    }
}
