using Simulator.Cli.CommandLines;
using Simulator.CorporateActions;
using Simulator.Import;
using Simulator.Markets;

namespace Simulator.Cli.Markets;

/// <summary>The files of a backtest, read once. Intraday stamps are taken as they stand there, a day ending at midnight.</summary>
internal sealed class BacktestFiles
{
    private readonly FileFindings _findings = new();

    /// <summary>Reads them.</summary>
    /// <param name="bars">The market file.</param>
    /// <param name="others">Further series, <c>SYMBOL=FILE</c>.</param>
    /// <param name="factors">A factor file of raw prices in <paramref name="bars"/>; null without.</param>
    /// <param name="treatment">What is done about its splits and dividends.</param>
    /// <exception cref="UsageException">A file that cannot be read, or that holds not one series.</exception>
    public BacktestFiles(string bars, IReadOnlyList<string> others, string? factors, PriceTreatment treatment)
    {
        AsInFile = Read(bars, NameOf(bars));
        Series = factors is null ? AsInFile : PriceTreatments.Adjusted(ActionFiles.Attach(AsInFile, factors, null), treatment);
        Others = [.. others.Select(BarFiles.Split).Select(o => Read(o.File, o.Symbol))];
    }

    /// <summary>The traded series.</summary>
    public BarSeries Series { get; }

    /// <summary>The same with the prices that stand in the file.</summary>
    public BarSeries AsInFile { get; }

    /// <summary>Series that rules may read.</summary>
    public IReadOnlyList<BarSeries> Others { get; }

    /// <summary>What the import found about them.</summary>
    public IReadOnlyList<string> Findings => _findings.Lines;

    private BarSeries Read(string file, string symbol)
    {
        try
        {
            var read = CsvImport.Read(
                BarFiles.ReadBytes(file),
                Path.GetFileName(file),
                new ImportOptions
                {
                    Symbol = symbol,
                    TimeZone = "Etc/UTC",
                    Stamps = BarStamp.Close,
                }
            );
            if (read.Series.Count != 1)
                throw new UsageException(
                    FormattableString.Invariant($"{file}: holds {read.Series.Count} series; a backtest takes a file with one")
                );
            _findings.Add(file, read, _ => true);
            var series = read.Series[0].Series;
            return series.Interval.IsIntraday ? AsStamped(series) : series;
        }
        catch (ImportException e)
        {
            throw new UsageException(e.Message);
        }
    }

    // As the file is called; one without a name before its ending still needs one.
    private static string NameOf(string file) =>
        Path.GetFileNameWithoutExtension(file) is var name && string.IsNullOrWhiteSpace(name) ? SymbolNames.Clean(name) : name;

    // The clock is that of the stamps, as the reference takes them (a stamp of midnight is the day that begins), but longer bars end at
    // midnight; how many days a year of the market has, and whether weekends are among them, is the market's own.
    private static BarSeries AsStamped(BarSeries s) =>
        new(s.Symbol, s.CloseTimeTicks, s.Open, s.High, s.Low, s.Close, s.Volume)
        {
            Calendar = new MarketCalendar(
                "stamps",
                "As stamped",
                "Etc/UTC",
                new TimeOnly(23, 59),
                s.Calendar.TradesOnWeekends,
                s.Calendar.TradingDaysPerYear
            )
            {
                DayEnd = TimeOnly.MinValue,
            },
            Interval = s.Interval,
            Kind = s.Kind,
            HasOhlc = s.HasOhlc,
        };
}
