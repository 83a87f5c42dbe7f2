using Microsoft.EntityFrameworkCore;
using Simulator.Store.Database;

namespace Simulator.Store.Series;

/// <summary>Search and order of a list of series, as the database does them.</summary>
internal static class SeriesOrdering
{
    public static IQueryable<StoredSeries> Matching(IQueryable<StoredSeries> series, string? search)
    {
        if (string.IsNullOrWhiteSpace(search))
            return series;
        var pattern = LikePattern.Containing(search);
        return series.Where(s => EF.Functions.Like(s.Symbol, pattern, "\\") || EF.Functions.Like(s.SourceName, pattern, "\\"));
    }

    public static IQueryable<StoredSeries> Of(IQueryable<StoredSeries> series, SeriesOrder order, bool descending) =>
        order switch
        {
            SeriesOrder.Bars => series.Ordered(s => s.Bars, descending).ThenBy(s => s.Symbol),
            SeriesOrder.From => series.Ordered(s => s.From, descending).ThenBy(s => s.Symbol),
            SeriesOrder.To => series.Ordered(s => s.To, descending).ThenBy(s => s.Symbol),
            SeriesOrder.Interval => series.Ordered(s => s.Interval, descending).ThenBy(s => s.Symbol),
            SeriesOrder.Calendar => series.Ordered(s => s.Calendar, descending).ThenBy(s => s.Symbol),
            SeriesOrder.QualityFindings => series.Ordered(s => s.QualityFindings, descending).ThenBy(s => s.Symbol),
            SeriesOrder.SourceName => series.Ordered(s => s.SourceName, descending).ThenBy(s => s.Symbol),
            SeriesOrder.Imported => series.Ordered(s => s.Imported, descending).ThenBy(s => s.Symbol),
            _ => series.Ordered(s => s.Symbol, descending),
        };
}
