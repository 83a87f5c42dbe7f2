using System.Globalization;
using Simulator.Derivation.Publication;
using Simulator.Import;
using Simulator.Markets;

namespace Simulator.Derivation.Fundamentals;

/// <summary>
/// Makes series from tables of company reports, each figure from the first trading day at whose close it was public,
/// <c>docs/algorithms/fundamentals.md</c>.
/// </summary>
public sealed class FundamentalsMaker : ISeriesMaker
{
    /// <inheritdoc/>
    public string Name => "fundamentals";

    /// <inheritdoc/>
    public string Title => "Fundamentals";

    /// <inheritdoc/>
    public string Summary =>
        "Makes trailing earnings, price/earnings, book/price, return on equity and margin from CSV files of company reports with the times "
        + "of their publication, and one file of daily prices where a ratio needs them. A restated figure counts from its own publication.";

    /// <inheritdoc/>
    public IReadOnlyList<MakerOption> Options => FundamentalsOptions.All;

    /// <inheritdoc/>
    public MadeSeries Make(MakerInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var choices = FundamentalsOptions.Read(input);
        var notes = new List<string>();
        var (reports, prices) = Read(input, choices, notes);
        var days = new PublicationDays(input.Calendar, choices.Lead);
        var counted = ReportQueue.Of(reports, days);
        var (times, on, closes) = prices is null ? OfCalendar(counted, input.Calendar) : OfPrices(counted, prices);
        if (on.Length == 0)
            throw new ImportException(
                input.Documents[0].Name,
                null,
                null,
                FormattableString.Invariant($"no price comes after the first report, which counts from {counted.First:yyyy-MM-dd}"),
                "Give prices of the time after it"
            );
        var walk = ReportWalk.Over(counted, on, choices.PerYear);
        notes.Add(walk.Note(counted));
        if (prices is null)
            notes.Add("without a file of daily prices the series end with the last report");
        var series = new List<BarSeries>();
        for (var i = 0; i < Ratio.All.Count; i++)
        {
            var (made, note) = Series(input, Ratio.All[i], walk.Values[i], times, closes, prices);
            if (made is not null)
                series.Add(made);
            notes.Add(note);
        }
        return series.Count > 0
            ? new MadeSeries(series, notes)
            : throw new ImportException(
                input.Documents[0].Name,
                null,
                null,
                $"no value can be made. {string.Join("; ", notes)}",
                $"Give figures of {choices.PerYear} periods in a row, or another {FundamentalsOptions.PerYear.Name}"
            );
    }

    private static (List<Report> Reports, BarSeries? Prices) Read(MakerInput input, FundamentalsChoices choices, List<string> notes)
    {
        var reports = new List<Report>();
        BarSeries? prices = null;
        foreach (var document in input.Documents)
        {
            var table = WrittenTable.Open(document, ReportColumns.Known);
            if (ReportColumns.ArePrices(table.Headings))
            {
                prices = prices is null ? Prices(document, input) : throw SecondPrices(document);
                continue;
            }
            var file = ReportFile.Read(document.Name, table, choices, input.Calendar);
            notes.AddRange(file.Notes);
            reports.AddRange(file.Reports);
        }
        if (reports.Count == 0)
            throw new ImportException(input.Documents[0].Name, null, null, "no file has reports", "Give a file with a row for each report");
        return (OfCompany(reports, choices), prices);
    }

    private static List<Report> OfCompany(List<Report> reports, FundamentalsChoices choices)
    {
        var own = reports.Where(r => r.Symbol.Length == 0 || r.Symbol == choices.Company).ToList();
        return own.Count > 0
            ? own
            : throw new ImportException(
                reports[0].FileName,
                reports[0].Line,
                choices.Company,
                "no report is of that company",
                $"Name one with {FundamentalsOptions.Company.Name}=NAME: "
                    + string.Join(
                        ", ",
                        reports.Select(r => r.Symbol).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Take(20)
                    )
            );
    }

    private static BarSeries Prices(SourceDocument document, MakerInput input)
    {
        var options = new ImportOptions { Symbol = input.Symbol, Calendar = input.Calendar.Id };
        if (CsvImport.Read(document.Content, document.Name, options).Series is not [{ Series: var prices }])
            throw new ImportException(document.Name, null, null, "the file holds several series", "Give a file with one price series");
        if (prices.Interval != BarInterval.Daily || prices.Kind != SeriesKind.Price)
            throw new ImportException(
                document.Name,
                null,
                null,
                $"it has {prices.Kind} values, one for {prices.Interval}",
                "Give daily prices of the company's share"
            );
        return prices;
    }

    private static ImportException SecondPrices(SourceDocument document) =>
        new(document.Name, null, null, "it is a second file of prices", "Give one, of the company's share");

    private static (long[] Times, DateOnly[] Days, double[] Closes) OfPrices(ReportQueue reports, BarSeries prices)
    {
        int[] bars = [.. Enumerable.Range(0, prices.Count).Where(i => prices.DayAt(i) >= reports.First)];
        return (
            Array.ConvertAll(bars, i => prices.CloseTimeTicks[i]),
            Array.ConvertAll(bars, prices.DayAt),
            Array.ConvertAll(bars, i => prices.Close[i])
        );
    }

    private static (long[] Times, DateOnly[] Days, double[] Closes) OfCalendar(ReportQueue reports, MarketCalendar calendar)
    {
        DateOnly[] days = [.. new PublicationDays(calendar, default).Between(reports.First, reports.Last)];
        return (Array.ConvertAll(days, d => calendar.CloseOf(d).Ticks), days, []);
    }

    private static (BarSeries? Series, string Note) Series(
        MakerInput input,
        Ratio ratio,
        double[] ofReports,
        long[] times,
        double[] closes,
        BarSeries? prices
    )
    {
        var symbol = $"{input.Symbol}_{ratio.Suffix}";
        var first = Array.FindIndex(ofReports, v => !double.IsNaN(v));
        if (first < 0)
            return (null, $"{symbol} is not made: its figures are missing ({ratio.Formula})");
        if (ofReports.Count(double.IsInfinity) is > 0 and var nothing)
            return (
                null,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{symbol} is not made: on {nothing:N0} of {ofReports.Length - first:N0} days what it divides by is not above zero "
                        + $"({ratio.Formula})"
                )
            );
        if (ratio.WithPrice is null)
            return (Of(symbol, times[first..], ofReports[first..], input, prices), $"{symbol}: {ratio.Formula}");
        if (prices is null)
            return (null, $"{symbol} is not made: it needs a file of daily prices ({ratio.Formula})");
        double[] values = [.. ofReports.Zip(closes, ratio.WithPrice).Skip(first)];
        var undefined = values.Count(double.IsNaN);
        return undefined > 0
            ? (
                null,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{symbol} is not made: on {undefined:N0} of {values.Length:N0} days the trailing year has no earnings; "
                        + $"{input.Symbol}_EP says the same and has a value then"
                )
            )
            : (Of(symbol, times[first..], values, input, prices), $"{symbol}: {ratio.Formula}");
    }

    private static BarSeries Of(string symbol, long[] times, double[] values, MakerInput input, BarSeries? prices) =>
        new(symbol, times, values, values, values, values, [.. values.Select(_ => double.NaN)])
        {
            Calendar = prices?.Calendar ?? input.Calendar,
            Kind = SeriesKind.Score,
            HasOhlc = false,
        };
}
