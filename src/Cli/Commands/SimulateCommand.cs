using System.Text.Json;
using Simulator.Artifacts;
using Simulator.Cli.Artifacts;
using Simulator.Cli.CommandLines;
using Simulator.Cli.Markets;
using Simulator.Cli.Progress;
using Simulator.Cli.Reports;
using Simulator.Cli.Terminals;
using Simulator.Cli.Trials;
using Simulator.Runs;
using Simulator.Markets;
using Simulator.Specs;

namespace Simulator.Cli.Commands;

/// <summary>Runs a spec to its report.</summary>
internal sealed class SimulateCommand : Command
{
    private static readonly Option s_bars = new("--bars", "SYMBOL=FILE", "a market file for a series; may be repeated") { Repeats = true };
    private static readonly Option s_panel = new("--panel", "FILE", "a file with several series; may be repeated") { Repeats = true };
    private static readonly Option s_factors = new(
        "--factors",
        "SYMBOL=FILE",
        "factor file in LEAN's format of raw prices in a --bars file: its splits and dividends; may be repeated"
    )
    {
        Repeats = true,
    };
    private static readonly Option s_json = new("--json", null, "the whole result as JSON on standard output instead of a readable report");
    private static readonly Option s_device = new("--device", "DEVICE", "auto (default), cpu or cuda; no part of the result's hash")
    {
        Choices = ["auto", "cpu", "cuda"],
    };
    private static readonly Option s_noCache = new("--no-cache", null, "run every stage anew, whatever was computed before");

    public override string Name => "simulate";

    public override string Usage => "SPEC.json [options]";

    public override string Summary => "runs a simulation and reports what came of it";

    public override IReadOnlyList<Option> Options => [s_bars, s_panel, s_factors, s_json, Option.Data, s_device, s_noCache];

    public override string Details =>
        """
            Series that no file gives are taken from the imported ones (import). SPEC.json may be - for standard input.
            A stage that ran before with the same inputs is not run again: a changed commission reruns the backtest and the report only.
            The report counts the simulations and sweeps of the same target in the data folder as trials, this one included; the same spec run again counts once.
            Where the data folder has no database yet (the web page makes it), runs at the terminal are not kept as trials.
            Ctrl+C keeps the last checkpoint; the same command then goes on from there, with the same result as an undisturbed run.
            Example: simulate docs/examples/goog-sma.json --bars GOOG=GOOG.csv
            """;

    public override IEnumerable<string> Check(Arguments arguments)
    {
        if (arguments.Positionals.Count == 0)
            yield return "which spec? simulate SPEC.json";
        foreach (var extra in arguments.Positionals.Skip(1))
            yield return $"one spec at a time; '{extra}' is too many";
        foreach (var option in new[] { s_bars, s_factors })
        {
            foreach (var pair in arguments.Values(option).Where(p => !BarFiles.IsPair(p)))
                yield return $"{option.Name} must be SYMBOL=FILE, was '{pair}'";
        }
    }

    public override async Task<int> RunAsync(Arguments arguments, Terminal terminal, CancellationToken cancellation)
    {
        var errors = new List<string>();
        var spec = ReadSpec(arguments.Positionals[0], errors);
        var folder = OpenFolder(arguments, errors);
        var findings = new FileFindings();
        var given = BarFiles.Read(
            arguments.Values(s_bars),
            arguments.Values(s_panel),
            spec is null ? [] : [spec.Data.Target, .. spec.Data.Related],
            findings,
            errors
        );
        if (spec is null || folder is null || errors.Count > 0)
            throw new UsageException(errors);
        foreach (var finding in findings.Lines)
            await terminal.Error.WriteLineAsync($"note: {finding}");
        using var imported = new ImportedSeries(folder, terminal.Time);
        var series = new LayeredSeries([new InMemorySeries(WithActions(given, arguments)), imported]);
        if (SpecChecks.AgainstData(spec, series) is { Count: > 0 } unfit)
            throw new UsageException([.. unfit.Select(e => e.ToString())]);

        var view = terminal.IsInteractive
            ? new LiveProgress(terminal.ErrorConsole)
            : (IProgressView)new PlainProgress(terminal.Error, terminal.Time);
        var pipeline = new SimulationPipeline(Artifacts(arguments, folder), terminal.Time);
        var trials = new TerminalTrials(
            folder.Root,
            spec.Data.Target,
            series.Find(spec.Data.Target),
            "spec-" + SpecJson.Hash(spec),
            terminal
        );
        var options = new RunOptions(arguments.Value(s_device) ?? "auto", await trials.EarlierAsync(cancellation) + 1);

        SimulationResult result;
        try
        {
            result = await view.ShowAsync(StageNames.Of(spec), report => pipeline.Run(spec, series, options, report, cancellation));
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            await terminal.Error.WriteLineAsync("stopped; the same command goes on from the last checkpoint");
            return ExitCode.Stopped;
        }
        await trials.RecordAsync(1);
        if (arguments.Has(s_json))
            await terminal.Out.WriteLineAsync(JsonSerializer.Serialize(result, PipelineJson.Indented));
        else
            ReportPrinter.Print(result, terminal);
        return ExitCode.Ok;
    }

    private static IReadOnlyList<BarSeries> WithActions(IReadOnlyList<BarSeries> given, Arguments arguments)
    {
        var series = given.ToDictionary(s => s.Symbol, StringComparer.OrdinalIgnoreCase);
        foreach (var (symbol, file) in arguments.Values(s_factors).Select(BarFiles.Split))
        {
            series[symbol] = series.TryGetValue(symbol, out var bars)
                ? ActionFiles.Attach(bars, file, null)
                : throw new UsageException(
                    $"--factors {symbol}={file}: no file gives the bars of '{symbol}' that the spec reads{Suggestion.Hint(symbol, series.Keys)}; name it with --bars {symbol}=FILE"
                );
        }
        return [.. series.Values];
    }

    private static SimulationSpec? ReadSpec(string file, List<string> errors)
    {
        try
        {
            var parse = SpecJson.Parse(file == "-" ? Console.In.ReadToEnd() : BarFiles.ReadText(file));
            errors.AddRange(parse.Errors.Select(e => $"{file}: {e}"));
            return parse.Spec;
        }
        catch (UsageException e)
        {
            errors.AddRange(e.Errors);
            return null;
        }
    }

    private static DataFolder? OpenFolder(Arguments arguments, List<string> errors)
    {
        try
        {
            return new DataFolder(DataFolder.Choose(arguments.Value(Option.Data)));
        }
        catch (DataFolderException e)
        {
            errors.Add(e.Message);
            return null;
        }
    }

    private static IArtifactStore Artifacts(Arguments arguments, DataFolder folder)
    {
        var store = new FileArtifactStore(folder);
        return arguments.Has(s_noCache) ? new FreshArtifacts(store) : store;
    }
}
