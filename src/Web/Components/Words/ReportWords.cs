using System.Globalization;
using System.Text.RegularExpressions;
using Simulator.Learners;
using Simulator.Portfolios.Methods;
using Simulator.Reporting;
using Simulator.Strategies;

namespace Simulator.Web.Components.Words;

/// <summary>
/// What a stored report says, in words for people: names of accounts, and dates in the place of bar numbers. What is stored stays as it is,
/// since results are compared by it.
/// </summary>
public static partial class ReportWords
{
    /// <summary>An account's name: “portfolio (riskParity)” → “portfolio (risk parity)”.</summary>
    public static string Account(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return InBrackets().Replace(name, m => $"({TitleOf(m.Groups[1].Value)})");
    }

    /// <summary>
    /// A strategy as lists name it: “smaCross” → “Moving-average cross”, “portfolio (riskParity)” → “Portfolio (risk parity)”.
    /// </summary>
    public static string Strategy(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var words = NamedStrategies.Find(name)?.Title ?? Account(name);
        return words.Length == 0 ? words : char.ToUpperInvariant(words[0]) + words[1..];
    }

    /// <summary>A reason as a sentence; reasons are written without a capital and a full stop, since they stand in logs, too.</summary>
    public static string Whole(string reason)
    {
        ArgumentNullException.ThrowIfNull(reason);
        return reason.Length == 0 ? "" : $"{char.ToUpperInvariant(reason[0])}{reason[1..].TrimEnd('.')}.";
    }

    /// <summary>The finding, with the names above; a run within one month gets its days.</summary>
    public static string Sentence(PerformanceReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return Account(OneMonth().Replace(report.Sentence, $"rom {Figures.Day(report.From)} to {Figures.Day(report.To)} ", 1));
    }

    /// <summary>A reason, a note or a check's words: bar numbers become dates where the report knows them, else they go.</summary>
    public static string Text(PerformanceReport report, string text)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(text);
        var dated = Bar().Replace(text, m => Dated(report, int.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture)));
        return Account(Exponent().Replace(Unknown().Replace(dated, ""), m => Plain(m.Value))).TrimStart(' ', ':');
    }

    /// <summary>When a bar of the report closed: a day, or an instant where bars are shorter than a day.</summary>
    public static string Time(DateTime time, bool daily) =>
        daily ? Figures.Day(time) : time.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>A fill's reason in a word or two, without its prices: “market order”, “stop-loss”.</summary>
    public static string Cause(string reason)
    {
        ArgumentNullException.ThrowIfNull(reason);
        var words = MeanOf().Replace(reason, "");
        var end = words.AsSpan().IndexOfAny(",:");
        var first = end >= 0 ? words[..end] : words;
        foreach (var stop in new[] { " of bar", " of a ", " filled", " at " })
        {
            if (first.IndexOf(stop, StringComparison.Ordinal) is var at and > 0)
                first = first[..at];
        }
        return first.Trim();
    }

    private static string Dated(PerformanceReport report, int bar)
    {
        var prices = report.Prices;
        if (prices.Bars.Length == 0)
            return "(?)";
        if (bar == prices.Bars[0] - 1)
            return CommonText.FormatBarBefore(Time(prices.Times[0], PeriodReturns.IsDaily(prices.Times)));
        var at = Array.BinarySearch(prices.Bars, bar);
        return at >= 0 ? Time(prices.Times[at], PeriodReturns.IsDaily(prices.Times)) : "(?)";
    }

    // The built-in names of methods and learners; what is not one of them stays.
    private static string TitleOf(string name) =>
        PortfolioMethods.Find(name)?.Title is { } method ? char.ToLowerInvariant(method[0]) + method[1..]
        : LearnerTable.Find(LearnerRole.Agent, name)?.ShortTitle is { } agent ? agent
        : name;

    // 3.1e-10 is “less than 0.000001”; 0.0e+0 is 0.
    private static string Plain(string number)
    {
        var value = double.Parse(number, CultureInfo.InvariantCulture);
        return value == 0 ? "0"
            : Math.Abs(value) < 1e-6 ? (value < 0 ? "−0.000001" : "0.000001")
            : value.ToString("0.######", CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"\(([a-z][A-Za-z0-9]*)\)")]
    private static partial Regex InBrackets();

    [GeneratedRegex(@"rom ([A-Z][a-z]{2} \d{4}) to \1 ")]
    private static partial Regex OneMonth();

    [GeneratedRegex(@"\bbar (\d+)\b")]
    private static partial Regex Bar();

    [GeneratedRegex(@"(, the first|,? (of|on|in|at)| ?with)? ?\(\?\)")]
    private static partial Regex Unknown();

    [GeneratedRegex(@"-?\d+(\.\d+)?e[+-]?\d+")]
    private static partial Regex Exponent();

    [GeneratedRegex(@"^mean price \S+ of \d+ fills: ")]
    private static partial Regex MeanOf();
}
