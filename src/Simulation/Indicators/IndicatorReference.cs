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

                {IndicatorCatalogue.All.Count} indicators, made from the table that rules and strategies read. Written `name(parameter=default, …)`; one that has several lines
                gives each by its name, as in `macd(close, 12, 26, 9).signal`.

                - **Fed with** one series (the close, or any series or expression), whole bars, or two series.
                - **Windows** count known bars. A bar at which something that the indicator reads is missing is skipped: its value there is unknown (NaN) and the
                  indicator stands as it stood. It is also unknown while it warms up, and where its formula has no value; nothing is set to zero instead, and
                  no value is infinite.
                - **Warm-up** is the number of known bars after which every line has a value, under the defaults.
                - The value at a bar depends on that bar and earlier ones only, whatever the indicator: computed on a cut series, every value up to the cut is the
                  same bit for bit. Sums over windows do not drift over millions of bars.
                - Percentages (0 … 100) are given only where the field always gives them so; everything else is a fraction or in the unit of what it was fed with.

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
        page.Append(CultureInfo.InvariantCulture, $"Fed with {Fed(definition.Input)} · warm-up {definition.WarmUpBars()}");
        if (definition.Lines.Count > 1)
            page.Append(CultureInfo.InvariantCulture, $" · lines {string.Join(", ", definition.Lines.Select(l => $"`{l}`"))}");
        page.Append(CultureInfo.InvariantCulture, $"\n\nSource: {definition.Source}.\n");
        if (definition.Parameters.Count == 0)
            return;
        page.Append("\n| Parameter | Default | Takes | Meaning |\n|---|---|---|---|\n");
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
