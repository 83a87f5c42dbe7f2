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
using Simulator.Stages;

namespace Simulator.Cli.Commands;

/// <summary>Measures what the features of a spec are worth for the next return and its size, with planted noise as the yardstick.</summary>
internal sealed class ImportanceCommand : ProductCommand
{
    private const int SurrogateEvery = 20;

    private readonly SpecMarket _market = new();
    private readonly Option<int> _folds = NewOption.Count("--folds", "N", "stretches of held-out rows", new ImportanceOptions().Folds, 3);
    private readonly Option<string?> _rows = NewOption.Text("--rows-csv", "FILE", "write what each feature adds to every prediction");
    private readonly Option<string?> _forecasts = NewOption.Text(
        "--forecasts-csv",
        "FILE",
        "write why the forecasts of the spec's own forecaster are what they are: trees, networks, GAN"
    );
    private readonly Option<bool> _own = NewOption.Switch(
        "--own-forecaster",
        "measure the spec's own forecaster, a network, the GAN or xgboost, in place of trees for the features"
    );
    private readonly Option<string?> _surrogates = NewOption.Text(
        "--surrogates-csv",
        "FILE",
        "with --own-forecaster: write a local linear surrogate of every twentieth forecast, with its R²"
    );
    private readonly Option<bool> _json = NewOption.Json("all figures");

    public ImportanceCommand()
        : base("importance", "measures what each feature of a spec is worth to boosted trees, against planted noise")
    {
        Add(_market.Spec);
        AddAll([.. _market.Files, _folds, _rows, _forecasts, _own, _surrogates, _json, _market.Data]);
    }

    public override string StrayHint => "; it measures one spec at a time";

    public override string Details =>
        """
            Trees forecast the next return and its size, both in units of the exponentially weighted volatility,
            on rows that lie an embargo after those they were grown on; the test part is not touched. For each
            feature: its share of the splits' gain, its mean absolute Shapley value, and how far the error of
            held-out rows rises when the feature is put in random order, with the standard error over the folds.
            A feature marked "as noise" cannot be told from the planted columns of noise.
            With --own-forecaster the spec's forecaster is fitted once with the noise beside its features, and the
            figure is the rise of the CRPS of its forecasts before the test part; docs/algorithms/explanations.md.
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
        Refuse(parse, spec);
        var market = TrainingDiagnosis.Market(spec, series);
        var features = Misuse.Of(() => FeatureBuilder.Build(market, spec.Features));
        var options = new ImportanceOptions { Folds = parse.GetValue(_folds), Seed = spec.Seed };
        var input = new ForecastInput(market.Target, features, spec.Split)
        {
            Related = spec.Forecaster is { } reads && LearnerTable.ReadsRelated(reads) ? market.Related : [],
        };
        var (isJson, text) = (parse.GetValue(_json), "");
        if (parse.GetValue(_own))
        {
            var every = parse.GetValue(_surrogates) is null ? 0 : SurrogateEvery;
            var result = ForecasterAnalysis.Of(input, spec.Forecaster!, options, every, cancellation);
            text = isJson ? ForecasterImportancePrinter.Json(result) : ForecasterImportancePrinter.Text(result);
            if (parse.GetValue(_surrogates) is { } surrogates)
                await WriteAsync(_surrogates, surrogates, SurrogateCsv.Of(market.Target, result), cancellation);
        }
        else
        {
            var result = ImportanceAnalysis.Of(market.Target, features, spec.Split, options, cancellation);
            text = isJson ? ImportancePrinter.Json(result) : ImportancePrinter.Text(result);
            if (parse.GetValue(_rows) is { } file)
                await WriteAsync(_rows, file, AttributionCsv.Of(market.Target, result), cancellation);
        }
        if (parse.GetValue(_forecasts) is { } explained)
            await WriteAsync(_forecasts, explained, Explained(spec, input, cancellation), cancellation);
        await terminal.Out.WriteLineAsync(text);
        return ExitCode.Ok;
    }

    private void Refuse(ParseResult parse, SimulationSpec spec)
    {
        var isOwn = parse.GetValue(_own);
        if (parse.GetValue(_forecasts) is not null && spec.Forecaster is null)
            throw new UsageException($"{_forecasts.Name} explains the spec's forecaster, and the spec has none; give it one");
        if (isOwn && spec.Forecaster is null)
            throw new UsageException($"{_own.Name} measures the spec's forecaster, and the spec has none; give it one");
        if (isOwn && parse.GetValue(_rows) is not null)
            throw new UsageException($"{_rows.Name} writes the rows of trees for the features; leave out {_own.Name}");
        if (!isOwn && parse.GetValue(_surrogates) is not null)
            throw new UsageException($"{_surrogates.Name} explains the spec's forecaster; give {_own.Name}, too");
    }

    private static string Explained(SimulationSpec spec, ForecastInput input, CancellationToken cancellation)
    {
        if (spec.Forecaster is BoostingSpec boosting)
            return AttributionCsv.Of(input.Target, BoostingExplanation.Of(boosting, input, spec.Seed, cancellation));
        var stage = new StageContext(
            StageName.Forecaster,
            spec.Seed,
            "cpu",
            _ => { },
            (_, _) => { },
            null,
            TimeProvider.System,
            cancellation
        );
        var tape = LearnerTable.Create(spec.Forecaster!).Forecast(input, stage);
        return tape.Reasons is null
            ? throw new UsageException($"forecaster '{tape.Forecaster}' does not say why; use a neural forecaster, gan or xgboost")
            : ReasonsCsv.Of(input.Target, tape);
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
