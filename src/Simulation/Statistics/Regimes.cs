using System.Globalization;
using Simulator.Markets;
using Simulator.Numerics;

namespace Simulator.Statistics;

/// <summary>Results of an account while its market was in one regime.</summary>
/// <param name="Kind">The criterion: <c>volatility</c>, <c>trend</c>, <c>year</c>.</param>
/// <param name="Name">The state: <c>low</c>, <c>middle</c>, <c>high</c>; <c>up</c>, <c>down</c>; the year. <c>unknown</c> while too little
/// was known.</param>
/// <param name="Periods">Periods in it.</param>
/// <param name="Return">Compounded return of those periods.</param>
/// <param name="MarketReturn">The traded price's over the same.</param>
/// <param name="Volatility">sd(r, n−1)·√D of those periods.</param>
/// <param name="Sharpe">mean(r)/sd(r, n−1)·√D of those periods.</param>
/// <param name="WinningShare">Share of the periods with r &gt; 0.</param>
public sealed record RegimeRow(
    string Kind,
    string Name,
    int Periods,
    double Return,
    double MarketReturn,
    double Volatility,
    double Sharpe,
    double WinningShare
);

/// <summary>
/// Statistics by regime. The state of a period is determined from closes before it only: its volatility from the past
/// <see cref="VolatilityWindow"/> returns, against the terciles of the newest <see cref="MostVolatilities"/> such volatilities until
/// then; its trend from the last close against the mean of the past <see cref="TrendWindow"/> closes. Closes before the run count as
/// past.
/// </summary>
public static class Regimes
{
    /// <summary>Window of the volatility, in returns.</summary>
    public const int VolatilityWindow = 21;

    /// <summary>Past volatilities needed before terciles are formed.</summary>
    public const int FewestVolatilities = 63;

    /// <summary>Largest number of past volatilities for the terciles, the newest: about five years of days.</summary>
    public const int MostVolatilities = 1_260;

    /// <summary>Closes in the mean that defines the trend.</summary>
    public const int TrendWindow = 100;

    /// <summary>
    /// Low, middle and high past volatility; rising and falling trend; calendar years. Regimes without a period are omitted.
    /// </summary>
    public static IReadOnlyList<RegimeRow> Of(AccountFigures account)
    {
        var (closes, first) = PeriodCloses(account);
        var years = Array.ConvertAll(CalendarReturns.Days(account), d => d.Year.ToString(CultureInfo.InvariantCulture));
        return
        [
            .. Rows(account, "volatility", ["low", "middle", "high", "unknown"], VolatilityStates(closes)[first..]),
            .. Rows(account, "trend", ["up", "down", "unknown"], TrendStates(closes)[first..]),
            .. Rows(account, "year", [.. years.Distinct()], years),
        ];
    }

    /// <summary>The state of each period; element i is determined from closes 0 … i − 1.</summary>
    /// <param name="closes">Close of each period.</param>
    public static string[] VolatilityStates(ReadOnlySpan<double> closes)
    {
        var (states, past, order, changes) = (new string[closes.Length], new List<double>(), new Queue<double>(), LogReturns.Of(closes));
        for (var i = 0; i < states.Length; i++)
        {
            states[i] = "unknown";
            if (i <= VolatilityWindow)
                continue;
            // the newest change is that of close i − 1
            var now = Moments.StandardDeviation(changes.AsSpan(i - 1 - VolatilityWindow, VolatilityWindow));
            var rank = past.BinarySearch(now);
            rank = rank < 0 ? ~rank : rank;
            if (past.Count >= FewestVolatilities)
                states[i] =
                    3 * rank < past.Count ? "low"
                    : 3 * rank < 2 * past.Count ? "middle"
                    : "high";
            past.Insert(rank, now);
            order.Enqueue(now);
            if (order.Count > MostVolatilities)
                past.RemoveAt(past.BinarySearch(order.Dequeue()));
        }
        return states;
    }

    /// <summary>The state of each period; element i is determined from closes 0 … i − 1.</summary>
    /// <param name="closes">Close of each period.</param>
    public static string[] TrendStates(ReadOnlySpan<double> closes)
    {
        var states = new string[closes.Length];
        for (var i = 0; i < states.Length; i++)
            states[i] =
                i < TrendWindow ? "unknown"
                : closes[i - 1] > Moments.Mean(closes.Slice(i - TrendWindow, TrendWindow)) ? "up"
                : "down";
        return states;
    }

    private static (double[] Closes, int First) PeriodCloses(AccountFigures account)
    {
        var (series, run) = (account.Series, account.Result);
        var before = run.FirstBar == 0 ? [] : TradingPeriods.Ends(series, 0, run.FirstBar - 1);
        var closes = new double[before.Length + account.PeriodEnds.Length];
        for (var i = 0; i < closes.Length; i++)
            closes[i] = series.Close[i < before.Length ? before[i] : run.FirstBar + account.PeriodEnds[i - before.Length]];
        return (closes, before.Length);
    }

    private static IEnumerable<RegimeRow> Rows(AccountFigures account, string kind, string[] names, string[] states)
    {
        var members = names.ToDictionary(n => n, _ => (Own: new List<double>(), Market: new List<double>()));
        for (var i = 0; i < account.Returns.Length; i++)
        {
            var (own, market) = members[states[i]];
            own.Add(account.Returns[i]);
            if (double.IsFinite(account.MarketReturns[i])) // the first is not, where no bar lies before the run
                market.Add(account.MarketReturns[i]);
        }
        return names
            .Where(n => members[n].Own.Count > 0)
            .Select(n => Row(kind, n, [.. members[n].Own], [.. members[n].Market], account.PeriodsPerYear));
    }

    private static RegimeRow Row(string kind, string name, double[] own, double[] market, double perYear) =>
        new(
            kind,
            name,
            own.Length,
            Compound(own),
            Compound(market),
            ReturnFigures.Volatility(own, perYear),
            ReturnFigures.Sharpe(own, perYear),
            own.Count(r => r > 0) / (double)own.Length
        );

    private static double Compound(double[] returns) =>
        returns.Length == 0 ? double.NaN : returns.Aggregate(1.0, (growth, r) => growth * (1 + r)) - 1;
}
