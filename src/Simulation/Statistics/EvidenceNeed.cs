namespace Simulator.Statistics;

/// <summary>What kind of observation a figure is made of.</summary>
internal enum EvidenceUnit
{
    /// <summary>Returns of periods (trading days; bars, for longer bars).</summary>
    Returns,

    /// <summary>Closed trades.</summary>
    Trades,
}

/// <summary>How much a figure needs before it says something about more than the bars that it was computed from.</summary>
/// <param name="Rule">The need in words, with its unit.</param>
/// <param name="Source">Where it comes from.</param>
/// <param name="Unit">What is counted.</param>
/// <param name="Least">How many an account needs.</param>
internal sealed record EvidenceNeed(string Rule, string Source, EvidenceUnit Unit, Func<AccountFigures, double> Least)
{
    private const double AlmostAYear = 0.97; // calendars differ in their holidays

    /// <summary>A growth per year: a year of returns.</summary>
    public static EvidenceNeed Year { get; } =
        new(
            "a year of returns (0.97·D)",
            "Global Investment Performance Standards 2020: returns of less than a year are not annualised",
            EvidenceUnit.Returns,
            a => Math.Ceiling(AlmostAYear * a.PeriodsPerYear)
        );

    /// <summary>A Sharpe ratio and its relatives: a standard error of at most 1 per year.</summary>
    public static EvidenceNeed Ratio { get; } =
        new(
            "n ≥ 0.97·D·(1 + SR²/2) and n ≥ 30 returns, SR per period: a standard error of the annual ratio of at most 1",
            "Lo, The Statistics of Sharpe Ratios, Financial Analysts Journal 58, 2002, eq. 9",
            EvidenceUnit.Returns,
            a => Math.Max(Thirty, Math.Ceiling(AlmostAYear * a.PeriodsPerYear * (1 + (SquaredSharpe(a) / 2))))
        );

    /// <summary>A deviation, a beta, a correlation: a relative standard error 1/√(2(n − 1)) of about an eighth.</summary>
    public static EvidenceNeed Deviation { get; } =
        new(
            "30 returns: a relative standard error 1/√(2(n − 1)) of 13 %",
            "Kendall and Stuart, The Advanced Theory of Statistics, vol. 1, ch. 10",
            EvidenceUnit.Returns,
            _ => Thirty
        );

    /// <summary>A skewness: a standard error √(6/n) of at most one half.</summary>
    public static EvidenceNeed Skewness { get; } =
        new(
            "24 returns: a standard error √(6/n) of at most ½",
            "Kendall and Stuart, The Advanced Theory of Statistics, vol. 1, ch. 12",
            EvidenceUnit.Returns,
            _ => 24
        );

    /// <summary>A kurtosis: a standard error √(24/n) of at most one half.</summary>
    public static EvidenceNeed Kurtosis { get; } =
        new(
            "96 returns: a standard error √(24/n) of at most ½",
            "Kendall and Stuart, The Advanced Theory of Statistics, vol. 1, ch. 12",
            EvidenceUnit.Returns,
            _ => 96
        );

    /// <summary>A tail at 5 %: five returns expected in it.</summary>
    public static EvidenceNeed TwentiethTail { get; } =
        new(
            "100 returns: five expected beyond the level of 5 %",
            "Cochran, Biometrics 10, 1954 (expected counts of 5)",
            EvidenceUnit.Returns,
            _ => 100
        );

    /// <summary>A tail at 1 %: five returns expected in it.</summary>
    public static EvidenceNeed HundredthTail { get; } =
        new(
            "500 returns: five expected beyond the level of 1 %",
            "Cochran, Biometrics 10, 1954 (expected counts of 5)",
            EvidenceUnit.Returns,
            _ => 500
        );

    /// <summary>A share or mean of trades: thirty of them.</summary>
    public static EvidenceNeed Trades { get; } =
        new(
            "30 closed trades: a standard error of a share of at most 9 %",
            "Tharp, Definitive Guide to Position Sizing, 2008 (at least 30 trades)",
            EvidenceUnit.Trades,
            _ => Thirty
        );

    private const int Thirty = 30;

    /// <summary>
    /// What the outcomes of draws (shuffled, resampled, varied) have behind them where that is too little, else null: they need 30 returns
    /// or 30 closed trades, as a deviation and a share of trades do.
    /// </summary>
    /// <param name="has">How many there are.</param>
    /// <param name="unit"><c>returns</c>, <c>bars</c> or <c>closed trades</c>.</param>
    public static string? TooFewToDraw(int has, string unit) =>
        has < Thirty ? FormattableString.Invariant($"too little behind it: {has} of {Thirty} {unit}") : null;

    private static double SquaredSharpe(AccountFigures a) =>
        ReturnFigures.Sharpe(a.Returns, 1) is var sharpe && double.IsFinite(sharpe) ? sharpe * sharpe : 0;
}
