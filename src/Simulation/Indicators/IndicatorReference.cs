using System.Globalization;
using System.Text;

namespace Simulator.Indicators;

/// <summary>The catalogue as a page for people, in Markdown.</summary>
public static class IndicatorReference
{
    /// <summary>The whole page.</summary>
    public static string Markdown()
    {
        var page = new StringBuilder(
            string.Create(
                CultureInfo.InvariantCulture,
                $"""
                # Indicators

                This page lists the {IndicatorCatalogue.All.Count} indicators and is generated from the table that rules and
                strategies use. Each is written as `name(parameter=default, …)`. An indicator with several lines gives each line by
                its name, as in `macd(close, 12, 26, 9).signal`.

                - **Input** is one series (the close, or any series or expression), whole bars, or two series.
                - **Windows** count known bars. If an input is missing at a bar, the indicator skips that bar: its value there is
                  unknown (NaN) and its state does not change. A value is also unknown while the indicator warms up, and where the
                  formula has no value. It is never replaced by zero, and it is never infinite.
                - **Warm-up** is the number of known bars after which every line has a value, with the default parameters.
                - The value at a bar depends only on that bar and earlier bars: on a truncated series, every value up to the cut is
                  the same, bit for bit. Sums over windows do not drift over millions of bars.
                - Only indicators that are always quoted in percent are in percent (0 … 100). All others are fractions, or in the
                  unit of the input.

                """
            )
        );
        foreach (var group in IndicatorCatalogue.All.GroupBy(d => d.Group))
        {
            page.Append(CultureInfo.InvariantCulture, $"\n## {Heading(group.Key)}\n");
            foreach (var definition in group)
                Write(page, definition);
        }
        return page.ToString().ReplaceLineEndings("\n");
    }

    private static void Write(StringBuilder page, IndicatorDefinition definition)
    {
        page.Append(CultureInfo.InvariantCulture, $"\n### {definition.Title}: `{definition.Signature}`\n\n{definition.Formula}\n\n");
        page.Append(CultureInfo.InvariantCulture, $"Input: {Fed(definition.Input)} · warm-up: {definition.WarmUpBars()}");
        if (definition.Lines.Count > 1)
            page.Append(CultureInfo.InvariantCulture, $" · lines: {string.Join(", ", definition.Lines.Select(l => $"`{l}`"))}");
        page.Append(CultureInfo.InvariantCulture, $"\n\nSource: {definition.Source}.\n");
        if (definition.Parameters.Count == 0)
            return;
        page.Append("\n| Parameter | Default | Range | Meaning |\n|---|---|---|---|\n");
        foreach (var p in definition.Parameters)
            page.Append(CultureInfo.InvariantCulture, $"| `{p.Name}` | {p.DefaultText} | {p.Range} | {p.Meaning} |\n");
    }

    /// <summary>What a group is headed with.</summary>
    public static string Heading(IndicatorGroup group) => group == IndicatorGroup.MovingAverages ? "Moving averages" : group.ToString();

    private static string Fed(IndicatorInput input) =>
        input switch
        {
            IndicatorInput.Bars => "whole bars",
            IndicatorInput.Pair => "two series",
            _ => "one series",
        };
}
