using System.Text;

namespace Simulator.Import;

/// <summary>What the headings of known exporters mean, in the languages they export in.</summary>
internal static class HeaderNames
{
    private static readonly Dictionary<string, ColumnRole> s_roles = Roles();

    private static readonly HashSet<string> s_ignored = new(StringComparer.Ordinal)
    {
        "openint",
        "openinterest",
        "oi",
        "spread",
        "exdividend",
        "splitratio",
        "dividendamount",
        "splitcoefficient",
        "dividends",
        "stocksplits",
        "capitalgains",
        "closetime",
        "quotevolume",
        "quoteassetvolume",
        "count",
        "numberoftrades",
        "tradecount",
        "takerbuyvolume",
        "takerbuyquotevolume",
        "ignore",
        "per",
        "per0",
        "unixtime",
        "quoteasset",
        "currency",
        "index",
        "id",
        "adjustedvolume",
        "adjvolume",
        "changeabsolute",
        "change",
        "volumeusd",
        "volumeusdt",
        "vwap",
        "turnover",
    };

    private static readonly string[] s_quotes = ["bid", "ask", "offer", "bidprice", "askprice"];
    private static readonly string[] s_tradeSizes = ["amount", "qty", "quantity", "size", "side", "tradeid", "isbuyermaker"];

    /// <summary>Heading in lower case, letters and digits only (a percent sign becomes <c>pct</c>).</summary>
    public static string Normalise(string heading)
    {
        var text = new StringBuilder(heading.Length);
        foreach (var c in heading.ToLowerInvariant())
        {
            if (char.IsLetterOrDigit(c))
                text.Append(c);
            else if (c == '%')
                text.Append("pct");
        }
        return text.ToString();
    }

    /// <summary>The role of a heading; null when it is none of the known ones.</summary>
    public static ColumnRole? RoleOf(string heading)
    {
        var name = Normalise(heading);
        if (s_roles.TryGetValue(name, out var role))
            return role;
        if (s_ignored.Contains(name) || name.StartsWith("unnamed", StringComparison.Ordinal))
            return ColumnRole.Ignored;
        // Alpha Vantage's JSON converters keep its numbers: "1. open", "5. adjusted close".
        if (
            name.Length > 2
            && char.IsAsciiDigit(name[0])
            && s_roles.TryGetValue(name.TrimStart('0', '1', '2', '3', '4', '5', '6', '7', '8', '9'), out role)
        )
            return role;
        return name.StartsWith("volume", StringComparison.Ordinal) ? ColumnRole.Volume : null;
    }

    /// <summary>Splits a panel's heading such as <c>GS_Open</c>, <c>GS.Close</c> or <c>Close GS</c> into symbol and field.</summary>
    public static (string Symbol, ColumnRole Role)? SplitPanelName(string heading)
    {
        var name = heading.Trim();
        foreach (var mark in "_. -:/")
        {
            var last = name.LastIndexOf(mark);
            if (last > 0 && last < name.Length - 1 && RoleOf(name[(last + 1)..]) is { } after and >= ColumnRole.Open)
            {
                // "MSFT_Adj Close" and "MSFT Adj Close" both end in "Close".
                var symbol = name[..last];
                if (after == ColumnRole.Close && symbol.EndsWith("adj", StringComparison.OrdinalIgnoreCase) && symbol.Length > 4)
                    return (symbol[..^4], ColumnRole.AdjustedClose);
                return (symbol, after);
            }
            var first = name.IndexOf(mark, StringComparison.Ordinal);
            if (first > 0 && first < name.Length - 1 && RoleOf(name[..first]) is { } before and >= ColumnRole.Open)
                return (name[(first + 1)..], before);
        }
        return null;
    }

    /// <summary>Bid and ask without bars: quotes.</summary>
    public static bool IsQuotes(IEnumerable<string> normalised)
    {
        var names = normalised.ToHashSet(StringComparer.Ordinal);
        return names.Contains("bid") && s_quotes.Any(q => q != "bid" && names.Contains(q))
            || (names.Contains("bidprice") && names.Contains("askprice"));
    }

    /// <summary>A price with an amount or a side, and no bars: trades.</summary>
    public static bool IsTrades(IEnumerable<string> normalised)
    {
        var names = normalised.ToHashSet(StringComparer.Ordinal);
        return names.Contains("price") && !names.Contains("open") && s_tradeSizes.Any(names.Contains);
    }

    /// <summary>Strike and expiry: an option chain.</summary>
    public static bool IsOptionChain(IEnumerable<string> normalised)
    {
        var names = normalised.ToHashSet(StringComparer.Ordinal);
        return names.Contains("strike") && (names.Contains("expiry") || names.Contains("expiration"));
    }

    private static Dictionary<string, ColumnRole> Roles()
    {
        var roles = new Dictionary<string, ColumnRole>(StringComparer.Ordinal);
        void Add(ColumnRole role, string names)
        {
            foreach (var name in names.Split(' '))
                roles.Add(name, role);
        }
        Add(
            ColumnRole.Date,
            "date dates datetime timestamp time dtyyyymmdd opentime day datum fecha data observationdate "
                + "gmttime localtime unix unixtimestamp epoch starttime dateutc timeutc period"
        );
        Add(ColumnRole.Symbol, "symbol ticker country instrument pair asset security");
        Add(ColumnRole.Open, "open o openprice eröffnung eröffn ouverture ouv apertura abertura öppning");
        Add(ColumnRole.High, "high h highprice hoch plushaut máximo alto högst hoog");
        Add(ColumnRole.Low, "low l lowprice tief plusbas mínimo basso lägst laag");
        Add(
            ColumnRole.Close,
            "close c closeprice closelast last lastprice price value settle settlement schluss schlusskurs "
                + "zuletzt dernier clôture cierre último ultimo chiusura stängning exchangerate rate"
        );
        Add(ColumnRole.Volume, "volume v vol tickvol tickvolume realvolume volumen menge");
        Add(ColumnRole.AdjustedOpen, "adjopen adjustedopen");
        Add(ColumnRole.AdjustedHigh, "adjhigh adjustedhigh");
        Add(ColumnRole.AdjustedLow, "adjlow adjustedlow");
        Add(ColumnRole.AdjustedClose, "adjclose adjustedclose closeadjusted adjustedclosing");
        Add(ColumnRole.ChangePercent, "changepct pctchange changepercent pctchg chgpct pct veränderungpct variationpct varpct");
        Add(ColumnRole.BidOpen, "bidopen openbid");
        Add(ColumnRole.BidHigh, "bidhigh highbid");
        Add(ColumnRole.BidLow, "bidlow lowbid");
        Add(ColumnRole.BidClose, "bidclose closebid");
        Add(ColumnRole.AskOpen, "askopen openask");
        Add(ColumnRole.AskHigh, "askhigh highask");
        Add(ColumnRole.AskLow, "asklow lowask");
        Add(ColumnRole.AskClose, "askclose closeask");
        return roles;
    }
}
