using System.Globalization;

namespace Simulator.Web.Charting;

/// <summary>Which part of a series a request asks for.</summary>
/// <param name="Interval">Length of the bars, as it is written; null for the series' own.</param>
/// <param name="From">First shown time; null for the first bar.</param>
/// <param name="To">Last shown time; null for the last bar.</param>
/// <param name="Points">Most points.</param>
public sealed record ChartQuery(string? Interval, double? From, double? To, int Points)
{
    /// <summary>Points where a request does not say how many.</summary>
    public const int UsualPoints = 200_000;

    /// <summary>Most points of an answer.</summary>
    public const int MostPoints = 1_000_000;

    /// <summary>Reads the parameters of a request.</summary>
    /// <exception cref="ChartRequestException">One of them is not what it should be.</exception>
    public static ChartQuery Of(IQueryCollection query)
    {
        ArgumentNullException.ThrowIfNull(query);
        var asked = new ChartQuery(Text(query, "interval"), Time(query, "from"), Time(query, "to"), PointsOf(query));
        return asked.From > asked.To
            ? throw new ChartRequestException("from", "is after 'to'. Remedy: give the earlier time first.")
            : asked;
    }

    /// <summary>A parameter as it is written; null where it is left out or empty.</summary>
    public static string? Text(IQueryCollection query, string name)
    {
        ArgumentNullException.ThrowIfNull(query);
        return query[name].ToString() is { Length: > 0 } text ? text : null;
    }

    private static double? Time(IQueryCollection query, string name) =>
        Text(query, name) is not { } text ? null
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && double.IsFinite(seconds) ? seconds
        : throw new ChartRequestException(name, $"'{text}' is no time. Remedy: give seconds since 1970 of the time that the chart shows.");

    private static int PointsOf(IQueryCollection query) =>
        Text(query, "points") is not { } text ? UsualPoints
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var points) && points is >= 1 and <= MostPoints ? points
        : throw new ChartRequestException(
            "points",
            FormattableString.Invariant($"'{text}' is no number of points. Remedy: give a whole number from 1 to {MostPoints}.")
        );
}

/// <summary>A parameter of a request that cannot be met; the message names it, says why, and what to do.</summary>
/// <param name="parameter">The parameter.</param>
/// <param name="fault">What is wrong with it, and the remedy.</param>
public sealed class ChartRequestException(string parameter, string fault) : Exception($"{parameter}: {fault}")
{
    /// <summary>The parameter.</summary>
    public string Parameter { get; } = parameter;

    /// <summary>Errors of an expression, with their places.</summary>
    public IReadOnlyList<Rules.RuleError> Errors { get; init; } = [];
}
