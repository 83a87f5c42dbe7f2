using System.CommandLine;
using Simulator.Cli.CommandLines;
using Simulator.Cli.Faults;
using Simulator.Cli.Reports;
using Simulator.Cli.Terminals;
using Simulator.Evaluation;
using Simulator.Robustness.Sweeps;
using Simulator.Searches;

namespace Simulator.Cli.Commands;

/// <summary>Runs a strategy with many parameters and ranks the runs.</summary>
internal sealed class SweepCommand : SearchCommand
{
    private readonly Option<int> _keep = NewOption.Count("--keep", "N", "how many of the best runs are listed", 20, 1);
    private readonly Option<int> _trials = NewOption.Count(
        "--trials",
        "N",
        "earlier trials on this market, in addition to those in the data folder",
        0,
        0
    );

    public SweepCommand()
        : base("sweep", "runs a strategy with many parameters and says what the best result is worth", needsRange: true) =>
        AddWith(_keep, _trials);

    public override string Details =>
        """
            Each run is a backtest: 'backtest' with the same options gives the same result.
            The result does not depend on the number of threads.
            Each run counts as a trial. The deflated Sharpe ratio of the best run takes all trials into account,
            with those that the data folder has of the same bars, and the folder's database keeps the new ones.
            Ctrl+C stops the sweep. What has run is reported and marked as stopped; the exit code is 130.
            """;

    public override IReadOnlyList<string> Examples =>
        ["sweep --bars GOOG.csv --strategy smaCross --range fast=5:30:1 --range slow=20:100:5 --where 'fast<slow'"];

    public override async Task<int> RunAsync(ParseResult parse, Terminal terminal, CancellationToken cancellation)
    {
        var files = await Setup.ReadAsync(parse, terminal);
        var plan = Search.Plan(parse, files)!;
        var trials = Search.Trials(Name, parse, files, terminal);
        plan = plan with
        {
            Keep = parse.GetValue(_keep),
            EarlierTrials = parse.GetValue(_trials) + await trials.EarlierAsync(cancellation),
        };
        var result = await WithProgressAsync(
            terminal,
            progress => SweepSearch.Execute(plan, terminal.Time, p => progress.Report(p.Fraction, Describe(p, plan)), cancellation)
        );
        await trials.RecordAsync(result.Completed);
        if (result.Stopped)
            await terminal.Error.WriteLineAsync(
                FormattableString.Invariant(
                    $"stopped after {result.Completed:N0} of up to {result.Planned:N0} runs; the report covers these"
                )
            );
        var facts = FactsOf(plan, result);
        await terminal.Out.WriteLineAsync(
            parse.GetValue(Json)
                ? RobustnessJson.Sweep(result, facts, files.Findings, trials.Notes)
                : RobustnessPrinter.Sweep(result, facts)
        );
        return result.Stopped ? ExitCode.Stopped : ExitCode.Ok;
    }

    private static string Describe(SearchProgress p, SweepPlan plan) =>
        FormattableString.Invariant($"{p.Words}, best {plan.RankBy} {p.Best?.Score:0.###}");

    private static VerdictFacts? FactsOf(SweepPlan plan, SweepResult result) =>
        result.BestResult is not { } best
            ? null
            : RobustnessEvidence.Join(
                RunFacts.Of(
                    new RunUnderTest
                    {
                        Series = plan.Setup.Series,
                        Result = best,
                        Execution = plan.Setup.Execution,
                        Capital = plan.Setup.Capital,
                        Options = plan.Setup.Options,
                    },
                    plan.Make(result.Best[0].Parameters, plan.Setup.Series).Name,
                    (int)Math.Min(int.MaxValue, result.Selection!.Trials)
                ),
                result
            );
}
