using System.CommandLine;
using Simulator.Cli.CommandLines;
using Simulator.Cli.Faults;
using Simulator.Cli.Reports;
using Simulator.Cli.Terminals;
using Simulator.Evaluation;
using Simulator.Robustness.WalkForward;

namespace Simulator.Cli.Commands;

/// <summary>Walk-forward test: chooses parameters in sample and trades them out of sample, window by window.</summary>
internal sealed class WalkForwardCommand : SearchCommand
{
    private readonly Option<int?> _train = NewOption.OptionalCount(
        "--train",
        "BARS",
        "length of the training part of a window (default: a third of the bars)",
        2
    );
    private readonly Option<int?> _test = NewOption.OptionalCount(
        "--test",
        "BARS",
        "length of the test part of a window (default: a sixth of the bars)",
        2
    );
    private readonly Option<bool> _anchored = NewOption.Switch("--anchored", "start every training part at the first bar");
    private readonly Option<int> _purge = NewOption.Count("--purge", "BARS", "bars left out at the end of the training part", 0, 0);
    private readonly Option<int> _embargo = NewOption.Count("--embargo", "BARS", "further bars left out before the test part", 0, 0);

    public WalkForwardCommand()
        : base("walkforward", "chooses parameters in sample and trades them out of sample, window by window", needsRange: true) =>
        AddWith(_train, _test, _anchored, _purge, _embargo);

    public override string Details =>
        """
            The test parts are joined into one account. Each window starts without a position, with the equity
            that the window before it ended with; open trades are closed at the open of a window's last bar.
            Efficiency is the annual return out of sample divided by the mean annual return in sample.
            Ctrl+C stops the test. The windows that have ended are reported; the exit code is 130.
            """;

    public override IReadOnlyList<string> Examples =>
        [
            "walkforward --bars GOOG.csv --strategy smaCross --range fast=5:30:5 --range slow=20:100:10"
                + " \\\n    --where 'fast<slow' --train 504 --test 126 --embargo 5",
        ];

    public override async Task<int> RunAsync(ParseResult parse, Terminal terminal, CancellationToken cancellation)
    {
        var files = await Setup.ReadAsync(parse, terminal);
        var plan = PlanOf(parse, Search.Plan(parse, files)!);
        var trials = Search.Trials(Name, parse, files, terminal);
        var earlier = await trials.EarlierAsync(cancellation);
        var result = await WithProgressAsync(
            terminal,
            progress =>
                WalkForwardTest.Run(
                    plan,
                    terminal.Time,
                    p => progress.Report(p.Fraction, FormattableString.Invariant($"{p.Done} of {p.Planned} windows")),
                    cancellation
                )
        );
        await trials.RecordAsync(result.Candidates);
        if (result.Stopped)
            await terminal.Error.WriteLineAsync(
                FormattableString.Invariant($"stopped after {result.Folds.Count} of {result.Planned} windows; the report covers these")
            );
        var series = plan.Search.Setup.Series;
        var facts = FactsOf($"walked-forward {Setup.Strategy(parse)}", plan, result, earlier + 1);
        await terminal.Out.WriteLineAsync(
            parse.GetValue(Json)
                ? RobustnessJson.WalkForward(series, result, facts, files.Findings, trials.Notes)
                : RobustnessPrinter.WalkForward(series, result, facts)
        );
        return result.Stopped ? ExitCode.Stopped : ExitCode.Ok;
    }

    private WalkForwardPlan PlanOf(ParseResult parse, Robustness.Sweeps.SweepPlan search)
    {
        var bars = search.Setup.BarCount;
        return new WalkForwardPlan
        {
            Search = search,
            Anchored = parse.GetValue(_anchored),
            TrainBars = parse.GetValue(_train) ?? Math.Max(2, bars / 3),
            TestBars = parse.GetValue(_test) ?? Math.Max(2, bars / 6),
            PurgeBars = parse.GetValue(_purge),
            EmbargoBars = parse.GetValue(_embargo),
        };
    }

    private static VerdictFacts? FactsOf(string account, WalkForwardPlan plan, WalkForwardResult result, int trials) =>
        result.OutOfSample is not { } outOfSample
            ? null
            : RobustnessEvidence.Join(
                RunFacts.Of(
                    new RunUnderTest
                    {
                        Series = plan.Search.Setup.Series,
                        Result = outOfSample,
                        Execution = plan.Search.Setup.Execution,
                        Capital = plan.Search.Setup.Capital,
                        Options = plan.Search.Setup.Options,
                    },
                    account,
                    trials
                ),
                result
            );
}
