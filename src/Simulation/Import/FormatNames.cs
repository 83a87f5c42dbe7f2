namespace Simulator.Import;

/// <summary>Names the exporter of a file by its headings and date format.</summary>
internal static class FormatNames
{
    /// <summary>The layout's name.</summary>
    public static string Of(
        Headings headings,
        AssignedRoles roles,
        DateColumn date,
        IReadOnlyList<HeadLine> data,
        int linesAbove,
        SourceText source
    )
    {
        var names = string.Join(',', headings.Names.Select(HeaderNames.Normalise));
        if (headings.IsThreeLine)
            return "yfinance, three header lines";
        if (headings.Names.Count == 0)
            return Headerless(roles, date);
        if (roles.IsPanel)
            return roles.Series.Count > 1 ? "multi-column panel"
                : names.StartsWith("date,", StringComparison.Ordinal) && roles.Series.Count == 1 && !roles.Series[0].HasOhlc ? "close only"
                : "plain OHLCV";
        return names switch
        {
            "date,open,high,low,close,volume,adjclose" => "Yahoo (old)",
            "date,open,high,low,close,adjclose,volume" => "Yahoo",
            "date,open,high,low,close,volume,dividends,stocksplits" => "yfinance",
            _ when names.Contains("closelast", StringComparison.Ordinal) => "Nasdaq.com",
            "date,close,volume,open,high,low" => "Nasdaq.com",
            _ when names.StartsWith("timestamp,open,high,low,close,adjustedclose", StringComparison.Ordinal) => "Alpha Vantage",
            "timestamp,open,high,low,close,volume" when IsNewestFirst(data, date) => "Alpha Vantage",
            _ when names.StartsWith("opentime,open,high,low,close,volume,closetime", StringComparison.Ordinal) => "Binance klines",
            _ when linesAbove > 1 && names.StartsWith("date,symbol,open", StringComparison.Ordinal) => "CryptoDataDownload",
            _ when names.Contains("tickvol", StringComparison.Ordinal) => "MetaTrader 5",
            "time,open,high,low,close,volume" when source.Utf8.Span.IndexOf((byte)'\t') is >= 0 and < 64 => "MetaTrader 5",
            _ when names.Contains("latest", StringComparison.Ordinal) && names.Contains("pctchange", StringComparison.Ordinal) =>
                "Barchart",
            _ when names.Contains("snappedat", StringComparison.Ordinal) => "CoinGecko",
            _ when names.Contains("boardid", StringComparison.Ordinal) => "Moscow Exchange",
            _ when names.Contains("openingprice", StringComparison.Ordinal) && names.Contains("closingprice", StringComparison.Ordinal) =>
                "Nasdaq Nordic",
            _ when names.Contains("changepct", StringComparison.Ordinal) => "Investing.com",
            _ when roles.Columns.Any(c => c.Role == ColumnRole.ChangePercent) => "Investing.com",
            _ when names.Contains("dtyyyymmdd", StringComparison.Ordinal) => "AmiBroker",
            _ when names.StartsWith("ticker,per,date", StringComparison.Ordinal) => "Stooq",
            _ when names.EndsWith(",openint", StringComparison.Ordinal) => "Stooq",
            _ when names.Contains("exdividend", StringComparison.Ordinal) => "Quandl WIKI",
            "date,open,high,low,close,volume" when date.Shape == StampShape.DayMonthName => "Google Finance",
            _ when roles.Series.Any(s => s.Ask is not null) => "bid and ask bars",
            _ when roles.Series.Any(s => s.HasOhlc) => "plain OHLCV",
            _ => "close only",
        };
    }

    private static bool IsNewestFirst(IReadOnlyList<HeadLine> data, DateColumn date) =>
        date.Shape == StampShape.YearFirst
        && data.Count > 1
        && string.CompareOrdinal(data[0].Cells[date.Column], data[^1].Cells[Math.Min(date.Column, data[^1].Cells.Length - 1)]) > 0;

    private static string Headerless(AssignedRoles roles, DateColumn date)
    {
        if (roles.Columns.Count >= 11 && date.Shape is StampShape.EpochMilliseconds or StampShape.EpochMicroseconds)
            return "Binance klines";
        if (roles.Series.Any(s => s.Ask is not null))
            return "LEAN";
        return date switch
        {
            { Shape: StampShape.YearFirst, TimeColumn: > 0 } => "MetaTrader 4",
            { Shape: StampShape.Compact, TimeColumn: < 0 } when roles.IsLean => "LEAN",
            { Shape: StampShape.Compact, TimeColumn: < 0 } when roles.IsNinjaTrader => "NinjaTrader",
            _ => roles.Series.Any(s => s.HasOhlc) ? "plain OHLCV, no header" : "close only, no header",
        };
    }
}
