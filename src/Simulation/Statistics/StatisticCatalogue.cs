using Simulator.Backtesting;
using Simulator.Markets;

namespace Simulator.Statistics;

/// <summary>Every figure that this product knows, by dialect.</summary>
public static class StatisticCatalogue
{
    /// <summary>The figures of a dialect, in the order in which they are shown.</summary>
    public static IReadOnlyList<Statistic> Of(StatisticDialect dialect) => dialect switch
    {
        StatisticDialect.Standard => StandardStatistics.All,
        StatisticDialect.BacktestingPy => BacktestingPyStatistics.All,
        StatisticDialect.Empyrical => EmpyricalStatistics.All,
        _ => throw new ArgumentOutOfRangeException(nameof(dialect), dialect, "no such dialect"),
    };

    /// <summary>A figure by its key, or null.</summary>
    public static Statistic? Find(string key, StatisticDialect dialect = StatisticDialect.Standard) => Of(dialect).FirstOrDefault(s => s.Key == key);

    /// <summary>Every figure of an account: key → value, NaN where undefined.</summary>
    public static IReadOnlyDictionary<string, double> Compute(BarSeries series, BacktestResult result, StatisticDialect dialect = StatisticDialect.Standard)
        => Compute(new AccountFigures(series, result), dialect);

    /// <summary>Every figure of an account whose intermediate figures exist already.</summary>
    public static IReadOnlyDictionary<string, double> Compute(AccountFigures account, StatisticDialect dialect)
        => Of(dialect).ToDictionary(s => s.Key, s => s.Value(account));
}
