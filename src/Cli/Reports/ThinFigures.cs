using System.Text.Json.Nodes;
using Simulator.Statistics;

namespace Simulator.Cli.Reports;

/// <summary>Figures with too little behind them: a mark at the value, a line below, an array in JSON.</summary>
internal static class ThinFigures
{
    /// <summary>Follows a value that is marked.</summary>
    public const string Mark = " *";

    /// <summary>The mark of a figure, or nothing.</summary>
    public static string MarkOf(IEnumerable<ThinFigure> thin, StatisticDialect dialect, string figure) =>
        thin.Any(t => t.Dialect == dialect && t.Figure == figure) ? Mark : "";

    /// <summary>What the marks mean: figures with the same need on one line.</summary>
    public static IEnumerable<string> Lines(IEnumerable<ThinFigure> thin) =>
        thin.GroupBy(t => (t.Needs, t.Unit, t.Bars))
            .OrderBy(g => g.Key.Bars)
            .Select(g =>
                $"*{(g.Count() == 1 ? "" : " each of")} "
                + $"{string.Join(", ", g.Select(t => StatisticCatalogue.Find(t.Figure, t.Dialect)!.Name))}: "
                + $"too little behind it, {g.First().Words}"
            );

    /// <summary>The marked figures of every dialect of an account, as <see cref="ThinFigure"/> has them.</summary>
    public static JsonArray Json(AccountFigures account) =>
        new([
            .. StatisticCatalogue
                .Dialects.SelectMany(d => FigureEvidence.Thin(account, d, StatisticCatalogue.Compute(account, d)))
                .Select(t =>
                    (JsonNode)
                        new JsonObject
                        {
                            ["dialect"] = System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(t.Dialect.ToString()),
                            ["figure"] = t.Figure,
                            ["unit"] = t.Unit,
                            ["has"] = t.Has,
                            ["needs"] = t.Needs,
                            ["hasBars"] = t.HasBars,
                            ["bars"] = t.Bars,
                            ["rule"] = t.Rule,
                        }
                ),
        ]);
}
