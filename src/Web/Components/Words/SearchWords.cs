using Simulator.AgentComparisons;
using Simulator.Anomalies;
using Simulator.Checks;
using Simulator.Leaderboards;
using Simulator.MarketPaths;
using Simulator.Searches;

namespace Simulator.Web.Components.Words;

/// <summary>The figures that searches go by, in words.</summary>
public static class SearchWords
{
    /// <summary>Statistics that a page ranks by.</summary>
    public static IReadOnlyList<(string Key, string Words)> Ranks =>
        [
            ("sharpe", CommonText.SharpeRatio),
            ("returnFraction", CommonText.Return),
            ("sortino", CommonText.SortinoRatio),
            ("calmar", CommonText.CalmarRatio),
            ("maxDrawdown", CommonText.MaximumDrawdown),
        ];

    /// <summary>A figure's name.</summary>
    public static string NameOf(string? key) =>
        key switch
        {
            WalkForwardSearch.OutOfSampleSharpe => CommonText.SharpeRatioOutOfSample,
            CrossValidationSearch.MedianSharpe => CommonText.MedianSharpeRatio,
            LeaderboardKind.Figure => CommonText.CrpsSkill,
            AgentComparisonKind.Figure => CommonText.LogWealthAYear,
            AgentCheckKind.Figure => CommonText.FailedChecks,
            AnomalyKind.Figure => CommonText.UnusualRows,
            PathsKind.Figure => CommonText.FactsInside,
            _ => Ranks.FirstOrDefault(r => r.Key == key).Words ?? key ?? "",
        };

    /// <summary>A figure's value.</summary>
    public static string Figure(string? key, double value) =>
        key switch
        {
            "returnFraction" => Figures.SignedPercent(value),
            "maxDrawdown" => Figures.Percent(value),
            LeaderboardKind.Figure => Figures.SignedPercent(value, 2),
            AgentComparisonKind.Figure => Figures.SignedPercent(value),
            AgentCheckKind.Figure => Figures.Number(value, 0),
            AnomalyKind.Figure => Figures.Number(value, 0),
            PathsKind.Figure => Figures.Percent(value, 0),
            _ => Figures.Signed(value),
        };

    /// <summary>A sentence whose figures stay on one line with their signs.</summary>
    public static string Whole(string sentence) => sentence.Replace(" %", "\u00A0%", StringComparison.Ordinal);

    /// <summary>Two days as a stretch.</summary>
    public static string Stretch(DateTime from, DateTime to) => CommonText.FormatStretch(Figures.Day(from), Figures.Day(to));
}
