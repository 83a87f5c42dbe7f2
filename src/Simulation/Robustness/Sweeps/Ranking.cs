using Simulator.Statistics;
using Simulator.Text;

namespace Simulator.Robustness.Sweeps;

/// <summary>
/// Which of two runs is better: by a statistic, a defined figure before an undefined one; where it is equal, the smaller maximum
/// drawdown; where that is equal too, the one that came earlier in the plan. No two runs tie.
/// </summary>
public sealed class Ranking : IComparer<SweepRun>
{
    private static readonly string[] s_lessIsBetter =
    [
        "maxDrawdown",
        "averageDrawdown",
        "maxDrawdownDurationDays",
        "averageDrawdownDurationDays",
        "annualVolatility",
        "commissions",
        "slippageCost",
        "costs",
        "turnover",
    ];

    private readonly Statistic _drawdown = Find("maxDrawdown");

    /// <summary>Ranks by a statistic.</summary>
    /// <exception cref="ArgumentException">No statistic of that key; the message suggests the nearest.</exception>
    public Ranking(string key) => (Statistic, LessIsBetter) = (Find(key), s_lessIsBetter.Contains(key, StringComparer.Ordinal));

    /// <summary>The statistic.</summary>
    public Statistic Statistic { get; }

    /// <summary>Whether the smallest is the best.</summary>
    public bool LessIsBetter { get; }

    /// <summary>Negative where <paramref name="x"/> is better.</summary>
    public int Compare(SweepRun? x, SweepRun? y)
    {
        if (x is null || y is null)
            return (x is null ? 1 : 0) - (y is null ? 1 : 0);
        var byScore = Better(Worth(x.Score), Worth(y.Score));
        if (byScore != 0)
            return byScore;
        var byDrawdown = Better(-x.MaxDrawdown, -y.MaxDrawdown);
        return byDrawdown != 0 ? byDrawdown : x.Index.CompareTo(y.Index);
    }

    /// <summary>The score in a direction in which more is better.</summary>
    internal double Worth(double score) => LessIsBetter ? -score : score;

    internal double ScoreOf(AccountFigures account) => Statistic.Value(account);

    internal double DrawdownOf(AccountFigures account) => _drawdown.Value(account);

    private static int Better(double x, double y) =>
        (double.IsNaN(x), double.IsNaN(y)) switch
        {
            (true, true) => 0,
            (true, false) => 1,
            (false, true) => -1,
            _ => y.CompareTo(x),
        };

    private static Statistic Find(string key) =>
        StatisticCatalogue.Find(key)
        ?? throw new ArgumentException(
            $"no statistic is called "
                + $"'{key}'{Suggestion.Hint(key, StatisticCatalogue.Of(StatisticDialect.Standard).Select(s => s.Key))}; available: "
                + $"{string.Join(", ", StatisticCatalogue.Of(StatisticDialect.Standard).Select(s => s.Key))}"
        );
}
