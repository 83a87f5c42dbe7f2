using System.CommandLine;
using Simulator.Cli.CommandLines;
using Simulator.Cli.Faults;
using Simulator.Cli.Reports;
using Simulator.Cli.Terminals;
using Simulator.Robustness.CrossValidation;
using Simulator.Searches;

namespace Simulator.Cli.Commands;

/// <summary>Combinatorial purged cross-validation of a choice of parameters: many out-of-sample paths instead of one.</summary>
internal sealed class CrossValidateCommand : SearchCommand
{
    private readonly Option<int> _groups = NewOption.Count("--groups", "N", "groups of consecutive bars, from 2 to 30", 6, 2);
    private readonly Option<int> _testGroups = NewOption.Count("--test-groups", "K", "groups in the test part of a split, below N", 2, 1);
    private readonly Option<int> _purge = NewOption.Count("--purge", "PERIODS", "periods left out around every test block", 5, 0);
    private readonly Option<int> _embargo = NewOption.Count(
        "--embargo",
        "PERIODS",
        "further periods left out after every test block",
        5,
        0
    );

    public CrossValidateCommand()
        : base("crossvalidate", "tests a choice of parameters on many combinations of the data (CPCV)", needsRange: true) =>
        AddWith(_groups, _testGroups, _purge, _embargo);

    public override string Details =>
        FormattableString.Invariant(
            $"""
            The bars are cut into N groups. Every choice of K groups is the test part of one split:
            C(N, K) splits, which make C(N−1, K−1) paths through all bars. Each split chooses the parameters
            with the best Sharpe ratio on the rest (--rank has no effect); their test returns make the paths.
            A period is a trading day, or a bar if bars are longer. At most {CombinatorialTest.MostCandidates:N0} choices are compared.
            Ctrl+C stops the runs. The splits then choose among those that have ended; the exit code is 130.
            """
        );

    public override IReadOnlyList<string> Examples =>
        [
            "crossvalidate --bars GOOG.csv --strategy smaCross --range fast=5:30:5 --range slow=20:100:10"
                + " \\\n    --where 'fast<slow' --groups 8 --test-groups 2",
        ];

    public override async Task<int> RunAsync(ParseResult parse, Terminal terminal, CancellationToken cancellation)
    {
        var files = await Setup.ReadAsync(parse, terminal);
        var plan = Search.Plan(parse, files)!;
        var trials = Search.Trials(Name, parse, files, terminal);
        var method = new CrossValidationSearch
        {
            Groups = parse.GetValue(_groups),
            TestGroups = parse.GetValue(_testGroups),
            PurgePeriods = parse.GetValue(_purge),
            EmbargoPeriods = parse.GetValue(_embargo),
        };
        var test = await WithProgressAsync(
            terminal,
            progress => method.Execute(plan, p => progress.Report(p.Fraction, p.Words), cancellation)
        );
        await trials.RecordAsync(test.Candidates);
        if (test.Stopped)
            await terminal.Error.WriteLineAsync(
                FormattableString.Invariant($"stopped after {test.Candidates:N0} of {test.Planned:N0} choices; the report covers these")
            );
        await terminal.Out.WriteLineAsync(
            parse.GetValue(Json)
                ? RobustnessJson.CrossValidation(test, files.Findings, trials.Notes)
                : RobustnessPrinter.CrossValidation(test)
        );
        return test.Stopped ? ExitCode.Stopped : ExitCode.Ok;
    }
}
