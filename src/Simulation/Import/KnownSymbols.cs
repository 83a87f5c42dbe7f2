using Simulator.Markets;

namespace Simulator.Import;

/// <summary>Calendar and kind of a name.</summary>
internal sealed record SymbolFacts(MarketCalendar Calendar, SeriesKind Kind, string Reason)
{
    /// <summary>What is open about them.</summary>
    public IReadOnlyList<ImportQuestion> Questions { get; init; } = [];
}

/// <summary>What is known of the names of indices, currency pairs, coins and rates.</summary>
internal static class KnownSymbols
{
    private static readonly string[] s_currencies =
    [
        "USD",
        "EUR",
        "JPY",
        "GBP",
        "CHF",
        "AUD",
        "NZD",
        "CAD",
        "SEK",
        "NOK",
        "DKK",
        "HKD",
        "SGD",
        "CNY",
        "CNH",
        "INR",
        "MXN",
        "ZAR",
        "TRY",
        "PLN",
        "CZK",
        "HUF",
        "RUB",
        "BRL",
        "KRW",
        "THB",
        "ILS",
    ];
    private static readonly string[] s_metals = ["XAU", "XAG", "XPT", "XPD"];
    private static readonly string[] s_coins =
    [
        "BTC",
        "XBT",
        "ETH",
        "LTC",
        "XRP",
        "BCH",
        "ADA",
        "SOL",
        "DOGE",
        "DOT",
        "ALGO",
        "FIL",
        "BNB",
        "LINK",
        "XLM",
        "EOS",
        "TRX",
        "AVAX",
        "MATIC",
        "ATOM",
    ];
    private static readonly string[] s_coinQuotes = ["USDT", "USDC", "BUSD", "USD", "EUR", "GBP", "JPY", "BTC", "ETH"];

    private static readonly Dictionary<string, SymbolFacts> s_known = Known();

    /// <summary>Facts about a name, or null when it says nothing.</summary>
    public static SymbolFacts? Find(string symbol)
    {
        var name = symbol.TrimStart('^', '_').ToUpperInvariant();
        if (s_known.TryGetValue(name, out var facts))
            return facts;
        if (
            name.StartsWith("DGS", StringComparison.Ordinal)
            || name.StartsWith("LIBOR", StringComparison.Ordinal)
            || (name.StartsWith("USD", StringComparison.Ordinal) && name.EndsWith("156N", StringComparison.Ordinal))
        )
            return new SymbolFacts(
                MarketCalendar.Rates,
                SeriesKind.Rate,
                $"{symbol} is an official rate, published " + $"the day after its date"
            );
        if (
            name.EndsWith("NEWS", StringComparison.Ordinal)
            || name.Contains("SENTIMENT", StringComparison.Ordinal)
            || name.EndsWith("SCORE", StringComparison.Ordinal)
        )
            return new SymbolFacts(MarketCalendar.Nyse, SeriesKind.Score, $"{symbol} is named like a score");
        var pair = name.Replace("/", "", StringComparison.Ordinal)
            .Replace("-", "", StringComparison.Ordinal)
            .Replace("_", "", StringComparison.Ordinal);
        if (IsCoinPair(pair) || s_coins.Contains(name))
            return new SymbolFacts(MarketCalendar.Crypto, SeriesKind.Price, $"{symbol} is a crypto pair");
        if (IsCurrencyPair(pair))
            return new SymbolFacts(MarketCalendar.Fx, SeriesKind.Price, $"{symbol} is a currency pair");
        return null;
    }

    /// <summary>Two currency codes, or a metal against a currency.</summary>
    public static bool IsCurrencyPair(string name) =>
        name.Length == 6 && (s_currencies.Contains(name[..3]) || s_metals.Contains(name[..3])) && s_currencies.Contains(name[3..]);

    private static bool IsCoinPair(string name) =>
        s_coins.Any(coin => name.StartsWith(coin, StringComparison.Ordinal) && s_coinQuotes.Contains(name[coin.Length..]))
        || (name.Length > 5 && (name.EndsWith("USDT", StringComparison.Ordinal) || name.EndsWith("BUSD", StringComparison.Ordinal)));

    private static Dictionary<string, SymbolFacts> Known()
    {
        var known = new Dictionary<string, SymbolFacts>(StringComparer.Ordinal);
        void Add(MarketCalendar calendar, SeriesKind kind, string what, string names)
        {
            foreach (var name in names.Split(' '))
                known.Add(name, new SymbolFacts(calendar, kind, $"{name} is {what}"));
        }
        Add(
            MarketCalendar.Nyse,
            SeriesKind.Price,
            "a US index",
            "SP500 GSPC SPX NASDAQ IXIC NASDAQCOM NDX DJI DJIA DOW NYSE NYA RUT OEX US30 US500 NAS100"
        );
        Add(MarketCalendar.Cboe, SeriesKind.Price, "a volatility index, published at 16:15", "VIX VXN VXD RVX VXO");
        Add(MarketCalendar.Nyse, SeriesKind.Rate, "a yield index of the US market", "TNX TYX FVX IRX");
        Add(MarketCalendar.Lse, SeriesKind.Price, "a London index", "FTSE FTSE100 UKX");
        Add(MarketCalendar.Xetra, SeriesKind.Price, "a euro-area index", "GDAXI DAX STOXX50 STOXX50E ESTX50 SX5E");
        Add(MarketCalendar.Euronext, SeriesKind.Price, "a Euronext index", "CAC CAC40 FCHI AEX BEL20 PSI20");
        Add(MarketCalendar.Tse, SeriesKind.Price, "a Tokyo index", "NIKKEI NIKKEI225 N225 NI225 TOPIX");
        Add(MarketCalendar.Hkex, SeriesKind.Price, "a Hong Kong index", "HSI HANGSENG");
        Add(MarketCalendar.Bse, SeriesKind.Price, "an Indian index", "SENSEX BSESN NIFTY NSEI NIFTY50");
        Add(
            MarketCalendar.Rates,
            SeriesKind.Rate,
            "an official rate, published the day after its date",
            "DFF EFFR SOFR SONIA ESTR EURIBOR FEDFUNDS TB3MS"
        );
        return known;
    }
}
