using System.CommandLine;
using System.Text.Json;
using Simulator.Artifacts;
using Simulator.Cli.Artifacts;
using Simulator.Cli.CommandLines;
using Simulator.Cli.Faults;
using Simulator.Cli.Markets;
using Simulator.Cli.OptionGroups;
using Simulator.Cli.Progress;
using Simulator.Cli.Reports;
using Simulator.Cli.Terminals;
using Simulator.Cli.Trials;
using Simulator.Markets;
using Simulator.Runs;
using Simulator.Text;

namespace Simulator.Cli.Commands;

/// <summary>Runs a spec to its report.</summary>
internal sealed class SimulateCommand : ProductCommand
{
    private readonly Argument<string> _spec = new("SPEC.json") { Description = "the spec to run; - reads it from standard input" };
    private readonly Option<string[]> _bars = NewOption.Pairs("--bars", "SYMBOL=FILE", "market file for a series of the spec");
    private readonly Option<string[]> _panel = NewOption.Texts("--panel", "FILE", "market file with several series");
    private readonly ReadingOptions _reading = new();
    private readonly Option<string[]> _factors = NewOption.Pairs(
        "--factors",
        "SYMBOL=FILE",
        "factor file in LEAN's format with the splits and dividends for raw prices in a --bars file"
    );
    private readonly Option<bool> _json = NewOption.Json("the whole result");
    private readonly Option<string?> _data = NewOption.DataFolder();
    private readonly Option<string?> _device = NewOption.Choice(
        "--device",
        "DEVICE",
        "device for training: auto, cpu or cuda; it is not part of the result's hash",
        ["auto", "cpu", "cuda"],
        "auto"
    );
    private readonly Option<bool> _noCache = NewOption.Switch("--no-cache", "run every stage again, even if its result is stored");

    public SimulateCommand()
        : base("simulate", "runs a spec and prints its report")
    {
        Add(_spec);
        AddAll([_bars, _panel, .. _reading.All, _factors, _json, _data, _device, _noCache]);
    }

    public override string StrayHint => "; it runs one spec at a time";

    public override string Details =>
        """
            Series without a file come from the imported ones (see import).
            A stage that has run before with the same inputs is not run again: after a change of the commission
            only backtest, evaluation and report run.
            The report counts all simulations and sweeps on the same target in the data folder as trials, with
            this one; running the same spec again adds none. Runs at the terminal are kept as trials only if the
            data folder has a database; the web page or import --accept creates it.
            Ctrl+C keeps the last checkpoint. The same command then continues from it, and the result is the same
            as without the stop.
            """;

    public override IReadOnlyList<string> Examples => ["simulate docs/examples/goog-sma.json --bars GOOG=GOOG.csv"];

    public override async Task<int> RunAsync(ParseResult parse, Terminal terminal, CancellationToken cancellation)
    {
        var errors = new List<string>();
        var spec = SpecFiles.Read(parse.GetValue(_spec)!, errors);
        var folder = DataFolders.Open(parse.GetValue(_data), errors);
        string[] wanted = spec is null ? [] : [spec.Data.Target, .. spec.Data.Related];
        var reader = new SeriesReader(_reading.Answers(parse));
        var given = BarFiles.Read(reader, parse.Values(_bars), parse.Values(_panel), wanted, errors);
        if (spec is null || folder is null || errors.Count > 0)
            throw new UsageException(errors);
        using var imported = new ImportedSeries(folder, terminal.Time);
        var series = new LayeredSeries([new InMemorySeries(WithActions(given, parse)), imported]);
        reader.Finish(series.Find(spec.Data.Target), wanted.Length > given.Count);
        foreach (var finding in reader.Findings.Lines)
            await terminal.Error.WriteLineAsync($"note: {finding}");
        if (SpecChecks.AgainstData(spec, series) is { Count: > 0 } unfit)
            throw new UsageException([.. unfit.Select(e => e.ToString())]);

        var view = terminal.IsInteractive
            ? new LiveProgress(terminal.ErrorConsole)
            : (IProgressView)new PlainProgress(terminal.Error, terminal.Time);
        var pipeline = new SimulationPipeline(Artifacts(parse, folder), terminal.Time) { Threads = Environment.ProcessorCount };
        var trials = new TerminalTrials(folder.Root, spec.Data.Target, series.Find(spec.Data.Target), SpecJson.Hash(spec), terminal);
        var options = new RunOptions(parse.GetValue(_device)!, await trials.EarlierAsync(cancellation) + 1);

        SimulationResult result;
        try
        {
            result = await view.ShowAsync(StageNames.Of(spec), report => pipeline.Run(spec, series, options, report, cancellation));
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            await terminal.Error.WriteLineAsync("stopped; the same command continues from the last checkpoint");
            return ExitCode.Stopped;
        }
        await trials.RecordAsync(1);
        if (parse.GetValue(_json))
            await terminal.Out.WriteLineAsync(JsonSerializer.Serialize(result, PipelineJson.Indented));
        else
            ReportPrinter.Print(result, terminal);
        return ExitCode.Ok;
    }

    private IReadOnlyList<BarSeries> WithActions(IReadOnlyList<BarSeries> given, ParseResult parse)
    {
        var series = given.ToDictionary(s => s.Symbol, StringComparer.OrdinalIgnoreCase);
        foreach (var (symbol, file) in parse.Values(_factors).Select(BarFiles.Split))
        {
            series[symbol] = series.TryGetValue(symbol, out var bars)
                ? ActionFiles.Attach(bars, file, null)
                : throw new UsageException(
                    $"--factors {symbol}={file}: there are no bars of '{symbol}' from a file, or the spec does not use them"
                        + $"{Suggestion.Hint(symbol, series.Keys)}; give them with --bars {symbol}=FILE"
                );
        }
        return [.. series.Values];
    }

    private IArtifactStore Artifacts(ParseResult parse, DataFolder folder)
    {
        var store = new FileArtifactStore(folder);
        return parse.GetValue(_noCache) ? new FreshArtifacts(store) : store;
    }
}
