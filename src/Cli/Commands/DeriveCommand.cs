using System.CommandLine;
using System.Globalization;
using Simulator.Artifacts;
using Simulator.Cli.CommandLines;
using Simulator.Cli.Faults;
using Simulator.Cli.Terminals;
using Simulator.Derivation;
using Simulator.Import;
using Simulator.Markets;
using Simulator.Store;
using Simulator.Store.Series;

namespace Simulator.Cli.Commands;

/// <summary>
/// Makes series from documents that are no prices, such as headlines, option chains and company reports; stores them on request.
/// </summary>
internal sealed class DeriveCommand : ProductCommand
{
    private readonly Argument<string> _kind = new("KIND") { Description = "what is made: " + Kinds };
    private readonly Argument<string[]> _files = new("FILE") { Description = "documents to read", Arity = ArgumentArity.OneOrMore };
    private readonly Option<string?> _symbol = NewOption.Text("--symbol", "NAME", "name of the series, of several the beginning of names");
    private readonly Option<string?> _calendar = NewOption.Text(
        "--calendar",
        "ID",
        "trading calendar whose days get values (default: NYSE)"
    );
    private readonly Option<string[]> _set = NewOption.Pairs("--set", "KEY=VALUE", "sets a choice of the kind");
    private readonly Option<bool> _accept = NewOption.Switch("--accept", "store the series; without it nothing is stored");
    private readonly Option<string?> _data = NewOption.DataFolder();

    public DeriveCommand()
        : base("derive", "makes series from headlines, option chains or company reports; --accept stores them")
    {
        _kind.CompletionSources.Add([.. SeriesMakers.All.Select(m => m.Name)]);
        Add(_kind);
        Add(_files);
        AddAll([_symbol, _calendar, _set, _accept, _data]);
    }

    private static string Kinds => string.Join(", ", SeriesMakers.All.Select(m => m.Name));

    public override string Details =>
        "A value stands on the first bar at whose close it was public. Such a series is named in data.related of a spec.\n\n"
        + "Kinds and their choices (KEY, its default, what it is):\n"
        + string.Join("\n", SeriesMakers.All.Select(Describe));

    public override IReadOnlyList<string> Examples =>
        [
            "derive news headlines.csv --symbol GSNEWS --set about=Goldman",
            "derive options chain_2014-06-04.csv chain_2014-06-09.csv --symbol AAPL --accept",
            "derive options GS.csv --symbol GS --set source=prices",
            "derive fundamentals reports.csv GS.csv --symbol GS",
        ];

    public override IEnumerable<string> Check(ParseResult parse)
    {
        var maker = SeriesMakers.All.FirstOrDefault(m => m.Name == parse.GetValue(_kind));
        if (maker is null)
            yield return $"KIND must be one of {Kinds}, was '{parse.GetValue(_kind)}'";
        if (!parse.Has(_symbol))
            yield return "--symbol is missing: name the series that is made";
        if (parse.GetValue(_calendar) is { } id && MarketCalendar.Find(id) is null)
            yield return $"--calendar: no calendar '{id}'; there are {string.Join(", ", MarketCalendar.All.Select(c => c.Id))}";
        foreach (var (key, value) in Choices(parse))
        {
            var option = maker?.Options.FirstOrDefault(o => o.Name == key);
            if (maker is not null && option is null)
                yield return $"--set {key}: {maker.Name} has {string.Join(", ", maker.Options.Select(o => o.Name))}";
            else if (option is not null && MakerChecks.Fault(option, value) is { } fault)
                yield return $"--set {key}: {fault}";
        }
    }

    public override async Task<int> RunAsync(ParseResult parse, Terminal terminal, CancellationToken cancellation)
    {
        var folder = parse.GetValue(_accept) ? new DataFolder(DataFolder.Choose(parse.GetValue(_data))) : null;
        var choices = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in Choices(parse))
            choices[key] = value;
        var made = Make(
            SeriesMakers.Of(parse.GetValue(_kind)!),
            new MakerInput(
                [.. parse.GetValue(_files)!.Select(Read)],
                parse.GetValue(_symbol)!,
                MarketCalendar.ById(parse.GetValue(_calendar) ?? MarketCalendar.Nyse.Id),
                choices
            )
        );
        foreach (var line in made.Series.Select(Line).Concat(made.Notes))
            await terminal.Out.WriteLineAsync(line);
        if (folder is null)
        {
            await terminal.Out.WriteLineAsync("Nothing is stored yet; the same command with --accept stores it.");
            return ExitCode.Ok;
        }
        using var store = SimulatorStore.Open(folder, terminal.Time);
        if (made.Series.Select(s => MakerChecks.OtherKind(store.Series, s)).FirstOrDefault(f => f is not null) is { } other)
            throw new UsageException($"--symbol: {other}");
        var source = string.Join(", ", parse.GetValue(_files)!.Select(Path.GetFileName));
        await store.Series.AddAsync([.. made.Series.Select(s => SeriesToStore.Examined(s, source))], cancellation);
        var names = string.Join(", ", made.Series.Select(s => s.Symbol));
        await terminal.Out.WriteLineAsync(
            string.Create(CultureInfo.InvariantCulture, $"Stored {made.Series.Count} series in {folder.Root}: {names}")
        );
        return ExitCode.Ok;
    }

    private static MadeSeries Make(ISeriesMaker maker, MakerInput input)
    {
        try
        {
            return maker.Make(input);
        }
        catch (ImportException e)
        {
            throw new UsageException(e.Message);
        }
    }

    private IEnumerable<(string Key, string Value)> Choices(ParseResult parse) =>
        parse.Values(_set).Select(pair => pair.Split('=', 2)).Where(p => p.Length == 2).Select(p => (p[0], p[1]));

    private static SourceDocument Read(string path)
    {
        try
        {
            return new SourceDocument(Path.GetFileName(path), File.ReadAllBytes(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{path}: cannot be read ({e.Message.TrimEnd('.')}); check the name and the rights");
        }
    }

    private static string Line(BarSeries series) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{series.Symbol}: {series.Count:N0} values from {series.CloseTimeAt(0):yyyy-MM-dd} to "
                + $"{series.CloseTimeAt(series.Count - 1):yyyy-MM-dd}, last {series.Close[^1]:G6}"
        );

    private static string Describe(ISeriesMaker maker) =>
        $"  {maker.Name}: {maker.Summary}\n"
        + string.Join("\n", maker.Options.Select(o => $"    {o.Name} ({(o.Default.Length == 0 ? "none" : o.Default)}): {o.Meaning}"));
}
