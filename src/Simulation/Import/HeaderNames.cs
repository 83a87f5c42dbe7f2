using System.Globalization;
using System.Text;

namespace Simulator.Import;

/// <summary>What a heading says of its column.</summary>
/// <param name="Role">What it is; <see cref="ColumnRole.Ignored"/> for what is known and not read.</param>
/// <param name="Sureness">3 for the field's own name, 2 for a usual other name, 1 for a word that may mean something else.</param>
/// <param name="Why">Of what is not read: what it is.</param>
internal readonly record struct HeadingMeaning(ColumnRole Role, int Sureness, string? Why = null);

/// <summary>What the headings of known exporters mean, in the languages they export in.</summary>
internal static class HeaderNames
{
    private static readonly HashSet<string> s_money = new(StringComparer.Ordinal)
    {
        "USD",
        "USDT",
        "USDC",
        "EUR",
        "GBP",
        "JPY",
        "CHF",
        "CAD",
        "AUD",
        "CNY",
        "HKD",
        "INR",
        "SEK",
        "NOK",
        "DKK",
        "PLN",
        "BRL",
        "TRY",
        "RUB",
        "KRW",
        "RS",
        "元",
        "円",
    };

    private static readonly string[] s_quotes = ["bid", "ask", "offer", "bidprice", "askprice"];
    private static readonly string[] s_tradeSizes = ["amount", "qty", "quantity", "size", "side", "tradeid", "isbuyermaker"];

    /// <summary>
    /// Heading in lower case without accents, letters and digits only (a percent sign becomes <c>pct</c>), in any script.
    /// </summary>
    public static string Normalise(string heading)
    {
        var text = new StringBuilder(heading.Length);
        foreach (var c in heading.Normalize(NormalizationForm.FormKD).ToLowerInvariant())
        {
            if (char.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark && c < '\u3000')
                continue;
            if (Folded(c) is { } folded)
                text.Append(folded);
            else if (char.IsLetterOrDigit(c) || char.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark)
                text.Append(c);
            else if (c == '%')
                text.Append("pct");
        }
        return text.ToString().Normalize(NormalizationForm.FormC);
    }

    /// <summary>The role of a heading; null when it is none of the known ones.</summary>
    public static ColumnRole? RoleOf(string heading) => MeaningOf(heading)?.Role;

    /// <summary>What a heading means; null when it is none of the known ones.</summary>
    public static HeadingMeaning? MeaningOf(string heading)
    {
        var name = Normalise(WithoutUnit(heading));
        if (name.Length == 0)
            name = Normalise(heading);
        if (HeadingWords.Meaning(name) is { } known)
            return known.Role == ColumnRole.Volume && IsMoney(heading) ? new HeadingMeaning(ColumnRole.Volume, 0) : known;
        if (
            heading.IndexOfAny(['(', '（']) is > 0 and var at
            && HeadingWords.Meaning(Normalise(heading[..at])) is { Role: ColumnRole.Ignored } other
        )
            return other;
        if (name.StartsWith("unnamed", StringComparison.Ordinal))
            return new HeadingMeaning(ColumnRole.Ignored, 3, "a row number");
        // Alpha Vantage's JSON converters keep its numbers: "1. open", "5. adjusted close"; the CSV of crypto has "1a. open (USD)".
        var bare = name.TrimStart('0', '1', '2', '3', '4', '5', '6', '7', '8', '9');
        if (bare.Length > 2 && bare.Length < name.Length && HeadingWords.Meaning(bare) is { } numbered)
            return numbered;
        if (IsDateInZone(heading))
            return new HeadingMeaning(ColumnRole.Date, 2);
        if (name.StartsWith("volume", StringComparison.Ordinal))
            return new HeadingMeaning(ColumnRole.Volume, IsMoney(heading) ? 0 : 1);
        return HeadingWords.PartOf(name);
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
    public static bool IsQuotes(IReadOnlyList<string> normalised)
    {
        var names = normalised.ToHashSet(StringComparer.Ordinal);
        var hasBars = normalised.Select(HeadingWords.Meaning).Count(m => m is { Role: ColumnRole.High or ColumnRole.Low }) >= 2;
        return !hasBars
            && (
                names.Contains("bid") && s_quotes.Any(q => q != "bid" && names.Contains(q))
                || (names.Contains("bidprice") && names.Contains("askprice"))
            );
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

    // "Volume (USD)", "Volumen EUR": money, unless there is nothing else.
    private static bool IsMoney(string heading)
    {
        var words = heading.Split([' ', '(', ')', '[', ']', '_', '（', '）'], StringSplitOptions.RemoveEmptyEntries);
        return words.Length > 1 && words.Skip(1).Any(w => w is "$" or "€" or "£" or "¥" || s_money.Contains(w.ToUpperInvariant()));
    }

    // "Schlusskurs (EUR)", "Close [USD]", "成交量(股)", "<CLOSE>": what stands in brackets behind a name is a unit.
    private static string WithoutUnit(string heading)
    {
        var at = heading.AsSpan().IndexOfAny("([（【");
        return at > 0 && heading[..at].Any(char.IsLetter) && !heading.Contains('%', StringComparison.Ordinal) ? heading[..at] : heading;
    }

    /// <summary>Whether a text has a word for date, time or zone.</summary>
    public static bool SpeaksOfTime(string text) =>
        text.Split([' ', '(', ')', '[', ']', '_', '-', '.', ':'], StringSplitOptions.RemoveEmptyEntries)
            .Any(p =>
                Normalise(p) is "times" or "timezone" || HeadingWords.Meaning(Normalise(p)) is { Role: ColumnRole.Date or ColumnRole.Time }
            );

    // "timestamp_utc", "Date (EST)", "time America/New_York".
    private static bool IsDateInZone(string heading)
    {
        if (ZoneNames.InHeading(heading) is null)
            return false;
        return SpeaksOfTime(heading);
    }

    // Letters that do not decompose into a letter and an accent.
    private static string? Folded(char c) =>
        c switch
        {
            'ł' => "l",
            'ø' => "o",
            'đ' => "d",
            'ß' => "ss",
            'æ' => "ae",
            'œ' => "oe",
            'ı' => "i",
            _ => null,
        };
}
