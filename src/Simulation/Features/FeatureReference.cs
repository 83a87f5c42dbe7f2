using System.Globalization;
using System.Text;
using Simulator.Indicators;

namespace Simulator.Features;

/// <summary>The features as a page for people, in Markdown, made from the catalogue.</summary>
public static class FeatureReference
{
    /// <summary>The whole page.</summary>
    public static string Markdown()
    {
        var page = new StringBuilder(
            $$"""
            # Features

            What a forecaster and an agent can look at, made from the table that the code reads. Each entry of a spec's `features` gives
            one or several columns over the bars of the target. Row t is computed from bars up to t only: on data that is cut at t, every
            value up to t is the same bit for bit. A value that does not exist yet, or whose formula has none at that bar, is missing (NaN).
            Nothing is scaled here; a scaler is fitted on the bars before those that it serves.

            - **Windows** of the first table are given as `windowBars`, e.g. `{ "kind": "indicator", "name": "rsi", "windowBars": 9 }`.
            - **Every other indicator** of [indicators.md](indicators.md) takes its parameters by name, e.g.
              `{ "kind": "indicator", "name": "keltner", "parameters": { "bars": 30 } }`; those left out have their defaults. `macd` and
              `bollinger` take parameters too and then give all their lines.
            - **Each line** becomes one column. Its unit decides how it is made comparable between prices and years (third column below).
            - **Two series** ({{Pairs}}):
              the target and a related one, `"with": "SYMBOL"`; without `with` every related series that is a price gives a column of
              its own. Of a related series each bar has what was known at its close. `impliedRatio` wants the name of an index of
              implied volatility.
            - **Warm-up** is the number of bars after which every column has a value, with the defaults.
            - Volumes are compared with those of 20 bars, the newest included.


            """.ReplaceLineEndings("\n")
        );
        page.Append("| Feature | Columns | Windows | Warm-up |\n|---|---|---|---|\n");
        foreach (var feature in FeatureCatalogue.All.Where(f => f.Indicator is null || f.HasUsualColumns))
            page.Append(
                CultureInfo.InvariantCulture,
                $"| `{feature.Name}` | {feature.Description} {feature.Formula} | {Windows(feature)} | {feature.WarmUpBars} |\n"
            );
        foreach (var group in FeatureCatalogue.All.Where(f => f.Indicator is not null).GroupBy(f => f.Indicator!.Group))
        {
            page.Append(CultureInfo.InvariantCulture, $"\n## {IndicatorReference.Heading(group.Key)}\n\n");
            page.Append("| Feature with its parameters | Line | Column | Warm-up |\n|---|---|---|---|\n");
            foreach (var feature in group)
                Write(page, feature.Indicator!);
        }
        return page.ToString();
    }

    private static void Write(StringBuilder page, IndicatorDefinition indicator)
    {
        var warmUp = IndicatorColumns.Describe(indicator).WarmUpBars;
        for (var i = 0; i < indicator.Lines.Count; i++)
            page.Append(
                CultureInfo.InvariantCulture,
                $"| {(i == 0 ? $"`{indicator.Signature}`" : "")} | `{indicator.Lines[i]}` | "
                    + $"{IndicatorTransform.Formula(indicator.Scales[i])} | {(i == 0 ? warmUp : "")} |\n"
            );
    }

    private static string Pairs =>
        string.Join(", ", IndicatorCatalogue.All.Where(i => i.Input == IndicatorInput.Pair).Select(i => $"`{i.Name}`"));

    private static string Windows(FeatureDescription feature) =>
        feature.DefaultWindowsBars.Count == 0 ? "–"
        : feature.MinWindowBars == 0 ? string.Join(", ", feature.DefaultWindowsBars) + ", fixed"
        : string.Create(CultureInfo.InvariantCulture, $"{string.Join(", ", feature.DefaultWindowsBars)}; from {feature.MinWindowBars}");
}
