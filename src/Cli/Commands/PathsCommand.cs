using System.CommandLine;
using System.Globalization;
using Simulator.Cli.Artifacts;
using Simulator.Cli.CommandLines;
using Simulator.Cli.Faults;
using Simulator.Cli.Markets;
using Simulator.Cli.OptionGroups;
using Simulator.Cli.Reports;
using Simulator.Cli.Terminals;
using Simulator.Generation;
using Simulator.Import;
using Simulator.Learning.Generation;
using Simulator.MarketPaths;
using Simulator.Markets;
using Simulator.Runs;

namespace Simulator.Cli.Commands;

/// <summary>Learns a market from the past of a series, draws other histories of it and judges how real they are.</summary>
internal sealed class PathsCommand : ProductCommand
{
    private readonly Argument<string> _source = new("SERIES|SPEC.json")
    {
        Description =
            "a market file with one series, the name of an imported series, or a spec, of which the bars before the test part are used",
    };
    private readonly Option<string[]> _series = NewOption.Pairs("--series", "SYMBOL=FILE", "market file for a series of the spec");
    private readonly Option<DateOnly?> _from = NewOption.Day("--from", "first day to learn from");
    private readonly Option<DateOnly?> _until = NewOption.Day("--until", "last day to learn from");
    private readonly Option<string?> _generator = NewOption.Choice(
        "--generator",
        "NAME",
        "what draws the paths: bootstrap, filtered, garch, gjr, gan or energy (the network without a critic)",
        [.. PathGenerators.Names],
        "filtered"
    );
    private readonly Option<int> _paths = NewOption.Count("--paths", "N", "paths to write", 10, 1);
    private readonly Option<int?> _bars = NewOption.OptionalCount("--bars", "T", "bars of a path (default: as many as the past has)", 1);
    private const int MostBars = 100_000;
    private const int MostInAll = 5_000_000;

    private readonly Option<long> _seed = NewOption.Seed("--seed", "seed of all that is drawn", 1);
    private readonly Option<string?> _out = NewOption.Text("--out", "FOLDER", "write each path there as a CSV file that import reads");
    private readonly ReadingOptions _reading = new();
    private readonly Option<bool> _json = NewOption.Json("facts and judges");
    private readonly Option<string?> _data = NewOption.DataFolder();

    public PathsCommand()
        : base("paths", "draws other histories of a market and judges how real they are")
    {
        Add(_source);
        AddAll([_generator, _paths, _bars, _seed, _out, _series, _from, _until, .. _reading.All, _json, _data]);
    }

    public override string StrayHint => "; it learns from one series at a time";

    public override string Details =>
        $"""
            A generator learns from daily bars alone, and every path starts in the state of a random day of them.
            The facts and the judges are of {PathTrial.JudgedPaths} further paths as long as the past, whatever --paths and --bars say:
            most of these figures depend on the length. A fact is "inside" where the paths' median lies in the
            band that block resamples of the real series leave of its own figure.
            docs/algorithms/generator.md has every formula, and how the generators did on three series.
            """;

    public override IReadOnlyList<string> Examples =>
        ["paths GS.csv --generator filtered --paths 20 --bars 500 --out paths", "paths SP500 --generator gan --seed 3 --json"];

    public override async Task<int> RunAsync(ParseResult parse, Terminal terminal, CancellationToken cancellation)
    {
        var past = MarketHistory.Of((await ReadAsync(parse, terminal)).Between(parse.GetValue(_from), parse.GetValue(_until)));
        var (name, seed) = (parse.GetValue(_generator)!, parse.GetValue(_seed));
        var folder = parse.GetValue(_out);
        if (folder is not null)
        {
            RefuseTooMuch(parse.GetValue(_paths), parse.GetValue(_bars) ?? past.Count);
            PathFiles.Prepare(_out.Name, folder);
        }
        var trial = PathTrial.Of(PathGenerators.Tools, name, past, seed, cancellation: cancellation);
        var files = folder is null ? [] : await WriteAsync(parse, trial, folder, cancellation);
        await terminal.Out.WriteLineAsync(
            parse.GetValue(_json) ? PathsPrinter.Json(seed, trial, files) : PathsPrinter.Text(seed, trial, files)
        );
        return ExitCode.Ok;
    }

    // All paths are held until they are written, and a day of each bar has to be found.
    private void RefuseTooMuch(int paths, int bars)
    {
        if (bars > MostBars)
            throw new UsageException(
                string.Create(CultureInfo.InvariantCulture, $"{_bars.Name} may be at most {MostBars:N0}, was {bars:N0}")
            );
        if ((long)paths * bars > MostInAll)
            throw new UsageException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{_paths.Name} × {_bars.Name} may be at most {MostInAll:N0}, was {(long)paths * bars:N0}; draw them with several seeds"
                )
            );
    }

    private async Task<IReadOnlyList<string>> WriteAsync(ParseResult parse, PathTrial trial, string folder, CancellationToken cancellation)
    {
        var (bars, files) = (parse.GetValue(_bars) ?? trial.Past.Count, new List<string>());
        foreach (var path in trial.Series(parse.GetValue(_paths), bars, parse.GetValue(_seed), cancellation))
            files.Add(await PathFiles.WriteAsync(_out.Name, folder, path, cancellation));
        return files;
    }

    private async Task<BarSeries> ReadAsync(ParseResult parse, Terminal terminal)
    {
        var (source, reader, errors) = (parse.GetValue(_source)!, new SeriesReader(_reading.Answers(parse)), new List<string>());
        var folder = DataFolders.Open(parse.GetValue(_data), errors);
        var isSpec = source == "-" || source.EndsWith(".json", StringComparison.OrdinalIgnoreCase);
        var spec = isSpec ? SpecFiles.Read(source, errors) : null;
        if (!isSpec && parse.Has(_series))
            errors.Add($"{_series.Name} is for a spec; '{source}' is a series");
        string[] wanted = spec is null ? [] : [spec.Data.Target, .. spec.Data.Related];
        var given = BarFiles.Read(reader, parse.Values(_series), [], wanted, errors);
        if (folder is null || (isSpec && spec is null) || errors.Count > 0)
            throw new UsageException(errors);
        using var imported = new Markets.ImportedSeries(folder, terminal.Time);
        var all = new LayeredSeries([new InMemorySeries(given), imported]);
        var series =
            spec is not null ? BeforeTest(spec, all)
            : File.Exists(source) ? OfFile(reader, source)
            : imported.Find(source)
                ?? throw new UsageException(
                    $"{source}: no such file, and no series of that name is imported; 'import FILE --accept' stores one"
                );
        reader.Finish(series, spec is not null && wanted.Length > given.Count);
        foreach (var finding in reader.Findings.Lines)
            await terminal.Error.WriteLineAsync($"note: {finding}");
        return series;
    }

    private static BarSeries BeforeTest(SimulationSpec spec, LayeredSeries series)
    {
        if (SpecChecks.AgainstData(spec, series) is { Count: > 0 } unfit)
            throw new UsageException([.. unfit.Select(e => e.ToString())]);
        var target = TrainingDiagnosis.Market(spec, series).Target;
        return target.Slice(0, spec.Split.TestStart(target.Count));
    }

    private static BarSeries OfFile(SeriesReader reader, string file)
    {
        var read = reader.Read(file, new ImportOptions { Symbol = SeriesReader.Stem(file) });
        return read.Series.Count == 1
            ? read.Series[0].Series
            : throw new UsageException(
                FormattableString.Invariant(
                    $"{file}: has {read.Series.Count} series; paths are made of a file with one, or of an imported series"
                )
            );
    }
}
