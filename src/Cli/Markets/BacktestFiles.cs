using Simulator.Cli.Faults;
using Simulator.CorporateActions;
using Simulator.Import;
using Simulator.Markets;

namespace Simulator.Cli.Markets;

/// <summary>The files of a backtest, read once.</summary>
internal sealed class BacktestFiles
{
    private readonly SeriesReader _reader;

    /// <summary>Reads the files.</summary>
    /// <param name="bars">The market file.</param>
    /// <param name="others">Further series, <c>SYMBOL=FILE</c>.</param>
    /// <param name="factors">A factor file for raw prices in <paramref name="bars"/>, or null.</param>
    /// <param name="treatment">How prices are adjusted for its splits and dividends.</param>
    /// <param name="answers">What the user says about the files.</param>
    /// <param name="benchmark">A file to compare with, or null.</param>
    /// <exception cref="UsageException">
    /// A file that cannot be read, a file without exactly one series, a clock that is not known beside other series.
    /// </exception>
    public BacktestFiles(
        string bars,
        IReadOnlyList<string> others,
        string? factors,
        PriceTreatment treatment,
        ReadingAnswers answers,
        string? benchmark = null
    )
    {
        _reader = new SeriesReader(answers);
        AsInFile = Read(bars, SeriesReader.Stem(bars));
        Series = factors is null ? AsInFile : PriceTreatments.Adjusted(ActionFiles.Attach(AsInFile, factors, null), treatment);
        Others = [.. others.Select(BarFiles.Split).Select(o => Read(o.File, o.Symbol))];
        Benchmark = benchmark is null ? null : Read(benchmark, SeriesReader.Stem(benchmark));
        _reader.Finish(AsInFile);
    }

    /// <summary>The traded series.</summary>
    public BarSeries Series { get; }

    /// <summary>The same series with the prices of the file, not adjusted.</summary>
    public BarSeries AsInFile { get; }

    /// <summary>Series that rules may read.</summary>
    public IReadOnlyList<BarSeries> Others { get; }

    /// <summary>What the run is compared with; null for the traded price.</summary>
    public BarSeries? Benchmark { get; }

    /// <summary>What is worth knowing about the files.</summary>
    public IReadOnlyList<string> Findings => _reader.Findings.Lines;

    private BarSeries Read(string file, string symbol)
    {
        var read = _reader.Read(file, new ImportOptions { Symbol = symbol });
        return read.Series.Count == 1
            ? read.Series[0].Series
            : throw new UsageException(
                FormattableString.Invariant($"{file}: has {read.Series.Count} series; a backtest needs a file with one series")
            );
    }
}
