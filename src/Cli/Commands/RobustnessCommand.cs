using Simulator.Cli.CommandLines;
using Simulator.Cli.Progress;
using Simulator.Cli.Reports;
using Simulator.Cli.Rules;
using Simulator.Cli.Terminals;
using Simulator.Evaluation;
using Simulator.Robustness.Sweeps;

namespace Simulator.Cli.Commands;

/// <summary>Runs every test of robustness on a rule and says what the evidence supports.</summary>
internal sealed class RobustnessCommand : Command
{
    private static readonly Option s_trials = new("--trials", "N", "trials of this market before, besides those of the data folder (0)");
    private static readonly Option s_draws = new("--draws", "N", "draws of each Monte Carlo test, at most (500)");
    private static readonly Option s_json = new("--json", null, "everything as JSON on standard output");

    public override string Name => "robustness";

    public override string Usage => "--bars FILE --strategy NAME|RULES.json [--range …] [options]";

    public override string Summary => "runs every test of robustness on a rule and says what the evidence supports";

    public override IReadOnlyList<Option> Options =>
        [.. BacktestCommand.SetupOptions, .. SearchOptions.All, s_trials, s_draws, Option.Data, s_json];

    public override string Details =>
        """
            Look-ahead, way of the price inside the bars, trades shuffled and drawn again, returns in blocks, noise on prices, random costs, shuffled bars, random entries.
            With --range the best of a sweep is tested, and the search itself too: overfitting, neighbours, walk-forward, cross-validation. docs/robustness.md explains each.
            A parameter both fixed by --set and searched by --range is an error. Ctrl+C ends it; the tests that ended are then reported, with exit code 130.
            Example: robustness --bars GOOG.csv --strategy smaCross --set fast=10 --set slow=20 --trials 30
            """;

    public override IEnumerable<string> Check(Arguments arguments) =>
        [
            .. BacktestCommand.CheckSetup(Name, arguments),
            .. SearchOptions.Check(arguments, needsRange: false),
            .. SearchOptions.CountFaults(arguments, (s_trials, 0), (s_draws, 10)),
        ];

    public override async Task<int> RunAsync(Arguments arguments, Terminal terminal, CancellationToken cancellation)
    {
        var files = await BacktestCommand.ReadAsync(arguments, terminal);
        var search = SearchOptions.Plan(arguments, files);
        var setup = search?.Setup ?? BacktestCommand.SetupOf(arguments, files.Series);
        var trials = SearchOptions.Trials(Name, arguments, files, terminal);
        var earlier = SearchOptions.Count(arguments, s_trials, 0) + await trials.EarlierAsync(cancellation);
        var plan = new RobustnessPlan
        {
            Setup = setup,
            Make = search?.Make ?? RuleChoice.Of(BacktestCommand.StrategyOf(arguments), files.Others),
            Search = search,
            EarlierTrials = earlier,
            Seed = SearchOptions.Seed(arguments),
            Parameters = search is null ? ParameterSet.Of(BacktestCommand.ParametersOf(arguments)) : null,
            Draws = SearchOptions.Count(arguments, s_draws, 500),
        };
        try
        {
            RobustnessResult result;
            using (var progress = new LineProgress(terminal))
            {
                result = await Task.Run(
                    () => RobustnessBattery.Run(plan, terminal.Time, (step, share) => progress.Report(share, step), cancellation),
                    CancellationToken.None
                );
            }
            await trials.RecordAsync(result.Sweep?.Completed ?? 1);
            if (result.Stopped)
                await terminal.Error.WriteLineAsync("stopped; what follows is of the tests that ended");
            await terminal.Out.WriteLineAsync(
                arguments.Has(s_json)
                    ? RobustnessJson.Battery(setup.Series, result, files.Findings, trials.Notes)
                    : RobustnessPrinter.Battery(setup.Series, result)
            );
            return result.Stopped ? ExitCode.Stopped : ExitCode.Ok;
        }
        catch (ArgumentException e)
        {
            throw new UsageException(e.Message);
        }
    }
}
