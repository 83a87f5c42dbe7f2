using System.Globalization;
using Simulator.Backtesting;
using Simulator.Cli.CommandLines;
using Simulator.Cli.Markets;
using Simulator.Cli.Reports;
using Simulator.Cli.Terminals;
using Simulator.Markets;
using Simulator.Robustness;
using Simulator.Statistics;
using Simulator.Strategies;

namespace Simulator.Cli.Commands;

/// <summary>Runs a rule over a file under the reference conventions and prints the figures under the reference's names.</summary>
internal sealed class BacktestCommand : Command
{
    private static readonly Option s_bars = new("--bars", "FILE", "the market file, of one series");
    private static readonly Option s_strategy = new(
        "--strategy",
        "NAME|FILE",
        "the rule, those there are stand below; or a file of rules, RULES.json"
    );
    private static readonly Option s_set = new("--set", "KEY=VALUE", "a parameter of the rule; may be repeated") { Repeats = true };
    private static readonly Option s_other = new("--other", "SYMBOL=FILE", "another series that the rules of a file read; may be repeated")
    {
        Repeats = true,
    };
    private static readonly Option s_cash = new("--cash", "MONEY", "cash at the start (10000)");
    private static readonly Option s_conventions = new(
        "--conventions",
        "NAME",
        "whose rules of size, fill and first decision: backtestingPy or standard (backtestingPy)"
    )
    {
        Choices = ["backtestingPy", "standard"],
    };
    private static readonly Option s_hedging = new("--hedging", null, "opposite orders open trades of their own");
    private static readonly Option s_exclusive = new("--exclusive", null, "a new order closes what is open");
    private static readonly Option s_tradeOnClose = new("--trade-on-close", null, "market orders fill at the close of the decision");
    private static readonly Option s_finalize = new("--finalize", null, "close what is open on the last bar");
    private static readonly Option s_factors = new(
        "--factors",
        "FILE",
        "factor file in LEAN's format of the raw prices in --bars: they are adjusted for its splits and dividends"
    );
    private static readonly Option s_prices = new(
        "--prices",
        "TREATMENT",
        "with --factors: totalReturn (splits and dividends), splitAdjusted or raw (totalReturn)"
    )
    {
        Choices = ["totalReturn", "splitAdjusted", "raw"],
    };
    private static readonly Option s_json = new("--json", null, "figures and trades as JSON on standard output");

    /// <summary>The options that say what is run and under which terms; a sweep takes the same, so that its runs are backtests.</summary>
    internal static IReadOnlyList<Option> SetupOptions { get; } =
    [
        s_bars,
        s_strategy,
        s_set,
        s_other,
        s_cash,
        .. CostOptions.All,
        s_conventions,
        s_hedging,
        s_exclusive,
        s_tradeOnClose,
        s_finalize,
        s_factors,
        s_prices,
    ];

    public override string Name => "backtest";

    public override string Usage => "--bars FILE --strategy NAME|RULES.json [options]";

    public override string Summary => "runs a rule over a file, under the conventions and names of backtesting.py";

    public override IReadOnlyList<Option> Options => [.. SetupOptions, s_json];

    public override string Details =>
        $"""
            Rules, with their parameters:
              {string.Join(Environment.NewLine + "  ", NamedStrategies.Descriptions)}
            Intraday stamps are taken as they stand, a day ending at midnight. Nothing is stored.
            Rules anyone can write: docs/rules.md; rules check RULES.json says what is wrong with a file.
            Example: backtest --bars GOOG.csv --strategy smaCross --set fast=10 --set slow=20 --set side=long --commission-rate 0.002 --json
            """;

    public override IEnumerable<string> Check(Arguments arguments) => CheckSetup(Name, arguments);

    /// <summary>What is wrong with the options of <see cref="SetupOptions"/>.</summary>
    internal static IEnumerable<string> CheckSetup(string command, Arguments arguments)
    {
        foreach (var word in arguments.Positionals)
            yield return $"{command} takes no '{word}'; a file goes after --bars";
        if (!arguments.Has(s_bars))
            yield return "which file? --bars FILE";
        if (!arguments.Has(s_strategy))
            yield return "which rule? --strategy NAME";
        foreach (var pair in arguments.Values(s_set).Where(p => !BarFiles.IsPair(p)))
            yield return $"--set must be KEY=VALUE, was '{pair}'";
        foreach (var pair in arguments.Values(s_other).Where(p => !BarFiles.IsPair(p)))
            yield return $"--other must be SYMBOL=FILE, was '{pair}'";
        if (arguments.Has(s_other) && arguments.Value(s_strategy) is { } name && !RuleFiles.IsFile(name))
            yield return $"--other is for rules of a file; '{name}' reads one series";
        if (
            arguments.Value(s_cash) is { } cash
            && !(double.TryParse(cash, NumberStyles.Float, CultureInfo.InvariantCulture, out var amount) && amount is > 0 and <= 1e15)
        )
            yield return $"--cash must be a number above 0 and at most 1e15, was '{cash}'";
        if (arguments.Has(s_prices) && !arguments.Has(s_factors))
            yield return "--prices says what is done about the splits and dividends of --factors FILE; name that file";
        foreach (var fault in CostOptions.Check(arguments))
            yield return fault;
    }

    public override async Task<int> RunAsync(Arguments arguments, Terminal terminal, CancellationToken cancellation)
    {
        var files = await ReadAsync(arguments, terminal);
        var (series, result) = (files.Series, Run(arguments, files, cancellation));
        var figures = StatisticCatalogue.Compute(series, result, StatisticDialect.BacktestingPy);
        await terminal.Out.WriteLineAsync(
            arguments.Has(s_json)
                ? BacktestPrinter.Json(series, result, figures, files.Findings)
                : BacktestPrinter.Text(series, result, figures)
        );
        return ExitCode.Ok;
    }

    private static BacktestResult Run(Arguments arguments, BacktestFiles files, CancellationToken cancellation)
    {
        var setup = SetupOf(arguments, files.Series) with { Cancellation = cancellation };
        var (name, parameters) = (StrategyOf(arguments), ParametersOf(arguments));
        return setup.Run(
            RuleFiles.IsFile(name)
                ? RuleFiles.Strategy(name, parameters, files.Series, files.Others)
                : NamedStrategies.Create(name, parameters, files.Series)
        );
    }

    /// <summary>The files, read; what was found about them is told.</summary>
    internal static async Task<BacktestFiles> ReadAsync(Arguments arguments, Terminal terminal)
    {
        var treatment = arguments.Value(s_prices) is { } text
            ? Enum.Parse<PriceTreatment>(text, ignoreCase: true)
            : PriceTreatment.TotalReturn;
        var files = new BacktestFiles(arguments.Value(s_bars)!, arguments.Values(s_other), arguments.Value(s_factors), treatment);
        foreach (var finding in files.Findings)
            await terminal.Error.WriteLineAsync($"note: {finding}");
        return files;
    }

    /// <summary>What <c>--strategy</c> says.</summary>
    internal static string StrategyOf(Arguments arguments) => arguments.Value(s_strategy)!;

    /// <summary>What <c>--set</c> says.</summary>
    internal static Dictionary<string, string> ParametersOf(Arguments arguments)
    {
        var parameters = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in arguments.Values(s_set))
        {
            var at = pair.IndexOf('=', StringComparison.Ordinal);
            parameters[pair[..at]] = pair[(at + 1)..];
        }
        return parameters;
    }

    /// <summary>Bars, costs, capital and conventions.</summary>
    internal static RunSetup SetupOf(Arguments arguments, BarSeries series)
    {
        var conventions = arguments.Value(s_conventions) == "standard" ? new BacktestOptions() : BacktestOptions.BacktestingPy;
        var options = CostOptions.Apply(arguments, conventions) with
        {
            TradeOnClose = arguments.Has(s_tradeOnClose),
            Hedging = arguments.Has(s_hedging),
            ExclusiveOrders = arguments.Has(s_exclusive),
            CloseOpenTradesAtEnd = arguments.Has(s_finalize),
        };
        return RunSetup.Over(series) with
        {
            Execution = CostOptions.Execution(arguments),
            Capital = new CapitalSpec { Amount = Number(arguments, s_cash, 10_000) },
            Options = options,
        };
    }

    private static double Number(Arguments arguments, Option option, double otherwise) =>
        double.TryParse(arguments.Value(option), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : otherwise;
}
