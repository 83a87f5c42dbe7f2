using Simulator.Backtesting;
using Simulator.Markets;

namespace Simulator.Statistics;

/// <summary>Every statistic, by dialect.</summary>
public static class StatisticCatalogue
{
    /// <summary>The figures of a dialect, in the order in which they are shown.</summary>
    public static IReadOnlyList<Statistic> Of(StatisticDialect dialect) =>
        dialect switch
        {
            StatisticDialect.Standard => StandardStatistics.All,
            StatisticDialect.BacktestingPy => BacktestingPyStatistics.All,
            StatisticDialect.Empyrical => EmpyricalStatistics.All,
            StatisticDialect.Lean => LeanStatistics.All,
            _ => throw new ArgumentOutOfRangeException(nameof(dialect), dialect, "no such dialect"),
        };

    /// <summary>Every dialect, the product's own first.</summary>
    public static IReadOnlyList<StatisticDialect> Dialects { get; } =
    [StatisticDialect.Standard, StatisticDialect.BacktestingPy, StatisticDialect.Lean, StatisticDialect.Empyrical];

    /// <summary>
    /// The product's own statistics that are too slow for sweeps of thousands of runs: sorted returns, months, excursions.
    /// Reports have them; <see cref="Compute(BarSeries, BacktestResult, StatisticDialect)"/> leaves them out.
    /// </summary>
    public static IReadOnlyList<Statistic> Detailed => DetailedStatistics.All;

    /// <summary>The figures of a dialect with the detailed ones, in the order in which they are shown.</summary>
    public static IReadOnlyList<Statistic> Everything(StatisticDialect dialect) =>
        dialect == StatisticDialect.Standard ? [.. Of(dialect), .. Detailed] : Of(dialect);

    /// <summary>A figure by its key, or null.</summary>
    public static Statistic? Find(string key, StatisticDialect dialect = StatisticDialect.Standard) =>
        Everything(dialect).FirstOrDefault(s => s.Key == key);

    /// <summary>Every figure of an account, the detailed ones included: key → value, NaN where undefined.</summary>
    public static IReadOnlyDictionary<string, double> ComputeEverything(AccountFigures account, StatisticDialect dialect) =>
        Everything(dialect).ToDictionary(s => s.Key, s => s.Value(account));

    /// <summary>Every figure of an account: key → value, NaN where undefined.</summary>
    public static IReadOnlyDictionary<string, double> Compute(
        BarSeries series,
        BacktestResult result,
        StatisticDialect dialect = StatisticDialect.Standard
    ) => Compute(new AccountFigures(series, result), dialect);

    /// <summary>Every figure of an account into an array, in the order of <see cref="Of"/>: nothing is allocated, for sweeps.</summary>
    /// <exception cref="ArgumentException">Room for another number of figures than the dialect has.</exception>
    public static void Compute(AccountFigures account, StatisticDialect dialect, Span<double> values)
    {
        var figures = Of(dialect);
        if (values.Length != figures.Count)
            throw new ArgumentException(
                FormattableString.Invariant($"the {dialect} dialect has {figures.Count} figures, room was given for {values.Length}"),
                nameof(values)
            );
        for (var i = 0; i < values.Length; i++)
            values[i] = figures[i].Value(account);
    }

    /// <summary>Every figure of an account whose intermediate figures exist already.</summary>
    public static IReadOnlyDictionary<string, double> Compute(AccountFigures account, StatisticDialect dialect) =>
        Of(dialect).ToDictionary(s => s.Key, s => s.Value(account));
}
