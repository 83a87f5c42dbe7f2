using System.Globalization;
using System.Text.Json.Serialization;
using Simulator.Scoring;
using Simulator.Statistics;
using Simulator.Text;

namespace Simulator.Evaluation;

/// <summary>What a result supports.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<Evidence>))]
public enum Evidence
{
    /// <summary>Nothing can be said: too short, no trades, a failed check, or the benchmark itself.</summary>
    NotEnoughData,

    /// <summary>The account did no better than holding, or lost.</summary>
    None,

    /// <summary>It did better than holding, but luck explains it.</summary>
    Inconclusive,

    /// <summary>
    /// It did better than holding by more than luck over this many trials explains. Never more than this from one market and one period.
    /// </summary>
    Some,
}

/// <summary>The figures that the sentence is made from.</summary>
public sealed record VerdictFacts
{
    /// <summary>First trading day of the test part.</summary>
    public required DateOnly From { get; init; }

    /// <summary>Last trading day of the test part.</summary>
    public required DateOnly To { get; init; }

    /// <summary>The account's name.</summary>
    public required string AccountName { get; init; }

    /// <summary>Return after costs.</summary>
    public required double Return { get; init; }

    /// <summary>Buy-and-hold's return after the same costs.</summary>
    public required double BuyAndHoldReturn { get; init; }

    /// <summary>Periods (trading days) with a return.</summary>
    public required int Periods { get; init; }

    /// <summary>
    /// Trades, open ones included; of a portfolio its orders, since a position that is resized a hundred times is one trade.
    /// </summary>
    public required int Trades { get; init; }

    /// <summary>Several assets on one account.</summary>
    public bool IsPortfolio { get; init; }

    /// <summary>The account was used up.</summary>
    public bool Liquidated { get; init; }

    /// <summary>The account traded exactly as buy-and-hold.</summary>
    public bool IsBuyAndHold { get; init; }

    /// <summary>Simulations of this target, this one included.</summary>
    public int Trials { get; init; } = 1;

    /// <summary>Seeds trained; 0 without an agent.</summary>
    public int Seeds { get; init; }

    /// <summary>Probability that the Sharpe ratio is above the best of so many worthless trials; NaN where undefined.</summary>
    public double DeflatedSharpe { get; init; } = double.NaN;

    /// <summary>The same of the return over buy-and-hold.</summary>
    public double DeflatedSharpeOverBuyAndHold { get; init; } = double.NaN;

    /// <summary>The data were made by a generator.</summary>
    public bool SyntheticData { get; init; }

    /// <summary>Names of checks that failed.</summary>
    public IReadOnlyList<string> FailedChecks { get; init; } = [];

    /// <summary>What tests of robustness hold against skill, each in a few words; with one, no result is called more than luck.</summary>
    public IReadOnlyList<string> Objections { get; init; } = [];

    /// <summary>Other findings of such tests, which decide nothing.</summary>
    public IReadOnlyList<string> Findings { get; init; } = [];

    /// <summary>Scores of the forecasts; null without a forecaster.</summary>
    public ForecastScores? Forecast { get; init; }

    /// <summary>Bars of the run.</summary>
    public int Bars { get; init; }

    /// <summary>Figures of the account that have too little behind them.</summary>
    public IReadOnlyList<ThinFigure> Thin { get; init; } = [];
}

/// <summary>
/// The finding in words, by rules, worst news first. It never flatters: losing to buy-and-hold is no evidence whatever the Sharpe
/// ratio; beating it counts only when both the account's Sharpe ratio and that of its lead over buy-and-hold are above what luck
/// over all trials would show, with 95 % confidence; and one market over one period is never more than some evidence.
/// </summary>
public static class Verdict
{
    /// <summary>Fewer periods than a quarter of a year of trading days say nothing.</summary>
    public const int FewestPeriods = 60;

    /// <summary>Fewer trades than this cannot show skill.</summary>
    public const int FewestTrades = 10;

    /// <summary>Confidence that a claim needs.</summary>
    public const double Confidence = 0.95;

    /// <summary>What the figures support.</summary>
    public static Evidence Weigh(VerdictFacts facts)
    {
        if (facts.FailedChecks.Count > 0 || facts.Trades == 0 || facts.IsBuyAndHold)
            return Evidence.NotEnoughData;
        if (facts.Liquidated)
            return Evidence.None;
        if (facts.Periods < FewestPeriods || !double.IsFinite(facts.Return) || !double.IsFinite(facts.BuyAndHoldReturn))
            return Evidence.NotEnoughData;
        if (facts.Return <= Math.Max(0, facts.BuyAndHoldReturn))
            return Evidence.None;
        var beyondLuck = facts.DeflatedSharpe >= Confidence && facts.DeflatedSharpeOverBuyAndHold >= Confidence;
        return beyondLuck && facts.Trades >= FewestTrades && facts.Objections.Count == 0 ? Evidence.Some : Evidence.Inconclusive;
    }

    /// <summary>The sentence, and a second one about the forecasts where there are any.</summary>
    public static string Sentence(VerdictFacts facts)
    {
        var data = facts.SyntheticData ? "On synthetic data, from " : "From ";
        var first =
            $"{data}{Span(facts)} {Subject(facts)} {Outcome(facts)} after costs against "
            + $"{Benchmark(facts)} for buy-and-hold; {Conclusion(facts)}{Basis(facts)}.";
        var thin = facts.Thin.Count > 0 ? $"{first} {ThinSentence(facts)}" : first;
        return facts.Forecast is { } forecast ? $"{thin} {ForecastSentence(forecast)}" : thin;
    }

    private static string ThinSentence(VerdictFacts facts)
    {
        var needs = facts.Thin.GroupBy(f => f.Bars).OrderBy(g => g.Key);
        var parts = needs.Select(g =>
            $"{string.Join(" and ", g.Select(f => InText(f.Figure)))} {(g.Count() == 1 ? "needs" : "need")} about {Count(g.Key, "bar")}"
        );
        return $"{Count(facts.Bars, "bar")} {(facts.Bars == 1 ? "is" : "are")} too few for some figures: {string.Join(", ", parts)}.";
    }

    private static string InText(string figure)
    {
        var name = StatisticCatalogue.Find(figure)!.Name;
        return name.StartsWith("Sharpe", StringComparison.Ordinal) ? name : char.ToLowerInvariant(name[0]) + name[1..];
    }

    private static string Basis(VerdictFacts facts) =>
        (facts.Objections.Count, facts.Findings.Count) switch
        {
            (0, 0) => "",
            (0, _) => $" ({string.Join(", ", facts.Findings)})",
            (_, 0) => $": {string.Join(", ", facts.Objections)}",
            _ => $": {string.Join(", ", facts.Objections)} ({string.Join(", ", facts.Findings)})",
        };

    private static string Subject(VerdictFacts facts) =>
        facts.AccountName.StartsWith("the ", StringComparison.Ordinal) ? facts.AccountName : $"the {facts.AccountName}";

    private static string Outcome(VerdictFacts facts) =>
        facts switch
        {
            { Liquidated: true } => "lost the whole account",
            { Return: < 0 } => $"lost {Percent(-facts.Return)}",
            _ => $"returned {Percent(facts.Return)}",
        };

    private static string Benchmark(VerdictFacts facts) =>
        facts switch
        {
            { BuyAndHoldReturn: < 0 } => $"a loss of {Percent(-facts.BuyAndHoldReturn)}",
            { BuyAndHoldReturn: > 0, Return: < 0 } => $"a gain of {Percent(facts.BuyAndHoldReturn)}",
            _ => Percent(facts.BuyAndHoldReturn),
        };

    private static string Conclusion(VerdictFacts facts)
    {
        if (facts.FailedChecks.Count > 0)
            return $"a check failed ({string.Join(", ", facts.FailedChecks)}), so these figures prove nothing";
        if (facts.Trades == 0)
            return $"it made no {Traded(facts)}, so there is nothing to judge";
        if (facts.IsBuyAndHold)
            return "it is buy-and-hold itself, so there is no skill to judge";
        var behind = $"with {Count(facts.Trials, "trial")}{(facts.Seeds > 0 ? $" and {Count(facts.Seeds, "training")}" : "")}";
        var text = Weigh(facts) switch
        {
            Evidence.NotEnoughData => $"over {Count(facts.Periods, "trading day")} there is not enough data to tell skill from luck",
            Evidence.None => $"{behind} this is no evidence of skill",
            Evidence.Inconclusive when facts.Trades < FewestTrades =>
                $"with only {Count(facts.Trades, Traded(facts))} there is not enough data to tell skill from luck",
            Evidence.Inconclusive => $"{behind} there is not enough data to tell skill from luck",
            _ => $"{behind} this is more than luck would explain, on one {(facts.IsPortfolio ? "choice of assets" : "market")} and "
                + "one period only",
        };
        return facts.SyntheticData ? $"{text}, and it says nothing about real markets" : text;
    }

    private static string ForecastSentence(ForecastScores scores)
    {
        if (scores.Count < FewestPeriods || !double.IsFinite(scores.Skill))
            return $"With {Count(scores.Count, "forecast")} there is not enough data to tell whether they beat a random walk.";
        var significant = scores.SkillPValue < 1 - Confidence;
        return (scores.Skill, significant) switch
        {
            (> 0, true) => $"Its forecasts were {Percent(scores.Skill)} better than a random walk (CRPS).",
            (< 0, true) => $"Its forecasts were {Percent(-scores.Skill)} worse than a random walk (CRPS).",
            _ => "Its forecasts could not be distinguished from a random walk.",
        };
    }

    private static string Traded(VerdictFacts facts) => facts.IsPortfolio ? "order" : "trade";

    private static string Count(long number, string what) => FormattableString.Invariant($"{number:N0} {what}{(number == 1 ? "" : "s")}");

    // Within one month, “May 2014 to May 2014” would say nothing: days do.
    private static string Span(VerdictFacts facts) =>
        (facts.From.Year, facts.From.Month) == (facts.To.Year, facts.To.Month)
            ? string.Create(CultureInfo.InvariantCulture, $"{facts.From:yyyy-MM-dd} to {facts.To:yyyy-MM-dd}")
            : $"{Month(facts.From)} to {Month(facts.To)}";

    private static string Month(DateOnly day) => day.ToString("MMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>One decimal, a true minus, a space that does not break: “−3.2 %”.</summary>
    private static string Percent(double fraction) =>
        double.IsFinite(fraction)
            ? (100 * fraction).ToString("0.0;−0.0;0.0", CultureInfo.InvariantCulture) + "\u00A0%"
            : "an undefined return";
}
