using System.Globalization;
using Simulator.Artifacts;
using Simulator.Cli.CommandLines;
using Simulator.Cli.Markets;
using Simulator.Cli.Reports;
using Simulator.Cli.Terminals;
using Simulator.Import;
using Simulator.Markets;
using Simulator.Store;
using Simulator.Store.Series;

namespace Simulator.Cli.Commands;

/// <summary>Shows how market files would be read and what is wrong with them; stores their series on request.</summary>
internal sealed class ImportCommand : Command
{
    private static readonly Option s_symbol = new("--symbol", "NAME", "name of the series, for a file that holds one");
    private static readonly Option s_only = new("--only", "NAME", "of a file with several series, only this one; may be repeated")
    {
        Repeats = true,
    };
    private static readonly Option s_calendar = new("--calendar", "ID", "whose calendar the bars follow; detected otherwise")
    {
        Choices = [.. MarketCalendar.All.Select(c => c.Id)],
    };
    private static readonly Option s_decimal = new("--decimal-mark", "MARK", "'.' or ','; detected otherwise") { Choices = [".", ","] };
    private static readonly Option s_dateFormat = new(
        "--date-format",
        "PATTERN",
        "exact date pattern, e.g. 'dd/MM/yyyy HH:mm'; detected otherwise"
    );
    private static readonly Option s_dayFirst = new("--day-first", "YES/NO", "for dates such as 03/04/2017") { Choices = ["yes", "no"] };
    private static readonly Option s_timeZone = new("--time-zone", "ZONE", "zone of intraday times that carry none, e.g. America/New_York");
    private static readonly Option s_stamps = new("--stamps", "END", "which end of its bar an intraday time names")
    {
        Choices = ["open", "close"],
    };
    private static readonly Option s_adjusted = new("--adjusted", null, "scale prices by the file's adjusted close");
    private static readonly Option s_factors = new(
        "--factors",
        "FILE",
        "factor file in LEAN's format for a file of one series: its splits and dividends are attached"
    );
    private static readonly Option s_map = new("--map", "FILE", "map file in LEAN's format: names and delisting are attached");
    private static readonly Option s_accept = new("--accept", null, "store what is shown; without it nothing is stored");

    public override string Name => "import";

    public override string Usage => "FILE… [options]";

    public override string Summary => "shows how market files would be read, with their quality; --accept stores them";

    public override IReadOnlyList<Option> Options =>
        [
            s_symbol,
            s_only,
            s_calendar,
            s_decimal,
            s_dateFormat,
            s_dayFirst,
            s_timeZone,
            s_stamps,
            s_adjusted,
            s_factors,
            s_map,
            s_accept,
            Option.Data,
        ];

    public override string Details =>
        "Nothing is repaired: what is left out is named with its line. Several files are stored all together or not at all.";

    public override IEnumerable<string> Check(Arguments arguments)
    {
        if (arguments.Positionals.Count == 0)
            yield return "which file? import FILE";
        if (arguments.Positionals.Count > 1 && arguments.Has(s_symbol))
            yield return "--symbol names one file's series; import several files one by one, or leave it out";
        if (arguments.Positionals.Count > 1 && (arguments.Has(s_factors) || arguments.Has(s_map)))
            yield return "--factors and --map belong to one file's series; import several files one by one";
        if (arguments.Value(s_timeZone) is { } zone && !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _))
            yield return $"--time-zone must be an IANA name such as America/New_York, was '{zone}'";
    }

    public override async Task<int> RunAsync(Arguments arguments, Terminal terminal, CancellationToken cancellation)
    {
        var folder = arguments.Has(s_accept) ? new DataFolder(DataFolder.Choose(arguments.Value(Option.Data))) : null;
        var files = ReadAll(arguments, terminal);
        var series = files
            .SelectMany(f => f.File.Series.Select(s => new SeriesToStore(s.Series, f.Name, s.Quality.ToJson(), s.Quality.Concerns)))
            .ToList();
        RefuseTwins(series);
        if (arguments.Has(s_factors) || arguments.Has(s_map))
            series = [await AttachAsync(series, arguments, terminal)];
        if (folder is null)
        {
            await terminal.Out.WriteLineAsync("Nothing is stored yet; the same command with --accept stores it.");
            return ExitCode.Ok;
        }
        using var store = SimulatorStore.Open(folder, terminal.Time);
        await store.Series.AddAsync(series, cancellation);
        await terminal.Out.WriteLineAsync(
            string.Create(
                CultureInfo.InvariantCulture,
                $"Stored {series.Count} series in {folder.Root}: {string.Join(", ", series.Select(s => s.Series.Symbol))}"
            )
        );
        return ExitCode.Ok;
    }

    // Every file is shown, then every refusal at once.
    private static List<(string Name, ImportedFile File)> ReadAll(Arguments arguments, Terminal terminal)
    {
        var options = OptionsFrom(arguments);
        var files = new List<(string, ImportedFile)>();
        var errors = new List<string>();
        foreach (var path in arguments.Positionals)
        {
            try
            {
                var file = CsvImport.Read(BarFiles.ReadBytes(path), Path.GetFileName(path), options);
                ImportPrinter.Print(file, terminal);
                files.Add((Path.GetFileName(path), file));
            }
            catch (ImportException e)
            {
                errors.Add(e.Message);
            }
            catch (UsageException e)
            {
                errors.AddRange(e.Errors);
            }
        }
        return errors.Count == 0
            ? files
            : throw new UsageException([.. errors, .. arguments.Has(s_accept) ? ["nothing was stored"] : Array.Empty<string>()]);
    }

    private static async Task<SeriesToStore> AttachAsync(List<SeriesToStore> series, Arguments arguments, Terminal terminal)
    {
        if (series is not [var one])
            throw new UsageException(
                $"--factors and --map belong to one series; the file has {string.Join(", ", series.Select(s => s.Series.Symbol))}: choose one with --only"
            );
        var attached = ActionFiles.Attach(one.Series, arguments.Value(s_factors), arguments.Value(s_map));
        await terminal.Out.WriteLineAsync(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{attached.Symbol}: {attached.Actions.OfType<Split>().Count()} splits, {attached.Actions.OfType<CashDividend>().Count()} dividends attached"
            )
        );
        return one with { Series = attached };
    }

    private static void RefuseTwins(List<SeriesToStore> series)
    {
        var twins = series.GroupBy(s => s.Series.Symbol, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1).ToList();
        if (twins.Count > 0)
            throw new UsageException([
                .. twins.Select(t =>
                    $"series '{t.Key}' comes from {string.Join(" and ", t.Select(s => s.SourceName))}; import one of them, or use --only"
                ),
            ]);
    }

    private static ImportOptions OptionsFrom(Arguments arguments) =>
        new()
        {
            Symbol = arguments.Value(s_symbol),
            OnlySymbols = arguments.Has(s_only) ? arguments.Values(s_only) : null,
            Calendar = arguments.Value(s_calendar),
            DecimalMark = arguments.Value(s_decimal)?[0],
            DateFormat = arguments.Value(s_dateFormat),
            DayFirst = arguments.Value(s_dayFirst) is { } dayFirst ? dayFirst == "yes" : null,
            TimeZone = arguments.Value(s_timeZone),
            Stamps = arguments.Value(s_stamps) switch
            {
                "open" => BarStamp.Open,
                "close" => BarStamp.Close,
                _ => null,
            },
            UseAdjusted = arguments.Has(s_adjusted) ? true : null,
        };
}
