using Simulator.Cli.Faults;
using Simulator.CorporateActions;
using Simulator.Import;
using Simulator.Markets;

namespace Simulator.Cli.Markets;

/// <summary>The files of a backtest, read once. Intraday times are used as they are in the file; a day ends at midnight.</summary>
internal sealed class BacktestFiles
{
    private readonly FileFindings _findings = new();

    /// <summary>Reads the files.</summary>
    /// <param name="bars">The market file.</param>
    /// <param name="others">Further series, <c>SYMBOL=FILE</c>.</param>
    /// <param name="factors">A factor file for raw prices in <paramref name="bars"/>, or null.</param>
    /// <param name="treatment">How prices are adjusted for its splits and dividends.</param>
    /// <exception cref="UsageException">A file that cannot be read, or a file without exactly one series.</exception>
    public BacktestFiles(string bars, IReadOnlyList<string> others, string? factors, PriceTreatment treatment)
    {
        AsInFile = Read(bars, NameOf(bars));
        Series = factors is null ? AsInFile : PriceTreatments.Adjusted(ActionFiles.Attach(AsInFile, factors, null), treatment);
        Others = [.. others.Select(BarFiles.Split).Select(o => Read(o.File, o.Symbol))];
    }

    /// <summary>The traded series.</summary>
    public BarSeries Series { get; }

    /// <summary>The same series with the prices of the file, not adjusted.</summary>
    public BarSeries AsInFile { get; }

    /// <summary>Series that rules may read.</summary>
    public IReadOnlyList<BarSeries> Others { get; }

    /// <summary>The data problems that were found.</summary>
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
                    FormattableString.Invariant($"{file}: has {read.Series.Count} series; a backtest needs a file with one series")
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

    // The name of the file without its extension. A file such as ".csv" still needs a name for its series.
    private static string NameOf(string file) =>
        Path.GetFileNameWithoutExtension(file) is var name && string.IsNullOrWhiteSpace(name) ? SymbolNames.Clean(name) : name;

    // Like backtesting.py, the clock is that of the file: midnight begins a day, and longer bars end at midnight. The number of trading
    // days per year and trading at weekends are those of the market.
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
