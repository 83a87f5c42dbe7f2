using Simulator.Cli.CommandLines;
using Simulator.Cli.Progress;
using Simulator.Cli.Reports;
using Simulator.Cli.Terminals;
using Simulator.Evaluation;
using Simulator.Robustness.WalkForward;

namespace Simulator.Cli.Commands;

/// <summary>Chooses parameters on the past and trades them on what comes after, window by window.</summary>
internal sealed class WalkForwardCommand : Command
{
    private static readonly Option s_train = new("--train", "BARS", "bars that a choice is made on (a third of the data)");
    private static readonly Option s_test = new("--test", "BARS", "bars that a choice is traded on (a sixth of the data)");
    private static readonly Option s_anchored = new("--anchored", null, "choices are made on all bars from the first on");
    private static readonly Option s_purge = new("--purge", "BARS", "bars left out at the end of what a choice is made on (0)");
    private static readonly Option s_embargo = new("--embargo", "BARS", "bars left out on top of those (0)");
    private static readonly Option s_json = new("--json", null, "everything as JSON on standard output");

    public override string Name => "walkforward";

    public override string Usage => "--bars FILE --strategy NAME|RULES.json --range NAME=FROM:TO:STEP … [options]";

    public override string Summary => "chooses parameters on the past and trades them on what comes after";

    public override IReadOnlyList<Option> Options =>
        [.. BacktestCommand.SetupOptions, .. SearchOptions.All, s_train, s_test, s_anchored, s_purge, s_embargo, Option.Data, s_json];

    public override string Details =>
        """
            The windows' tests are joined into one account, each starting flat with the equity of the one before; what is open at a window's end is closed at the open of its last bar.
            Efficiency is the joined account's annual return ÷ the mean annual return of the choices where they were made.
            Ctrl+C ends it; the windows that ended are then reported, with exit code 130.
            Example: walkforward --bars GOOG.csv --strategy smaCross --range fast=5:30:5 --range slow=20:100:10 --where 'fast<slow' --train 504 --test 126 --embargo 5
            """;

    public override IEnumerable<string> Check(Arguments arguments) =>
        [
            .. BacktestCommand.CheckSetup(Name, arguments),
            .. SearchOptions.Check(arguments, needsRange: true),
            .. SearchOptions.CountFaults(arguments, (s_train, 2), (s_test, 2), (s_purge, 0), (s_embargo, 0)),
        ];

    public override async Task<int> RunAsync(Arguments arguments, Terminal terminal, CancellationToken cancellation)
    {
        var files = await BacktestCommand.ReadAsync(arguments, terminal);
        var search = SearchOptions.Plan(arguments, files)!;
        var (setup, bars) = (search.Setup, search.Setup.BarCount);
        var trials = SearchOptions.Trials(Name, arguments, files, terminal);
        var earlier = await trials.EarlierAsync(cancellation);
        var plan = new WalkForwardPlan
        {
            Search = search,
            Anchored = arguments.Has(s_anchored),
            TrainBars = SearchOptions.Count(arguments, s_train, Math.Max(2, bars / 3)),
            TestBars = SearchOptions.Count(arguments, s_test, Math.Max(2, bars / 6)),
            PurgeBars = SearchOptions.Count(arguments, s_purge, 0),
            EmbargoBars = SearchOptions.Count(arguments, s_embargo, 0),
        };
        try
        {
            WalkForwardResult result;
            using (var progress = new LineProgress(terminal))
            {
                result = await Task.Run(
                    () =>
                        WalkForwardTest.Run(
                            plan,
                            terminal.Time,
                            p => progress.Report(p.Fraction, FormattableString.Invariant($"{p.Done} of {p.Planned} windows")),
                            cancellation
                        ),
                    CancellationToken.None
                );
            }
            await trials.RecordAsync(result.Candidates);
            if (result.Stopped)
                await terminal.Error.WriteLineAsync(
                    FormattableString.Invariant(
                        $"stopped after {result.Folds.Count} of {result.Planned} windows; what follows is of these only"
                    )
                );
            var facts = result.OutOfSample is null
                ? null
                : RobustnessEvidence.Join(
                    RunFacts.Of(
                        new ReportInput
                        {
                            Series = setup.Series,
                            AccountName = $"walked-forward {BacktestCommand.StrategyOf(arguments)}",
                            Result = result.OutOfSample,
                            Execution = setup.Execution,
                            Capital = setup.Capital,
                            Options = setup.Options,
                            Trials = earlier + 1,
                        }
                    ),
                    result
                );
            await terminal.Out.WriteLineAsync(
                arguments.Has(s_json)
                    ? RobustnessJson.WalkForward(setup.Series, result, facts, files.Findings, trials.Notes)
                    : RobustnessPrinter.WalkForward(setup.Series, result, facts)
            );
            return result.Stopped ? ExitCode.Stopped : ExitCode.Ok;
        }
        catch (ArgumentException e)
        {
            throw new UsageException(e.Message);
        }
    }
}
