using System.CommandLine;
using Simulator.Cli.Artifacts;
using Simulator.Cli.CommandLines;
using Simulator.Cli.Faults;
using Simulator.Cli.Markets;
using Simulator.Cli.OptionGroups;
using Simulator.Cli.Terminals;
using Simulator.Markets;
using Simulator.Portfolios;
using Simulator.Runs;

namespace Simulator.Cli.Commands;

/// <summary>The spec and the files of a command that looks at a target and its features and runs nothing.</summary>
internal sealed class SpecMarket
{
    private readonly Option<string[]> _bars = NewOption.Pairs("--bars", "SYMBOL=FILE", "market file for a series of the spec");
    private readonly Option<string[]> _panel = NewOption.Texts("--panel", "FILE", "market file with several series");
    private readonly ReadingOptions _reading = new();

    /// <summary>The spec's file.</summary>
    public Argument<string> Spec { get; } = new("SPEC.json") { Description = "the spec to check; - reads it from standard input" };

    /// <summary>Options of files.</summary>
    public IReadOnlyList<Option> Files => [_bars, _panel, .. _reading.All];

    /// <summary>The data folder.</summary>
    public Option<string?> Data { get; } = NewOption.DataFolder();

    /// <summary>Reads all of it, notes what was assumed, and hands it on.</summary>
    /// <param name="parse">What was typed.</param>
    /// <param name="terminal">Where notes go.</param>
    /// <param name="command">Name of the command, for messages.</param>
    /// <param name="use">What is done with a spec and series that fit together.</param>
    /// <exception cref="UsageException">Everything that does not fit.</exception>
    public async Task<int> UseAsync(
        ParseResult parse,
        Terminal terminal,
        string command,
        Func<SimulationSpec, ISeriesSource, Task<int>> use
    )
    {
        var errors = new List<string>();
        var spec = SpecFiles.Read(parse.GetValue(Spec)!, errors);
        var folder = DataFolders.Open(parse.GetValue(Data), errors);
        string[] wanted = spec is null ? [] : [spec.Data.Target, .. spec.Data.Related];
        var reader = new SeriesReader(_reading.Answers(parse));
        var given = BarFiles.Read(reader, parse.Values(_bars), parse.Values(_panel), wanted, errors);
        if (spec?.Strategy is PortfolioStrategySpec)
            errors.Add($"{command} checks one target and its features; a portfolio has neither");
        if (spec is null || folder is null || errors.Count > 0)
            throw new UsageException(errors);
        using var imported = new ImportedSeries(folder, terminal.Time);
        var series = new LayeredSeries([new InMemorySeries(given), imported]);
        reader.Finish(series.Find(spec.Data.Target), wanted.Length > given.Count);
        foreach (var finding in reader.Findings.Lines)
            await terminal.Error.WriteLineAsync($"note: {finding}");
        if (SpecChecks.AgainstData(spec, series) is { Count: > 0 } unfit)
            throw new UsageException([.. unfit.Select(e => e.ToString())]);
        return await use(spec, series);
    }
}
