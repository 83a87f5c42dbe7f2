using System.Text.RegularExpressions;
using Simulator.Markets;

namespace Simulator.Import;

/// <summary>Guesses the name of a series from the name of its file.</summary>
public static partial class SymbolNames
{
    /// <summary>Longest name of a series, in characters.</summary>
    public const int MaximumLength = DataSpecValidator.LongestName;

    private static readonly HashSet<string> s_words = new(StringComparer.OrdinalIgnoreCase)
    {
        "csv",
        "txt",
        "dat",
        "data",
        "daily",
        "day",
        "d",
        "hourly",
        "hour",
        "minute",
        "min",
        "weekly",
        "monthly",
        "historical",
        "history",
        "historicalquotes",
        "historicaldata",
        "quotes",
        "prices",
        "price",
        "stock",
        "stocks",
        "yahoo",
        "yahoofinance",
        "google",
        "googlefinance",
        "finance",
        "stooq",
        "nasdaq",
        "alphavantage",
        "binance",
        "vision",
        "klines",
        "coinbase",
        "cryptodatadownload",
        "metatrader",
        "mt4",
        "mt5",
        "investing",
        "quandl",
        "wiki",
        "export",
        "download",
        "full",
        "adjusted",
        "trade",
        "trades",
        "quote",
        "noheader",
        "tab",
        "crlf",
        "old",
        "new",
        "desc",
        "bulk",
        "web",
        "fx",
        "index",
        "gold",
        "m1",
        "m5",
        "m15",
        "h1",
        "h4",
        "d1",
        "1m",
        "5m",
        "15m",
        "1h",
        "1d",
        "5min",
        "1min",
        "1s",
        "us",
        "uk",
        "utc",
        "gmt",
        "est",
        "edt",
        "cet",
        "jst",
        "timestamp",
        "oanda",
        "fxcm",
        "fred",
    };

    private static readonly string[] s_endings = [".csv", ".txt", ".tsv", ".dat", .. TableFiles.Endings];

    /// <summary>The best guess; the whole stem in upper case when no part of it looks like a symbol.</summary>
    public static string FromFileName(string fileName)
    {
        if (TickerIn(Path.GetFileName(fileName)) is { } ticker)
            return ticker;
        var stem = Stem(Path.GetFileName(fileName));
        var parts = Separators().Split(stem).Where(p => p.Length > 0).ToList();
        for (var i = 0; i + 1 < parts.Count; i++)
        {
            if (KnownSymbols.IsCurrencyPair((parts[i] + parts[i + 1]).ToUpperInvariant()))
                return (parts[i] + parts[i + 1]).ToUpperInvariant();
        }
        var best = parts
            .Select((part, at) => (Name: Trimmed(part), Score: Score(part), at))
            .OrderByDescending(p => p.Score)
            .ThenBy(p => p.at)
            .FirstOrDefault();
        if (best.Score > 0)
            return best.Name.ToUpperInvariant();
        var whole = NotSymbol().Replace(stem.ToUpperInvariant(), "_").Trim('_');
        return whole.Length == 0 ? "SERIES" : whole;
    }

    /// <summary>A name that is valid in a spec: without surrounding marks, upper case kept as it is.</summary>
    public static string Clean(string name) =>
        NotSymbol().Replace(name.Trim().TrimStart('^'), "_").Trim('_') is { Length: > 0 } cleaned ? cleaned : "SERIES";

    /// <summary>
    /// What is wrong with a name that someone chose, with the remedy; null if it is valid in a spec, in a file name and in an address.
    /// </summary>
    public static string? Problem(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.Length == 0 ? "needs a name"
            : name.Length > MaximumLength ? FormattableString.Invariant($"has {name.Length} characters; the limit is {MaximumLength}")
            : name.Trim('.').Length == 0 ? "consists of dots only; use letters and digits"
            : Clean(name) != name ? $"may contain only letters, digits and . _ - =, without _ at its ends; {Clean(name)} would be valid"
            : null;
    }

    /// <summary>The date a file name starts with (LEAN's intraday files), or null.</summary>
    public static DateOnly? LeadingDate(string fileName) =>
        fileName.Length > 8
        && fileName[8] == '_'
        && DateOnly.TryParseExact(
            fileName.AsSpan(0, 8),
            "yyyyMMdd",
            System.Globalization.CultureInfo.InvariantCulture,
            System.Globalization.DateTimeStyles.None,
            out var date
        )
            ? date
            : null;

    /// <summary>
    /// A ticker with an exchange's suffix or a share class, as Yahoo and others write it (<c>0700.HK</c>, <c>BRK-B</c>, <c>EURUSD=X</c>),
    /// alone or beside other words; null when there is none.
    /// </summary>
    private static string? TickerIn(string name)
    {
        name = WithoutEndings(name);
        // TradingView's "BATS_AAPL, 15", freqtrade's "ETH_BTC-1h", "0700-HK".
        if (OfTradingView().Match(name) is { Success: true } chart)
            return chart.Groups[1].Value;
        if (OfFreqtrade().Match(name) is { Success: true } pair)
            return pair.Groups[1].Value;
        if (WithDash().Match(name) is { Success: true } dash && ExchangeSuffixes.Of(name.Replace('-', '.')) is not null)
            return name.Replace('-', '.');
        for (var ticker = name; ; ticker = ticker[..LastWord().Match(ticker).Index])
        {
            if (IsTicker(ticker))
                return ticker.TrimStart('^');
            if (LastWord().Match(ticker) is not { Success: true } word || !IsNoTicker(word.Groups[1].Value))
                break;
        }
        foreach (var part in name.Split(['_', ' ', '(', ')', ','], StringSplitOptions.RemoveEmptyEntries))
        {
            if (IsTicker(part))
                return part.TrimStart('^');
        }
        return null;
    }

    private static bool IsTicker(string text) =>
        ShareClass().IsMatch(text) || (Ticker().IsMatch(text) && ExchangeSuffixes.Of(text) is not null);

    // "daily", "1d", "2019", "20240131" behind a ticker.
    private static bool IsNoTicker(string word) => s_words.Contains(word) || Period().IsMatch(word) || word.All(char.IsAsciiDigit);

    /// <summary>The name of a file without folder and the endings of formats and packings; the whole where nothing would be left.</summary>
    public static string WithoutEndings(string path)
    {
        var name = Path.GetFileName(path);
        foreach (var ending in (ReadOnlySpan<string>)[".gz", ".zip", .. s_endings])
        {
            if (name.EndsWith(ending, StringComparison.OrdinalIgnoreCase) && name.Length > ending.Length)
                name = name[..^ending.Length];
        }
        return name;
    }

    private static string Stem(string name)
    {
        foreach (var ending in (ReadOnlySpan<string>)[".gz", ".zip", .. s_endings, ".us", ".uk", ".jp", ".de"])
        {
            if (name.EndsWith(ending, StringComparison.OrdinalIgnoreCase) && name.Length > ending.Length)
                name = name[..^ending.Length];
        }
        return name;
    }

    private static int Score(string part)
    {
        var name = Trimmed(part);
        if (name.Length == 0 || s_words.Contains(part) || s_words.Contains(name) || char.IsAsciiDigit(name[0]))
            return 0;
        if (KnownSymbols.Find(name) is not null)
            return name.Length > 2 ? 4 : 1;
        var upper = name.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c) || c is '.' or '^');
        return upper && name.Length <= 8 ? 3
            : name.Length <= 5 && name.All(char.IsAsciiLetterLower) ? 1
            : 0;
    }

    /// <summary>Without a year at the end (SPY2010), an MT4 period (EURUSD1) or a broker's “m” (US30m).</summary>
    private static string Trimmed(string part)
    {
        var name = part.TrimStart('^');
        if (YearAtEnd().Match(name) is { Success: true } year)
            name = name[..year.Index];
        if (name.Length is 7 or 8 or 9 && KnownSymbols.IsCurrencyPair(name[..6].ToUpperInvariant()) && name[6..].All(char.IsAsciiDigit))
            name = name[..6];
        return name.Length > 3 && name[^1] == 'm' && name[..^1].All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c))
            ? name[..^1]
            : name;
    }

    // Upper case, or digits before a suffix of any case: Stooq's lower-case "gs.us" is read by its parts.
    [GeneratedRegex(@"^(\^?[A-Z0-9&\-]{1,12}[.=\-][A-Z]{1,4}|\d{3,6}\.[A-Za-z]{1,3})$")]
    private static partial Regex Ticker();

    [GeneratedRegex(@"[._\- ]+([A-Za-z0-9]+)$")]
    private static partial Regex LastWord();

    [GeneratedRegex(@"^(\d{1,3}(s|m|min|h|d|w|wk|mo|M|y)|[MHDW]\d{1,2}|D|W|max)$")]
    private static partial Regex Period();

    [GeneratedRegex(@"^[A-Z]+(?:_DLY)?_([A-Z0-9.!&\-]+), ?\d*[A-Z]?$")]
    private static partial Regex OfTradingView();

    [GeneratedRegex(@"^([A-Z0-9]{2,12}_[A-Z]{3,5})(?:_[A-Z]{3,5})?-\d+[smhdwM]")]
    private static partial Regex OfFreqtrade();

    [GeneratedRegex(@"^\d{3,6}-[A-Za-z]{1,2}$")]
    private static partial Regex WithDash();

    [GeneratedRegex(@"^[A-Z]{1,4}[.\-][A-C]$")]
    private static partial Regex ShareClass();

    [GeneratedRegex(@"[\s_\-\.\(\)]+")]
    private static partial Regex Separators();

    [GeneratedRegex(@"(?<=[A-Za-z]{2})(19|20)\d\d$")]
    private static partial Regex YearAtEnd();

    [GeneratedRegex(@"[^A-Za-z0-9._\-=]+")]
    private static partial Regex NotSymbol();
}
