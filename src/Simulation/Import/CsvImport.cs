using System.Globalization;

namespace Simulator.Import;

/// <summary>
/// Reads market data files as people have them: Yahoo, yfinance, Stooq, Nasdaq.com, Alpha Vantage, Binance, MetaTrader, Investing.com,
/// LEAN, plain and close-only tables, panels. The layout is detected and can be overridden; nothing is repaired without a report.
/// </summary>
public static class CsvImport
{
    /// <summary>Largest text read by default: 512 MiB after decompression.</summary>
    public const long DefaultMaxBytes = 512L << 20;

    /// <summary>How a file would be read: the same reading as <see cref="Read"/>, without the bars.</summary>
    /// <exception cref="ImportException">The file cannot be imported; the text names line, value and remedy.</exception>
    public static ImportPreview Preview(byte[] content, string fileName, ImportOptions? overrides = null) =>
        Read(content, fileName, overrides).Preview;

    /// <summary>Reads a file into series with their quality reports.</summary>
    /// <param name="content">The file's bytes: text, or a zip or gzip with one text in it.</param>
    /// <param name="fileName">Its name as the user knows it; the symbol is guessed from it where the file has none.</param>
    /// <param name="overrides">What is not to be detected.</param>
    /// <exception cref="ImportException">The file cannot be imported; the text names line, value and remedy.</exception>
    public static ImportedFile Read(byte[] content, string fileName, ImportOptions? overrides = null)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentException.ThrowIfNullOrWhiteSpace(fileName);
        var options = overrides ?? new ImportOptions();
        var source = SourceText.Open(content, fileName, options.MaxBytes, options.DecimalMark);
        options = TableFiles.Settled(source, options);
        var layout = Adjust(LayoutDetection.Detect(source, options), options);
        layout.Notes.AddRange(source.Notes);
        var table = TableReader.Read(source, layout);
        var assembled = Assemble(source, layout, table, options);
        var excluded = table.Excluded.OrderBy(e => e.Line).ThenBy(e => e.Symbol, StringComparer.Ordinal).ToList();
        return new ImportedFile(Describe(source, layout, table, assembled, excluded), [.. assembled.Select(a => a.Imported)], excluded);
    }

    /// <summary>Takes the file's own adjusted columns in the place of the raw ones where that is wanted and they are complete.</summary>
    private static Layout Adjust(Layout layout, ImportOptions options)
    {
        if (options.UseAdjusted != true)
            return layout;
        layout.Notes.Add(
            layout.Series.Any(s => s.AdjustedClose >= 0)
                ? "prices are adjusted, volume is not"
                : "the file has no adjusted close: prices are used unchanged"
        );
        return layout with
        {
            Series =
            [
                .. layout.Series.Select(s =>
                    s is { AdjustedOpen: >= 0, AdjustedHigh: >= 0, AdjustedLow: >= 0, AdjustedClose: >= 0 }
                        ? s with
                        {
                            Open = s.AdjustedOpen,
                            High = s.AdjustedHigh,
                            Low = s.AdjustedLow,
                            Close = s.AdjustedClose,
                            AdjustedClose = -1,
                        }
                        : s
                ),
            ],
        };
    }

    private static List<AssembledSeries> Assemble(SourceText source, Layout layout, Table table, ImportOptions options)
    {
        var assembly = new SeriesAssembly(source, layout, table, options);
        var wanted = table
            .Series.Where(b => options.OnlySymbols is not { } only || only.Contains(b.Symbol, StringComparer.OrdinalIgnoreCase))
            .ToList();
        if (wanted.Count > 1 && options.Symbol is not null)
            layout.Warnings.Add(
                $"the name {options.Symbol} is not used: the file contains {string.Join(", ", table.Series.Take(8).Select(s => s.Symbol))}"
            );
        var series = new List<AssembledSeries>();
        foreach (var buffer in wanted)
        {
            var symbol = wanted.Count == 1 && options.Symbol is { } given ? given : buffer.Symbol;
            if (assembly.Assemble(buffer, symbol) is { } assembled)
                series.Add(assembled);
            else if (wanted.Count > 1)
                layout.Warnings.Add($"{buffer.Symbol} has no usable value and was skipped");
        }
        RefuseMostlyBad(source, table, series);
        return series;
    }

    private static void RefuseMostlyBad(SourceText source, Table table, List<AssembledSeries> series)
    {
        table.Excluded.Sort((a, b) => a.Line.CompareTo(b.Line));
        if (series.Count == 0 && table.Excluded.Count == 0)
            throw new ImportException(
                source.FileName,
                null,
                null,
                FormattableString.Invariant($"none of the {table.Rows} rows has a price"),
                "Open the file in an editor; set the separator, decimal mark or date format if they were detected wrongly"
            );
        var bars = series.Sum(s => s.Imported.Series.Count);
        var without = table.Series.Where(s => s.Columns.HasOhlc).Sum(s => s.MissingRows);
        if (series.Count == 0 || table.Excluded.Count - without > bars)
            throw TableReader.MostlyBad(source.FileName, table.Excluded, table.Rows);
    }

    private static ImportPreview Describe(
        SourceText source,
        Layout layout,
        Table table,
        List<AssembledSeries> series,
        List<ExcludedRow> excluded
    )
    {
        var main = series.MaxBy(s => s.Imported.Series.Count)!;
        List<ImportQuestion> questions =
        [
            .. layout.Questions,
            .. main.Questions,
            .. series.Where(s => s != main).SelectMany(s => s.Questions.Where(q => main.Questions.All(m => m.Text != q.Text))),
        ];
        layout.Warnings.AddRange(questions.Where(q => q.Topic == QuestionTopic.TimeZone).Select(q => q.Text).Distinct());
        if (table.Zones.UnitChangeLine > 0)
            layout.Notes.Add(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"the unit of the epoch times changes at line {table.Zones.UnitChangeLine}: every row is read by its own"
                )
            );
        foreach (
            var error in series.SelectMany(s =>
                s.Imported.Quality.Findings.Where(f => f.Severity == Quality.Severity.Error)
                    .Select(f => $"{s.Proposed.Symbol}: {f.Message}")
            )
        )
            layout.Warnings.Add(error);
        layout.Notes.AddRange(
            series.SelectMany(s =>
                s.Imported.Quality.Findings.Where(f => f.Check == Quality.QualityCheck.Adjustment)
                    .Select(f => $"{s.Proposed.Symbol}: {f.Message}")
            )
        );
        return new ImportPreview
        {
            FileName = source.FileName,
            Format = layout.Format,
            Encoding = source.Encoding,
            Container = source.Container,
            Separator = (char)layout.Separator,
            DecimalMark = (char)layout.DecimalMark,
            HeaderLines = layout.HeaderLines,
            DateFormat = DateFormat(layout, main.Timing),
            DateFormatIsCertain = layout.DateIsCertain,
            Order = series.Any(s => s.Order == RowOrder.Disordered) ? RowOrder.Disordered : main.Order,
            TimeZone = main.Timing.ClockName,
            Interval = main.Timing.Interval,
            Stamps = main.Timing.Stamps,
            StampRule = main.Timing.Rule,
            Columns = layout.Columns,
            Series = [.. series.Select(s => s.Proposed)],
            FirstRows = layout.FirstRows,
            Rows = table.Rows,
            BlankLines = table.BlankLines,
            MissingCells = Enumerable
                .Range(0, table.Missing.Length)
                .Where(k => table.Missing[k] > 0)
                .ToDictionary(k => Cells.MissingMarks[k], k => table.Missing[k]),
            Excluded = excluded,
            Questions = questions,
            Dropped = layout.Dropped,
            Warnings = layout.Warnings,
            Notes = layout.Notes,
        };
    }

    private static string DateFormat(Layout layout, BarTiming timing) =>
        layout.Pattern is null && layout.Shape < StampShape.EpochSeconds && !timing.ByDate
            ? $"{layout.DateFormat} with time"
            : layout.DateFormat;
}
