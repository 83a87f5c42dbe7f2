using System.CommandLine;
using Simulator.Cli.CommandLines;
using Simulator.Cli.Faults;
using Simulator.Cli.Reports;
using Simulator.Cli.Terminals;
using Simulator.Features;
using Simulator.Learners;
using Simulator.Learning.Forecasters.Boosting;
using Simulator.Learning.Importance;
using Simulator.Markets;
using Simulator.Runs;

namespace Simulator.Cli.Commands;

/// <summary>Measures what the features of a spec are worth for the next return and its size, with planted noise as the yardstick.</summary>
internal sealed class ImportanceCommand : ProductCommand
{
    private readonly SpecMarket _market = new();
    private readonly Option<int> _folds = NewOption.Count("--folds", "N", "stretches of held-out rows", new ImportanceOptions().Folds, 3);
    private readonly Option<string?> _rows = NewOption.Text("--rows-csv", "FILE", "write what each feature adds to every prediction");
    private readonly Option<string?> _forecasts = NewOption.Text(
        "--forecasts-csv",
        "FILE",
        "write what each feature adds to every forecast of the spec's own forecaster, of kind xgboost"
    );
    private readonly Option<bool> _json = NewOption.Json("all figures");

    public ImportanceCommand()
        : base("importance", "measures what each feature of a spec is worth to boosted trees, against planted noise")
    {
        Add(_market.Spec);
        AddAll([.. _market.Files, _folds, _rows, _forecasts, _json, _market.Data]);
    }

    public override string StrayHint => "; it measures one spec at a time";

    public override string Details =>
        """
            Trees forecast the next return and its size, both in units of the exponentially weighted volatility,
            on rows that lie an embargo after those they were grown on; the test part is not touched. For each
            feature: its share of the splits' gain, its mean absolute Shapley value, and how far the error of
            held-out rows rises when the feature is put in random order, with the standard error over the folds.
            A feature marked "as noise" cannot be told from the planted columns of noise.
            Needs the package libxgboost0. Learned features are left out. docs/algorithms/boosting.md says more.
            """;

    public override IReadOnlyList<string> Examples =>
        ["importance docs/examples/gs-gan-ppo.json", "importance spec.json --rows-csv rows.csv --json"];

    public override Task<int> RunAsync(ParseResult parse, Terminal terminal, CancellationToken cancellation) =>
        _market.UseAsync(parse, terminal, Name, (spec, series) => MeasureAsync(parse, terminal, spec, series, cancellation));

    private async Task<int> MeasureAsync(
        ParseResult parse,
        Terminal terminal,
        SimulationSpec spec,
        ISeriesSource series,
        CancellationToken cancellation
    )
    {
        if (parse.GetValue(_forecasts) is not null && spec.Forecaster is not BoostingSpec)
            throw new UsageException($"{_forecasts.Name} explains a forecaster of kind xgboost; the spec has none");
        var market = TrainingDiagnosis.Market(spec, series);
        var features = FeatureBuilder.Build(market, spec.Features);
        var options = new ImportanceOptions { Folds = parse.GetValue(_folds), Seed = spec.Seed };
        var result = ImportanceAnalysis.Of(market.Target, features, spec.Split, options, cancellation);
        if (parse.GetValue(_rows) is { } file)
            await WriteAsync(_rows, file, AttributionCsv.Of(market.Target, result), cancellation);
        if (parse.GetValue(_forecasts) is { } explained && spec.Forecaster is BoostingSpec boosting)
        {
            var input = new ForecastInput(market.Target, features, spec.Split);
            var outputs = BoostingExplanation.Of(boosting, input, spec.Seed, cancellation);
            await WriteAsync(_forecasts, explained, AttributionCsv.Of(market.Target, outputs), cancellation);
        }
        await terminal.Out.WriteLineAsync(parse.GetValue(_json) ? ImportancePrinter.Json(result) : ImportancePrinter.Text(result));
        return ExitCode.Ok;
    }

    private static async Task WriteAsync(Option option, string file, string text, CancellationToken cancellation)
    {
        try
        {
            await File.WriteAllTextAsync(file, text, cancellation);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{option.Name} {file}: cannot be written: {e.Message}");
        }
    }
}
