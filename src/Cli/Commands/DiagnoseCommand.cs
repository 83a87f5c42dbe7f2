using System.CommandLine;
using Simulator.Cli.Artifacts;
using Simulator.Cli.CommandLines;
using Simulator.Cli.Faults;
using Simulator.Cli.Markets;
using Simulator.Cli.OptionGroups;
using Simulator.Cli.Reports;
using Simulator.Cli.Terminals;
using Simulator.Markets;
using Simulator.Portfolios;
using Simulator.Runs;

namespace Simulator.Cli.Commands;

/// <summary>Checks the data and features of a spec before a model is trained on them.</summary>
internal sealed class DiagnoseCommand : ProductCommand
{
    private readonly Argument<string> _spec = new("SPEC.json") { Description = "the spec to check; - reads it from standard input" };
    private readonly Option<string[]> _bars = NewOption.Pairs("--bars", "SYMBOL=FILE", "market file for a series of the spec");
    private readonly Option<string[]> _panel = NewOption.Texts("--panel", "FILE", "market file with several series");
    private readonly ReadingOptions _reading = new();
    private readonly Option<bool> _json = NewOption.Json("all findings");
    private readonly Option<string?> _data = NewOption.DataFolder();

    public DiagnoseCommand()
        : base("diagnose", "checks the data and features of a spec before a model is trained on them")
    {
        Add(_spec);
        AddAll([_bars, _panel, .. _reading.All, _json, _data]);
    }

    public override string StrayHint => "; it checks one spec at a time";

    public override string Details =>
        """
            Nothing is trained. Stationarity, memory and clusters of the returns, missing values, unit roots,
            collinearity and outliers of the features are read from the training part alone; drift compares
            the validation and the test part with it. Learned features are left out.
            Each line is a finding with its statistic and p; what to do about a notable one stands below it.
            docs/checks-before-training.md says what each asks.
            Exit code 0 whatever is found.
            """;

    public override IReadOnlyList<string> Examples => ["diagnose docs/examples/gs-gan-ppo.json"];

    public override async Task<int> RunAsync(ParseResult parse, Terminal terminal, CancellationToken cancellation)
    {
        var errors = new List<string>();
        var spec = SpecFiles.Read(parse.GetValue(_spec)!, errors);
        var folder = DataFolders.Open(parse.GetValue(_data), errors);
        string[] wanted = spec is null ? [] : [spec.Data.Target, .. spec.Data.Related];
        var reader = new SeriesReader(_reading.Answers(parse));
        var given = BarFiles.Read(reader, parse.Values(_bars), parse.Values(_panel), wanted, errors);
        if (spec?.Strategy is PortfolioStrategySpec)
            errors.Add("diagnose checks one target and its features; a portfolio has neither");
        if (spec is null || folder is null || errors.Count > 0)
            throw new UsageException(errors);
        using var imported = new ImportedSeries(folder, terminal.Time);
        var series = new LayeredSeries([new InMemorySeries(given), imported]);
        reader.Finish(series.Find(spec.Data.Target), wanted.Length > given.Count);
        foreach (var finding in reader.Findings.Lines)
            await terminal.Error.WriteLineAsync($"note: {finding}");
        if (SpecChecks.AgainstData(spec, series) is { Count: > 0 } unfit)
            throw new UsageException([.. unfit.Select(e => e.ToString())]);
        var findings = TrainingDiagnosis.Of(spec, series, cancellation);
        await terminal.Out.WriteLineAsync(
            parse.GetValue(_json) ? DiagnosisPrinter.Json(findings) : DiagnosisPrinter.Text(spec.Data.Target, findings)
        );
        return ExitCode.Ok;
    }
}
