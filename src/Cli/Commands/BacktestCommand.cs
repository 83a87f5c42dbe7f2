using System.CommandLine;
using Simulator.Backtesting;
using Simulator.Cli.CommandLines;
using Simulator.Cli.Faults;
using Simulator.Cli.Markets;
using Simulator.Cli.OptionGroups;
using Simulator.Cli.Reports;
using Simulator.Cli.Terminals;
using Simulator.Statistics;
using Simulator.Strategies;

namespace Simulator.Cli.Commands;

/// <summary>Runs a strategy over a file under backtesting.py's conventions and prints the figures under its names.</summary>
internal sealed class BacktestCommand : ProductCommand
{
    private readonly SetupOptions _setup = new();
    private readonly AnalysisOptions _analysis = new();
    private readonly Option<bool> _json = NewOption.Json("figures and trades");

    public BacktestCommand()
        : base("backtest", "runs a strategy over a file, with the conventions and names of backtesting.py") =>
        AddAll([.. _setup.All, .. _analysis.All, _json]);

    public override string StrayHint => "; a file goes after --bars";

    public override string Details =>
        $"""
            {SetupOptions.Strategies}
            Files are read as import reads them; --stamps, --time-zone and --calendar answer what a file does not say.
            Beside another series (--other) every clock must be known.
            Nothing is stored. How to write rules: docs/rules.md; 'rules check FILE' lists the errors in a file.
            """;

    public override IReadOnlyList<string> Examples =>
        [
            "backtest --bars GOOG.csv --strategy smaCross --set fast=10 --set slow=20 --commission-rate 0.002",
            "backtest --bars GOOG.csv --strategy docs/examples/rules/trend.json --json",
        ];

    public override IEnumerable<string> Check(ParseResult parse) => _setup.Check(parse);

    public override async Task<int> RunAsync(ParseResult parse, Terminal terminal, CancellationToken cancellation)
    {
        var files = await _setup.ReadAsync(parse, terminal, _analysis.Benchmark(parse));
        var (series, result) = (files.Series, Run(parse, files, cancellation));
        var account = _analysis.Account(parse, files, result);
        var figures = StatisticCatalogue.Compute(account, StatisticDialect.BacktestingPy);
        await _analysis.WriteAsync(parse, account, cancellation);
        await terminal.Out.WriteLineAsync(
            parse.GetValue(_json) ? BacktestPrinter.Json(account, figures, files.Findings) : BacktestPrinter.Text(account, figures)
        );
        return ExitCode.Ok;
    }

    private BacktestResult Run(ParseResult parse, BacktestFiles files, CancellationToken cancellation)
    {
        var setup = _analysis.Within(parse, _setup.Setup(parse, files.Series)) with { Cancellation = cancellation };
        var (name, parameters) = (_setup.Strategy(parse), _setup.Parameters(parse));
        return setup.Run(
            RuleFiles.IsFile(name)
                ? RuleFiles.Strategy(name, parameters, files.Series, files.Others)
                : NamedStrategies.Create(name, parameters, files.Series)
        );
    }
}
