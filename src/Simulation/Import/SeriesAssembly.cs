using System.Globalization;
using Simulator.Markets;
using Simulator.Quality;

namespace Simulator.Import;

/// <summary>A finished series with what the preview says about it.</summary>
internal sealed record AssembledSeries(
    ImportedSeries Imported,
    ProposedSeries Proposed,
    BarTiming Timing,
    RowOrder Order,
    IReadOnlyList<ImportQuestion> Questions
);

/// <summary>Turns the rows of one series into bars: selection, close times, adjustment, quality.</summary>
internal sealed class SeriesAssembly(SourceText source, Layout layout, Table table, ImportOptions options)
{
    private const double NegligibleAdjustment = 1e-4;

    /// <summary>Assembles a series; null when the file holds no bar of it.</summary>
    /// <exception cref="ImportException">Trades, rows without any order, prices against dates.</exception>
    public AssembledSeries? Assemble(SeriesBuffer buffer, string symbol)
    {
        var facts = CalendarChoice.Of(symbol, buffer, table, layout, options);
        var repeated = RepeatedHours.Settle(buffer, table, layout, facts.Calendar, options);
        RefuseTrades(buffer);
        var selection = RowSelection.Of(buffer, facts.Kind, table, source.FileName);
        selection.Findings.AddRange(repeated);
        var rows = selection.Rows;
        if (rows.Length == 0)
            return null;
        var timing = BarTiming.Of(new StampedRows(buffer, rows), table, layout, facts, options);
        var times = CloseTimes(buffer, timing, ref rows);
        if (options.UseAdjusted == true && buffer.Columns.AdjustedClose >= 0)
            rows = DropUnadjusted(buffer, rows, ref times);
        if (rows.Length == 0)
            return null;
        var lines = Gather(buffer.Lines, rows);
        if (
            buffer.Change.Length > 0
            && ChangeColumn.Check(
                Gather(buffer.Close, rows),
                Gather(buffer.Change, rows),
                lines,
                source.FileName,
                options.IgnoreChangeColumn
            )
                is { } contradiction
        )
            selection.Findings.Add(contradiction);
        var written = WrittenTimes.Of(new StampedRows(buffer, rows), times, timing);
        var series = Build(buffer, symbol, facts, selection.HasOhlc, rows, times, timing.Interval, written);
        AddAdjustment(buffer, rows, selection.Findings);
        AddExcluded(buffer.Symbol, selection.Findings);
        var quality = SeriesQuality.Examine(series, lines, selection.Findings);
        var proposed = new ProposedSeries(
            symbol,
            facts.Calendar.Id,
            facts.Reason,
            facts.Kind,
            series.HasOhlc,
            buffer.Columns.Volume >= 0,
            series.Count,
            quality.From,
            quality.To,
            quality.Concerns
        );
        return new AssembledSeries(
            new ImportedSeries(series, quality),
            proposed,
            timing,
            selection.Order,
            [.. facts.Questions, .. timing.Questions.Select(q => q with { Series = symbol })]
        );
    }

    private BarSeries Build(
        SeriesBuffer buffer,
        string symbol,
        SymbolFacts facts,
        bool hasOhlc,
        int[] rows,
        long[] times,
        BarInterval interval,
        long[]? written
    )
    {
        var close = Gather(buffer.Close, rows);
        var open = hasOhlc ? Gather(buffer.Open, rows) : close;
        var high = hasOhlc ? Gather(buffer.High, rows) : close;
        var low = hasOhlc ? Gather(buffer.Low, rows) : close;
        if (options.UseAdjusted == true && buffer.Columns.AdjustedClose >= 0)
        {
            var factor = Gather(buffer.Adjusted, rows);
            for (var i = 0; i < factor.Length; i++)
                factor[i] /= close[i];
            (open, high, low, close) = (Scaled(open, factor), Scaled(high, factor), Scaled(low, factor), Gather(buffer.Adjusted, rows));
        }
        var volume = buffer.Volume.Length > 0 ? Gather(buffer.Volume, rows) : Filled(rows.Length);
        return new BarSeries(symbol, times, open, high, low, close, volume)
        {
            Calendar = facts.Calendar,
            Interval = interval,
            Kind = facts.Kind,
            HasOhlc = hasOhlc,
            LocalTicks = written,
        };
    }

    /// <summary>Close times of the rows, strictly increasing; rows that would break that are left out.</summary>
    private long[] CloseTimes(SeriesBuffer buffer, BarTiming timing, ref int[] rows)
    {
        var clock = new ZoneClock(timing.Clock);
        var times = new long[rows.Length];
        var kept = new int[rows.Length];
        var n = 0;
        var last = long.MinValue;
        foreach (var row in rows)
        {
            var time = timing.CloseTicks(buffer, row, clock);
            if (time is not { } ticks)
                Exclude(buffer, row, $"{Time(buffer.Local(row))} does not exist in {timing.Clock.Id}: clocks were set forward");
            else if (ticks <= last)
                Exclude(buffer, row, $"{Time(buffer.Local(row))} falls into the same {timing.Interval} as the row before");
            else
                (times[n], kept[n++], last) = (ticks, row, ticks);
        }
        if (n == rows.Length)
            return times;
        rows = kept[..n];
        return times[..n];
    }

    private int[] DropUnadjusted(SeriesBuffer buffer, int[] rows, ref long[] times)
    {
        var keep = Enumerable.Range(0, rows.Length).Where(k => buffer.Adjusted[rows[k]] > 0).ToArray();
        foreach (var row in rows.Where(r => !(buffer.Adjusted[r] > 0)))
            Exclude(buffer, row, "no adjusted close");
        var selected = times;
        times = Array.ConvertAll(keep, k => selected[k]);
        return Array.ConvertAll(keep, k => rows[k]);
    }

    private void AddAdjustment(SeriesBuffer buffer, int[] rows, List<QualityFinding> findings)
    {
        if (buffer.Columns.AdjustedClose < 0)
            return;
        var differing = rows.Where(r => Math.Abs((buffer.Adjusted[r] / buffer.Close[r]) - 1) > NegligibleAdjustment).ToList();
        if (differing.Count == 0)
            return;
        var most = differing.MaxBy(r => Math.Abs((buffer.Adjusted[r] / buffer.Close[r]) - 1));
        var largest = (buffer.Adjusted[most] / buffer.Close[most]) - 1;
        var what =
            options.UseAdjusted == true
                ? "open, high, low and close were scaled to the adjusted close; volume was not"
                : "the prices are used unadjusted";
        findings.Add(
            new QualityFinding
            {
                Check = QualityCheck.Adjustment,
                Severity = Severity.Info,
                Count = differing.Count,
                Rows = [.. differing.Select(r => buffer.Lines[r]).Order().Take(QualityFinding.MaxRows)],
                Message = string.Create(
                    CultureInfo.InvariantCulture,
                    $"adjusted close differs from close in {differing.Count} rows, most by "
                        + $"{largest:+0.0%;-0.0%} at line {buffer.Lines[most]}: {what}"
                ),
            }
        );
    }

    private void AddExcluded(string symbol, List<QualityFinding> findings)
    {
        var own = table.Excluded.Where(e => e.Symbol == symbol || e.Symbol.Length == 0).OrderBy(e => e.Line).ToList();
        if (own.Count == 0)
            return;
        findings.Add(
            new QualityFinding
            {
                Check = QualityCheck.Excluded,
                Severity = Severity.Warning,
                Count = own.Count,
                Rows = [.. own.Select(e => e.Line).Take(QualityFinding.MaxRows)],
                Message = string.Create(
                    CultureInfo.InvariantCulture,
                    $"{own.Count} rows were not imported, first line {own[0].Line}: {own[0].Reason}"
                ),
            }
        );
    }

    /// <summary>
    /// Single trades look like bars whose four prices are one, at irregular fractions of a second, or like closes many to a second.
    /// </summary>
    private void RefuseTrades(SeriesBuffer buffer)
    {
        if (!table.HasTimes || buffer.Count < 10)
            return;
        int flat = 0,
            repeated = 0,
            under = 0;
        for (var i = 0; i < buffer.Count; i++)
        {
            flat += !buffer.Columns.HasOhlc || (buffer.Open[i].Equals(buffer.Close[i]) && buffer.High[i].Equals(buffer.Low[i])) ? 1 : 0;
            var step = i == 0 ? long.MaxValue : Math.Abs(buffer.Key(i) - buffer.Key(i - 1));
            repeated += step == 0 ? 1 : 0;
            under += step < TimeSpan.TicksPerMinute ? 1 : 0;
        }
        var trades =
            flat >= buffer.Count * 0.95
            && (
                table.HasFractions
                || repeated > buffer.Count * 0.02
                || (!buffer.Columns.HasOhlc && buffer.Columns.Volume >= 0 && under > buffer.Count * 0.3)
            );
        if (trades)
            throw LayoutDetection.TradesRefusal(
                source.FileName,
                buffer.Lines[0],
                string.Create(CultureInfo.InvariantCulture, $"{new DateTime(buffer.Ticks[0]):yyyy-MM-dd HH:mm:ss.fff} {buffer.Close[0]:R}")
            );
    }

    private void Exclude(SeriesBuffer buffer, int row, string reason) =>
        table.Excluded.Add(new ExcludedRow(buffer.Lines[row], buffer.Symbol, reason));

    private static string Time(long ticks) => new DateTime(ticks).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private static T[] Gather<T>(T[] column, int[] rows)
    {
        var gathered = new T[rows.Length];
        for (var i = 0; i < rows.Length; i++)
            gathered[i] = column[rows[i]];
        return gathered;
    }

    private static double[] Scaled(double[] prices, double[] factor)
    {
        var scaled = new double[prices.Length];
        for (var i = 0; i < scaled.Length; i++)
            scaled[i] = prices[i] * factor[i];
        return scaled;
    }

    private static double[] Filled(int count)
    {
        var none = new double[count];
        Array.Fill(none, double.NaN);
        return none;
    }
}
