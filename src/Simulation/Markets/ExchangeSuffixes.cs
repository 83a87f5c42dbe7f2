namespace Simulator.Markets;

/// <summary>
/// The market of a ticker by its end: Yahoo's exchange suffixes, <c>=X</c> for foreign exchange, <c>=F</c> for futures, <c>-USD</c> and the
/// like for crypto, and Stooq's countries (<c>.US</c>, <c>.UK</c>, <c>.JP</c>). Source: Yahoo Finance help, "Exchanges and data providers".
/// </summary>
public static class ExchangeSuffixes
{
    // Crypto quotes: BTC-USD, ETH-BTC. A share class (BRK-B, BF-B) is none of them.
    private static readonly HashSet<string> s_cryptoQuotes = new(StringComparer.Ordinal)
    {
        "USD",
        "USDT",
        "USDC",
        "EUR",
        "GBP",
        "JPY",
        "CAD",
        "AUD",
        "CHF",
        "CNY",
        "INR",
        "KRW",
        "BRL",
        "TRY",
        "BTC",
        "ETH",
        "BNB",
    };

    private static readonly HashSet<string> s_money = new(StringComparer.Ordinal)
    {
        "USD",
        "EUR",
        "GBP",
        "JPY",
        "CAD",
        "AUD",
        "NZD",
        "CHF",
        "CNY",
        "CNH",
        "HKD",
        "SGD",
        "INR",
        "KRW",
        "BRL",
        "TRY",
        "MXN",
        "ZAR",
        "SEK",
        "NOK",
        "DKK",
        "PLN",
        "CZK",
        "HUF",
        "XAU",
        "XAG",
    };

    private static readonly Dictionary<string, ExchangeSuffix> s_exchanges = Exchanges();

    /// <summary>The market of a ticker.</summary>
    /// <param name="ticker">As the source writes it, e.g. <c>0700.HK</c>, <c>EURUSD=X</c>, <c>BTC-USD</c>; case does not matter.</param>
    /// <returns>Null when its end says nothing: no suffix, a share class (<c>BRK-B</c>, <c>BRK.B</c>) or an unknown one.</returns>
    public static ExchangeSuffix? Of(string ticker)
    {
        ArgumentNullException.ThrowIfNull(ticker);
        var name = ticker.Trim().ToUpperInvariant();
        var at = name.LastIndexOfAny(['.', '=', '-']);
        if (at <= 0 || at == name.Length - 1)
            return null;
        var (before, suffix) = (name[..at], name[at..]);
        return name[at] == '-' ? Pair(before, suffix) : s_exchanges.GetValueOrDefault(suffix);
    }

    private static ExchangeSuffix? Pair(string before, string suffix)
    {
        var quote = suffix[1..];
        if (s_money.Contains(before) && s_money.Contains(quote))
            return new ExchangeSuffix(suffix, "foreign exchange", MarketCalendar.Fx, $"{before}{suffix} is a currency pair");
        return s_cryptoQuotes.Contains(quote)
            ? new ExchangeSuffix(suffix, "crypto", MarketCalendar.Crypto, $"{suffix} is how crypto pairs end")
            : null;
    }

    private static Dictionary<string, ExchangeSuffix> Exchanges()
    {
        var all = new Dictionary<string, ExchangeSuffix>(StringComparer.Ordinal);
        Known(MarketCalendar.Nyse, "New York", ".US");
        Known(MarketCalendar.Lse, "London", ".L .IL .UK");
        Known(MarketCalendar.Xetra, "Frankfurt and the other German exchanges", ".DE .F .BE .BM .DU .HA .HM .MU .SG");
        Known(MarketCalendar.Euronext, "Euronext (Paris, Amsterdam, Brussels, Lisbon)", ".PA .AS .BR .LS .NX");
        Known(MarketCalendar.Tse, "Tokyo", ".T .JP");
        Known(MarketCalendar.Hkex, "Hong Kong", ".HK");
        Known(MarketCalendar.Sse, "Shanghai and Shenzhen", ".SS .SZ .SH");
        Known(MarketCalendar.Bse, "Mumbai (NSE, BSE)", ".NS .BO");
        Known(MarketCalendar.Asx, "Sydney", ".AX");
        Known(MarketCalendar.Tsx, "Toronto", ".TO .V .NE .CN");
        Known(MarketCalendar.Fx, "foreign exchange", "=X");
        Known(MarketCalendar.Cme, "US futures", "=F");
        Unknown("New York, ICE futures and indices", ".NYB");
        Unknown("Milan", ".MI");
        Unknown("Madrid", ".MC");
        Unknown("Zurich", ".SW .VX");
        Unknown("Stockholm", ".ST");
        Unknown("Oslo", ".OL");
        Unknown("Copenhagen", ".CO");
        Unknown("Helsinki", ".HE");
        Unknown("Reykjavik", ".IC");
        Unknown("Dublin", ".IR");
        Unknown("Vienna", ".VI");
        Unknown("Warsaw", ".WA .PL");
        Unknown("Prague", ".PR");
        Unknown("Budapest", ".BD .HU");
        Unknown("Athens", ".AT");
        Unknown("the Baltic exchanges", ".TL .RG .VS");
        Unknown("Istanbul", ".IS");
        Unknown("Moscow", ".ME");
        Unknown("Tel Aviv", ".TA");
        Unknown("Riyadh", ".SR .SAU");
        Unknown("Qatar", ".QA");
        Unknown("Cairo", ".CA");
        Unknown("Johannesburg", ".JO");
        Unknown("Korea", ".KS .KQ");
        Unknown("Taiwan", ".TW .TWO");
        Unknown("Singapore", ".SI");
        Unknown("Kuala Lumpur", ".KL");
        Unknown("Jakarta", ".JK");
        Unknown("Bangkok", ".BK");
        Unknown("Vietnam", ".VN");
        Unknown("New Zealand", ".NZ");
        Unknown("São Paulo", ".SA");
        Unknown("Mexico", ".MX");
        Unknown("Buenos Aires", ".BA");
        Unknown("Santiago", ".SN");
        Unknown("Caracas", ".CR");
        return all;

        void Known(MarketCalendar calendar, string exchange, string suffixes) =>
            Add(suffixes, s => new ExchangeSuffix(s, exchange, calendar, $"{s} is the suffix of {exchange}"));

        void Unknown(string exchange, string suffixes) =>
            Add(suffixes, s => new ExchangeSuffix(s, exchange, null, $"{s} is the suffix of {exchange}, whose calendar is not known here"));

        void Add(string suffixes, Func<string, ExchangeSuffix> of)
        {
            foreach (var suffix in suffixes.Split(' '))
                all.Add(suffix, of(suffix));
        }
    }
}
