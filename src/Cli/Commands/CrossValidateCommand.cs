using Simulator.Cli.CommandLines;
using Simulator.Cli.Progress;
using Simulator.Cli.Reports;
using Simulator.Cli.Terminals;
using Simulator.Robustness.CrossValidation;

namespace Simulator.Cli.Commands;

/// <summary>Tests a choice of parameters by combinatorial purged cross-validation: many out-of-sample paths instead of one.</summary>
internal sealed class CrossValidateCommand : Command
{
    private static readonly Option s_groups = new("--groups", "N", "groups of consecutive bars, 2 to 30 (6)");
    private static readonly Option s_testGroups = new("--test-groups", "K", "groups that each split tests, below N (2)");
    private static readonly Option s_purge = new("--purge", "PERIODS", "periods left out around every test block (5)");
    private static readonly Option s_embargo = new("--embargo", "PERIODS", "periods left out after it on top of those (5)");
    private static readonly Option s_json = new("--json", null, "everything as JSON on standard output");

    public override string Name => "crossvalidate";

    public override string Usage => "--bars FILE --strategy NAME|RULES.json --range NAME=FROM:TO:STEP … [options]";

    public override string Summary => "tests a choice of parameters on every combination of parts of the data";

    public override IReadOnlyList<Option> Options =>
        [.. BacktestCommand.SetupOptions, .. SearchOptions.All, s_groups, s_testGroups, s_purge, s_embargo, Option.Data, s_json];

    public override string Details =>
        FormattableString.Invariant(
            $"""
            The bars are cut into N groups; every choice of K of them is the test of one split: C(N, K) splits, C(N−1, K−1) paths through all of the bars. In each split the parameters with the
            best Sharpe ratio on the rest are chosen (--rank does not apply); their returns on the test make the paths. Periods are trading days, or longer bars. At most {CombinatorialTest.MostCandidates:N0} choices are compared.
            Ctrl+C ends it; the splits then choose among what has been run, marked as stopped, with exit code 130.
            Example: crossvalidate --bars GOOG.csv --strategy smaCross --range fast=5:30:5 --range slow=20:100:10 --where 'fast<slow' --groups 8 --test-groups 2
            """
        );

    public override IEnumerable<string> Check(Arguments arguments) =>
        [
            .. BacktestCommand.CheckSetup(Name, arguments),
            .. SearchOptions.Check(arguments, needsRange: true),
            .. SearchOptions.CountFaults(arguments, (s_groups, 2), (s_testGroups, 1), (s_purge, 0), (s_embargo, 0)),
        ];

    public override async Task<int> RunAsync(Arguments arguments, Terminal terminal, CancellationToken cancellation)
    {
        var files = await BacktestCommand.ReadAsync(arguments, terminal);
        var plan = SearchOptions.Plan(arguments, files)!;
        var trials = SearchOptions.Trials(Name, arguments, files, terminal);
        try
        {
            CombinatorialTest test;
            using (var progress = new LineProgress(terminal))
            {
                test = await Task.Run(
                    () =>
                        CombinatorialTest.Run(
                            plan,
                            SearchOptions.Count(arguments, s_groups, 6),
                            SearchOptions.Count(arguments, s_testGroups, 2),
                            SearchOptions.Count(arguments, s_purge, 5),
                            SearchOptions.Count(arguments, s_embargo, 5),
                            (done, planned) =>
                                progress.Report((double)done / planned, FormattableString.Invariant($"{done:N0} of {planned:N0} choices")),
                            cancellation
                        ),
                    CancellationToken.None
                );
            }
            await trials.RecordAsync(test.Candidates);
            if (test.Stopped)
                await terminal.Error.WriteLineAsync(
                    FormattableString.Invariant(
                        $"stopped after {test.Candidates:N0} of {test.Planned:N0} choices; what follows chooses among these only"
                    )
                );
            await terminal.Out.WriteLineAsync(
                arguments.Has(s_json)
                    ? RobustnessJson.CrossValidation(test, files.Findings, trials.Notes)
                    : RobustnessPrinter.CrossValidation(test)
            );
            return test.Stopped ? ExitCode.Stopped : ExitCode.Ok;
        }
        catch (ArgumentException e)
        {
            throw new UsageException(e.Message);
        }
    }
}
