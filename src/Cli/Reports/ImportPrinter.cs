using System.Globalization;
using Simulator.Cli.Terminals;
using Simulator.Import;
using Simulator.Quality;
using Spectre.Console;
using JoinedSeries = Simulator.Cli.Markets.JoinedSeries;

namespace Simulator.Cli.Reports;

/// <summary>Shows how a file was read and the quality of its series.</summary>
internal static class ImportPrinter
{
    private const int ShownExclusions = 5;
    private const int ShownRows = 8;

    public static void Print(ImportedFile file, Terminal terminal)
    {
        var preview = file.Preview;
        var writer = terminal.Out;
        writer.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{preview.FileName}: {preview.Format}, {preview.Encoding}{(preview.Container is { } packed ? $" in {packed}" : "")}, "
                    + $"{preview.Rows} rows, bars of {preview.Interval}"
            )
        );
        writer.WriteLine(
            $"  separator {Name(preview.Separator)}, decimal mark {Name(preview.DecimalMark)}, "
                + $"dates {preview.DateFormat}{(preview.DateFormatIsCertain ? "" : " (uncertain)")}, {Order(preview.Order)}"
        );
        writer.WriteLine($"  {preview.StampRule}");
        if (preview.MissingCells.Count > 0)
            writer.WriteLine($"  cells without a value: {string.Join(", ", preview.MissingCells.Select(m => $"{m.Value} × {m.Key}"))}");
        foreach (var warning in preview.Warnings)
            writer.WriteLine($"  warning: {warning}");
        foreach (var question in preview.Questions.Where(q => !preview.Warnings.Contains(q.Text)))
            writer.WriteLine($"  question: {question.Text} ({question.Option})");
        foreach (var note in preview.Notes)
            writer.WriteLine($"  note: {note}");
        terminal.OutConsole.Write(SeriesTable(preview.Series));
        foreach (var series in file.Series.Where(s => s.Quality.Findings.Count > 0))
            PrintQuality(series.Quality, writer);
        foreach (var dropped in preview.Dropped)
            writer.WriteLine($"  not read: {dropped}");
        PrintExcluded(file.Excluded, writer);
    }

    /// <summary>What was joined from several files.</summary>
    public static void PrintJoined(IEnumerable<JoinedSeries> series, TextWriter writer)
    {
        foreach (var joined in series.Where(s => s.Files.Count > 1 && s.Obstacle is null))
            writer.WriteLine($"  note: {joined.Describe()}");
    }

    private static Table SeriesTable(IReadOnlyList<ProposedSeries> series)
    {
        var table = new Table { Border = TableBorder.Simple };
        table.AddColumns("series", "bars", "from", "to", "calendar", "kind", "columns", "concerns");
        foreach (var s in series)
        {
            table.AddRow(
                Markup.Escape(s.Symbol),
                s.Bars.ToString(CultureInfo.InvariantCulture),
                s.From.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                s.To.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                Markup.Escape($"{s.CalendarId} ({s.CalendarReason})"),
                s.Kind.ToString().ToLowerInvariant(),
                (s.HasOhlc ? "OHLC" : "close") + (s.HasVolume ? ", volume" : ""),
                s.QualityFindings.ToString(CultureInfo.InvariantCulture)
            );
        }
        return table;
    }

    private static void PrintQuality(QualityReport quality, TextWriter writer)
    {
        writer.WriteLine($"  {quality.Symbol}, quality:");
        foreach (var finding in quality.Findings)
        {
            var numbers = string.Join(", ", finding.Rows.Take(ShownRows)) + (finding.Count > ShownRows ? ", …" : "");
            var rows = finding.Rows.Count == 0 ? "" : $" ({(quality.RowsAreFileLines ? "lines" : "bars")} {numbers})";
            writer.WriteLine($"    {finding.Severity.ToString().ToLowerInvariant()}: {finding.Message}{rows}");
        }
    }

    private static void PrintExcluded(IReadOnlyList<ExcludedRow> excluded, TextWriter writer)
    {
        foreach (var row in excluded.Take(ShownExclusions))
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  left out: line {row.Line}, {row.Symbol}: {row.Reason}"));
        if (excluded.Count > ShownExclusions)
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  left out: {excluded.Count - ShownExclusions} more"));
    }

    private static string Name(char c) =>
        c switch
        {
            '\t' => "tab",
            ' ' => "space",
            _ => $"'{c}'",
        };

    private static string Order(RowOrder order) =>
        order switch
        {
            RowOrder.OldestFirst => "oldest first",
            RowOrder.NewestFirst => "newest first (reversed)",
            _ => "out of order (sorted)",
        };
}
