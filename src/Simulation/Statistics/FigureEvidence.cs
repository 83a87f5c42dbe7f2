using System.Text.Json.Serialization;
using Simulator.Text;

namespace Simulator.Statistics;

/// <summary>A figure that was computed from too little to say much.</summary>
/// <param name="Dialect">Whose definition.</param>
/// <param name="Figure">Its key.</param>
/// <param name="Unit">What it is made of: <c>returns</c> or <c>trades</c>.</param>
/// <param name="Has">How many of these there are.</param>
/// <param name="Needs">How many it needs.</param>
/// <param name="Bars">About how many bars a run needs for that, at the rate of this one.</param>
/// <param name="Rule">The need in words.</param>
public sealed record ThinFigure(
    [property: JsonConverter(typeof(CamelCaseEnumConverter<StatisticDialect>))] StatisticDialect Dialect,
    string Figure,
    string Unit,
    int Has,
    int Needs,
    long Bars,
    string Rule
)
{
    /// <summary>How many bars the run has: <see cref="Bars"/> is what they come to at the needed number, rounded up.</summary>
    [JsonIgnore]
    public long HasBars => (long)(Bars * (decimal)Has / Needs);

    /// <summary>What there is and what is needed, in its unit and in bars: <c>3 of 30 returns, 3 of about 30 bars</c>.</summary>
    [JsonIgnore]
    public string Words => FormattableString.Invariant($"{Has:N0} of {Needs:N0} {Unit}, {HasBars:N0} of about {Bars:N0} bars");
}

/// <summary>
/// What each figure needs before it is shown without a mark: the one table of these needs. Values stay as their definitions have them;
/// a mark says how many bars they would need. What only describes the run (its return, its deepest fall, its best trade, its costs) needs
/// nothing.
/// </summary>
public static class FigureEvidence
{
    private static readonly Dictionary<(StatisticDialect Dialect, string Figure), EvidenceNeed> s_needs = [];

    static FigureEvidence()
    {
        Add(StatisticDialect.Standard, EvidenceNeed.Year, "annualReturn", "cagr", "calmar", "martinRatio", "turnover");
        Add(
            StatisticDialect.Standard,
            EvidenceNeed.Ratio,
            "sharpe",
            "sortino",
            "probabilisticSharpe",
            "sharpeLower95",
            "sharpeUpper95",
            "autocorrelatedSharpe",
            "alpha",
            "informationRatio"
        );
        Add(StatisticDialect.Standard, EvidenceNeed.Deviation, "annualVolatility", "beta", "correlation", "trackingError", "omega");
        Add(StatisticDialect.Standard, EvidenceNeed.Deviation, "gainToPain", "upCapture", "downCapture", "winningDays");
        Add(StatisticDialect.Standard, EvidenceNeed.Skewness, "skewness");
        Add(StatisticDialect.Standard, EvidenceNeed.Kurtosis, "kurtosis");
        Add(StatisticDialect.Standard, EvidenceNeed.TwentiethTail, "tailRatio", "commonSenseRatio");
        Add(StatisticDialect.Standard, EvidenceNeed.TwentiethTail, "valueAtRisk95", "expectedShortfall95");
        Add(StatisticDialect.Standard, EvidenceNeed.HundredthTail, "valueAtRisk99", "expectedShortfall99");
        foreach (var level in new[] { "95", "99" })
        {
            Add(StatisticDialect.Standard, EvidenceNeed.Deviation, "gaussianValueAtRisk" + level, "gaussianExpectedShortfall" + level);
            Add(
                StatisticDialect.Standard,
                EvidenceNeed.Kurtosis,
                "cornishFisherValueAtRisk" + level,
                "cornishFisherExpectedShortfall" + level
            );
        }
        Add(
            StatisticDialect.Standard,
            EvidenceNeed.Trades,
            "winRate",
            "profitFactor",
            "expectancy",
            "expectancyMoney",
            "averageTrade",
            "sqn",
            "kelly",
            "payoff",
            "longWinRate",
            "shortWinRate"
        );
        Add(StatisticDialect.BacktestingPy, EvidenceNeed.Year, "Return (Ann.) [%]", "CAGR [%]", "Calmar Ratio");
        Add(StatisticDialect.BacktestingPy, EvidenceNeed.Ratio, "Sharpe Ratio", "Sortino Ratio", "Alpha [%]");
        Add(StatisticDialect.BacktestingPy, EvidenceNeed.Deviation, "Volatility (Ann.) [%]", "Beta");
        Add(
            StatisticDialect.BacktestingPy,
            EvidenceNeed.Trades,
            "Win Rate [%]",
            "Avg. Trade [%]",
            "Profit Factor",
            "Expectancy [%]",
            "SQN",
            "Kelly Criterion"
        );
        Add(StatisticDialect.Lean, EvidenceNeed.Year, "Compounding Annual Return");
        Add(StatisticDialect.Lean, EvidenceNeed.Ratio, "Sharpe Ratio", "Sortino Ratio", "Probabilistic Sharpe Ratio", "Alpha");
        Add(StatisticDialect.Lean, EvidenceNeed.Ratio, "Information Ratio", "Treynor Ratio");
        Add(StatisticDialect.Lean, EvidenceNeed.Deviation, "Beta", "Annual Standard Deviation", "Annual Variance", "Tracking Error");
        Add(StatisticDialect.Lean, EvidenceNeed.TwentiethTail, "Value At Risk 95");
        Add(StatisticDialect.Lean, EvidenceNeed.HundredthTail, "Value At Risk 99");
        Add(
            StatisticDialect.Lean,
            EvidenceNeed.Trades,
            "Average Win",
            "Average Loss",
            "Win Rate",
            "Loss Rate",
            "Profit-Loss Ratio",
            "Expectancy"
        );
        Add(StatisticDialect.Empyrical, EvidenceNeed.Year, "annual_return", "calmar_ratio");
        Add(StatisticDialect.Empyrical, EvidenceNeed.Ratio, "sharpe_ratio", "sortino_ratio");
        Add(StatisticDialect.Empyrical, EvidenceNeed.Deviation, "annual_volatility", "downside_risk", "omega_ratio");
        Add(StatisticDialect.Empyrical, EvidenceNeed.Deviation, "stability_of_timeseries");
    }

    /// <summary>Every figure with a need.</summary>
    internal static IEnumerable<(StatisticDialect Dialect, string Figure)> Figures => s_needs.Keys;

    /// <summary>The need of a figure in words and its source; null for one that only describes the run.</summary>
    public static (string Rule, string Source)? NeedOf(StatisticDialect dialect, string figure) =>
        s_needs.TryGetValue((dialect, figure), out var need) ? (need.Rule, need.Source) : null;

    /// <summary>The figures among those given that have a value but not what they need, in the order of the dialect.</summary>
    /// <param name="account">The account.</param>
    /// <param name="dialect">Whose definitions.</param>
    /// <param name="figures">The values by key.</param>
    public static IReadOnlyList<ThinFigure> Thin(
        AccountFigures account,
        StatisticDialect dialect,
        IReadOnlyDictionary<string, double> figures
    ) =>
        [
            .. StatisticCatalogue
                .Everything(dialect)
                .Where(s => figures.TryGetValue(s.Key, out var value) && double.IsFinite(value))
                .Select(s => ThinOrNull(account, dialect, s.Key))
                .OfType<ThinFigure>(),
        ];

    private static ThinFigure? ThinOrNull(AccountFigures account, StatisticDialect dialect, string figure)
    {
        if (!s_needs.TryGetValue((dialect, figure), out var need))
            return null;
        var (has, least) = (need.Unit == EvidenceUnit.Trades ? account.Totals.Count : account.Returns.Length, need.Least(account));
        if (has >= least || has == 0)
            return null;
        var bars = (long)Math.Ceiling(account.Result.Equity.Length * least / has);
        return new ThinFigure(
            dialect,
            figure,
            need.Unit == EvidenceUnit.Trades ? "trades" : "returns",
            has,
            (int)Math.Min(least, int.MaxValue),
            bars,
            need.Rule
        );
    }

    private static void Add(StatisticDialect dialect, EvidenceNeed need, params ReadOnlySpan<string> figures)
    {
        foreach (var figure in figures)
            s_needs.Add((dialect, figure), need);
    }
}
