using System.CommandLine;
using System.Globalization;
using Simulator.Artifacts;
using Simulator.Cli.CommandLines;
using Simulator.Cli.Faults;
using Simulator.Cli.Markets;
using Simulator.Cli.OptionGroups;
using Simulator.Cli.Reports;
using Simulator.Cli.Terminals;
using Simulator.Import;
using Simulator.Markets;
using Simulator.Store;
using Simulator.Store.Series;

namespace Simulator.Cli.Commands;

/// <summary>Shows how market files are read and what is wrong with them; stores their series on request.</summary>
internal sealed class ImportCommand : ProductCommand
{
    private readonly Argument<string[]> _files = new("FILE") { Description = "market files to read", Arity = ArgumentArity.OneOrMore };
    private readonly Option<string?> _symbol = NewOption.Text("--symbol", "NAME", "name of the series, for a file with one series");
    private readonly Option<string[]> _only = NewOption.Texts("--only", "NAME", "read only this series of a file with several");
    private readonly ReadingOptions _reading = new();
    private readonly Option<string?> _dateFormat = NewOption.Text(
        "--date-format",
        "PATTERN",
        "exact date pattern, such as 'dd/MM/yyyy HH:mm' (default: detected)"
    );
    private readonly Option<bool> _json = NewOption.Switch("--json", "print what was read as JSON: series, rows, questions, findings");
    private readonly Option<bool> _adjusted = NewOption.Switch("--adjusted", "scale prices by the file's adjusted close");
    private readonly Option<string?> _factors = NewOption.Text(
        "--factors",
        "FILE",
        "factor file in LEAN's format, for a file with one series: adds its splits and dividends"
    );
    private readonly Option<string?> _map = NewOption.Text(
        "--map",
        "FILE",
        "map file in LEAN's format: adds former names and the delisting"
    );
    private readonly Option<string?> _overlap = NewOption.Choice(
        "--overlap",
        "FILE",
        "of bars with other figures in several files of one series, take those of the earlier or of the later file",
        ["earlier", "later"]
    );
    private readonly Option<bool> _accept = NewOption.Switch("--accept", "store the series; without it nothing is stored");
    private readonly Option<string?> _data = NewOption.DataFolder();

    public ImportCommand()
        : base("import", "shows how market files are read and what is wrong with them; --accept stores them")
    {
        Add(_files);
        AddAll([_symbol, _only, .. _reading.All, _dateFormat, _adjusted, _factors, _map, _overlap, _accept, _json, _data]);
    }

    public override string Details =>
        """
            Nothing is repaired: rows that cannot be used are left out and listed with their lines.
            Several files are stored all together or not at all. Files of one series are joined: equal bars are taken once, and bars
            with other figures are listed until --overlap says which to take. docs/import.md says which formats are read.
            """;

    public override IReadOnlyList<string> Examples =>
        ["import GOOG.csv", "import GOOG.csv --symbol GOOG --accept", "import EURUSD_2019.csv EURUSD_2020.csv --accept"];

    public override IEnumerable<string> Check(ParseResult parse)
    {
        if (parse.GetValue(_files) is not { Length: > 1 })
            yield break;
        if (parse.Has(_symbol))
            yield return "--symbol names the series of one file; import the files one by one, or leave it out";
        if (parse.Has(_factors) || parse.Has(_map))
            yield return "--factors and --map are for one file; import the files one by one";
    }

    public override async Task<int> RunAsync(ParseResult parse, Terminal terminal, CancellationToken cancellation)
    {
        var folder = parse.GetValue(_accept) ? new DataFolder(DataFolder.Choose(parse.GetValue(_data))) : null;
        var files = await ReadAllAsync(parse, terminal);
        var series = files.Series.Select(s => s.ToStore()).ToList();
        if (parse.Has(_factors) || parse.Has(_map))
            series = [await AttachAsync(series, parse, terminal)];
        if (folder is null && parse.GetValue(_json))
            return ExitCode.Ok;
        if (folder is null)
        {
            await terminal.Out.WriteLineAsync("Nothing is stored yet; the same command with --accept stores it.");
            return ExitCode.Ok;
        }
        using var store = SimulatorStore.Open(folder, terminal.Time);
        await store.Series.AddAsync(series, cancellation);
        await (parse.GetValue(_json) ? terminal.Error : terminal.Out).WriteLineAsync(
            string.Create(
                CultureInfo.InvariantCulture,
                $"Stored {series.Count} series in {folder.Root}: {string.Join(", ", series.Select(s => s.Series.Symbol))}"
            )
        );
        return ExitCode.Ok;
    }

    // Every file is shown, then every refusal at once.
    private async Task<JoinedFiles> ReadAllAsync(ParseResult parse, Terminal terminal)
    {
        var (options, reader) = (OptionsFrom(parse), new SeriesReader(_reading.Answers(parse)));
        var files = new List<(string Name, ImportedFile File)>();
        var (errors, documents, json) = (new List<string>(), new List<ImportedFileJson>(), parse.GetValue(_json));
        foreach (var path in parse.GetValue(_files)!)
        {
            var name = Path.GetFileName(path);
            try
            {
                var file = reader.Read(path, options);
                if (!json)
                    ImportPrinter.Print(file, terminal);
                documents.Add(ImportJson.Of(name, file));
                files.Add((name, file));
            }
            catch (UsageException e)
            {
                errors.AddRange(e.Errors);
                documents.Add(ImportJson.Refused(name, string.Join("; ", e.Errors)));
            }
        }
        var joined = JoinedFiles.Of(files, parse.GetValue(_overlap));
        if (json)
            await terminal.Out.WriteLineAsync(ImportJson.Text(documents, joined.Series));
        else
            ImportPrinter.PrintJoined(joined.Series, terminal.Out);
        errors.AddRange(joined.Errors);
        if (errors.Count == 0)
            reader.RefuseUnusedAnswers();
        return errors.Count == 0
            ? joined
            : throw new UsageException([.. errors, .. parse.GetValue(_accept) ? ["nothing was stored"] : Array.Empty<string>()]);
    }

    private async Task<SeriesToStore> AttachAsync(List<SeriesToStore> series, ParseResult parse, Terminal terminal)
    {
        if (series is not [var one])
            throw new UsageException(
                $"--factors and --map are for one series; the file has {string.Join(", ", series.Select(s => s.Series.Symbol))}: "
                    + "choose one with --only"
            );
        var attached = ActionFiles.Attach(one.Series, parse.GetValue(_factors), parse.GetValue(_map));
        await terminal.Out.WriteLineAsync(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{attached.Symbol}: {attached.Actions.OfType<Split>().Count()} splits and "
                    + $"{attached.Actions.OfType<CashDividend>().Count()} dividends added"
            )
        );
        return one with { Series = attached };
    }

    private ImportOptions OptionsFrom(ParseResult parse) =>
        new()
        {
            Symbol = parse.GetValue(_symbol),
            OnlySymbols = parse.Has(_only) ? parse.Values(_only) : null,
            DateFormat = parse.GetValue(_dateFormat),
            UseAdjusted = parse.GetValue(_adjusted) ? true : null,
        };
}
