using System.Globalization;
using Simulator.Forecasting;
using Simulator.Markets;
using Simulator.Scoring;

namespace Simulator.Bench.Forecasters;

/// <summary>What a tape is worth over the days from a first one on.</summary>
/// <param name="Scores">Skill and p-value.</param>
/// <param name="LogScore">Mean −ln f; NaN where the law has no density.</param>
/// <param name="Coverage90">Share of outcomes between the quantiles 5 % and 95 %.</param>
internal sealed record ForecastFigures(ForecastScores Scores, double LogScore, double Coverage90)
{
    /// <summary>Of a tape.</summary>
    public static ForecastFigures Of(ForecastTape tape, BarSeries target, DateOnly from)
    {
        // The row before the first day forecasts that day.
        var first = Enumerable.Range(0, target.Count).First(t => DateOnly.FromDateTime(target.CloseTimeAt(t)) >= from) - 1;
        var rows = Enumerable.Range(first, target.Count - 1 - first).ToArray();
        var (low, high) = (tape.Quantiles[Array.IndexOf(tape.Levels, 0.05)], tape.Quantiles[Array.IndexOf(tape.Levels, 0.95)]);
        var inside = rows.Count(t => Math.Log(target.Close[t + 1] / target.Close[t]) is var r && r >= low[t] && r <= high[t]);
        var logScore = tape.Horizons[0].LogScore is { } scores ? rows.Average(t => scores[t]) : double.NaN;
        return new(ForecastScorer.Score(tape, target, first, target.Count - 1), logScore, (double)inside / rows.Length);
    }

    /// <summary>A row of a table: skill on each series, then means over them.</summary>
    public static string Line(string name, IReadOnlyList<ForecastFigures> all, double seconds)
    {
        var cells = all.Select(f => Text($"{100 * f.Scores.Skill:0.00} (p {f.Scores.SkillPValue:0.000})"));
        var coverage = string.Join(
            ", ",
            new[] { all.Average(f => f.Scores.Coverage50), all.Average(f => f.Scores.Coverage80), all.Average(f => f.Coverage90) }.Select(
                share => Text($"{100 * share:0.0}")
            )
        );
        return Text($"| {name} | {string.Join(" | ", cells)} | {100 * all.Average(f => f.Scores.Skill):0.00} | ")
            + Text($"{all.Average(f => f.LogScore):0.000} | {coverage} | {seconds:0.0} |");
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
