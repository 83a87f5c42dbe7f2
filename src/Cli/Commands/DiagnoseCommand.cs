using System.CommandLine;
using Simulator.Cli.CommandLines;
using Simulator.Cli.Faults;
using Simulator.Cli.Reports;
using Simulator.Cli.Terminals;
using Simulator.Runs;

namespace Simulator.Cli.Commands;

/// <summary>Checks the data and features of a spec before a model is trained on them.</summary>
internal sealed class DiagnoseCommand : ProductCommand
{
    private readonly SpecMarket _market = new();
    private readonly Option<bool> _json = NewOption.Json("all findings");

    public DiagnoseCommand()
        : base("diagnose", "checks the data and features of a spec before a model is trained on them")
    {
        Add(_market.Spec);
        AddAll([.. _market.Files, _json, _market.Data]);
    }

    public override string StrayHint => "; it checks one spec at a time";

    public override string Details =>
        """
            Nothing is trained. Stationarity, memory and clusters of the returns, missing values, unit roots,
            collinearity, outliers and leaks of the future in the features are read from the training part alone; drift compares
            the validation and the test part with it. Learned features are left out.
            Each line is a finding with its statistic and p; what to do about a notable one stands below it.
            docs/checks-before-training.md says what each asks.
            Exit code 0 whatever is found.
            """;

    public override IReadOnlyList<string> Examples => ["diagnose docs/examples/gs-gan-ppo.json"];

    public override Task<int> RunAsync(ParseResult parse, Terminal terminal, CancellationToken cancellation) =>
        _market.UseAsync(
            parse,
            terminal,
            Name,
            async (spec, series) =>
            {
                var findings = Misuse.Of(() => TrainingDiagnosis.Of(spec, series, cancellation));
                await terminal.Out.WriteLineAsync(
                    parse.GetValue(_json) ? DiagnosisPrinter.Json(findings) : DiagnosisPrinter.Text(spec.Data.Target, findings)
                );
                return ExitCode.Ok;
            }
        );
}
