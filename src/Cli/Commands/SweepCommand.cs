using Simulator.Cli.CommandLines;
using Simulator.Cli.Progress;
using Simulator.Cli.Reports;
using Simulator.Cli.Terminals;
using Simulator.Evaluation;
using Simulator.Robustness.Sweeps;

namespace Simulator.Cli.Commands;

/// <summary>Runs a rule with many parameters and ranks them.</summary>
internal sealed class SweepCommand : Command
{
    private static readonly Option s_keep = new("--keep", "N", "how many of the best are listed (20)");
    private static readonly Option s_trials = new("--trials", "N", "trials of this market before, besides those of the data folder (0)");
    private static readonly Option s_json = new("--json", null, "everything as JSON on standard output");

    public override string Name => "sweep";

    public override string Usage => "--bars FILE --strategy NAME|RULES.json --range NAME=FROM:TO:STEP … [options]";

    public override string Summary => "runs a rule with many parameters and says what the best is worth";

    public override IReadOnlyList<Option> Options =>
        [.. BacktestCommand.SetupOptions, .. SearchOptions.All, s_keep, s_trials, Option.Data, s_json];

    public override string Details =>
        """
            Every run is a backtest under the same options as 'backtest' takes, and comes out the same there. The result does not depend on the number of threads.
            Every run is a trial: the deflated Sharpe ratio of the best counts them all, with those of the data folder where it has a database, which then keeps these, too.
            The same bars under another file's name are the same market.
            Ctrl+C ends it; what has been run is then reported, marked as stopped, with exit code 130.
            Example: sweep --bars GOOG.csv --strategy smaCross --range fast=5:30:1 --range slow=20:100:5 --where 'fast<slow' --rank sharpe
            """;

    public override IEnumerable<string> Check(Arguments arguments) =>
        [
            .. BacktestCommand.CheckSetup(Name, arguments),
            .. SearchOptions.Check(arguments, needsRange: true),
            .. SearchOptions.CountFaults(arguments, (s_keep, 1), (s_trials, 0)),
        ];

    public override async Task<int> RunAsync(Arguments arguments, Terminal terminal, CancellationToken cancellation)
    {
        var files = await BacktestCommand.ReadAsync(arguments, terminal);
        var plan = SearchOptions.Plan(arguments, files)!;
        var series = plan.Setup.Series;
        var trials = SearchOptions.Trials(Name, arguments, files, terminal);
        var earlier = SearchOptions.Count(arguments, s_trials, 0) + await trials.EarlierAsync(cancellation);
        plan = plan with { Keep = SearchOptions.Count(arguments, s_keep, 20), EarlierTrials = earlier };
        try
        {
            SweepResult result;
            using (var progress = new LineProgress(terminal))
            {
                result = await Task.Run(
                    () =>
                        Sweep.Run(
                            plan,
                            terminal.Time,
                            p =>
                                progress.Report(
                                    (double)p.Done / p.Planned,
                                    FormattableString.Invariant(
                                        $"{p.Done:N0} of {p.Planned:N0} runs, best {plan.RankBy} {p.Best?.Score:0.###}"
                                    )
                                ),
                            cancellation
                        ),
                    CancellationToken.None
                );
            }
            await trials.RecordAsync(result.Completed);
            if (result.Stopped)
                await terminal.Error.WriteLineAsync(
                    FormattableString.Invariant(
                        $"stopped after {result.Completed:N0} of at most {result.Planned:N0} runs; what follows is of these only"
                    )
                );
            var facts = result.BestResult is null
                ? null
                : RobustnessEvidence.Join(
                    RunFacts.Of(
                        new ReportInput
                        {
                            Series = series,
                            AccountName = plan.Make(result.Best[0].Parameters, series).Name,
                            Result = result.BestResult,
                            Execution = plan.Setup.Execution,
                            Capital = plan.Setup.Capital,
                            Options = plan.Setup.Options,
                            Trials = (int)Math.Min(int.MaxValue, result.Selection!.Trials),
                        }
                    ),
                    result
                );
            await terminal.Out.WriteLineAsync(
                arguments.Has(s_json)
                    ? RobustnessJson.Sweep(result, facts, files.Findings, trials.Notes)
                    : RobustnessPrinter.Sweep(result, facts)
            );
            return result.Stopped ? ExitCode.Stopped : ExitCode.Ok;
        }
        catch (ArgumentException e)
        {
            throw new UsageException(e.Message);
        }
    }
}
