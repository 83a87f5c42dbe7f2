using System.CommandLine;
using Simulator.Cli.CommandLines;
using Simulator.Cli.Faults;
using Simulator.Cli.Reports;
using Simulator.Cli.Rules;
using Simulator.Cli.Terminals;
using Simulator.Evaluation;
using Simulator.Robustness.Sweeps;

namespace Simulator.Cli.Commands;

/// <summary>Runs every robustness test on a strategy and says what the evidence supports.</summary>
internal sealed class RobustnessCommand : SearchCommand
{
    private readonly Option<int> _trials = NewOption.Count(
        "--trials",
        "N",
        "earlier trials on this market, in addition to those in the data folder",
        0,
        0
    );
    private readonly Option<int> _draws = NewOption.Count("--draws", "N", "maximum number of draws of each Monte Carlo test", 500, 10);

    public RobustnessCommand()
        : base("robustness", "runs every robustness test on a strategy and says what the evidence supports", needsRange: false) =>
        AddWith(_trials, _draws);

    public override string Details =>
        """
            Tests: look-ahead, intrabar order of prices, trades shuffled and resampled, block bootstrap of returns,
            price noise, random costs, shuffled bars, random entries. docs/robustness.md explains each.
            Series of --other are also delayed by one of their bars, and held against finer bars of their market.
            With --range the best run of a sweep is tested, and so is the search: probability of overfitting,
            neighbours of the best run, walk-forward, cross-validation.
            A parameter cannot be in both --set and --range.
            Ctrl+C stops the tests. Those that have ended are reported; the exit code is 130.
            """;

    public override IReadOnlyList<string> Examples =>
        ["robustness --bars GOOG.csv --strategy smaCross --set fast=10 --set slow=20 --trials 30"];

    public override async Task<int> RunAsync(ParseResult parse, Terminal terminal, CancellationToken cancellation)
    {
        var files = await Setup.ReadAsync(parse, terminal);
        var search = Search.Plan(parse, files);
        var setup = search?.Setup ?? Setup.Setup(parse, files.Series);
        var trials = Search.Trials(Name, parse, files, terminal);
        var plan = new RobustnessPlan
        {
            Setup = setup,
            Make = search?.Make ?? RuleChoice.Of(Setup.Strategy(parse), files.Others),
            Others = files.Others,
            MakeBeside = others => RuleChoice.Of(Setup.Strategy(parse), others),
            Search = search,
            EarlierTrials = parse.GetValue(_trials) + await trials.EarlierAsync(cancellation),
            Seed = Search.Seed(parse),
            Parameters = search is null ? ParameterSet.Of(Setup.Parameters(parse)) : null,
            Draws = parse.GetValue(_draws),
        };
        var result = await WithProgressAsync(
            terminal,
            progress => RobustnessBattery.Run(plan, terminal.Time, (step, share) => progress.Report(share, step), cancellation)
        );
        await trials.RecordAsync(result.Sweep?.Completed ?? 1);
        if (result.Stopped)
            await terminal.Error.WriteLineAsync("stopped; the report covers the tests that have ended");
        await terminal.Out.WriteLineAsync(
            parse.GetValue(Json)
                ? RobustnessJson.Battery(setup.Series, result, files.Findings, trials.Notes)
                : RobustnessPrinter.Battery(setup.Series, result)
        );
        return result.Stopped ? ExitCode.Stopped : ExitCode.Ok;
    }
}
