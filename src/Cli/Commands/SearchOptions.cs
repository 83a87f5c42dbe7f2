using System.Globalization;
using System.Text;
using Simulator.Artifacts;
using Simulator.Cli.CommandLines;
using Simulator.Cli.Markets;
using Simulator.Cli.Rules;
using Simulator.Cli.Terminals;
using Simulator.Cli.Trials;
using Simulator.Markets;
using Simulator.Robustness.Sweeps;
using Simulator.Rules.Syntax;

namespace Simulator.Cli.Commands;

/// <summary>The options of a search for parameters, shared by the commands that search.</summary>
internal static class SearchOptions
{
    private static readonly Option s_range = new(
        "--range",
        "NAME=RANGE",
        "a parameter that varies: from:to:step, from:to, from:to:log, from:to:log:levels or a,b,c; may be repeated"
    )
    {
        Repeats = true,
    };
    private static readonly Option s_where = new(
        "--where",
        "A<B",
        "what parameters have to meet, such as 'fast<slow' or '2*fast<=slow'; may be repeated"
    )
    {
        Repeats = true,
    };
    private static readonly Option s_method = new("--method", "METHOD", "grid (default), random or sobol")
    {
        Choices = ["grid", "random", "sobol"],
    };
    private static readonly Option s_runs = new("--runs", "N", "most runs (the whole grid; 256 of random and sobol)");
    private static readonly Option s_seed = new("--seed", "S", "seed of everything that is drawn (1)");
    private static readonly Option s_rank = new("--rank", "STATISTIC", "what the best is best by (sharpe)");
    private static readonly Option s_threads = new("--threads", "N", "threads; changes no figure (every core)");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Option> All { get; } = [s_range, s_where, s_method, s_runs, s_seed, s_rank, s_threads];

    /// <summary>What is wrong with them.</summary>
    public static IEnumerable<string> Check(Arguments arguments, bool needsRange)
    {
        if (needsRange && !arguments.Has(s_range))
            yield return "which parameters vary? --range NAME=FROM:TO:STEP";
        foreach (var fault in CountFaults(arguments, (s_runs, 1), (s_threads, 1)))
            yield return fault;
        if (arguments.Value(s_seed) is { } seed && !long.TryParse(seed, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _))
            yield return $"--seed must be a whole number, was '{seed}'";
    }

    /// <summary>Options that have to be whole numbers of at least so many.</summary>
    public static IEnumerable<string> CountFaults(Arguments arguments, params (Option Option, int Least)[] options) =>
        options
            .Where(o =>
                arguments.Value(o.Option) is { } text
                && !(int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= o.Least)
            )
            .Select(o =>
                FormattableString.Invariant($"{o.Option.Name} must be a whole number >= {o.Least}, was '{arguments.Value(o.Option)}'")
            );

    /// <summary>A whole number that was checked.</summary>
    public static int Count(Arguments arguments, Option option, int otherwise) =>
        int.TryParse(arguments.Value(option), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : otherwise;

    /// <summary>The seed.</summary>
    public static long Seed(Arguments arguments) =>
        long.TryParse(arguments.Value(s_seed), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seed) ? seed : 1;

    /// <summary>The search, or null where no parameter varies.</summary>
    /// <exception cref="UsageException">A file, strategy or range that cannot be used.</exception>
    public static SweepPlan? Plan(Arguments arguments, BacktestFiles files)
    {
        if (!arguments.Has(s_range))
            return null;
        try
        {
            var space = new ParameterSpace(
                [.. arguments.Values(s_range).Select(RangeText.Parse)],
                arguments.Values(s_where),
                BacktestCommand.ParametersOf(arguments)
            );
            return new SweepPlan
            {
                Setup = BacktestCommand.SetupOf(arguments, files.Series),
                Make = RuleChoice.Of(BacktestCommand.StrategyOf(arguments), files.Others),
                Space = space,
                Seed = Seed(arguments),
                Method = arguments.Value(s_method) switch
                {
                    "random" => SweepMethod.Random,
                    "sobol" => SweepMethod.Sobol,
                    _ => SweepMethod.Grid,
                },
                Runs = arguments.Has(s_runs) ? Count(arguments, s_runs, 0) : null,
                RankBy = arguments.Value(s_rank) ?? "sharpe",
                Threads = Count(arguments, s_threads, 0),
            };
        }
        catch (ArgumentException e)
        {
            throw new UsageException(e.Message);
        }
    }

    /// <summary>The trials of the data folder; nothing is made.</summary>
    public static TerminalTrials Trials(string command, Arguments arguments, BacktestFiles files, Terminal terminal)
    {
        // The bars and not their name: the same under another name is the same thing.
        var text = new StringBuilder($"{command}|{MarketBars.HashOf(files.AsInFile)}");
        foreach (var option in BacktestCommand.SetupOptions.Skip(1).Concat(All.Where(o => o != s_threads)))
            text.Append('|').Append(option.Name).Append(' ').AppendJoin(' ', arguments.Values(option));
        return new TerminalTrials(
            DataFolder.Choose(arguments.Value(Option.Data)),
            files.Series.Symbol,
            files.AsInFile,
            ColumnarBlob.Hash(Encoding.UTF8.GetBytes(text.ToString())),
            terminal
        );
    }
}
