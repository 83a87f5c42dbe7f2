using System.CommandLine;
using System.Text;
using Simulator.Artifacts;
using Simulator.Cli.CommandLines;
using Simulator.Cli.Faults;
using Simulator.Cli.Markets;
using Simulator.Cli.Rules;
using Simulator.Cli.Terminals;
using Simulator.Cli.Trials;
using Simulator.Markets;
using Simulator.Robustness.Sweeps;

namespace Simulator.Cli.OptionGroups;

/// <summary>The options of a search for parameters, shared by the commands that search.</summary>
internal sealed class SearchOptions
{
    private readonly SetupOptions _setup;
    private readonly Option<string[]> _range = NewOption.Pairs(
        "--range",
        "NAME=RANGE",
        "a parameter that varies: from:to, from:to:step, from:to:log[:levels] or a,b,c"
    );
    private readonly Option<string[]> _where = NewOption.Texts(
        "--where",
        "CONDITION",
        "condition between parameters, such as 'fast<slow' or '2*fast<=slow'"
    );
    private readonly Option<string?> _method = NewOption.Choice(
        "--method",
        "METHOD",
        "how points are chosen: grid, random or sobol",
        ["grid", "random", "sobol"],
        "grid"
    );
    private readonly Option<int?> _runs = NewOption.OptionalCount(
        "--runs",
        "N",
        "maximum number of runs (default: the whole grid; 256 for random and sobol)",
        1
    );
    private readonly Option<long> _seed = NewOption.Seed("--seed", "seed of all random numbers", 1);
    private readonly Option<string?> _rank = NewOption.Text("--rank", "STATISTIC", "statistic that ranks the runs", "sharpe");
    private readonly Option<int?> _threads = NewOption.OptionalCount(
        "--threads",
        "N",
        "number of threads; the results do not depend on it (default: all cores)",
        1
    );
    private readonly Option<string?> _data = NewOption.DataFolder();

    /// <summary>Makes them.</summary>
    /// <param name="setup">The options of each run.</param>
    /// <param name="needsRange">Whether at least one parameter has to vary.</param>
    public SearchOptions(SetupOptions setup, bool needsRange)
    {
        _setup = setup;
        _range.Required = needsRange;
        _range.CompletionSources.Add(context => setup.ParameterNames(context.ParseResult));
    }

    /// <summary>All of them, in the order of the help, but for the data folder.</summary>
    public IReadOnlyList<Option> All => [_range, _where, _method, _runs, _seed, _rank, _threads];

    /// <summary>The data folder, last in the help.</summary>
    public Option Data => _data;

    /// <summary>The seed.</summary>
    public long Seed(ParseResult parse) => parse.GetValue(_seed);

    /// <summary>The search, or null if no parameter varies.</summary>
    /// <exception cref="UsageException">A file, strategy or range that cannot be used.</exception>
    public SweepPlan? Plan(ParseResult parse, BacktestFiles files)
    {
        if (!parse.Has(_range))
            return null;
        try
        {
            return new SweepPlan
            {
                Setup = _setup.Setup(parse, files.Series),
                Make = RuleChoice.Of(_setup.Strategy(parse), files.Others),
                Space = new ParameterSpace(
                    [.. parse.Values(_range).Select(RangeText.Parse)],
                    parse.Values(_where),
                    _setup.Parameters(parse)
                ),
                Seed = Seed(parse),
                Method = Enum.Parse<SweepMethod>(parse.GetValue(_method)!, ignoreCase: true),
                Runs = parse.GetValue(_runs),
                RankBy = parse.GetValue(_rank)!,
                Threads = parse.GetValue(_threads) ?? 0,
            };
        }
        catch (ArgumentException e)
        {
            throw new UsageException(e.Message);
        }
    }

    /// <summary>The trials in the data folder; the folder is not created.</summary>
    public TerminalTrials Trials(string command, ParseResult parse, BacktestFiles files, Terminal terminal)
    {
        // The bars and not the name of the file: the same bars under another name are the same market.
        var text = new StringBuilder($"{command}|{MarketBars.HashOf(files.AsInFile)}");
        // An option that is not given is not part of the text, so that searches of earlier versions stay the same trials.
        bool IsOfRun(Option option) => option != _setup.Bars && (!_setup.Reading.Contains(option) || parse.Has(option));
        foreach (var option in _setup.All.Where(IsOfRun).Concat(All.Where(o => o != _threads)))
            text.Append('|').Append(option.Name).Append(' ').Append(TextOf(parse, option));
        return new TerminalTrials(
            DataFolder.Choose(parse.GetValue(_data)),
            files.Series.Symbol,
            files.AsInFile,
            ColumnarBlob.Hash(Encoding.UTF8.GetBytes(text.ToString())),
            terminal
        );
    }

    private static string TextOf(ParseResult parse, Option option) =>
        option is Option<bool> ? (parse.Has(option) ? "yes" : "") : string.Join(' ', parse.Typed(option));
}
