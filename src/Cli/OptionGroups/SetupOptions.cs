using System.CommandLine;
using Simulator.Backtesting;
using Simulator.Cli.CommandLines;
using Simulator.Cli.Markets;
using Simulator.Cli.Terminals;
using Simulator.Markets;
using Simulator.Robustness;
using Simulator.Strategies;

namespace Simulator.Cli.OptionGroups;

/// <summary>
/// The options that say what runs and under which terms. <c>backtest</c> and the searches share them, so that each run of a search is a
/// backtest.
/// </summary>
internal sealed class SetupOptions
{
    private readonly Option<string?> _bars = NewOption.Text("--bars", "FILE", "market file with the bars of one series");
    private readonly Option<string?> _strategy = NewOption.Text(
        "--strategy",
        "NAME|FILE",
        "name of a strategy (help backtest lists them), or a file of rules that ends in .json"
    );
    private readonly Option<string[]> _set = NewOption.Pairs("--set", "KEY=VALUE", "sets a parameter of the strategy");
    private readonly Option<string[]> _other = NewOption.Pairs(
        "--other",
        "SYMBOL=FILE",
        "another series that the rules in a file may read"
    );
    private readonly ReadingOptions _reading = new();
    private readonly Option<double> _cash = NewOption.Number(
        "--cash",
        "MONEY",
        "cash at the start",
        10_000,
        NumberRange.Of(CostBounds.Cash)
    );
    private readonly CostOptions _costs = new();
    private readonly Option<string?> _conventions = NewOption.Choice(
        "--conventions",
        "NAME",
        "rules for sizes, fills and the first decision: backtestingPy or standard",
        ["backtestingPy", "standard"],
        "backtestingPy"
    );
    private readonly Option<bool> _hedging = NewOption.Switch("--hedging", "let opposite orders open trades of their own");
    private readonly Option<bool> _exclusive = NewOption.Switch("--exclusive", "let a new order close the open trades");
    private readonly Option<bool> _tradeOnClose = NewOption.Switch(
        "--trade-on-close",
        "fill market orders at the close of the decision bar"
    );
    private readonly Option<bool> _finalize = NewOption.Switch("--finalize", "close open trades on the last bar");
    private readonly Option<string?> _factors = NewOption.Text(
        "--factors",
        "FILE",
        "factor file in LEAN's format for raw prices in --bars; prices are adjusted for its splits and dividends"
    );
    private readonly Option<string?> _prices = NewOption.Choice(
        "--prices",
        "TREATMENT",
        "with --factors: totalReturn (default; splits and dividends), splitAdjusted or raw",
        ["totalReturn", "splitAdjusted", "raw"]
    );

    /// <summary>Makes them.</summary>
    public SetupOptions()
    {
        _bars.Required = true;
        _strategy.Required = true;
        _strategy.CompletionSources.Add([.. NamedStrategies.All.Select(s => s.Name)]);
        _set.CompletionSources.Add(context => ParameterNames(context.ParseResult));
    }

    /// <summary>A paragraph for the help: every strategy with its parameters and their defaults.</summary>
    public static string Strategies => $"Strategies, with their parameters:\n  {string.Join("\n  ", NamedStrategies.Descriptions)}";

    /// <summary>All of them, in the order of the help.</summary>
    public IReadOnlyList<Option> All =>
        [
            _bars,
            _strategy,
            _set,
            _other,
            .. _reading.All,
            _cash,
            .. _costs.All,
            _conventions,
            _hedging,
            _exclusive,
            _tradeOnClose,
            _finalize,
            _factors,
            _prices,
        ];

    /// <summary>The options about how files are read.</summary>
    public IReadOnlyList<Option> Reading => _reading.All;

    /// <summary>The option of the bars.</summary>
    public Option Bars => _bars;

    /// <summary>Errors that need more than one option to see.</summary>
    public IEnumerable<string> Check(ParseResult parse)
    {
        if (parse.Has(_other) && parse.Typed(_strategy) is [var name, ..] && !RuleFiles.IsFile(name))
            yield return $"--other needs a file of rules; the strategy '{name}' reads one series only";
        if (parse.Has(_prices) && !parse.Has(_factors))
            yield return "--prices needs --factors FILE, the file with the splits and dividends";
        foreach (var fault in _costs.Check(parse))
            yield return fault;
    }

    /// <summary>Reads the files, with one to compare with where there is one, and reports data problems on standard error.</summary>
    public async Task<BacktestFiles> ReadAsync(ParseResult parse, Terminal terminal, string? benchmark = null)
    {
        var treatment = parse.GetValue(_prices) is { } text
            ? Enum.Parse<PriceTreatment>(text, ignoreCase: true)
            : PriceTreatment.TotalReturn;
        var files = new BacktestFiles(
            parse.GetValue(_bars)!,
            parse.Values(_other),
            parse.GetValue(_factors),
            treatment,
            _reading.Answers(parse),
            benchmark
        );
        foreach (var finding in files.Findings)
            await terminal.Error.WriteLineAsync($"note: {finding}");
        return files;
    }

    /// <summary>The strategy's name, or its file.</summary>
    public string Strategy(ParseResult parse) => parse.GetValue(_strategy)!;

    /// <summary>The parameters that were set; the last value of a name counts.</summary>
    public Dictionary<string, string> Parameters(ParseResult parse)
    {
        var parameters = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in parse.Values(_set).Select(BarFiles.Split))
            parameters[key] = value;
        return parameters;
    }

    /// <summary>Bars, costs, capital and conventions.</summary>
    public RunSetup Setup(ParseResult parse, BarSeries series)
    {
        var conventions = parse.GetValue(_conventions) == "standard" ? new BacktestOptions() : BacktestOptions.BacktestingPy;
        return RunSetup.Over(series) with
        {
            Execution = _costs.Execution(parse),
            Capital = new CapitalSpec { Amount = parse.GetValue(_cash) },
            Options = _costs.Apply(parse, conventions) with
            {
                TradeOnClose = parse.GetValue(_tradeOnClose),
                Hedging = parse.GetValue(_hedging),
                ExclusiveOrders = parse.GetValue(_exclusive),
                CloseOpenTradesAtEnd = parse.GetValue(_finalize),
            },
        };
    }

    /// <summary>For completion: <c>fast=</c> and so on, if a strategy with parameters was named before.</summary>
    public IEnumerable<string> ParameterNames(ParseResult parse) =>
        parse.Typed(_strategy) is [var name, ..] ? NamedStrategies.Find(name)?.Parameters.Select(p => p.Name + "=") ?? [] : [];
}
