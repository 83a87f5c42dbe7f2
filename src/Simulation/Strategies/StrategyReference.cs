using System.Globalization;
using System.Text;

namespace Simulator.Strategies;

/// <summary>The table of strategies as a page for people, in Markdown.</summary>
public static class StrategyReference
{
    /// <summary>The whole page.</summary>
    public static string Markdown()
    {
        var page = new StringBuilder(
            """
            # Built-in strategies

            This page is generated from the table that the command line, forms and sweeps use.
            `./run backtest --bars FILE --strategy NAME --set parameter=value` runs a strategy on a file.
            In a spec write `"strategy": { "kind": "named", "name": "NAME", "parameters": { "parameter": value } }`.

            Every strategy decides at the close of a bar, with the data known at that time; its orders fill at the next open
            (`docs/conventions.md`). It places an order only when its target position changes. `side=long` and `side=short` trade
            one side only and are flat otherwise. An unknown parameter, or a value outside its range, is an error that lists the
            valid ones.

            """
        );
        foreach (var group in NamedStrategies.All.GroupBy(d => d.Group))
        {
            page.Append(CultureInfo.InvariantCulture, $"\n## {Heading(group.Key)}\n");
            foreach (var description in group)
                Write(page, description);
        }
        return page.ToString().ReplaceLineEndings("\n");
    }

    private static void Write(StringBuilder page, StrategyDescription description)
    {
        page.Append(CultureInfo.InvariantCulture, $"\n### {description.Title}: `{description.Name}`\n\n{description.Rule}\n");
        if (description.NeedsForecast)
            page.Append("\nNeeds forecasts: use it in a simulation with a forecaster; a file of bars alone is not enough.\n");
        if (description.Source.Length > 0)
            page.Append(CultureInfo.InvariantCulture, $"\nSource: {description.Source}.\n");
        if (description.Parameters.Count == 0)
            return;
        page.Append("\n| Parameter | Default | Range | Meaning |\n|---|---|---|---|\n");
        foreach (var p in description.Parameters)
            page.Append(CultureInfo.InvariantCulture, $"| `{p.Name}` | {p.Default} | {p.Range} | {p.Meaning} |\n");
        if (description.Constraints.Count > 0)
            page.Append(
                CultureInfo.InvariantCulture,
                $"\nConstraint: " + $"{string.Join(" and ", description.Constraints.Select(c => $"`{c}`"))}.\n"
            );
    }

    private static string Heading(StrategyGroup group) =>
        group switch
        {
            StrategyGroup.TrendFollowing => "Trend following",
            StrategyGroup.MeanReversion => "Mean reversion",
            StrategyGroup.ReferenceCases => "Rules of the reference cases",
            _ => group.ToString(),
        };
}
