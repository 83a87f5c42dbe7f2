using Simulator.Import;
using Simulator.Markets;

namespace Simulator.CorporateActions;

/// <summary>
/// A row of a map file: up to and including <paramref name="LastDay"/>, and after the row before, the security is called
/// <paramref name="Ticker"/>.
/// </summary>
/// <param name="LastDay">Last day of the name; the first row's is the first day of the security.</param>
/// <param name="Ticker">Upper case.</param>
public readonly record struct MapRow(DateOnly LastDay, string Ticker);

/// <summary>
/// A map file of LEAN (<c>date,ticker[,exchange]</c>): under which names one security was traded, from its first day to its last. Files of
/// prices go by name, and names are used again; only through the map does a history belong to one company.
/// </summary>
public sealed class MapFile
{
    private MapFile(MapRow[] rows) => Rows = rows;

    /// <summary>The rows, oldest first.</summary>
    public IReadOnlyList<MapRow> Rows { get; }

    /// <summary>First day of the security.</summary>
    public DateOnly FirstDay => Rows[0].LastDay;

    /// <summary>Last day of trading; null while it is traded.</summary>
    public DateOnly? LastDay => Rows[^1].LastDay >= LeanRows.OpenEnd ? null : Rows[^1].LastDay;

    /// <summary>Changes of name and the delisting, oldest first.</summary>
    public IReadOnlyList<CorporateAction> Actions => [.. ReadActions()];

    /// <summary>Reads a file.</summary>
    /// <param name="text">Its text.</param>
    /// <param name="name">Its name, for errors.</param>
    /// <exception cref="ImportException">An invalid row; the message names the line.</exception>
    public static MapFile Parse(string text, string name) =>
        new([
            .. LeanRows
                .Read(text, name, 2, "date,ticker,exchange")
                .Select(r =>
                    r.Cells[1].Length > 0
                        ? new MapRow(r.Date, r.Cells[1].ToUpperInvariant())
                        : throw new ImportException(name, r.Line, null, "the ticker is empty", "Correct the row")
                ),
        ]);

    /// <summary>The name on a day; null before the first and after the last.</summary>
    public string? TickerOn(DateOnly day)
    {
        if (day < FirstDay)
            return null;
        foreach (var row in Rows)
        {
            if (day <= row.LastDay)
                return row.Ticker;
        }
        return null;
    }

    /// <summary>
    /// The history of the security, put together from the series of its names. Bars of the same name that belong to another company,
    /// before its first day, after its last or while it had another name, are left out.
    /// </summary>
    /// <param name="symbol">The name of the result.</param>
    /// <param name="byTicker">The series of a ticker, or null if there is none.</param>
    /// <param name="missing">Names that the security had and for which there is no series: the history has a gap there.</param>
    /// <exception cref="ArgumentException">No bar at all.</exception>
    public BarSeries Assemble(string symbol, Func<string, BarSeries?> byTicker, out IReadOnlyList<string> missing)
    {
        var (parts, absent, from) = (new List<BarSeries>(), new List<string>(), FirstDay);
        for (var i = Rows.Count > 1 ? 1 : 0; i < Rows.Count; i++)
        {
            if (byTicker(Rows[i].Ticker) is { } series)
                parts.Add(series.Between(from, Rows[i].LastDay));
            else
                absent.Add(Rows[i].Ticker);
            from = Rows[i].LastDay.AddDays(1);
        }
        missing = absent;
        parts.RemoveAll(p => p.Count == 0);
        if (parts.Count == 0)
            throw new ArgumentException(
                $"{symbol}: none of its names ({string.Join(", ", Rows.Select(r => r.Ticker).Distinct())}) "
                    + $"has a bar in the period when it was used; give the series of one of them"
            );
        return Join(symbol, parts);
    }

    private static BarSeries Join(string symbol, List<BarSeries> parts)
    {
        return new BarSeries(
            symbol,
            [.. parts.SelectMany(p => p.CloseTimeTicks)],
            Column(p => p.Open),
            Column(p => p.High),
            Column(p => p.Low),
            Column(p => p.Close),
            Column(p => p.Volume)
        )
        {
            Calendar = parts[0].Calendar,
            Interval = parts[0].Interval,
            Kind = parts[0].Kind,
            IsSynthetic = parts.Any(p => p.IsSynthetic),
            HasOhlc = parts.All(p => p.HasOhlc),
        };

        double[] Column(Func<BarSeries, double[]> column) => [.. parts.SelectMany(column)];
    }

    private IEnumerable<CorporateAction> ReadActions()
    {
        for (var i = 1; i + 1 < Rows.Count; i++)
        {
            if (Rows[i].Ticker != Rows[i + 1].Ticker)
                yield return new TickerChange(Rows[i].LastDay, Rows[i].Ticker, Rows[i + 1].Ticker);
        }
        if (LastDay is { } last)
            yield return new Delisting(last);
    }
}
